//! What is held back of a dataset, and from whom.

use crate::city::{City, colleague, neighbour, page, person, steward};
use hebewerk_guard::Rule;
use hebewerk_hub::ports::{Accounts as _, Datasets as _, StoreError};
use hebewerk_hub::{HubError, Viewer};
use hebewerk_model::{
    Account, Binds, ColumnName, ColumnRule, Failure as _, GrantId, HeldGrant, Kind, Language, Mask,
    PersonalKind, PersonalReview, Principal, Protection, Role, RowCondition, RowRule, TableName,
    Verdict, Visibility,
};
use std::sync::atomic::Ordering;
use uuid::Uuid;

fn owner() -> Principal {
    person(13, 1, Role::Owner)
}

/// A city whose environment office has an owner with an account.
pub(crate) async fn city() -> City {
    let city = City::new().await;
    let account = Account {
        id: owner().account().unwrap(),
        email: "verantwortet@umwelt.example".parse().unwrap(),
        name: "Ada".to_owned(),
        administrator: false,
        officer: false,
        memberships: Vec::new(),
        language: Language::De,
        closed_at: None,
    };
    city.store.add(&account, "x", &city.event()).await.unwrap();
    city
}

fn name(column: &str) -> ColumnName {
    ColumnName {
        table: "baeume".to_owned(),
        column: column.to_owned(),
    }
}

fn masked(column: &str, mask: Mask, binds: Binds) -> Protection {
    Protection {
        columns: vec![ColumnRule {
            column: name(column),
            mask,
            binds,
            reason: " Art. 5 DSGVO ".to_owned(),
        }],
        ..Protection::default()
    }
}

pub(crate) fn only(values: &[&str]) -> Protection {
    Protection {
        rows: vec![RowRule {
            column: name("art"),
            condition: RowCondition::OneOf {
                values: values.iter().map(|value| (*value).to_owned()).collect(),
            },
            binds: Binds::Outside,
            reason: "nur eigene Bäume".to_owned(),
        }],
        ..Protection::default()
    }
}

fn reviewed(verdict: Verdict) -> Protection {
    Protection {
        reviews: vec![PersonalReview {
            column: name("meldende_person"),
            kind: PersonalKind::LastName,
            verdict,
            reason: "Melder sind Ämter".to_owned(),
        }],
        ..Protection::default()
    }
}

pub(crate) async fn protect(city: &City, after: u32, protection: Protection) {
    let place = ("umwelt", "baeume");
    let laid_down = city.hub.protect(&owner(), place, after, protection).await;
    laid_down.unwrap();
}

/// The columns of the trees as somebody knows them when they read rows.
async fn columns(city: &City, who: &Principal) -> Vec<String> {
    let table: TableName = "umwelt.baeume".parse().unwrap();
    let open = city.hub.open_table(who, &table).await.unwrap();
    let columns = open.table.columns.into_iter();
    columns.map(|column| column.name).collect()
}

#[tokio::test]
async fn personal_data_nobody_has_looked_at_are_not_seen_beyond_the_office() {
    let city = city().await;
    city.reader.finds_persons.store(true, Ordering::Relaxed);
    city.trees(Visibility::Public).await;
    for who in [Principal::Anonymous, neighbour()] {
        assert_eq!(columns(&city, &who).await, ["art"]);
        let seen = city.hub.show(&who, "umwelt", "baeume", None).await.unwrap();
        assert!(seen.read.allowed);
        assert!(seen.findings.is_empty(), "they may quote a cell");
        assert!(seen.deliveries.is_empty(), "the raw file holds the names");
        let known: Vec<bool> = seen.tables[0]
            .statistics
            .iter()
            .map(Option::is_some)
            .collect();
        assert_eq!(known, [true, false]);
    }
    for who in [colleague(), steward(), Principal::Operator] {
        assert_eq!(columns(&city, &who).await, ["art", "meldende_person"]);
    }
    let words = city.index.documents.lock().unwrap()[0].values.clone();
    assert_eq!(words, ["Erna"], "only that of the column of species");
    protect(&city, 0, reviewed(Verdict::NotPersonal)).await;
    assert_eq!(
        columns(&city, &Principal::Anonymous).await,
        ["art", "meldende_person"]
    );
    let seen = city
        .hub
        .show(&Principal::Anonymous, "umwelt", "baeume", None);
    let seen = seen.await.unwrap();
    assert_eq!((seen.findings.len(), seen.deliveries.len()), (2, 1));
    assert_eq!(city.index.documents.lock().unwrap()[0].values.len(), 2);
}

