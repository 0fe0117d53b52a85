//! Views people save: who may know of one, what stands behind it, how it is changed.

use crate::city::{City, colleague, neighbour, person, steward};
use hebewerk_hub::{
    Destination, HubError, NewOverview, NewView, OverviewWords, PurposeWish, SourceKind, ViewWords,
};
use hebewerk_model::{
    Binds, ColumnName, ColumnRule, Failure as _, Kind, Mask, OverviewPart, ParameterKind,
    Principal, Protection, Role, SavedView, ViewDefinition, ViewParameter, Visibility,
};

fn words(sql: &str) -> ViewWords {
    ViewWords {
        title: "Bäume je Art".to_owned(),
        description: String::new(),
        circle: Visibility::Public,
        definition: ViewDefinition::Sql(sql.to_owned()),
        parameters: Vec::new(),
    }
}

fn new(name: &str, sql: &str) -> NewView {
    NewView {
        name: name.to_owned(),
        organisation: "umwelt".to_owned(),
        words: words(sql),
    }
}

async fn save(city: &City, name: &str, sql: &str) -> SavedView {
    let saved = city.hub.save_view(&colleague(), new(name, sql)).await;
    saved.unwrap()
}

async fn names(city: &City, principal: &Principal) -> Vec<String> {
    let cards = city.hub.views(principal).await.unwrap();
    let names = cards.iter().map(|card| card.view.name.to_string());
    names.collect()
}

/// Trees of the environment office and halls of the sports office, each open to this circle.
async fn city(trees: Visibility, halls: Visibility) -> City {
    let city = City::new().await;
    for who in [colleague(), neighbour()] {
        city.account_of(&who).await;
    }
    city.trees(trees).await;
    let mut request = city.file("Hallen.csv", &["Hallen"]);
    request.visibility = Some(halls);
    request.organisation = city.hub.organisation("sport").await.unwrap();
    request.into = Destination::New;
    let silent = std::sync::Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
    let taken = city.hub.take_in(&neighbour(), request, silent).await;
    taken.unwrap();
    city
}

fn code(error: Result<impl Sized, HubError>) -> &'static str {
    match error {
        Ok(_) => "",
        Err(error) => error.code(),
    }
}

#[tokio::test]
async fn who_may_not_know_of_a_source_does_not_know_of_the_view() {
    let city = city(Visibility::Public, Visibility::City).await;
    save(&city, "baeume", "select * from umwelt.baeume").await;
    save(&city, "hallen", "select * from sport.hallen").await;
    save(
        &city,
        "beide",
        "select * from sichten.baeume+sichten.hallen",
    )
    .await;
    assert_eq!(names(&city, &neighbour()).await.len(), 3);
    // The halls are open to the administration only; a view over a view stands on all that stands behind it.
    assert_eq!(names(&city, &Principal::Anonymous).await, ["baeume"]);
    for name in ["hallen", "beide", "nirgends"] {
        let Err(shown) = city.hub.view(&Principal::Anonymous, name).await else {
            panic!("{name} is shown");
        };
        assert_eq!(shown.code(), "no_such_view", "{name}");
        let sql = format!("select * from sichten.{name}");
        let asked = city.hub.ask(&Principal::Anonymous, &sql, None).await;
        assert_eq!(code(asked), "sql_unknown", "{name}");
    }
    let tables = city.hub.schema(&Principal::Anonymous).await.unwrap();
    let views = tables.iter().filter(|table| table.is_view);
    assert_eq!(views.count(), 1);
}

#[tokio::test]
async fn a_view_may_be_for_its_own_house_only() {
    let city = city(Visibility::Public, Visibility::Public).await;
    let mut own = new("entwurf", "select * from umwelt.baeume");
    own.words.circle = Visibility::Office;
    city.hub.save_view(&colleague(), own).await.unwrap();
    assert_eq!(names(&city, &steward()).await, ["entwurf"]);
    assert!(names(&city, &neighbour()).await.is_empty());
    let asked = city
        .hub
        .ask(&neighbour(), "select * from sichten.entwurf", None)
        .await;
    assert_eq!(code(asked), "sql_unknown");
}

#[tokio::test]
async fn every_table_behind_a_view_is_guarded_as_the_reader_and_on_record() {
    let city = city(Visibility::Office, Visibility::City).await;
    save(&city, "baeume", "select * from umwelt.baeume").await;
    // The neighbour may know of the trees, and may not read them.
    let sql = "select * from sichten.baeume";
    let refused = city.hub.ask(&neighbour(), sql, None).await;
    assert_eq!(code(refused), "not_a_member");
    let shown = city.hub.view(&neighbour(), "baeume").await.unwrap();
    assert!(
        !shown.is_definition_shown,
        "the text may name hidden columns"
    );
    city.hub.ask(&colleague(), sql, None).await.unwrap();
    let audit = city.audit().await;
    let asks: Vec<bool> = audit
        .iter()
        .filter(|entry| entry.action == "ask" && entry.dataset.is_some())
        .map(|entry| entry.allowed)
        .collect();
    assert_eq!(asks, [true, false]);
}

