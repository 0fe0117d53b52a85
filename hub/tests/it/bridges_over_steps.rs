//! Bridges through a hierarchy: orders lead over the directory of streets to the district.

use crate::bridges::{seen, streets};
use crate::city::{City, colleague, neighbour, steward};
use hebewerk_hub::ports::{Bridges, DatasetChange, Datasets, Organisations};
use hebewerk_hub::{BridgeCard, BridgeDecision, BridgeFilter, GroupKind};
use hebewerk_model::{
    BridgeClimb, BridgeDecay, BridgeKind, BridgeState, DatasetId, Failure as _, Kind, Principal,
    Visibility,
};
use std::sync::Arc;

const DISTRICTS: [&str; 6] = [
    "Mitte",
    "Sodingen",
    "Eickel",
    "Wanne",
    "Horsthausen",
    "Crange",
];

/// So many cells, from these in turn.
fn repeated(values: &[String], times: usize) -> Vec<String> {
    let turns = std::iter::repeat_n(values, times);
    turns.flatten().cloned().collect()
}

fn words(beginning: &str, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{beginning}{at}x")).collect()
}

/// A delivery of an office. Another number of lines makes it another one.
async fn deliver(city: &City, house: &str, name: &str, visibility: Visibility, lines: usize) {
    let mut content = vec![name];
    content.resize(lines, "");
    let mut request = city.file(&format!("{name}.csv"), &content);
    let houses = Organisations::list(city.store.as_ref()).await.unwrap();
    let house = houses.into_iter().find(|it| it.slug.as_str() == house);
    request.organisation = house.unwrap();
    let source = format!("folder:{}/{name}.csv", request.organisation.slug);
    request.into = hebewerk_hub::Destination::BySource(source);
    request.visibility = Some(visibility);
    let by = if request.organisation.slug.as_str() == "sport" {
        neighbour()
    } else {
        steward()
    };
    let silent = Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
    city.hub.take_in(&by, request, silent).await.unwrap();
}

/// Which district each street lies in.
fn directory(city: &City, lies_in: impl Fn(usize) -> usize) {
    let beside = (0..60).map(|at| DISTRICTS[lies_in(at)].to_owned());
    city.engine.fill("verzeichnis", streets(0..60));
    city.engine.fill("verzeichnis.meldende_person", beside);
}

/// Orders of one office, the directory of another with its districts; taken in in this order.
async fn city(order: [&str; 3]) -> City {
    let city = City::new().await;
    city.engine.fill("auftraege", repeated(&streets(0..60), 3));
    city.engine
        .fill("auftraege.meldende_person", words("Auftrag ", 180));
    directory(&city, |at| at % 6);
    let districts = DISTRICTS.map(str::to_owned);
    city.engine.fill("bezirke", districts);
    city.engine
        .fill("bezirke.meldende_person", words("Leitung ", 6));
    for name in order {
        let house = if name == "auftraege" {
            "sport"
        } else {
            "umwelt"
        };
        deliver(&city, house, name, Visibility::City, 1).await;
        // Each alone: as they come in a running hub.
        city.hub.follow_bridges().await.unwrap();
    }
    city
}

fn steps(cards: Vec<BridgeCard>) -> Option<BridgeCard> {
    let mut cards = cards.into_iter();
    cards.find(|card| card.bridge.kind == BridgeKind::Hierarchy)
}

async fn dataset(city: &City, slug: &str) -> DatasetId {
    let houses = Organisations::list(city.store.as_ref()).await.unwrap();
    let umwelt = houses.iter().find(|it| it.slug.as_str() == "umwelt");
    let id = umwelt.unwrap().id;
    let slug = slug.parse().unwrap();
    let found = Datasets::by_slug(city.store.as_ref(), id, &slug).await;
    found.unwrap().unwrap().id
}

