//! What becomes public, and who answers for it.

use crate::city::{City, colleague, neighbour, person, steward};
use hebewerk_hub::ports::{Accounts as _, Datasets as _, Journal as _, Releases as _};
use hebewerk_hub::{
    Acceptance, Destination, Edit, HubError, OnDrift, ReleaseApplication, TakeIn, TakenIn,
};
use hebewerk_model::{
    Account, CheckKind, CheckOutcome, ColumnName, Dataset, DeliveryOutcome, Description, DriftKind,
    Failure as _, Kind, Language, Licence, PersonalKind, PersonalReview, Principal, Protection,
    Release, ReleaseChoice, ReleaseState, Role, TableName, Verdict, Visibility,
};
use std::sync::atomic::Ordering;

const TREES: (&str, &str) = ("umwelt", "baeume");

fn gatekeeper() -> Principal {
    person(14, 1, Role::Gatekeeper)
}

fn owner() -> Principal {
    person(13, 1, Role::Owner)
}

/// A city in which it takes a release, with trees that only their office reads.
async fn city() -> (City, TakenIn) {
    let city = City::releasing().await;
    for (who, name) in [(steward(), "Kai"), (owner(), "Ada"), (gatekeeper(), "Gül")] {
        let account = Account {
            id: who.account().unwrap(),
            email: format!("{}@umwelt.example", name.to_lowercase().replace('ü', "u"))
                .parse()
                .unwrap(),
            name: name.to_owned(),
            administrator: false,
            officer: false,
            memberships: Vec::new(),
            language: Language::De,
            closed_at: None,
        };
        city.store.add(&account, "x", &city.event()).await.unwrap();
    }
    let taken = city.trees(Visibility::Office).await;
    describe(&city, Visibility::Office).await.unwrap();
    (city, taken)
}

/// Describes the trees as a release asks for.
async fn describe(city: &City, visibility: Visibility) -> Result<Dataset, HubError> {
    let description = Description {
        text: "Alle Bäume an Straßen und in Anlagen.".to_owned(),
        licence: Some(Licence("dl-zero-de/2.0".to_owned())),
        contact: Some("baeume@umwelt.example".to_owned()),
        ..trees(city).await.description
    };
    let edit = Edit {
        description,
        visibility,
    };
    city.hub.describe(&steward(), TREES.0, TREES.1, edit).await
}

async fn trees(city: &City) -> Dataset {
    let name: TableName = "umwelt.baeume".parse().unwrap();
    let found = city.store.by_table(&name.schema, &name.table).await;
    found.unwrap().unwrap()
}

fn no_persons() -> ReleaseApplication {
    ReleaseApplication {
        choice: ReleaseChoice {
            reasons: [(CheckKind::Anonymity, "Bäume sind keine Personen".to_owned())].into(),
            ..ReleaseChoice::default()
        },
        delivery: None,
        note: String::new(),
        standing: false,
    }
}

async fn apply(city: &City, application: ReleaseApplication) -> Result<Release, HubError> {
    city.hub
        .apply_for_release(&steward(), TREES, application)
        .await
}

async fn released(city: &City, standing: bool) -> Release {
    let application = ReleaseApplication {
        standing,
        ..no_persons()
    };
    let release = apply(city, application).await.unwrap();
    let gatekeeper = gatekeeper();
    let agreed = city.hub.agree_to_release(&gatekeeper, TREES, release.id);
    agreed.await.unwrap();
    release
}

/// The version of the trees the public reads.
async fn public_version(city: &City) -> Option<u32> {
    let shown = city.hub.show(&Principal::Anonymous, TREES.0, TREES.1, None);
    let view = shown.await.ok()?;
    view.version
        .filter(|_| view.read.allowed)
        .map(|version| version.number.0)
}

fn unseen(city: &City, name: &str, tables: &[&str]) -> TakeIn {
    TakeIn {
        on_drift: OnDrift::Hold,
        ..city.file(name, tables)
    }
}

fn code(result: Result<impl std::fmt::Debug, HubError>) -> &'static str {
    result.unwrap_err().code()
}

#[tokio::test]
async fn nobody_makes_a_dataset_public_by_setting_its_circle() {
    let (city, _taken) = city().await;
    let refused = describe(&city, Visibility::Public).await;
    assert_eq!(code(refused), "release_needed");
    describe(&city, Visibility::City).await.unwrap();
}