#[tokio::test]
async fn a_view_over_two_houses_asks_what_for_as_its_statement_does() {
    let city = city(Visibility::City, Visibility::City).await;
    save(&city, "beide", "select * from umwelt.baeume+sport.hallen").await;
    save(&city, "darueber", "select * from sichten.beide").await;
    let who = person(31, 1, Role::Reader);
    city.account_of(&who).await;
    for sql in [
        "select * from sichten.beide",
        "select * from sichten.darueber",
    ] {
        assert_eq!(code(city.hub.ask(&who, sql, None).await), "purpose_needed");
    }
    let audit = city.audit().await;
    assert!(audit.iter().all(|entry| entry.action != "ask"), "{audit:?}");
    let wish = PurposeWish {
        purpose: "Hallen an Alleen".to_owned(),
        legal_basis: "Art. 6 Abs. 1 e DSGVO".to_owned(),
        reference: String::new(),
    };
    let sql = "select * from sichten.darueber";
    city.hub.state_purpose(&who, sql, &wish).await.unwrap();
    let rows = (None, Some(10));
    let values = std::collections::BTreeMap::new();
    city.hub
        .view_rows(&who, "beide", values, rows)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_view_never_stands_on_itself() {
    let city = city(Visibility::Public, Visibility::Public).await;
    let first = save(&city, "erste", "select * from umwelt.baeume").await;
    save(&city, "zweite", "select * from sichten.erste").await;
    save(&city, "dritte", "select * from sichten.zweite").await;
    for sql in [
        "select * from sichten.erste",
        "select * from sichten.dritte",
    ] {
        let changed = city
            .hub
            .change_view(&colleague(), "erste", 1, words(sql))
            .await;
        assert_eq!(code(changed), "view_circle", "{sql}");
    }
    let itself = city
        .hub
        .save_view(&colleague(), new("neu", "select * from sichten.neu"))
        .await;
    assert_eq!(code(itself), "sql_unknown");
    assert_eq!(first.edition.number, 1);
}

#[tokio::test]
async fn views_stand_one_behind_the_other_only_so_far() {
    let city = city(Visibility::Public, Visibility::Public).await;
    save(&city, "v1", "select * from umwelt.baeume").await;
    for number in 2..=8 {
        let sql = format!("select * from sichten.v{}", number - 1);
        save(&city, &format!("v{number}"), &sql).await;
    }
    let deepest = "select * from sichten.v8";
    city.hub.ask(&colleague(), deepest, None).await.unwrap();
    let more = city.hub.save_view(&colleague(), new("v9", deepest)).await;
    assert_eq!(code(more), "view_too_deep");
    // The first may become deeper afterwards: then the last cannot be opened, and says so.
    save(&city, "tief", "select * from sport.hallen").await;
    let deeper = words("select * from sichten.tief");
    city.hub
        .change_view(&colleague(), "v1", 1, deeper)
        .await
        .unwrap();
    let asked = city.hub.ask(&colleague(), deepest, None).await;
    assert_eq!(code(asked), "sql_view");
}

#[tokio::test]
async fn nobody_saves_the_name_of_what_they_may_not_know_of() {
    let city = city(Visibility::Public, Visibility::Office).await;
    let unknown = new("x", "select * from umwelt.gibt_es_nicht");
    let saved = city.hub.save_view(&colleague(), unknown).await;
    assert_eq!(code(saved), "sql_unknown");
    let nothing = new("x", "select");
    assert_eq!(
        code(city.hub.save_view(&colleague(), nothing).await),
        "view_without_source"
    );
}

#[tokio::test]
async fn members_save_for_their_house_and_stewards_look_after_what_it_has() {
    let city = city(Visibility::Public, Visibility::Public).await;
    let sql = "select * from umwelt.baeume";
    let foreign = city.hub.save_view(&neighbour(), new("fremd", sql)).await;
    assert_eq!(code(foreign), "not_a_member");
    let nobody = city.hub.save_view(&Principal::Anonymous, new("fremd", sql));
    assert_eq!(code(nobody.await), "not_public");
    save(&city, "baeume", sql).await;
    let other = person(31, 1, Role::Reader);
    let changed = city.hub.change_view(&other, "baeume", 1, words(sql)).await;
    assert_eq!(code(changed), "not_a_steward");
    city.account_of(&steward()).await;
    let changed = city
        .hub
        .change_view(&steward(), "baeume", 1, words(sql))
        .await;
    assert_eq!(changed.unwrap().edition.number, 2);
    // Whoever looked at the first edition is told, and nothing is lost.
    let late = city
        .hub
        .change_view(&colleague(), "baeume", 1, words(sql))
        .await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    let late = city.hub.remove_view(&colleague(), "baeume", 1).await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    let shown = city.hub.view(&colleague(), "baeume").await.unwrap();
    assert_eq!(shown.editions.len(), 2);
    assert_eq!(shown.editions[0].1.as_deref(), Some("Kim"));
    assert!(matches!(shown.sources[0].kind, SourceKind::Dataset { .. }));
    city.hub
        .remove_view(&colleague(), "baeume", 2)
        .await
        .unwrap();
    assert!(names(&city, &Principal::Operator).await.is_empty());
    let acts: Vec<String> = city
        .audit()
        .await
        .into_iter()
        .map(|entry| entry.action)
        .collect();
    for act in ["save_view", "change_view", "remove_view"] {
        assert!(acts.iter().any(|known| known == act), "{act}");
    }
}

#[tokio::test]
async fn what_is_gone_is_told_to_whoever_wrote_its_name() {
    let city = city(Visibility::Public, Visibility::Public).await;
    save(&city, "unten", "select * from umwelt.baeume").await;
    save(&city, "oben", "select * from sichten.unten").await;
    city.hub
        .remove_view(&colleague(), "unten", 1)
        .await
        .unwrap();
    let asked = city
        .hub
        .ask(&colleague(), "select * from sichten.oben", None)
        .await;
    let Err(HubError::Ask(error)) = asked else {
        panic!("it was answered");
    };
    assert_eq!(error.code(), "sql_view");
    assert!(
        error
            .parameters()
            .contains(&("source", "sichten.unten".to_owned()))
    );
    let shown = city.hub.view(&colleague(), "oben").await.unwrap();
    assert_eq!(shown.sources[0].kind, SourceKind::Gone);
    assert_eq!(
        code(city.hub.view(&neighbour(), "oben").await),
        "no_such_view"
    );
}

#[tokio::test]
async fn names_titles_and_values_are_checked() {
    let city = city(Visibility::Public, Visibility::Public).await;
    let sql = "select * from umwelt.baeume";
    let try_it = async |change: &dyn Fn(&mut NewView)| {
        let mut view = new("baeume", sql);
        change(&mut view);
        code(city.hub.save_view(&colleague(), view).await)
    };
    assert_eq!(
        try_it(&|view| view.name = "Bäume".to_owned()).await,
        "view_name"
    );
    assert_eq!(
        try_it(&|view| view.words.title = " ".to_owned()).await,
        "view_title"
    );
    let parameter = |default: &str| ViewParameter {
        name: "ab".parse().unwrap(),
        label: String::new(),
        kind: ParameterKind::Date,
        default: default.to_owned(),
    };
    let wrong = try_it(&|view| view.words.parameters = vec![parameter("gestern")]).await;
    assert_eq!(wrong, "view_parameter_value");
    let twice = try_it(&|view| view.words.parameters = vec![parameter(""), parameter("")]).await;
    assert_eq!(twice, "view_parameters");
    assert_eq!(try_it(&|_view| {}).await, "");
    assert_eq!(try_it(&|_view| {}).await, "view_name_taken");
    // Without a name it is made of the title, and numbered.
    for expected in ["baeume_je_art", "baeume_je_art_2"] {
        let saved = city
            .hub
            .save_view(&colleague(), new("", sql))
            .await
            .unwrap();
        assert_eq!(saved.name.as_str(), expected);
    }
    let values = std::collections::BTreeMap::from([("fremd".to_owned(), "x".to_owned())]);
    let rows = city
        .hub
        .view_rows(&colleague(), "baeume", values, (None, None))
        .await;
    assert_eq!(code(rows), "view_parameter_unknown");
}

/// The text of a view over others may name a column that does not exist for its reader, also through them.
#[tokio::test]
async fn a_text_that_names_a_hidden_column_is_not_shown_however_far_below_it_is() {
    let city = city(Visibility::City, Visibility::City).await;
    let owner = person(13, 1, Role::Owner);
    city.account_of(&owner).await;
    let hidden = ColumnRule {
        column: ColumnName {
            table: "baeume".to_owned(),
            column: "meldende_person".to_owned(),
        },
        mask: Mask::Hide,
        binds: Binds::Outside,
        reason: "Art. 5 DSGVO".to_owned(),
    };
    let rules = Protection {
        columns: vec![hidden],
        ..Protection::default()
    };
    let place = ("umwelt", "baeume");
    city.hub.protect(&owner, place, 0, rules).await.unwrap();
    save(&city, "alles", "select * from umwelt.baeume").await;
    save(&city, "selbst", "select meldende_person from umwelt.baeume").await;
    save(
        &city,
        "mittelbar",
        "select meldende_person from sichten.alles",
    )
    .await;
    for (name, is_shown) in [("alles", true), ("selbst", false), ("mittelbar", false)] {
        let shown = city.hub.view(&neighbour(), name).await.unwrap();
        assert_eq!(shown.is_definition_shown, is_shown, "{name}");
        assert_eq!(shown.editions.len(), usize::from(is_shown), "{name}");
        let own = city.hub.view(&colleague(), name).await.unwrap();
        assert!(own.is_definition_shown, "{name}");
    }
}
fn page(view: &str, circle: Visibility) -> NewOverview {
    NewOverview {
        name: String::new(),
        organisation: "umwelt".to_owned(),
        words: OverviewWords {
            title: "Lage im Grün".to_owned(),
            circle,
            parts: vec![
                OverviewPart::Text {
                    heading: "Worum es geht".to_owned(),
                    text: "Bäume.".to_owned(),
                },
                OverviewPart::Table {
                    view: view.parse().unwrap(),
                    heading: String::new(),
                    rows: 5,
                },
            ],
        },
    }
}

#[tokio::test]
async fn a_page_is_known_to_those_who_may_know_of_every_view_on_it() {
    let city = city(Visibility::Public, Visibility::City).await;
    save(&city, "baeume", "select * from umwelt.baeume").await;
    save(&city, "hallen", "select * from sport.hallen").await;
    let open = city
        .hub
        .save_overview(&colleague(), page("baeume", Visibility::Public))
        .await;
    assert_eq!(open.unwrap().name.as_str(), "lage_im_gruen");
    let inside = city
        .hub
        .save_overview(&colleague(), page("hallen", Visibility::Public))
        .await;
    assert_eq!(inside.unwrap().name.as_str(), "lage_im_gruen_2");
    let own = city
        .hub
        .save_overview(&colleague(), page("baeume", Visibility::Office))
        .await;
    own.unwrap();
    let count = async |who: &Principal| city.hub.overviews(who).await.unwrap().len();
    assert_eq!(count(&Principal::Anonymous).await, 1);
    assert_eq!(count(&neighbour()).await, 2);
    assert_eq!(count(&steward()).await, 3);
    let hidden = city
        .hub
        .overview(&Principal::Anonymous, "lage_im_gruen_2")
        .await;
    assert_eq!(code(hidden), "no_such_overview");
    // A view that goes takes the page from all but whoever wrote its name.
    city.hub
        .remove_view(&colleague(), "baeume", 1)
        .await
        .unwrap();
    assert_eq!(count(&Principal::Anonymous).await, 0);
    assert_eq!(count(&colleague()).await, 3);
}

#[tokio::test]
async fn pages_are_changed_by_whoever_looks_after_them_and_a_late_change_is_told() {
    let city = city(Visibility::Public, Visibility::Public).await;
    save(&city, "baeume", "select * from umwelt.baeume").await;
    let unknown = city
        .hub
        .save_overview(&colleague(), page("nirgends", Visibility::City))
        .await;
    assert_eq!(code(unknown), "no_such_view");
    let mut empty = page("baeume", Visibility::City);
    empty.words.parts.clear();
    assert_eq!(
        code(city.hub.save_overview(&colleague(), empty).await),
        "overview_parts"
    );
    let new = page("baeume", Visibility::Public);
    city.hub
        .save_overview(&colleague(), new.clone())
        .await
        .unwrap();
    let name = "lage_im_gruen";
    let foreign = city
        .hub
        .change_overview(&neighbour(), name, 1, new.words.clone())
        .await;
    assert_eq!(code(foreign), "not_a_steward");
    let changed = city
        .hub
        .change_overview(&colleague(), name, 1, new.words.clone())
        .await;
    assert_eq!(changed.unwrap().edition, 2);
    let late = city
        .hub
        .change_overview(&colleague(), name, 1, new.words)
        .await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    let late = city.hub.remove_overview(&colleague(), name, 1).await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    city.hub
        .remove_overview(&colleague(), name, 2)
        .await
        .unwrap();
    let gone = city.hub.overview(&Principal::Operator, name).await;
    assert_eq!(code(gone), "no_such_overview");
}
