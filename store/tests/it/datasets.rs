use crate::city::{
    columns, dataset, lift, minute, organisation, slug, table, umwelt, unread, version,
};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetCount, Datasets, Organisations, StoreError, Versions};
use hebewerk_model::{Dataset, DatasetId, DatasetState, Recipe, Visibility};

on_both_databases! {
    a_dataset_is_found_by_identity_slug_and_source,
    a_dataset_is_found_by_the_name_of_each_of_its_tables,
    of_two_datasets_with_the_same_source_the_newer_is_found,
    a_slug_taken_within_the_organisation_is_a_conflict,
    several_datasets_are_read_at_once_and_unknown_ones_left_out,
    datasets_are_listed_page_by_page_behind_a_key,
    datasets_are_counted_by_organisation_and_circle,
    the_recipe_of_the_last_version_is_kept,
    every_change_gets_a_greater_number,
}

async fn a_dataset_is_found_by_identity_slug_and_source(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let expected = Some(Dataset {
        updated_at: minute(1),
        ..trees.clone()
    });
    assert_eq!(Datasets::get(store, trees.id).await.unwrap(), expected);
    assert_eq!(
        Datasets::by_slug(store, umwelt.id, &trees.slug)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        Datasets::by_source(store, umwelt.id, &trees.source)
            .await
            .unwrap(),
        expected
    );
    assert_eq!(
        Datasets::by_source(store, umwelt.id, "fehlt.csv")
            .await
            .unwrap(),
        None
    );
}

async fn a_dataset_is_found_by_the_name_of_each_of_its_tables(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let tables = vec![
        table(&trees, 1, "baeume__arten", columns(), 3),
        table(&trees, 2, "baeume__standorte", columns(), 4),
    ];
    store.commit(version(&trees, 1, tables)).await.unwrap();
    for name in ["baeume__arten", "baeume__standorte"] {
        let found = Datasets::by_table(store, &umwelt.slug, &slug(name))
            .await
            .unwrap();
        assert_eq!(found.map(|one| one.id), Some(trees.id), "{name}");
    }
    assert_eq!(
        Datasets::by_table(store, &umwelt.slug, &slug("baeume"))
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        Datasets::by_table(store, &slug("fehlt"), &slug("baeume__arten"))
            .await
            .unwrap(),
        None
    );
}

async fn of_two_datasets_with_the_same_source_the_newer_is_found(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let older = dataset(1, &umwelt, "Bäume");
    let newer = Dataset {
        source: older.source.clone(),
        ..dataset(2, &umwelt, "Bäume neu")
    };
    lift(store, &newer, 1, 3).await;
    lift(store, &older, 1, 3).await;
    let found = Datasets::by_source(store, umwelt.id, &older.source)
        .await
        .unwrap();
    assert_eq!(found.map(|one| one.id), Some(newer.id));
}

async fn a_slug_taken_within_the_organisation_is_a_conflict(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    lift(store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    let other = dataset(2, &umwelt, "Bäume");
    let error = store.record(unread(&other, 5)).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
    lift(store, &dataset(3, &sport, "Bäume"), 1, 3).await;
}

async fn several_datasets_are_read_at_once_and_unknown_ones_left_out(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let benches = dataset(2, &umwelt, "Bänke");
    lift(store, &trees, 1, 3).await;
    lift(store, &benches, 1, 3).await;
    let unknown = DatasetId::from_uuid(crate::city::uuid(9));
    let mut found: Vec<_> = Datasets::get_many(store, &[benches.id, unknown, trees.id])
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.id)
        .collect();
    found.sort();
    assert_eq!(found, [trees.id, benches.id]);
    assert_eq!(Datasets::get_many(store, &[]).await.unwrap(), []);
}

async fn datasets_are_listed_page_by_page_behind_a_key(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
    for number in 1..=5 {
        let owner = if number == 3 { &sport } else { &umwelt };
        store
            .record(unread(
                &dataset(number, owner, &format!("Daten {number}")),
                number,
            ))
            .await
            .unwrap();
    }
    let slugs = |page: Vec<Dataset>| {
        page.into_iter()
            .map(|one| one.slug.to_string())
            .collect::<Vec<_>>()
    };
    let first = Datasets::list(store, None, None, 2).await.unwrap();
    let after = first.last().map(|one| one.id);
    assert_eq!(slugs(first), ["daten_1", "daten_2"]);
    assert_eq!(
        slugs(Datasets::list(store, None, after, 9).await.unwrap()),
        ["daten_3", "daten_4", "daten_5"]
    );
    assert_eq!(
        slugs(
            Datasets::list(store, Some(umwelt.id), after, 9)
                .await
                .unwrap()
        ),
        ["daten_4", "daten_5"]
    );
    assert_eq!(
        slugs(
            Datasets::list(store, Some(sport.id), None, 9)
                .await
                .unwrap()
        ),
        ["daten_3"]
    );
}

async fn datasets_are_counted_by_organisation_and_circle(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    lift(store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    store
        .record(unread(&dataset(2, &umwelt, "Bänke"), 2))
        .await
        .unwrap();
    let open = Dataset {
        visibility: Visibility::Public,
        ..dataset(3, &umwelt, "Brunnen")
    };
    lift(store, &open, 1, 3).await;
    let count = |visibility, lifted, known| DatasetCount {
        organisation: umwelt.id,
        visibility,
        lifted,
        known,
    };
    assert_eq!(
        Datasets::counts(store).await.unwrap(),
        [
            count(Visibility::City, 1, 2),
            count(Visibility::Public, 1, 1)
        ]
    );
}

async fn the_recipe_of_the_last_version_is_kept(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    assert_eq!(
        Datasets::recipe(store, trees.id).await.unwrap(),
        Recipe::default()
    );
    let first = version(&trees, 1, vec![table(&trees, 1, "baeume", columns(), 3)]);
    let recipe = first.recipe.clone();
    store.commit(first).await.unwrap();
    assert_eq!(Datasets::recipe(store, trees.id).await.unwrap(), recipe);
    let mut second = version(&trees, 2, vec![table(&trees, 1, "baeume", columns(), 4)]);
    second.recipe = Recipe::default();
    store.commit(second).await.unwrap();
    assert_eq!(
        Datasets::recipe(store, trees.id).await.unwrap(),
        Recipe::default()
    );
}

async fn every_change_gets_a_greater_number(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let benches = dataset(2, &umwelt, "Bänke");
    store.record(unread(&trees, 1)).await.unwrap();
    store.record(unread(&benches, 2)).await.unwrap();
    let all = Datasets::changed_since(store, 0, 10).await.unwrap();
    assert_eq!(
        all.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        [trees.id, benches.id]
    );
    assert_eq!(
        Datasets::changed_since(store, 0, 1).await.unwrap(),
        all[..1]
    );

    lift(store, &trees, 1, 3).await;
    let later = Datasets::changed_since(store, all[1].0, 10).await.unwrap();
    assert_eq!(
        later.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        [trees.id]
    );
    let state = Datasets::get(store, trees.id).await.unwrap().unwrap().state;
    assert_eq!(state, DatasetState::Lifted);

    // A delivery that changes nothing about a known dataset is no news for the search index.
    store.record(unread(&benches, 3)).await.unwrap();
    assert_eq!(
        Datasets::changed_since(store, later[0].0, 10)
            .await
            .unwrap(),
        []
    );
}