#[tokio::test]
async fn what_is_taken_in_for_everybody_begins_in_its_office_and_says_so() {
    let city = City::releasing().await;
    let taken = city.trees(Visibility::Public).await;
    assert_eq!(taken.dataset.visibility, Visibility::Office);
    let codes: Vec<_> = taken.findings.iter().map(|it| it.code.as_str()).collect();
    assert!(codes.contains(&"release_needed"), "{codes:?}");
    let again = TakeIn {
        visibility: Some(Visibility::Public),
        into: Destination::ByFileName(taken.dataset.source.clone()),
        ..city.file("Bäume.csv", &["Bäume "])
    };
    let again = city.take_in(again).await;
    assert_eq!(
        again.dataset.id, taken.dataset.id,
        "a program goes on saying what it wants"
    );
}

#[tokio::test]
async fn what_one_applies_for_and_another_agrees_to_is_public() {
    let (city, _taken) = city().await;
    assert_eq!(public_version(&city).await, None);
    released(&city, false).await;
    assert_eq!(public_version(&city).await, Some(1));
    let view = city.hub.release(&gatekeeper(), TREES, None).await.unwrap();
    let words = view.holding().unwrap();
    assert_eq!(words.applied_by.as_deref(), Some("Kai"));
    assert_eq!(words.decided_by.as_deref(), Some("Gül"));
    let audit = city.audit().await;
    for action in ["apply_release", "agree_release"] {
        let entry = audit.iter().find(|it| it.action == action).unwrap();
        assert_eq!(entry.version, Some(1), "{action}");
    }
}

#[tokio::test]
async fn nobody_agrees_to_what_they_have_applied_for() {
    let (city, _taken) = city().await;
    let by_command = city
        .hub
        .apply_for_release(&Principal::Operator, TREES, no_persons())
        .await
        .unwrap();
    let agreed = city
        .hub
        .agree_to_release(&Principal::Operator, TREES, by_command.id);
    assert_eq!(code(agreed.await), "release_needs_two");
    assert_eq!(trees(&city).await.visibility, Visibility::Office);
}

#[tokio::test]
async fn stewards_and_owners_do_not_agree_and_gatekeepers_do_not_apply() {
    let (city, _taken) = city().await;
    let release = apply(&city, no_persons()).await.unwrap();
    for who in [steward(), owner(), colleague()] {
        let agreed = city.hub.agree_to_release(&who, TREES, release.id).await;
        assert_eq!(agreed.unwrap_err().kind(), Kind::Forbidden);
    }
    let hub = &city.hub;
    let gatekeeper = gatekeeper();
    let applied = hub.apply_for_release(&gatekeeper, TREES, no_persons());
    assert_eq!(applied.await.unwrap_err().kind(), Kind::Forbidden);
    let looked = hub.release(&colleague(), TREES, None).await;
    assert_eq!(looked.unwrap_err().kind(), Kind::Forbidden);
}

#[tokio::test]
async fn an_application_with_an_open_item_is_not_taken() {
    let (city, _taken) = city().await;
    let silent = ReleaseApplication {
        choice: ReleaseChoice::default(),
        ..no_persons()
    };
    assert_eq!(
        code(apply(&city, silent.clone()).await),
        "release_checks_open"
    );
    let view = city
        .hub
        .release(&steward(), TREES, Some(silent.choice))
        .await;
    let open: Vec<_> = view
        .unwrap()
        .subject
        .unwrap()
        .checks
        .into_iter()
        .filter(|check| check.outcome == CheckOutcome::NotMet)
        .map(|check| check.kind)
        .collect();
    let three = [
        CheckKind::Anonymity,
        CheckKind::Diversity,
        CheckKind::SmallCells,
    ];
    assert_eq!(open, three);
}

#[tokio::test]
async fn personal_data_nobody_has_looked_at_stand_in_the_way() {
    let city = City::releasing().await;
    city.reader.finds_persons.store(true, Ordering::Relaxed);
    city.steward_is_known().await;
    city.trees(Visibility::Office).await;
    describe(&city, Visibility::Office).await.unwrap();
    assert_eq!(
        code(apply(&city, no_persons()).await),
        "release_checks_open"
    );
    let reviewed = Protection {
        reviews: vec![PersonalReview {
            column: ColumnName {
                table: "baeume".to_owned(),
                column: "meldende_person".to_owned(),
            },
            kind: PersonalKind::LastName,
            verdict: Verdict::Personal,
            reason: "Namen von Menschen".to_owned(),
        }],
        ..Protection::default()
    };
    let laid_down = city.hub.protect(&Principal::Operator, TREES, 0, reviewed);
    laid_down.await.unwrap();
    apply(&city, no_persons()).await.unwrap();
}

