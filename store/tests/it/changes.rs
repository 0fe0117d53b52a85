use crate::city::{dataset, event, lift, minute, umwelt, unread};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetChange, Datasets, StoreError, Versions};
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Description, Details, Frequency, HighValue, Link,
    ReferenceDataset, Remark, Span, Theme, Visibility, WrittenRows,
};

on_both_databases! {
    new_words_replace_the_old_ones_and_move_the_time,
    another_circle_is_kept_and_changes_nothing_else,
    a_change_is_news_for_the_search_index,
    a_change_to_an_unknown_dataset_is_a_conflict,
    a_dataset_without_versions_may_be_withdrawn,
    what_is_announced_is_there_once_and_becomes_a_file,
}

/// Everything a catalogue can say.
fn details() -> Details {
    Details {
        further_themes: vec![Theme("REGI".to_owned())],
        place: "05916".parse().ok(),
        span: Span {
            from: "2020-01-01".parse().ok(),
            until: None,
        },
        frequency: Some(Frequency("MONTHLY".to_owned())),
        legal_basis: Some("§ 4 UIG NRW".to_owned()),
        attribution: Some("Stadt Musterstadt, Grünflächenamt".to_owned()),
        high_value: vec![HighValue::Geospatial],
        reference_dataset: Some(ReferenceDataset(
            "floraUndFauna/baumbestand/baumkataster".to_owned(),
        )),
        links: vec![Link {
            id: crate::city::uuid(5),
            name: "Baumkarte".to_owned(),
            description: String::new(),
            url: "https://karten.musterstadt.example/wms".to_owned(),
            format: "WMS".to_owned(),
            media_type: None,
        }],
        remarks: vec![Remark {
            key: "schema".to_owned(),
            value: "1".to_owned(),
        }],
        written_rows: Some(WrittenRows {
            key: vec!["nr".to_owned()],
            made_here: true,
        }),
    }
}

async fn new_words_replace_the_old_ones_and_move_the_time(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let words = Description {
        title: "Baumkataster".to_owned(),
        text: String::new(),
        tags: Vec::new(),
        theme: None,
        licence: None,
        contact: Some("baum@musterstadt.example".to_owned()),
        details: details(),
    };
    store
        .change(
            trees.id,
            DatasetChange::Description(Box::new(words.clone())),
            &event("change", minute(30)),
        )
        .await
        .unwrap();
    let found = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(found.description, words);
    assert_eq!(found.updated_at, minute(30));
    assert_eq!(found.slug, trees.slug);
}

async fn another_circle_is_kept_and_changes_nothing_else(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let mut expected = Datasets::get(store, trees.id).await.unwrap().unwrap();
    for visibility in Visibility::ALL {
        store
            .change(
                trees.id,
                DatasetChange::Visibility(visibility),
                &event("change", minute(30)),
            )
            .await
            .unwrap();
        expected.visibility = visibility;
        expected.updated_at = minute(30);
        assert_eq!(
            Datasets::get(store, trees.id).await.unwrap().as_ref(),
            Some(&expected)
        );
    }
    let snapshots = place
        .texts("select cast(count(*) as text) from ducklake_snapshot")
        .await;
    assert_eq!(snapshots, ["2"], "only a new state reaches the manifest");
}

async fn a_change_is_news_for_the_search_index(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let (seen, _) = Datasets::changed_since(store, 0, 9).await.unwrap()[0];
    for change in [
        DatasetChange::Description(Box::new(trees.description.clone())),
        DatasetChange::Visibility(Visibility::Public),
        DatasetChange::State(DatasetState::Withdrawn),
        DatasetChange::State(DatasetState::Lifted),
    ] {
        let seen = Datasets::changed_since(store, 0, 9).await.unwrap()[0]
            .0
            .max(seen);
        store
            .change(trees.id, change, &event("change", minute(30)))
            .await
            .unwrap();
        let news = Datasets::changed_since(store, seen, 9).await.unwrap();
        assert_eq!(
            news.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
            [trees.id]
        );
    }
}

async fn a_change_to_an_unknown_dataset_is_a_conflict(place: &Place) {
    let unknown = DatasetId::from_uuid(crate::city::uuid(9));
    let change = DatasetChange::Visibility(Visibility::Public);
    let error = place
        .store
        .change(unknown, change, &event("change", minute(1)))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
}

async fn a_dataset_without_versions_may_be_withdrawn(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    store.record(unread(&trees, 1)).await.unwrap();
    for state in [DatasetState::Withdrawn, DatasetState::RawOnly] {
        store
            .change(
                trees.id,
                DatasetChange::State(state),
                &event("change", minute(2)),
            )
            .await
            .unwrap();
        assert_eq!(
            Datasets::get(store, trees.id).await.unwrap().unwrap().state,
            state
        );
    }
    let snapshots = place
        .texts("select cast(count(*) as text) from ducklake_snapshot")
        .await;
    assert_eq!(snapshots, ["1"]);
}

async fn what_is_announced_is_there_once_and_becomes_a_file(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = Dataset {
        state: DatasetState::Announced,
        ..dataset(1, &umwelt, "Bäume")
    };
    store
        .announce(&trees, &event("announce", minute(1)))
        .await
        .unwrap();
    let found = Datasets::get(store, trees.id).await.unwrap();
    assert_eq!(found, Some(trees.clone()));
    let (seen, _id) = Datasets::changed_since(store, 0, 9).await.unwrap()[0];
    for again in [
        trees.clone(),
        Dataset {
            id: DatasetId::from_uuid(crate::city::uuid(2)),
            ..trees.clone()
        },
    ] {
        let error = store.announce(&again, &event("announce", minute(2))).await;
        assert!(
            matches!(error, Err(StoreError::Conflict { .. })),
            "{error:?}"
        );
    }
    store.record(unread(&trees, 1)).await.unwrap();
    let found = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(found.state, DatasetState::RawOnly);
    let news = Datasets::changed_since(store, seen, 9).await.unwrap();
    assert_eq!(news.len(), 1, "the search hears of it");
}