#[tokio::test]
async fn steps_are_found_whichever_table_comes_last_and_always_lead_from_the_fine_to_the_coarse() {
    for order in [
        ["auftraege", "verzeichnis", "bezirke"],
        ["bezirke", "verzeichnis", "auftraege"],
        ["bezirke", "auftraege", "verzeichnis"],
    ] {
        let city = city(order).await;
        let card = steps(seen(&city, &neighbour()).await).expect("steps");
        assert_eq!(
            (&*card.left.table, &*card.right.table),
            ("auftraege", "bezirke")
        );
        let middle = card.middle.as_ref().unwrap();
        let columns = middle.columns.iter().map(|it| it.name.as_str());
        assert_eq!(middle.table, "verzeichnis");
        assert_eq!(columns.collect::<Vec<_>>(), ["art", "meldende_person"]);
        let measure = &card.bridge.measure;
        assert_eq!(measure.cardinality.as_deref(), Some("n:1"));
        assert_eq!((measure.left_values, measure.right_values), (60, 6));
        assert_eq!((measure.left_share, measure.right_share), (1.0, 1.0));
        assert!(measure.middle_version.is_some());
        let sql = card.sql().unwrap();
        assert!(sql.contains("umwelt.verzeichnis"), "{sql}");
        let groups = city
            .hub
            .bridge_groups(&neighbour(), &BridgeFilter::default())
            .await
            .unwrap();
        let of_steps = groups.iter().filter(|it| it.kind == GroupKind::Steps);
        assert_eq!(of_steps.count(), 1, "{order:?}");
    }
}

/// Whoever may not know of the directory knows of no way over it, though they may read both ends.
#[tokio::test]
async fn who_may_not_know_the_table_between_sees_nothing_of_the_bridge() {
    let city = city(["auftraege", "verzeichnis", "bezirke"]).await;
    city.account_of(&neighbour()).await;
    let id = steps(seen(&city, &neighbour()).await).unwrap().bridge.id;
    let taken = city
        .hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap();
    let view = taken.view_name().unwrap().to_string();
    let spans = city.hub.silo_map(&neighbour()).await.unwrap().spans;
    let before: u64 = spans.iter().map(|span| span.accepted).sum();
    assert_eq!(before, 1);
    city.steward_is_known().await;
    let middle = dataset(&city, "verzeichnis").await;
    let change = DatasetChange::Visibility(Visibility::Office);
    city.store
        .change(middle, change, &city.event())
        .await
        .unwrap();
    assert!(steps(seen(&city, &colleague()).await).is_some());
    assert!(steps(seen(&city, &neighbour()).await).is_none());
    let error = city.hub.bridge(&neighbour(), id).await.unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    let map = city.hub.silo_map(&neighbour()).await.unwrap();
    assert!(map.spans.iter().all(|span| span.accepted == 0));
    let tables = city.hub.schema(&neighbour()).await.unwrap();
    assert!(tables.iter().all(|table| table.name.to_string() != view));
    assert!(steps(seen(&city, &Principal::Anonymous).await).is_none());
}

#[tokio::test]
async fn what_was_taken_over_is_counted_again_when_the_table_between_changes() {
    let city = city(["auftraege", "verzeichnis", "bezirke"]).await;
    city.account_of(&neighbour()).await;
    let id = steps(seen(&city, &neighbour()).await).unwrap().bridge.id;
    city.hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap();
    let after = |lines: usize| {
        let city = &city;
        async move {
            deliver(city, "umwelt", "verzeichnis", Visibility::City, lines).await;
            city.hub.follow_bridges().await.unwrap();
            let kept = Bridges::get(city.store.as_ref(), id).await;
            kept.unwrap().unwrap()
        }
    };
    // Half of the streets lie in the districts of another city now.
    let beside = (0..60).map(|at| match at % 2 {
        0 => DISTRICTS[at % 6].to_owned(),
        _ => format!("Fremd {at}"),
    });
    city.engine.fill("verzeichnis.meldende_person", beside);
    let worse = after(2).await;
    assert_eq!(
        (worse.measure.left_share, worse.measure.right_share),
        (0.5, 0.5)
    );
    assert_eq!(
        (worse.state, worse.decay),
        (BridgeState::Decayed, Some(BridgeDecay::FewerMatches))
    );
    directory(&city, |at| at % 6);
    let back = after(1).await;
    assert_eq!((back.state, back.decay), (BridgeState::Accepted, None));
    let Some(BridgeClimb::Over { fine, coarse }) = &back.climb else {
        panic!("{back:?}");
    };
    assert_eq!(
        (&*fine.columns[0], &*coarse.columns[0]),
        ("art", "meldende_person")
    );
    let points = city.hub.bridge(&neighbour(), id).await.unwrap();
    let points = city
        .hub
        .bridge_measures(&neighbour(), &points)
        .await
        .unwrap();
    assert_eq!(points.len(), 3, "one of each version of the directory");
}
