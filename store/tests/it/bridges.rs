use crate::city::{account, dataset, event, lift, minute, organisation, slug, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    Accounts, BridgeChange, BridgeMapping, BridgeStep, BridgeTrail, Bridges, Datasets, Event,
    JointUses, Journal, KeptSketch, KeptTuple, Organisations, SketchChange, SketchMark,
    SketchedTables, StoreError,
};
use hebewerk_model::{
    AccountId, Bridge, BridgeClimb, BridgeDecay, BridgeId, BridgeKind, BridgeMeasure, BridgeSide,
    BridgeState, Dataset, DatasetId, OrganisationId, VersionNumber,
};
use hebewerk_store::Store;

on_both_databases! {
    sketches_are_read_back_and_the_mark_moves_with_them,
    forgotten_sketches_leave_bridges_alone,
    keys_of_several_columns_go_with_their_version,
    only_bridges_that_changed_are_read_again,
    a_bridge_is_read_back_as_it_was_found,
    a_bridge_found_twice_is_kept_once,
    what_a_hierarchy_climbs_over_is_read_back_and_leads_to_it,
    whoever_decided_in_between_is_not_overruled,
    a_decision_is_taken_once_and_is_in_the_audit_for_both_banks,
    only_suggestions_go,
    consent_of_a_sealed_house_counts_its_datasets_as_changed,
    answers_are_counted_by_office_and_pairs_in_one_order,
    how_a_bridge_stood_and_what_was_counted_is_remembered,
    a_view_has_one_name_for_good_and_its_uses_are_counted,
    what_breaks_is_told_once,
    what_is_put_together_by_hand_is_found_again,
}

/// Trees and streets, each in one version.
async fn two(store: &Store) -> (Dataset, Dataset) {
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let streets = dataset(2, &umwelt, "Straßen");
    lift(store, &trees, 1, 3).await;
    lift(store, &streets, 1, 3).await;
    store.forget_sketches("1 key").await.unwrap();
    (trees, streets)
}

fn side(dataset: DatasetId, column: &str) -> BridgeSide {
    BridgeSide {
        dataset,
        table: "tabelle".to_owned(),
        columns: vec![column.to_owned()],
        part: Some("hausnummer.1".to_owned()),
    }
}

fn measure(share: f64) -> BridgeMeasure {
    BridgeMeasure {
        left_version: VersionNumber(1),
        right_version: VersionNumber(2),
        middle_version: None,
        left_share: share,
        right_share: 0.5,
        left_share_as_spelled: 0.25,
        right_share_as_spelled: 0.125,
        left_values: 10,
        right_values: 20,
        rules: vec!["strasse.1".to_owned()],
        cardinality: Some("n:1".to_owned()),
        score: 0.75,
    }
}

fn bridge(number: u128, (trees, streets): &(Dataset, Dataset)) -> Bridge {
    Bridge {
        id: BridgeId::from_uuid(uuid(number)),
        kind: BridgeKind::Join,
        left: side(trees.id, "anschrift"),
        right: side(streets.id, "strasse"),
        climb: None,
        measure: measure(0.9),
        state: BridgeState::Suggested,
        accepted: None,
        decay: None,
        found_at: minute(1),
        measured_at: minute(1),
        decided_by: None,
        decided_at: None,
    }
}

fn step(dataset: DatasetId, sequence: i64, put: Vec<BridgeChange>) -> BridgeStep {
    BridgeStep {
        dataset,
        sketches: SketchChange::Keep,
        tuples: Vec::new(),
        put,
        gone: Vec::new(),
        sequence,
    }
}

async fn found(store: &Store, bridge: &Bridge) {
    let new = BridgeChange {
        bridge: bridge.clone(),
        was: None,
    };
    let step = step(bridge.left.dataset, 5, vec![new]);
    store.advance(&step).await.unwrap();
}

fn sketch(column: &str, part: Option<&str>) -> KeptSketch {
    KeptSketch {
        table: "tabelle".to_owned(),
        column: column.to_owned(),
        place: 3,
        label: "Straße / Nr.".to_owned(),
        part: part.map(str::to_owned),
        rows: 17,
        prints: vec![0, 255, 7],
        sample: vec![(1, "Ahornweg".to_owned()), (1 << 47, "Bachstr.".to_owned())],
    }
}