#[tokio::test]
async fn a_delivery_without_names_by_chance_changes_nothing() {
    let city = city().await;
    city.reader.finds_persons.store(true, Ordering::Relaxed);
    city.trees(Visibility::City).await;
    city.reader.finds_persons.store(false, Ordering::Relaxed);
    let neighbour = neighbour();
    // An empty line more makes another file; a table more gives the first one another name.
    for (number, tables) in [(2, &["Bäume", ""]), (3, &["Bäume", "Arten"])] {
        city.reader.version.store(number, Ordering::Relaxed);
        city.reader.renames.store(number == 2, Ordering::Relaxed);
        city.take_in(city.file("Bäume.csv", tables)).await;
        let seen = city.hub.show(&neighbour, "umwelt", "baeume", None);
        let version = seen.await.unwrap().version.unwrap();
        assert_eq!(version.number.0, number);
        assert!(!version.personal.is_empty());
    }
}

#[tokio::test]
async fn only_those_who_answer_for_the_data_lay_down_rules_and_nobody_undoes_anothers() {
    let city = city().await;
    city.trees(Visibility::City).await;
    let place = ("umwelt", "baeume");
    let rules = || masked("art", Mask::Pseudonym, Binds::Outside);
    for who in [steward(), neighbour(), Principal::Anonymous] {
        let refused = city.hub.protect(&who, place, 0, rules()).await;
        assert!(refused.is_err());
    }
    protect(&city, 0, rules()).await;
    let late = city.hub.protect(&owner(), place, 0, only(&["Linde"])).await;
    let late = late.unwrap_err();
    assert!(
        matches!(late, HubError::Store(StoreError::Conflict { .. })),
        "{late:?}"
    );
    protect(&city, 1, Protection::default()).await;
    let view = city
        .hub
        .protection(&steward(), "umwelt", "baeume")
        .await
        .unwrap();
    assert!(!view.may_protect);
    assert_eq!(view.number(), 2);
    let before = &view.changes[1].0.protection;
    assert_eq!(before.columns[0].reason, "Art. 5 DSGVO");
    let audit = city.audit().await;
    assert_eq!(
        audit
            .iter()
            .filter(|entry| entry.action == "protect")
            .count(),
        2
    );
    let stranger = city.hub.protection(&neighbour(), "umwelt", "baeume").await;
    assert_eq!(stranger.unwrap_err().kind(), Kind::Forbidden);
}

#[tokio::test]
async fn what_is_read_under_a_grant_is_on_record_also_where_the_rest_is_public() {
    let city = city().await;
    let dataset = city.trees(Visibility::Public).await.dataset.id;
    let grant = HeldGrant {
        id: GrantId::from_uuid(Uuid::from_u128(7)),
        covers_protected: true,
        statistics_only: false,
    };
    let mut reader = neighbour();
    let table: TableName = "umwelt.baeume".parse().unwrap();
    city.hub.browse(&reader, &table, &page()).await.unwrap();
    if let Principal::Person { grants, .. } = &mut reader {
        *grants = vec![(dataset, grant)].into();
    }
    city.hub.browse(&reader, &table, &page()).await.unwrap();
    let audit = city.audit().await;
    let reads = audit.iter().filter(|entry| entry.action == "read_rows");
    let grants: Vec<_> = reads.map(|entry| entry.grant).collect();
    assert_eq!(grants, [Some(grant.id)]);
}