#[tokio::test]
async fn what_changed_after_the_application_is_looked_at_again() {
    let (city, _taken) = city().await;
    let release = apply(&city, no_persons()).await.unwrap();
    let mut description = trees(&city).await.description;
    description.licence = None;
    let edit = Edit {
        description,
        visibility: Visibility::Office,
    };
    let hub = &city.hub;
    hub.describe(&steward(), TREES.0, TREES.1, edit)
        .await
        .unwrap();
    let agreed = hub.agree_to_release(&gatekeeper(), TREES, release.id).await;
    assert_eq!(code(agreed), "release_checks_open");
    describe(&city, Visibility::Office).await.unwrap();
    city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    let agreed = hub.agree_to_release(&gatekeeper(), TREES, release.id).await;
    assert_eq!(agreed.unwrap_err().kind(), Kind::Conflict);
    assert_eq!(public_version(&city).await, None);
}

#[tokio::test]
async fn a_refusal_has_a_reason_and_nothing_becomes_public() {
    let (city, _taken) = city().await;
    let release = apply(&city, no_persons()).await.unwrap();
    let hub = &city.hub;
    let silent = hub
        .refuse_release(&gatekeeper(), TREES, release.id, " ")
        .await;
    assert_eq!(code(silent), "release_reason");
    let gatekeeper = gatekeeper();
    let refused = hub.refuse_release(&gatekeeper, TREES, release.id, "Bitte ohne Hausnummern.");
    refused.await.unwrap();
    let view = hub.release(&steward(), TREES, None).await.unwrap();
    let words = &view.releases[0].release;
    assert_eq!(words.state, ReleaseState::Refused);
    assert_eq!(words.reason.as_deref(), Some("Bitte ohne Hausnummern."));
    assert_eq!(public_version(&city).await, None);
}

#[tokio::test]
async fn the_public_reads_no_version_from_before_the_release() {
    let (city, _taken) = city().await;
    city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    released(&city, false).await;
    assert_eq!(public_version(&city).await, Some(2));
    let before: TableName = "umwelt.\"baeume@1\"".parse().unwrap();
    let hub = &city.hub;
    let refused = hub.open_table(&Principal::Anonymous, &before).await;
    assert_eq!(refused.err().unwrap().kind(), Kind::Unauthenticated);
    let refused = hub.open_table(&neighbour(), &before).await;
    assert_eq!(
        refused.err().unwrap().code(),
        "not_a_member",
        "whoever is signed in elsewhere reads no more than the public"
    );
    hub.open_table(&colleague(), &before).await.unwrap();
    let number = Some(hebewerk_model::VersionNumber(1));
    let shown = hub
        .show(&Principal::Anonymous, TREES.0, TREES.1, number)
        .await;
    let shown = shown.unwrap();
    assert!(!shown.read.allowed);
    assert_eq!(
        shown.deliveries.len(),
        1,
        "the raw file of what was released"
    );
}

#[tokio::test]
async fn a_delivery_after_the_release_of_one_version_waits_for_the_next_release() {
    let (city, _taken) = city().await;
    released(&city, false).await;
    let held = city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    assert_eq!(held.delivery.outcome, DeliveryOutcome::Held);
    assert_eq!(public_version(&city).await, Some(1));
    let acceptance = Acceptance {
        delivery: held.delivery.id,
        keep_names: Vec::new(),
    };
    let kai = steward();
    let accepted = city.hub.accept_held(&kai, TREES.0, TREES.1, acceptance);
    assert_eq!(code(accepted.await), "release_needed");
    let view = city.hub.release(&steward(), TREES, None).await.unwrap();
    assert!(view.subject.unwrap().waits);
    released(&city, false).await;
    assert_eq!(public_version(&city).await, Some(2));
}

