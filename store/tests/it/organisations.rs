use crate::city::{dataset, lift, organisation, slug, umwelt};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, Organisations, StoreError};

on_both_databases! {
    organisations_are_listed_as_people_look_names_up,
    an_organisation_is_found_by_identity_and_slug,
    saving_again_replaces_an_organisation,
    a_slug_that_another_organisation_has_is_a_conflict,
    an_organisation_with_tables_keeps_its_slug,
    a_renamed_organisation_marks_its_datasets_as_changed,
    roles_reach_down_the_tree_but_not_into_what_is_sealed,
    a_dataset_says_whether_its_organisation_is_sealed,
}

async fn organisations_are_listed_as_people_look_names_up(place: &Place) {
    for (number, name) in [
        (1, "Zoo"),
        (2, "Ämterservice"),
        (3, "umwelt"),
        (4, "Abfall"),
        (5, "Übersetzungen"),
    ] {
        Organisations::save(&place.store, &organisation(number, name), &[])
            .await
            .unwrap();
    }
    let names: Vec<_> = Organisations::list(&place.store)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(
        names,
        ["Abfall", "Ämterservice", "Übersetzungen", "umwelt", "Zoo"]
    );
}

async fn an_organisation_is_found_by_identity_and_slug(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    assert_eq!(
        Organisations::get(store, umwelt.id).await.unwrap(),
        Some(umwelt.clone())
    );
    assert_eq!(
        Organisations::by_slug(store, &umwelt.slug).await.unwrap(),
        Some(umwelt)
    );
    assert_eq!(
        Organisations::by_slug(store, &slug("fehlt")).await.unwrap(),
        None
    );
}

async fn saving_again_replaces_an_organisation(place: &Place) {
    let mut umwelt = umwelt(&place.store).await;
    umwelt.contact = None;
    umwelt.slug = slug("umweltamt");
    Organisations::save(&place.store, &umwelt, &[])
        .await
        .unwrap();
    assert_eq!(Organisations::list(&place.store).await.unwrap(), [umwelt]);
}

async fn a_slug_that_another_organisation_has_is_a_conflict(place: &Place) {
    umwelt(&place.store).await;
    let error = Organisations::save(&place.store, &organisation(2, "Umwelt"), &[])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(Organisations::list(&place.store).await.unwrap().len(), 1);
}

async fn an_organisation_with_tables_keeps_its_slug(place: &Place) {
    let mut umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    umwelt.slug = slug("anders");
    let error = Organisations::save(&place.store, &umwelt, &[])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error}");
}

async fn a_renamed_organisation_marks_its_datasets_as_changed(place: &Place) {
    let store = &place.store;
    let mut umwelt = umwelt(store).await;
    let ids: Vec<_> = [dataset(1, &umwelt, "Bäume"), dataset(2, &umwelt, "Bänke")]
        .into_iter()
        .map(|one| one.id)
        .collect();
    lift(store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    lift(store, &dataset(2, &umwelt, "Bänke"), 1, 3).await;
    let (before, _) = *Datasets::changed_since(store, 0, 10)
        .await
        .unwrap()
        .last()
        .unwrap();
    umwelt.name = "Umwelt und Klima".to_owned();
    Organisations::save(store, &umwelt, &[]).await.unwrap();
    let changed = Datasets::changed_since(store, before, 10).await.unwrap();
    assert_eq!(changed.iter().map(|(_, id)| *id).collect::<Vec<_>>(), ids);
    assert!(changed[0].0 < changed[1].0);
}

/// A department with an office, that with a team, and a sealed office with a team of its own.
async fn roles_reach_down_the_tree_but_not_into_what_is_sealed(place: &Place) {
    let store = &place.store;
    let below = |number, parent: u128, name: &str| {
        let mut one = organisation(number, name);
        one.parent = Some(organisation(parent, "x").id);
        one
    };
    let department = organisation(1, "Dezernat");
    let (office, team) = (below(2, 1, "Amt"), below(3, 2, "Team"));
    let mut sealed = below(4, 1, "Statistikstelle");
    sealed.sealed = true;
    let counting = below(5, 4, "Zählung");
    for one in [&department, &office, &team, &sealed, &counting] {
        Organisations::save(store, one, &[]).await.unwrap();
    }
    let reached = Organisations::below(store, department.id).await.unwrap();
    assert_eq!(reached, [office.id, team.id]);
    let reached = Organisations::below(store, sealed.id).await.unwrap();
    assert_eq!(reached, [counting.id], "its own people reach down");
    let known = Organisations::get(store, sealed.id).await.unwrap();
    assert_eq!(known, Some(sealed));
    // A ring, however it came about, has an end.
    let ring = below(1, 3, "Dezernat");
    Organisations::save(store, &ring, &[]).await.unwrap();
    let reached = Organisations::below(store, office.id).await.unwrap();
    assert_eq!(reached, [department.id, team.id]);
}

async fn a_dataset_says_whether_its_organisation_is_sealed(place: &Place) {
    let store = &place.store;
    let mut umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let sealed = async || {
        Datasets::get(store, trees.id)
            .await
            .unwrap()
            .unwrap()
            .sealed
    };
    assert!(!sealed().await);
    let before = Datasets::mark(store).await.unwrap().last_change;
    umwelt.sealed = true;
    Organisations::save(store, &umwelt, &[]).await.unwrap();
    assert!(sealed().await);
    let changed = Datasets::changed_since(store, before, 9).await.unwrap();
    assert_eq!(changed.len(), 1, "what is found by its values changes");
    for found in [
        Datasets::by_slug(store, umwelt.id, &trees.slug)
            .await
            .unwrap(),
        Datasets::by_source(store, umwelt.id, &trees.source)
            .await
            .unwrap(),
        Datasets::list(store, None, None, 5).await.unwrap().pop(),
        Datasets::list(store, Some(umwelt.id), None, 5)
            .await
            .unwrap()
            .pop(),
        Datasets::get_many(store, &[trees.id]).await.unwrap().pop(),
    ] {
        assert!(found.unwrap().sealed);
    }
}
