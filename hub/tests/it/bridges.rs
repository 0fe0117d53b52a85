//! Bridges: found by themselves, seen by those who may read both banks, and remembered.

use crate::city::{City, colleague, neighbour, person, steward};
use hebewerk_hub::ports::{Bridges as _, DatasetChange, Datasets, Organisations};
use hebewerk_hub::{
    BridgeCard, BridgeDecision, BridgeFilter, BridgesFollowed, GroupKind, HubError,
};
use hebewerk_model::{
    Binds, BridgeDecay, BridgeState, ColumnName, ColumnRule, Failure as _, Kind, Mask, Principal,
    Protection, Role, Visibility,
};

/// So many streets, from a street on.
pub(crate) fn streets(numbers: std::ops::Range<u32>) -> Vec<String> {
    let letter = |number: u32| char::from(b'a' + (number % 26) as u8);
    let name = |number: u32| {
        let (one, two) = (letter(number), letter(number / 26));
        format!("K{one}r{two}n{one}straße")
    };
    numbers.map(name).collect()
}

/// Takes part with what its office says of it.
fn both() -> Principal {
    let mut person = person(31, 1, Role::Reader);
    if let Principal::Person { memberships, .. } = &mut person {
        let Principal::Person {
            memberships: others,
            ..
        } = neighbour()
        else {
            unreachable!("the neighbour is a person")
        };
        memberships.extend(others);
    }
    person
}

/// Trees of the environment office and pitches of the sports office, along the same streets.
pub(crate) async fn city(visibility: Visibility) -> City {
    let city = City::new().await;
    city.trees(visibility).await;
    pitches(&city, &["Plätze"]).await;
    city.engine.fill("baeume", streets(0..80));
    city.engine.fill("plaetze", streets(20..80));
    city
}

/// A delivery of the sports office. An empty line at the end makes it another one.
pub(crate) async fn pitches(city: &City, lines: &[&str]) {
    let mut request = city.file("Plätze.csv", lines);
    let houses = Organisations::list(city.store.as_ref()).await.unwrap();
    let sport = houses.into_iter().find(|it| it.slug.as_str() == "sport");
    request.organisation = sport.unwrap();
    let source = "folder:sport/Plätze.csv".to_owned();
    request.into = hebewerk_hub::Destination::BySource(source);
    request.visibility = Some(Visibility::Office);
    let silent = std::sync::Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
    city.hub
        .take_in(&neighbour(), request, silent)
        .await
        .unwrap();
}

pub(crate) async fn seen(city: &City, principal: &Principal) -> Vec<BridgeCard> {
    let all = BridgeFilter::default();
    city.hub.bridges(principal, &all).await.unwrap()
}

#[tokio::test]
async fn bridges_appear_unasked_and_only_to_those_who_read_both_banks() {
    let city = city(Visibility::Office).await;
    let followed = city.hub.follow_bridges().await.unwrap();
    assert_eq!(followed.sketched, 2);
    assert!(followed.suggested > 0, "{followed:?}");
    let known = seen(&city, &both()).await;
    assert_eq!(known[0].bridge.state, BridgeState::Suggested);
    assert!(known[0].is_across());
    for principal in [Principal::Anonymous, colleague(), steward(), neighbour()] {
        assert!(seen(&city, &principal).await.is_empty(), "{principal:?}");
        let one = city.hub.bridge(&principal, known[0].bridge.id).await;
        assert_eq!(one.unwrap_err().kind(), Kind::NotFound);
    }
}

#[tokio::test]
async fn what_was_looked_at_is_not_read_again() {
    let city = city(Visibility::Office).await;
    city.hub.follow_bridges().await.unwrap();
    let nothing = city.hub.follow_bridges().await.unwrap();
    assert_eq!(nothing, BridgesFollowed::default());
    let all = || async {
        let mut all = city.store.all(None).await.unwrap();
        all.sort_by_key(|bridge| bridge.id);
        let states = all.iter().map(|bridge| (bridge.id, bridge.state));
        states.collect::<Vec<_>>()
    };
    let id = seen(&city, &both()).await[0].bridge.id;
    let decide = city
        .hub
        .decide_bridge(&Principal::Operator, id, BridgeDecision::Accept);
    decide.await.unwrap();
    let before = all().await;
    let rebuilt = city.hub.rebuild_bridges().await.unwrap();
    assert_eq!(
        (rebuilt.sketched, rebuilt.suggested, rebuilt.decayed),
        (2, 0, 0)
    );
    assert_eq!(all().await, before, "rebuilding takes nothing back");
}