#[tokio::test]
async fn rules_that_cannot_be_kept_are_refused() {
    let city = city().await;
    city.trees(Visibility::City).await;
    let cases = [
        (
            masked("baumart", Mask::Null, Binds::Outside),
            "unknown_column",
        ),
        (
            masked("art", Mask::Round { digits: 0 }, Binds::Outside),
            "mask_does_not_fit",
        ),
        (
            masked("art", Mask::Beginning { characters: 0 }, Binds::Outside),
            "invalid_mask",
        ),
        (only(&[]), "invalid_rule_values"),
        (only(&[" "]), "invalid_rule_value"),
    ];
    for (protection, expected) in cases {
        let place = ("umwelt", "baeume");
        match city.hub.protect(&owner(), place, 0, protection).await {
            Err(HubError::Invalid { code, .. }) => assert_eq!(code, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn where_a_rule_finds_its_column_no_longer_nothing_is_read() {
    let city = city().await;
    city.trees(Visibility::City).await;
    protect(&city, 0, masked("art", Mask::Null, Binds::Outside)).await;
    city.reader.renames.store(true, Ordering::Relaxed);
    city.reader.version.store(2, Ordering::Relaxed);
    city.take_in(city.file("Bäume.csv", &["Bäume", ""])).await;
    let table: TableName = "umwelt.baeume".parse().unwrap();
    let refused = city.hub.browse(&neighbour(), &table, &page()).await;
    let refused = refused.err().unwrap();
    assert_eq!(refused.kind(), Kind::Forbidden);
    let seen = city
        .hub
        .show(&neighbour(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert_eq!(seen.read.determined_by, Rule::ProtectionDoesNotFit);
    assert!(seen.tables.iter().all(|table| table.statistics.is_empty()));
    let old = TableName {
        version: hebewerk_model::VersionSelector::Number(1),
        ..table
    };
    city.hub.browse(&neighbour(), &old, &page()).await.unwrap();
    city.hub.browse(&colleague(), &old, &page()).await.unwrap();
    let view = city
        .hub
        .protection(&owner(), "umwelt", "baeume")
        .await
        .unwrap();
    assert_eq!(view.misfits, [name("art")]);
}

#[tokio::test]
async fn how_many_rows_there_are_is_not_told_where_some_are_held_back() {
    let city = city().await;
    city.reader.sets_aside.store(true, Ordering::Relaxed);
    city.trees(Visibility::City).await;
    protect(&city, 0, only(&["Linde"])).await;
    let seen = city
        .hub
        .show(&neighbour(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert_eq!(seen.version.unwrap().rows, None);
    assert_eq!(
        seen.tables.len(),
        1,
        "what was set aside are cells of hidden rows too"
    );
    assert_eq!(seen.tables[0].rows, None);
    assert!(seen.tables[0].statistics.is_empty());
    let aside: TableName = "umwelt.baeume__aussortiert".parse().unwrap();
    let hidden = city.hub.browse(&neighbour(), &aside, &page()).await;
    assert_eq!(hidden.err().unwrap().kind(), Kind::NotFound);
    city.hub
        .browse(&colleague(), &aside, &page())
        .await
        .unwrap();
    let schema = city.hub.schema(&neighbour()).await.unwrap();
    assert_eq!(schema.len(), 1);
    let own = city
        .hub
        .show(&colleague(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert_eq!(own.version.unwrap().rows, Some(1));
}

#[tokio::test]
async fn owners_look_through_the_eyes_of_others_and_that_is_on_record() {
    let city = city().await;
    city.trees(Visibility::City).await;
    protect(
        &city,
        0,
        masked("art", Mask::Beginning { characters: 1 }, Binds::Outside),
    )
    .await;
    let look = async |who: &Principal, viewer: &Viewer| {
        city.hub.seen_by(who, "umwelt", "baeume", viewer).await
    };
    let public = look(&owner(), &Viewer::Public).await.unwrap();
    assert!(!public.knows && !public.read.allowed && public.tables.is_empty());
    let sport = Viewer::Organisation("sport".to_owned());
    let seen = look(&owner(), &sport).await.unwrap();
    assert_eq!(seen.name.as_deref(), Some("sport"));
    assert_eq!(seen.read.determined_by, Rule::CityForSignedIn);
    let mask = seen.tables[0].access.masks.get("art");
    assert_eq!(mask, Some(&Mask::Beginning { characters: 1 }));
    let own = Viewer::Organisation("umwelt".to_owned());
    let seen = look(&owner(), &own).await.unwrap();
    assert!(seen.tables[0].access.masks.is_empty());
    assert!(look(&steward(), &Viewer::Public).await.is_err());
    let unknown = Viewer::Person("niemand@stadt.example".to_owned());
    assert!(look(&owner(), &unknown).await.is_err());
    let audit = city.audit().await;
    assert_eq!(
        audit
            .iter()
            .filter(|entry| entry.action == "seen_by")
            .count(),
        3
    );
    let kept = city.store.protections(seen.dataset.id).await.unwrap();
    assert_eq!(kept.len(), 1);
}