#[tokio::test]
async fn under_a_standing_approval_the_same_again_becomes_public_by_itself() {
    let (city, taken) = city().await;
    let first = released(&city, true).await;
    for number in [2, 3] {
        let name = ["Bäume ", "Bäume"][number as usize - 2];
        city.take_in(unseen(&city, "Bäume.csv", &[name])).await;
        assert_eq!(public_version(&city).await, Some(number));
    }
    let releases = city.store.of_dataset(taken.dataset.id).await.unwrap();
    let of = |number: u32| releases.iter().find(|it| it.version.0 == number).unwrap();
    for number in [2, 3] {
        assert_eq!(of(number).under, Some(first.id));
        assert_eq!(of(number).state, ReleaseState::Agreed);
    }
    let audit = city.audit().await;
    assert!(audit.iter().any(|it| it.action == "standing_release"));
}

#[tokio::test]
async fn a_standing_approval_does_not_cover_another_schema() {
    let (city, _taken) = city().await;
    released(&city, true).await;
    city.reader.renames.store(true, Ordering::Relaxed);
    // Somebody has seen it, and means it: that decides what is current in the office, not what is public.
    let held = city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    assert_eq!(held.delivery.outcome, DeliveryOutcome::Held);
    let waiting = city.hub.waiting(&steward()).await.unwrap();
    let drift = &waiting[0].waiting.drifts[0];
    assert_eq!(drift.kind, DriftKind::NotReleased);
    assert_eq!(drift.is.as_deref(), Some("schema"));
    assert_eq!(public_version(&city).await, Some(1));
}

#[tokio::test]
async fn a_standing_approval_ends_by_itself_when_a_check_fails() {
    let (city, _taken) = city().await;
    released(&city, true).await;
    city.reader.finds_persons.store(true, Ordering::Relaxed);
    let held = city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    assert_eq!(held.delivery.outcome, DeliveryOutcome::Held);
    let waiting = city.hub.waiting(&steward()).await.unwrap();
    let why = waiting[0].waiting.drifts[0].is.as_deref();
    assert_eq!(why, Some("personal_data"));
    assert_eq!(public_version(&city).await, Some(1));
}

#[tokio::test]
async fn what_is_taken_back_says_how_often_it_was_used() {
    let (city, taken) = city().await;
    released(&city, true).await;
    let now = hebewerk_hub::ports::Clock::now(city.clock.as_ref());
    for _ in 0..3 {
        city.store
            .count_use(taken.dataset.id, None, now)
            .await
            .unwrap();
    }
    let hub = &city.hub;
    let back = |who, to| hub.withdraw_release(who, TREES, to, "Namen in der Spalte Bemerkung");
    let by_steward = steward();
    let refused = back(&by_steward, Visibility::City).await;
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    let owner = owner();
    assert_eq!(
        code(back(&owner, Visibility::Public).await),
        "release_withdraw_public"
    );
    assert_eq!(back(&owner, Visibility::Office).await.unwrap(), 3);
    assert_eq!(public_version(&city).await, None);
    let again = back(&owner, Visibility::Office).await;
    assert_eq!(again.unwrap_err().kind(), Kind::Conflict);
    // The approval ended with it: what comes now is for the office.
    let next = city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    assert_eq!(next.delivery.outcome, DeliveryOutcome::Version);
    assert_eq!(public_version(&city).await, None);
}

#[tokio::test]
async fn applications_wait_for_the_gatekeeper_of_the_house() {
    let (city, _taken) = city().await;
    apply(&city, no_persons()).await.unwrap();
    let hub = &city.hub;
    let seen = |who: Principal| async move { hub.waiting_releases(&who).await.unwrap() };
    let waiting = seen(gatekeeper()).await;
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].may_decide);
    assert!(!seen(steward()).await[0].may_decide);
    assert!(seen(person(24, 2, Role::Gatekeeper)).await.is_empty());
    assert!(seen(colleague()).await.is_empty());
}

#[tokio::test]
async fn a_choice_is_about_columns_that_are_there_and_groups_that_protect() {
    let (city, _taken) = city().await;
    let with = |choice: ReleaseChoice| ReleaseApplication {
        choice,
        ..no_persons()
    };
    let unknown = ColumnName {
        table: "baeume".to_owned(),
        column: "steuernummer".to_owned(),
    };
    let unknown = ReleaseChoice {
        quasi: vec![unknown],
        ..ReleaseChoice::default()
    };
    assert_eq!(
        code(apply(&city, with(unknown)).await),
        "release_unknown_column"
    );
    let few = ReleaseChoice {
        least: 2,
        ..ReleaseChoice::default()
    };
    assert_eq!(code(apply(&city, with(few)).await), "release_least");
}