#[tokio::test]
async fn a_column_that_is_held_back_from_somebody_takes_no_part() {
    let city = city(Visibility::Office).await;
    let trees = Datasets::list(city.store.as_ref(), None, None, 10)
        .await
        .unwrap();
    let trees = trees.iter().find(|it| it.slug.as_str() == "baeume");
    let rule = |column: &str| ColumnRule {
        column: ColumnName {
            table: "baeume".to_owned(),
            column: column.to_owned(),
        },
        mask: Mask::Hide,
        binds: Binds::Outside,
        reason: "Art. 5 DSGVO".to_owned(),
    };
    let change = DatasetChange::Protection {
        protection: Protection {
            columns: vec![rule("meldende_person")],
            ..Protection::default()
        },
        after: 0,
    };
    let id = trees.unwrap().id;
    city.steward_is_known().await;
    let event = city.event();
    city.store.change(id, change, &event).await.unwrap();
    city.hub.follow_bridges().await.unwrap();
    let read = city.engine.seen.lock().unwrap().clone();
    assert!(read.contains(&"baeume.art".to_owned()), "{read:?}");
    assert!(!read.contains(&"baeume.meldende_person".to_owned()));
    for card in seen(&city, &both()).await {
        let mut columns = card.left.columns.iter();
        assert!(columns.all(|column| column.name == "art"));
    }
    let all = DatasetChange::Protection {
        protection: Protection {
            columns: vec![rule("meldende_person"), rule("art")],
            ..Protection::default()
        },
        after: 1,
    };
    city.store.change(id, all, &event).await.unwrap();
    city.hub.follow_bridges().await.unwrap();
    assert!(
        city.store.all(None).await.unwrap().is_empty(),
        "none is left"
    );
}

#[tokio::test]
async fn what_was_rejected_stays_so_until_somebody_thinks_again() {
    let city = city(Visibility::City).await;
    city.hub.follow_bridges().await.unwrap();
    let cards = seen(&city, &neighbour()).await;
    let id = cards[0].bridge.id;
    let somebody = neighbour();
    let decide = |said| city.hub.decide_bridge(&somebody, id, said);
    let refused = city
        .hub
        .decide_bridge(&colleague(), id, BridgeDecision::Accept)
        .await;
    assert_eq!(refused.unwrap_err().kind(), Kind::NotFound);
    city.account_of(&neighbour()).await;
    decide(BridgeDecision::Reject).await.unwrap();
    pitches(&city, &["Plätze", ""]).await;
    let followed = city.hub.follow_bridges().await.unwrap();
    assert_eq!(followed.sketched, 1);
    let card = city.hub.bridge(&neighbour(), id).await.unwrap();
    assert_eq!(card.bridge.state, BridgeState::Rejected);
    let reopened = decide(BridgeDecision::Reopen).await.unwrap();
    assert_eq!(reopened.bridge.state, BridgeState::Suggested);
    let told = city.audit().await;
    let about = told.iter().filter(|it| it.action == "reject_bridge");
    assert_eq!(about.filter_map(|it| it.dataset).count(), 2);
}

