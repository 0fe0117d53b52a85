use crate::city::{dataset, event, lift, minute, umwelt, unread};
use crate::place::Place;
use hebewerk_hub::ports::{
    DatasetChange, Datasets, OpenChange, OpenWindow, Organisations, Versions,
};
use hebewerk_model::{Dataset, DatasetState, Organisation, VersionNumber, Visibility};
use hebewerk_store::{Store, StoreUrl};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

on_both_databases! {
    what_is_public_is_told_in_the_order_in_which_it_changed,
    what_is_closed_leaves_a_mark_that_stays_as_it_was,
    what_never_was_public_leaves_no_mark,
    a_house_with_another_name_is_news_of_all_its_open_datasets,
    changes_are_looked_for_by_their_index,
}

async fn public(store: &Store, number: u128) -> (Organisation, Dataset) {
    let umwelt = umwelt(store).await;
    let open = Dataset {
        visibility: Visibility::Public,
        ..dataset(number, &umwelt, &format!("Offen {number}"))
    };
    lift(store, &open, 1, 3).await;
    (umwelt, open)
}

async fn change(store: &Store, dataset: &Dataset, change: DatasetChange, at: i64) {
    let event = event("change", minute(at));
    store.change(dataset.id, change, &event).await.unwrap();
}

async fn all(store: &Store) -> Vec<OpenChange> {
    store.open_changes(OpenWindow::After(0), 99).await.unwrap()
}

async fn what_is_public_is_told_in_the_order_in_which_it_changed(place: &Place) {
    let store = &place.store;
    let (umwelt, trees) = public(store, 1).await;
    let hidden = Dataset {
        visibility: Visibility::Office,
        ..dataset(2, &umwelt, "Verborgen")
    };
    lift(store, &hidden, 1, 3).await;
    let benches = Dataset {
        visibility: Visibility::Public,
        ..dataset(3, &umwelt, "Bänke")
    };
    store.record(unread(&benches, 1)).await.unwrap();
    lift(store, &trees, 2, 3).await;
    let told = all(store).await;
    let expected = [
        (benches.id, None, true),
        (trees.id, Some(VersionNumber(2)), true),
    ];
    let told_of: Vec<_> = told
        .iter()
        .map(|told| (told.dataset, told.version, told.is_open))
        .collect();
    assert_eq!(told_of, expected);
    let backwards = store.open_changes(OpenWindow::Before(None), 1).await;
    assert_eq!(backwards.unwrap(), [told[1]]);
    let before = OpenWindow::Before(Some(told[1].sequence));
    assert_eq!(store.open_changes(before, 9).await.unwrap(), [told[0]]);
    let after = OpenWindow::After(told[0].sequence);
    assert_eq!(store.open_changes(after, 9).await.unwrap(), [told[1]]);
    let last = told[1].sequence;
    assert_eq!(store.open_changes_count(0).await.unwrap(), (2, last));
    assert_eq!(store.open_changes_count(last).await.unwrap(), (0, last));
    let behind = store.open_changes_behind(told[1].at).await.unwrap();
    assert!(behind < last, "the moment itself belongs to what is told");
    assert_eq!(store.open_changes_behind(minute(59)).await.unwrap(), last);
    // What is done to what is closed leaves no gap, by which one could count it.
    let before = store.open_changes_count(0).await.unwrap().1;
    for number in 30..35 {
        let words = DatasetChange::Description(Box::new(hidden.description.clone()));
        change(store, &hidden, words, number).await;
    }
    let words = DatasetChange::Description(Box::new(trees.description.clone()));
    change(store, &trees, words, 40).await;
    assert_eq!(store.open_changes_count(0).await.unwrap().1, before + 1);
}

async fn what_is_closed_leaves_a_mark_that_stays_as_it_was(place: &Place) {
    let store = &place.store;
    let (_umwelt, trees) = public(store, 1).await;
    change(
        store,
        &trees,
        DatasetChange::Visibility(Visibility::Office),
        20,
    )
    .await;
    let mark = all(store).await;
    assert_eq!(mark.len(), 1);
    assert_eq!(
        (mark[0].is_open, mark[0].at, mark[0].version),
        (false, minute(20), Some(VersionNumber(1)))
    );
    // A new version, new words and another circle behind closed doors.
    lift(store, &trees, 2, 5).await;
    let words = DatasetChange::Description(Box::new(trees.description.clone()));
    change(store, &trees, words, 31).await;
    change(
        store,
        &trees,
        DatasetChange::Visibility(Visibility::City),
        32,
    )
    .await;
    assert_eq!(all(store).await, mark);
    change(
        store,
        &trees,
        DatasetChange::Visibility(Visibility::Public),
        33,
    )
    .await;
    let again = all(store).await;
    assert!(again[0].sequence > mark[0].sequence);
    assert_eq!(
        (again[0].is_open, again[0].at, again[0].version),
        (true, minute(33), Some(VersionNumber(2)))
    );
    change(
        store,
        &trees,
        DatasetChange::State(DatasetState::Withdrawn),
        34,
    )
    .await;
    let withdrawn = all(store).await;
    assert!(!withdrawn[0].is_open && withdrawn[0].sequence > again[0].sequence);
    assert_eq!(store.open_changes_count(0).await.unwrap().0, 0);
}

async fn what_never_was_public_leaves_no_mark(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = Dataset {
        visibility: Visibility::City,
        ..dataset(1, &umwelt, "Bäume")
    };
    lift(store, &trees, 1, 3).await;
    change(
        store,
        &trees,
        DatasetChange::Visibility(Visibility::Office),
        20,
    )
    .await;
    change(
        store,
        &trees,
        DatasetChange::State(DatasetState::Withdrawn),
        21,
    )
    .await;
    // Public by then, and withdrawn: nobody has ever found it in the catalogue.
    change(
        store,
        &trees,
        DatasetChange::Visibility(Visibility::Public),
        22,
    )
    .await;
    assert_eq!(all(store).await, []);
}

async fn a_house_with_another_name_is_news_of_all_its_open_datasets(place: &Place) {
    let store = &place.store;
    let (umwelt, trees) = public(store, 1).await;
    let before = all(store).await[0];
    let renamed = Organisation {
        name: "Amt für Grün".to_owned(),
        ..umwelt
    };
    let saved = [event("save_organisation", minute(40))];
    Organisations::save(store, &renamed, &saved).await.unwrap();
    let after = all(store).await[0];
    assert_eq!((after.dataset, after.at), (trees.id, minute(40)));
    assert!(after.sequence > before.sequence);
}

/// What an answer costs grows with the answer: neither the order nor the moment is looked for row by row.
async fn changes_are_looked_for_by_their_index(place: &Place) {
    public(&place.store, 1).await;
    let StoreUrl::Sqlite(path) = &place.options.url else {
        // PostgreSQL reads small tables as a whole, whatever indexes there are.
        return;
    };
    let path = path.display().to_string();
    let mut connection = SqliteConnection::connect(&path).await.unwrap();
    for condition in [
        "changed > 7 order by changed limit 9",
        "changed < 7 order by changed desc limit 9",
        "at >= '2026-01-01'",
    ] {
        let sql =
            format!("explain query plan select changed from hw_open_change where {condition}");
        let steps = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection);
        let steps = steps.await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
        let plan = steps.join("\n");
        assert!(
            plan.contains("SEARCH") && plan.contains("hw_open_change_by_"),
            "{condition}: {plan}"
        );
        assert!(!plan.contains("B-TREE"), "{condition}: {plan}");
    }
}