fn tuple(columns: &[&str]) -> KeptTuple {
    KeptTuple {
        table: "tabelle".to_owned(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        prints: vec![columns.len() as u8, 9],
    }
}

async fn keys_of_several_columns_go_with_their_version(place: &Place) {
    let store = &place.store;
    let (trees, streets) = two(store).await;
    let tables = |number| SketchedTables {
        version: VersionNumber(number),
        columns: vec![sketch("a", None)],
        tuples: Vec::new(),
    };
    for dataset in [trees.id, streets.id] {
        let mut step = step(dataset, 1, Vec::new());
        step.sketches = SketchChange::Put(tables(1));
        store.advance(&step).await.unwrap();
    }
    let mut more = step(trees.id, 2, Vec::new());
    more.tuples = vec![
        (streets.id, tuple(&["strasse", "nr"])),
        (trees.id, tuple(&["a", "b", "c"])),
    ];
    store.advance(&more).await.unwrap();
    store.advance(&more).await.unwrap();
    let kept = |dataset| async move { store.sketches(dataset).await.unwrap().unwrap().tuples };
    assert_eq!(kept(streets.id).await, [tuple(&["strasse", "nr"])]);
    assert_eq!(kept(trees.id).await, [tuple(&["a", "b", "c"])]);
    let mut next = step(streets.id, 3, Vec::new());
    next.sketches = SketchChange::Put(tables(2));
    store.advance(&next).await.unwrap();
    assert_eq!(kept(streets.id).await, []);
    assert_eq!(kept(trees.id).await.len(), 1);
}

async fn only_bridges_that_changed_are_read_again(place: &Place) {
    let store = &place.store;
    let both = two(store).await;
    let first = store.changed(0).await.unwrap();
    assert_eq!((first.changed.len(), first.all), (0, 0));
    found(store, &bridge(1, &both)).await;
    let mut other = bridge(2, &both);
    other.left = side(both.0.id, "ort");
    found(store, &other).await;
    let both_new = store.changed(first.revision).await.unwrap();
    assert_eq!((both_new.changed.len(), both_new.all), (2, 2));
    let nothing = store.changed(both_new.revision).await.unwrap();
    assert_eq!((nothing.changed.len(), nothing.all), (0, 2));
    let mut measured = other.clone();
    measured.measure = measure(0.4);
    let change = BridgeChange {
        bridge: measured.clone(),
        was: Some(BridgeState::Suggested),
    };
    store
        .advance(&step(both.0.id, 6, vec![change]))
        .await
        .unwrap();
    let again = store.changed(both_new.revision).await.unwrap();
    assert_eq!(again.changed, [measured]);
    let mut gone = step(both.0.id, 7, Vec::new());
    gone.gone = vec![other.id];
    store.advance(&gone).await.unwrap();
    let fewer = store.changed(again.revision).await.unwrap();
    assert_eq!((fewer.changed.len(), fewer.all), (0, 1));
    assert!(fewer.revision > again.revision);
}

async fn sketches_are_read_back_and_the_mark_moves_with_them(place: &Place) {
    let store = &place.store;
    let (trees, streets) = two(store).await;
    let tables = SketchedTables {
        version: VersionNumber(1),
        columns: vec![sketch("a", None), sketch("a", Some("hausnummer.1"))],
        tuples: Vec::new(),
    };
    let mut step = step(trees.id, 7, Vec::new());
    step.sketches = SketchChange::Put(tables.clone());
    store.advance(&step).await.unwrap();
    store.advance(&step).await.unwrap();
    assert_eq!(store.sketches(trees.id).await.unwrap(), Some(tables));
    assert_eq!(store.sketches(streets.id).await.unwrap(), None);
    assert_eq!(
        store.sketched().await.unwrap(),
        [(trees.id, VersionNumber(1))]
    );
    let mark = SketchMark {
        form: "1 key".to_owned(),
        sequence: 7,
    };
    assert_eq!(store.sketch_mark().await.unwrap(), Some(mark));
}

async fn forgotten_sketches_leave_bridges_alone(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    found(store, &bridge(1, &known)).await;
    store.forget_sketches("2 key").await.unwrap();
    let mark = store.sketch_mark().await.unwrap().unwrap();
    assert_eq!((mark.form.as_str(), mark.sequence), ("2 key", 0));
    assert_eq!(store.all(None).await.unwrap().len(), 1);
}

async fn a_bridge_is_read_back_as_it_was_found(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    let bridge = bridge(1, &known);
    found(store, &bridge).await;
    let read = Bridges::get(store, bridge.id).await.unwrap();
    assert_eq!(read.as_ref(), Some(&bridge));
    for dataset in [known.0.id, known.1.id] {
        let of_it = Bridges::of_dataset(store, dataset).await.unwrap();
        assert_eq!(of_it, std::slice::from_ref(&bridge));
    }
}

async fn what_a_hierarchy_climbs_over_is_read_back_and_leads_to_it(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    let umwelt = Organisations::list(store).await.unwrap().remove(0);
    let directory = dataset(3, &umwelt, "Verzeichnis");
    lift(store, &directory, 1, 3).await;
    let over = Bridge {
        kind: BridgeKind::Hierarchy,
        climb: Some(BridgeClimb::Over {
            fine: side(directory.id, "strasse"),
            coarse: side(directory.id, "bezirk"),
        }),
        measure: BridgeMeasure {
            middle_version: Some(VersionNumber(1)),
            ..measure(0.9)
        },
        ..bridge(1, &known)
    };
    let by_month = Bridge {
        id: BridgeId::from_uuid(uuid(2)),
        climb: Some(BridgeClimb::Calendar("monat.1".to_owned())),
        ..over.clone()
    };
    found(store, &over).await;
    found(store, &by_month).await;
    let read = Bridges::get(store, over.id).await.unwrap().unwrap();
    assert_eq!(read, over);
    let around = Bridges::of_dataset(store, directory.id).await.unwrap();
    assert_eq!(around, [over]);
    let read = Bridges::get(store, by_month.id).await.unwrap().unwrap();
    assert_eq!(read, by_month);
}

async fn a_bridge_found_twice_is_kept_once(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    found(store, &bridge(1, &known)).await;
    found(store, &bridge(2, &known)).await;
    let all = store.all(None).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].id, BridgeId::from_uuid(uuid(1)));
}

