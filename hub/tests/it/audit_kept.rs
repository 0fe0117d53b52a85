//! What entries say of where somebody came in and by which right, how the record is kept, and who may look into it.

use crate::city::{City, colleague, page, person, steward};
use hebewerk_hub::HubError;
use hebewerk_hub::ports::{AuditFilter, Head, Recorded};
use hebewerk_model::{Door, Principal, Role, TableName, Visibility};

fn trees() -> TableName {
    "umwelt.baeume".parse().unwrap()
}

fn officer() -> Principal {
    let Principal::Person {
        account,
        memberships,
        grants,
        administrator,
        ..
    } = person(31, 2, Role::Reader)
    else {
        unreachable!("a person is a person")
    };
    Principal::Person {
        account,
        administrator,
        officer: true,
        memberships,
        grants,
    }
}

async fn newest(city: &City) -> Recorded {
    city.audit().await.remove(0)
}

#[tokio::test]
async fn an_entry_says_where_somebody_came_in_and_by_which_right() {
    let city = City::new().await;
    let taken = city.trees(Visibility::Office).await;
    let made = newest(&city).await;
    assert_eq!((made.action.as_str(), made.version), ("take_in", Some(1)));
    assert_eq!(made.rows, taken.version.and_then(|version| version.rows));
    assert_eq!(made.office, Some(city.umwelt.id));
    assert_eq!(made.door.as_deref(), Some("command"));
    for (door, entries) in [(Door::Rest, 2), (Door::Pages, 3), (Door::Rest, 3)] {
        let hub = city.hub.through(door);
        hub.browse(&colleague(), &trees(), &page()).await.unwrap();
        assert_eq!(city.audit().await.len(), entries, "once for each door");
    }
    let read = newest(&city).await;
    assert_eq!(read.door.as_deref(), Some("pages"));
    assert_eq!((read.version, read.rows), (Some(1), Some(1)));
    assert_eq!(read.office, Some(city.umwelt.id));
}

#[tokio::test]
async fn only_the_officer_and_the_operator_look_into_the_record() {
    let city = City::new().await;
    let everything = AuditFilter::default();
    for refused in [steward(), colleague(), Principal::Anonymous] {
        let looked = city.hub.audit(&refused, &everything, None, 9).await;
        assert!(matches!(looked.err(), Some(HubError::Refused(_))));
        let entry = newest(&city).await;
        assert_eq!((entry.allowed, entry.account), (false, refused.account()));
        assert!(city.hub.check_audit(&refused, &[]).await.is_err());
        assert!(city.hub.audit_head(&refused).await.is_err());
        let id = officer().account().unwrap();
        assert!(city.hub.disclose(&refused, id).await.is_err());
    }
    let seen = city
        .hub
        .audit(&officer(), &everything, None, 4)
        .await
        .unwrap();
    assert_eq!(seen.entries.len(), 4);
    assert_eq!(seen.entries[0].recorded.action, "read_audit");
    let watching = officer();
    let older = city.hub.audit(&watching, &everything, seen.next, 1_000);
    let older = older.await.unwrap();
    assert_eq!(older.next, None);
    let whole = city
        .hub
        .check_audit(&Principal::Operator, &[])
        .await
        .unwrap();
    assert!(whole.is_whole(), "{whole:?}");
}

#[tokio::test]
async fn a_head_that_was_kept_shows_what_was_cut_off() {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let hub = &city.hub;
    let kept = hub.audit_head(&officer()).await.unwrap();
    assert_eq!(hub.note_audit_head().await.unwrap(), Some(kept));
    assert_eq!(hub.note_audit_head().await.unwrap(), None, "once is enough");
    let check = hub.check_audit(&officer(), &[]).await.unwrap();
    assert!(check.is_whole(), "{check:?}");
    assert!(
        hub.check_audit(&officer(), &[kept])
            .await
            .unwrap()
            .is_whole()
    );
    let later = Head {
        entry: kept.entry + 7,
        ..kept
    };
    let check = hub.check_audit(&officer(), &[later]).await.unwrap();
    assert_eq!(check.faults[0].kind.code(), "cut_off");
    let last = hub.last_audit_check(&officer()).await.unwrap().unwrap();
    assert!(
        last.is_whole(),
        "a look with a foreign head is no news of the chain"
    );
}

#[tokio::test]
async fn old_entries_go_after_two_years_and_leave_a_record() {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let hub = city.hub.through(Door::Clock);
    hub.note_audit_head().await.unwrap();
    city.clock.move_by(24 * 729);
    assert_eq!(hub.forget_old_audit().await.unwrap(), 0);
    city.clock.move_by(24 * 2);
    assert_eq!(hub.forget_old_audit().await.unwrap(), 1);
    let entries = city.audit().await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].action, "forget_audit");
    assert_eq!(entries[0].door.as_deref(), Some("clock"));
    assert_eq!((entries[0].rows, entries[0].until), (Some(1), Some(1)));
    let check = hub.check_audit(&officer(), &[]).await.unwrap();
    assert!(check.is_whole(), "{check:?}");
    assert_eq!((check.since, check.entries), (1, 1));
}

#[tokio::test]
async fn somebody_gets_everything_that_is_held_of_them() {
    let city = City::new().await;
    let id = city.steward_is_known().await;
    city.trees(Visibility::Office).await;
    let held = city.hub.disclose(&steward(), id).await.unwrap();
    assert_eq!(held.account.email.as_str(), "pflege@umwelt.example");
    let document = held.document();
    assert_eq!(document["account"]["memberships"][0]["role"], "steward");
    assert_eq!(document["deliveries"][0]["file_name"], "Bäume.csv");
    assert_eq!(document["deliveries"][0]["dataset"], "umwelt/baeume");
    let actions: Vec<_> = held
        .audit
        .iter()
        .map(|entry| entry.recorded.action.as_str())
        .collect();
    assert_eq!(
        actions,
        ["disclose_account", "take_in"],
        "and that they looked"
    );
    let seen = city.hub.disclose(&officer(), id).await.unwrap();
    assert_eq!(seen.audit[0].recorded.account, officer().account());
    let watching = officer();
    let own = watching.account().unwrap();
    let gone = city.hub.disclose(&watching, own).await;
    assert!(matches!(gone.err(), Some(HubError::NotFound { .. })));
}