#[tokio::test]
async fn an_accepted_bridge_decays_with_the_data_and_comes_back_with_them() {
    let city = city(Visibility::City).await;
    city.hub.follow_bridges().await.unwrap();
    city.account_of(&neighbour()).await;
    let cards = seen(&city, &neighbour()).await;
    let id = cards[0].bridge.id;
    let hub = &city.hub;
    hub.decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap();
    city.engine.fill("plaetze", streets(200..260));
    pitches(&city, &["Plätze", ""]).await;
    let followed = hub.follow_bridges().await.unwrap();
    assert_eq!(followed.sketched, 1, "{followed:?}");
    assert!(followed.decayed > 0, "{followed:?}");
    let card = hub.bridge(&neighbour(), id).await.unwrap();
    assert_eq!(card.bridge.decay, Some(BridgeDecay::FewerMatches));
    let told = hub.decayed_bridges(&neighbour()).await.unwrap();
    assert!(told.iter().any(|card| card.bridge.id == id));
    assert!(
        hub.decayed_bridges(&Principal::Anonymous)
            .await
            .unwrap()
            .is_empty()
    );
    city.engine.fill("plaetze", streets(20..80));
    pitches(&city, &["Plätze"]).await;
    hub.follow_bridges().await.unwrap();
    let card = hub.bridge(&neighbour(), id).await.unwrap();
    assert_eq!(card.bridge.state, BridgeState::Accepted);
}

