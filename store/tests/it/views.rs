use crate::city::{account, event, minute, organisation, slug, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, Journal, Overviews, Views};
use hebewerk_model::{
    Inquiry, Overview, OverviewId, OverviewPart, ParameterKind, SavedView, ViewDefinition,
    ViewEdition, ViewId, ViewParameter, Visibility,
};
use hebewerk_store::Store;

on_both_databases! {
    a_view_is_read_back_as_it_was_saved,
    a_name_is_given_once,
    what_a_view_was_stays_and_who_comes_too_late_is_told,
    a_view_is_removed_with_what_it_was,
    a_page_of_views_is_kept_changed_and_removed,
}

fn edition(number: u32, title: &str) -> ViewEdition {
    ViewEdition {
        number,
        title: title.to_owned(),
        description: "Eine Zeile je Bezirk.".to_owned(),
        circle: Visibility::Office,
        definition: ViewDefinition::Sql("select * from umwelt.baeume where art = $art".to_owned()),
        parameters: vec![ViewParameter {
            name: slug("art"),
            label: "Baumart".to_owned(),
            kind: ParameterKind::Text,
            default: "Linde".to_owned(),
        }],
        sources: vec!["umwelt.baeume".parse().unwrap()],
        saved_at: minute(i64::from(number)),
        saved_by: None,
    }
}

async fn view(store: &Store, number: u128, name: &str) -> SavedView {
    let umwelt = umwelt(store).await;
    SavedView {
        id: ViewId::from_uuid(uuid(number)),
        name: slug(name),
        organisation: umwelt.id,
        created_at: minute(1),
        created_by: None,
        edition: edition(1, "Linden"),
    }
}

async fn a_view_is_read_back_as_it_was_saved(place: &Place) {
    let store = &place.store;
    let anna = account(11, "anna@musterstadt.example", "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    let mut first = view(store, 1, "linden").await;
    first.created_by = Some(anna.id);
    first.edition.saved_by = Some(anna.id);
    let mut second = view(store, 2, "ahorn").await;
    let inquiry = Inquiry::of("umwelt.baeume".parse().unwrap());
    second.edition.definition = ViewDefinition::Inquiry(Box::new(inquiry));
    second.edition.parameters.clear();
    let saved = event("save_view", minute(1));
    for view in [&first, &second] {
        assert!(Views::add(store, view, &saved).await.unwrap());
    }
    assert_eq!(
        Views::by_name(store, &first.name).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(Views::by_name(store, &slug("eiche")).await.unwrap(), None);
    assert_eq!(Views::all(store).await.unwrap(), [second, first.clone()]);
    assert_eq!(store.editions(first.id).await.unwrap(), [first.edition]);
    let audit = store.newest(10).await.unwrap();
    assert_eq!(
        audit
            .iter()
            .filter(|entry| entry.action == "save_view")
            .count(),
        2
    );
}

async fn a_name_is_given_once(place: &Place) {
    let store = &place.store;
    let saved = event("save_view", minute(1));
    let first = view(store, 1, "linden").await;
    let second = view(store, 2, "linden").await;
    assert!(Views::add(store, &first, &saved).await.unwrap());
    assert!(!Views::add(store, &second, &saved).await.unwrap());
    assert_eq!(Views::all(store).await.unwrap(), [first]);
    // What did not happen is not on record.
    let audit = store.newest(10).await.unwrap();
    assert_eq!(
        audit
            .iter()
            .filter(|entry| entry.action == "save_view")
            .count(),
        1
    );
}

async fn what_a_view_was_stays_and_who_comes_too_late_is_told(place: &Place) {
    let store = &place.store;
    let first = view(store, 1, "linden").await;
    Views::add(store, &first, &event("save_view", minute(1)))
        .await
        .unwrap();
    let changed = event("change_view", minute(2));
    let second = edition(2, "Alle Linden");
    assert!(
        store
            .add_edition(first.id, &second, &changed)
            .await
            .unwrap()
    );
    // Somebody who looked at the first edition is too late.
    let late = edition(2, "Nur Linden");
    assert!(!store.add_edition(first.id, &late, &changed).await.unwrap());
    let editions = store.editions(first.id).await.unwrap();
    assert_eq!(editions, [second.clone(), first.edition.clone()]);
    let now = Views::by_name(store, &first.name).await.unwrap().unwrap();
    assert_eq!(now.edition, second);
}

async fn a_view_is_removed_with_what_it_was(place: &Place) {
    let store = &place.store;
    let sport = organisation(2, "Sport");
    hebewerk_hub::ports::Organisations::save(store, &sport, &[])
        .await
        .unwrap();
    let first = view(store, 1, "linden").await;
    Views::add(store, &first, &event("save_view", minute(1)))
        .await
        .unwrap();
    let second = edition(2, "Alle Linden");
    let changed = event("change_view", minute(2));
    store
        .add_edition(first.id, &second, &changed)
        .await
        .unwrap();
    let removed = event("remove_view", minute(3));
    assert!(!Views::remove(store, first.id, 1, &removed).await.unwrap());
    assert!(Views::remove(store, first.id, 2, &removed).await.unwrap());
    assert_eq!(Views::all(store).await.unwrap(), []);
    assert_eq!(store.editions(first.id).await.unwrap(), []);
    assert!(!Views::remove(store, first.id, 2, &removed).await.unwrap());
}

async fn a_page_of_views_is_kept_changed_and_removed(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let first = Overview {
        id: OverviewId::from_uuid(uuid(1)),
        name: slug("lage"),
        organisation: umwelt.id,
        edition: 1,
        title: "Lage im Grün".to_owned(),
        circle: Visibility::City,
        parts: vec![
            OverviewPart::Text {
                heading: "Worum es geht".to_owned(),
                text: "Bäume.".to_owned(),
            },
            OverviewPart::Figure {
                view: slug("linden"),
                heading: "Linden".to_owned(),
                column: "anzahl".to_owned(),
            },
        ],
        saved_at: minute(1),
        saved_by: None,
    };
    let saved = event("save_overview", minute(1));
    assert!(Overviews::add(store, &first, &saved).await.unwrap());
    let taken = Overview {
        id: OverviewId::from_uuid(uuid(2)),
        ..first.clone()
    };
    assert!(!Overviews::add(store, &taken, &saved).await.unwrap());
    let found = Overviews::by_name(store, &first.name).await.unwrap();
    assert_eq!(found, Some(first.clone()));
    let second = Overview {
        edition: 2,
        title: "Lage".to_owned(),
        saved_at: minute(2),
        ..first.clone()
    };
    let changed = event("change_overview", minute(2));
    assert!(Overviews::change(store, &second, &changed).await.unwrap());
    assert!(!Overviews::change(store, &second, &changed).await.unwrap());
    assert_eq!(Overviews::all(store).await.unwrap(), [second]);
    let removed = event("remove_overview", minute(3));
    assert!(
        !Overviews::remove(store, first.id, 1, &removed)
            .await
            .unwrap()
    );
    assert!(
        Overviews::remove(store, first.id, 2, &removed)
            .await
            .unwrap()
    );
    assert_eq!(Overviews::all(store).await.unwrap(), []);
}