fn by_anna(action: &'static str) -> Event {
    Event {
        account: Some(AccountId::from_uuid(uuid(11))),
        ..event(action, minute(9))
    }
}

async fn anna(store: &Store) {
    let anna = account(11, "anna@musterstadt.example", "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
}

async fn whoever_decided_in_between_is_not_overruled(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    anna(store).await;
    let bridge = bridge(1, &known);
    found(store, &bridge).await;
    let states = (BridgeState::Suggested, BridgeState::Accepted);
    let events = [by_anna("accept_bridge")];
    store
        .decide(bridge.id, states, Some(&measure(0.9)), &events)
        .await
        .unwrap();
    let late = BridgeChange {
        bridge: Bridge {
            measure: measure(0.1),
            ..bridge.clone()
        },
        was: Some(BridgeState::Suggested),
    };
    store
        .advance(&step(known.0.id, 8, vec![late]))
        .await
        .unwrap();
    let read = Bridges::get(store, bridge.id).await.unwrap().unwrap();
    assert_eq!(read.state, BridgeState::Accepted);
    assert_eq!(read.measure, measure(0.9));
    let decayed = BridgeChange {
        bridge: Bridge {
            state: BridgeState::Decayed,
            decay: Some(BridgeDecay::FewerMatches),
            measure: measure(0.1),
            ..read.clone()
        },
        was: Some(BridgeState::Accepted),
    };
    let again = step(known.0.id, 9, vec![decayed]);
    store.advance(&again).await.unwrap();
    let read = Bridges::get(store, bridge.id).await.unwrap().unwrap();
    assert_eq!(read.decay, Some(BridgeDecay::FewerMatches));
    assert_eq!(read.accepted, Some(measure(0.9)));
    assert_eq!(read.decided_at, Some(minute(9)));
}

async fn a_decision_is_taken_once_and_is_in_the_audit_for_both_banks(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    anna(store).await;
    let bridge = bridge(1, &known);
    found(store, &bridge).await;
    let states = (BridgeState::Suggested, BridgeState::Rejected);
    let mut events = [by_anna("reject_bridge"), by_anna("reject_bridge")];
    events[0].dataset = Some(known.0.id);
    events[1].dataset = Some(known.1.id);
    store
        .decide(bridge.id, states, None, &events)
        .await
        .unwrap();
    let again = store.decide(bridge.id, states, None, &events).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
    let entries = Journal::newest(store, 2).await.unwrap();
    let about: Vec<_> = entries.iter().map(|entry| entry.dataset).collect();
    assert_eq!(about, [Some(known.1.id), Some(known.0.id)]);
    for (state, count) in [(BridgeState::Rejected, 1), (BridgeState::Suggested, 0)] {
        assert_eq!(store.all(Some(state)).await.unwrap().len(), count);
    }
    let read = Bridges::get(store, bridge.id).await.unwrap().unwrap();
    assert_eq!(read.decided_by, Some(AccountId::from_uuid(uuid(11))));
}

async fn only_suggestions_go(place: &Place) {
    let store = &place.store;
    let known = two(store).await;
    anna(store).await;
    let bridge = bridge(1, &known);
    found(store, &bridge).await;
    let states = (BridgeState::Suggested, BridgeState::Rejected);
    let events = [by_anna("reject_bridge")];
    store
        .decide(bridge.id, states, None, &events)
        .await
        .unwrap();
    let mut gone = step(known.0.id, 9, Vec::new());
    gone.gone = vec![bridge.id];
    store.advance(&gone).await.unwrap();
    assert_eq!(store.all(None).await.unwrap().len(), 1);
    let back = (BridgeState::Rejected, BridgeState::Suggested);
    store.decide(bridge.id, back, None, &events).await.unwrap();
    store.advance(&gone).await.unwrap();
    assert_eq!(store.all(None).await.unwrap(), []);
}

async fn consent_of_a_sealed_house_counts_its_datasets_as_changed(place: &Place) {
    let store = &place.store;
    let (trees, _streets) = two(store).await;
    anna(store).await;
    let house = trees.organisation;
    let before = Datasets::mark(store).await.unwrap().last_change;
    let event = by_anna("join_bridges");
    store.set_consent(house, true, &event).await.unwrap();
    store.set_consent(house, true, &event).await.unwrap();
    assert_eq!(store.consents().await.unwrap(), [house]);
    let changed = store.changed_since(before, 10).await.unwrap();
    assert_eq!(changed.len(), 2);
    store.set_consent(house, false, &event).await.unwrap();
    assert_eq!(store.consents().await.unwrap(), []);
}

async fn answers_are_counted_by_office_and_pairs_in_one_order(place: &Place) {
    let store = &place.store;
    let (trees, streets) = two(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
    let both = [streets.id, trees.id];
    let by = Some(OrganisationId::from_uuid(sport.id.as_uuid()));
    for (by, datasets, across) in [
        (by, &both[..], true),
        (None, &[trees.id, streets.id][..], true),
        (by, &[trees.id][..], false),
    ] {
        store
            .count_answer(by, datasets, across, minute(0))
            .await
            .unwrap();
    }
    let found = store.togetherness(minute(0), minute(90_000)).await.unwrap();
    assert_eq!((found.answers, found.across), (3, 2));
    assert_eq!(found.together, [((trees.id, streets.id), 2)]);
    let later = minute(60 * 24 * 14);
    assert_eq!(store.togetherness(later, later).await.unwrap().answers, 0);
}

/// A bridge that was taken over at minute 9.
async fn taken(store: &Store) -> (Bridge, (Dataset, Dataset)) {
    let known = two(store).await;
    anna(store).await;
    let bridge = bridge(1, &known);
    found(store, &bridge).await;
    let states = (BridgeState::Suggested, BridgeState::Accepted);
    let events = [by_anna("accept_bridge")];
    let accepted = measure(0.9);
    store
        .decide(bridge.id, states, Some(&accepted), &events)
        .await
        .unwrap();
    let read = Bridges::get(store, bridge.id).await.unwrap().unwrap();
    (read, known)
}

async fn measured(store: &Store, bridge: &Bridge, state: BridgeState, at: i64, version: u32) {
    let was = Bridges::get(store, bridge.id).await.unwrap().unwrap().state;
    let decay = (state == BridgeState::Decayed).then_some(BridgeDecay::FewerMatches);
    let change = BridgeChange {
        bridge: Bridge {
            state,
            decay,
            measured_at: minute(at),
            measure: BridgeMeasure {
                left_version: VersionNumber(version),
                ..measure(0.5)
            },
            ..bridge.clone()
        },
        was: Some(was),
    };
    let step = step(bridge.left.dataset, at, vec![change]);
    store.advance(&step).await.unwrap();
}

async fn how_a_bridge_stood_and_what_was_counted_is_remembered(place: &Place) {
    let store = &place.store;
    let (bridge, _known) = taken(store).await;
    measured(store, &bridge, BridgeState::Accepted, 20, 2).await;
    measured(store, &bridge, BridgeState::Decayed, 30, 3).await;
    // The same versions once more are no other count.
    measured(store, &bridge, BridgeState::Decayed, 40, 3).await;
    let stood = store.stood().await.unwrap();
    let stood: Vec<_> = stood.iter().map(|it| (it.state, it.at)).collect();
    assert_eq!(
        stood,
        [
            (BridgeState::Suggested, minute(1)),
            (BridgeState::Accepted, minute(9)),
            (BridgeState::Decayed, minute(30)),
        ]
    );
    let points = store.measures(bridge.id).await.unwrap();
    let points: Vec<_> = points
        .iter()
        .map(|it| (it.measure.left_version.0, it.measure.left_share, it.at))
        .collect();
    assert_eq!(
        points,
        [
            (1, 0.9, minute(9)),
            (2, 0.5, minute(20)),
            (3, 0.5, minute(30))
        ]
    );
}

async fn a_view_has_one_name_for_good_and_its_uses_are_counted(place: &Place) {
    let store = &place.store;
    let (one, known) = taken(store).await;
    let mut other = bridge(2, &known);
    other.left.columns = vec!["anderswo".to_owned()];
    found(store, &other).await;
    let name = slug("baeume_strassen");
    assert!(store.name_view(one.id, &name).await.unwrap());
    assert!(!store.name_view(other.id, &name).await.unwrap());
    assert!(store.name_view(one.id, &slug("anders")).await.unwrap());
    assert_eq!(store.viewed(&name).await.unwrap(), Some(one.id));
    assert_eq!(store.viewed(&slug("anders")).await.unwrap(), None);
    assert_eq!(store.views().await.unwrap(), [(one.id, name.clone())]);
    let by = Some(known.0.organisation);
    for by in [by, by, None] {
        store.count_walk(one.id, by, minute(0)).await.unwrap();
    }
    assert_eq!(store.walks(minute(0)).await.unwrap(), [(one.id, 3)]);
    let later = minute(60 * 24 * 14);
    assert_eq!(store.walks(later).await.unwrap(), []);
    // A suggestion that goes takes what was written of it along.
    assert!(store.name_view(other.id, &slug("geht")).await.unwrap());
    let mut gone = step(known.0.id, 9, Vec::new());
    gone.gone = vec![other.id];
    store.advance(&gone).await.unwrap();
    assert_eq!(store.views().await.unwrap(), [(one.id, name)]);
    assert!(
        store
            .stood()
            .await
            .unwrap()
            .iter()
            .all(|it| it.bridge == one.id)
    );
}

async fn what_breaks_is_told_once(place: &Place) {
    let store = &place.store;
    let (bridge, _known) = taken(store).await;
    assert_eq!(store.untold().await.unwrap(), []);
    measured(store, &bridge, BridgeState::Decayed, 20, 2).await;
    assert_eq!(store.untold().await.unwrap(), [(bridge.id, minute(20))]);
    let note = |since, at| store.note_told(bridge.id, since, at);
    assert!(note(minute(20), minute(21)).await.unwrap());
    assert!(!note(minute(20), minute(22)).await.unwrap());
    assert_eq!(store.untold().await.unwrap(), []);
    measured(store, &bridge, BridgeState::Accepted, 30, 3).await;
    measured(store, &bridge, BridgeState::Decayed, 40, 4).await;
    assert_eq!(store.untold().await.unwrap(), [(bridge.id, minute(40))]);
}

async fn what_is_put_together_by_hand_is_found_again(place: &Place) {
    let store = &place.store;
    let (bridge, known) = taken(store).await;
    let mapping = |dataset, of_left| BridgeMapping {
        bridge: bridge.id,
        dataset,
        of_left,
    };
    for kept in [mapping(known.0.id, true), mapping(known.1.id, false)] {
        store.set_mapping(kept).await.unwrap();
        assert_eq!(store.mappings().await.unwrap(), [kept]);
    }
    store.forget_mapping(bridge.id).await.unwrap();
    assert_eq!(store.mappings().await.unwrap(), []);
}