#[tokio::test]
async fn a_sealed_house_takes_part_only_where_it_agrees() {
    let city = City::new().await;
    let mut sealed = city.umwelt.clone();
    sealed.sealed = true;
    city.store.save(&sealed, &[]).await.unwrap();
    city.trees(Visibility::Office).await;
    pitches(&city, &["Plätze"]).await;
    city.engine.fill("baeume", streets(0..80));
    city.engine.fill("plaetze", streets(20..80));
    let followed = city.hub.follow_bridges().await.unwrap();
    assert_eq!(followed.suggested, 0);
    let owner = person(13, 1, Role::Owner);
    let refused = city
        .hub
        .let_house_take_part(&steward(), "umwelt", true)
        .await;
    assert!(matches!(refused, Err(HubError::Refused(_))));
    city.account_of(&owner).await;
    city.hub
        .let_house_take_part(&owner, "umwelt", true)
        .await
        .unwrap();
    let followed = city.hub.follow_bridges().await.unwrap();
    assert!(followed.suggested > 0, "{followed:?}");
    assert!(seen(&city, &neighbour()).await.is_empty());
    city.hub
        .let_house_take_part(&owner, "umwelt", false)
        .await
        .unwrap();
    city.hub.follow_bridges().await.unwrap();
    assert!(city.store.all(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_map_shows_houses_and_only_bridges_somebody_may_know_of() {
    let city = city(Visibility::City).await;
    city.hub.follow_bridges().await.unwrap();
    city.account_of(&neighbour()).await;
    let before = city.hub.silo_map(&neighbour()).await.unwrap();
    assert_eq!((before.joinable, before.joined), (1, 0));
    assert!(before.places.iter().all(|place| place.is_island));
    let id = seen(&city, &neighbour()).await[0].bridge.id;
    city.hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap();
    let after = city.hub.silo_map(&neighbour()).await.unwrap();
    assert_eq!((after.joinable, after.joined), (1, 1));
    assert!(after.places.iter().all(|place| !place.is_island));
    let other = city.hub.silo_map(&colleague()).await.unwrap();
    assert_eq!((other.joinable, other.spans.len()), (0, 0));
    let public = city.hub.silo_map(&Principal::Anonymous).await.unwrap();
    assert_eq!(public, hebewerk_hub::SiloMap::default());
}

/// Streets and house numbers, each pair once: neither column is a key.
fn addresses(city: &City, table: &str, range: std::ops::Range<u32>) {
    let streets = streets(range);
    let thrice = streets.iter().flat_map(|street| vec![street.clone(); 3]);
    let numbers = streets
        .iter()
        .flat_map(|_| ["1", "2", "3"].map(str::to_owned));
    city.engine.fill(table, thrice);
    city.engine
        .fill(&format!("{table}.meldende_person"), numbers);
}

#[tokio::test]
async fn a_key_of_several_columns_is_found_decided_on_and_counted_again() {
    let city = city(Visibility::City).await;
    addresses(&city, "baeume", 0..80);
    addresses(&city, "plaetze", 10..80);
    city.hub.follow_bridges().await.unwrap();
    city.account_of(&neighbour()).await;
    let cards = seen(&city, &neighbour()).await;
    let keys = cards.iter().filter(|card| card.left.columns.len() == 2);
    let keys: Vec<&BridgeCard> = keys.collect();
    let [key] = keys.as_slice() else {
        panic!("{cards:#?}");
    };
    let measure = &key.bridge.measure;
    assert_eq!(measure.cardinality.as_deref(), Some("1:1"));
    assert_eq!((measure.left_values, measure.right_values), (240, 210));
    let sql = key.sql().unwrap();
    assert!(sql.contains("\n  and "), "{sql}");
    city.hub
        .decide_bridge(&neighbour(), key.bridge.id, BridgeDecision::Accept)
        .await
        .unwrap();
    addresses(&city, "plaetze", 60..130);
    pitches(&city, &["Plätze", ""]).await;
    let followed = city.hub.follow_bridges().await.unwrap();
    assert_eq!(followed.sketched, 1, "{followed:?}");
    let again = city.hub.bridge(&neighbour(), key.bridge.id).await.unwrap();
    assert_eq!(again.bridge.decay, Some(BridgeDecay::FewerMatches));
    assert_eq!(again.bridge.measure.right_version.0, 2);
}

#[tokio::test]
async fn tables_of_one_dataset_are_bridged_and_its_maintainer_decides() {
    let city = City::new().await;
    let mut request = city.file("Bäume.csv", &["Bestand", "Pflege"]);
    request.visibility = Some(Visibility::Office);
    city.take_in(request).await;
    city.engine.fill("baeume__bestand", streets(0..80));
    city.engine.fill("baeume__pflege", streets(20..80));
    city.hub.follow_bridges().await.unwrap();
    let cards = seen(&city, &colleague()).await;
    let card = cards.first().expect("both tables hold the same streets");
    assert_eq!(card.left.dataset.id, card.right.dataset.id);
    assert!(card.left.table < card.right.table, "{card:?}");
    assert!(seen(&city, &neighbour()).await.is_empty());
    city.steward_is_known().await;
    city.hub
        .decide_bridge(&steward(), card.bridge.id, BridgeDecision::Accept)
        .await
        .unwrap();
    let told = city.audit().await;
    let told = told.iter().filter(|it| it.action == "accept_bridge");
    assert_eq!(told.count(), 1, "one bank, one entry");
    let map = city.hub.silo_map(&colleague()).await.unwrap();
    assert!(map.spans.is_empty(), "it leads to no other house");
}

#[tokio::test]
async fn groups_tell_of_nothing_that_their_reader_may_not_know() {
    let city = city(Visibility::City).await;
    city.hub.follow_bridges().await.unwrap();
    let filter = BridgeFilter::default();
    let groups = |principal| {
        let (hub, filter) = (&city.hub, &filter);
        async move { hub.bridge_groups(&principal, filter).await.unwrap() }
    };
    let known = groups(neighbour()).await;
    let cards = seen(&city, &neighbour()).await;
    let told: usize = known.iter().map(|group| group.bridges.len()).sum();
    assert_eq!(told, cards.len());
    let key = &known[0];
    assert_eq!((key.kind, key.tables, key.houses), (GroupKind::Key, 2, 2));
    // The pitches stay in their office.
    assert!(groups(colleague()).await.is_empty());
    assert!(groups(Principal::Anonymous).await.is_empty());
}

#[tokio::test]
async fn what_is_remembered_for_views_follows_rights_and_decisions_at_once() {
    let city = city(Visibility::City).await;
    city.hub.follow_bridges().await.unwrap();
    city.account_of(&neighbour()).await;
    let before = seen(&city, &neighbour()).await;
    let id = before[0].bridge.id;
    city.hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Reject)
        .await
        .unwrap();
    let after = seen(&city, &neighbour()).await;
    let rejected = after.iter().find(|card| card.bridge.id == id).unwrap();
    assert_eq!(rejected.bridge.state, BridgeState::Rejected);
    let trees = before[0].left.dataset.id;
    city.steward_is_known().await;
    let event = city.event();
    let change = DatasetChange::Visibility(Visibility::Office);
    city.store.change(trees, change, &event).await.unwrap();
    assert!(seen(&city, &neighbour()).await.is_empty());
    let map = city.hub.silo_map(&neighbour()).await.unwrap();
    assert_eq!(map.joinable, 0);
}
