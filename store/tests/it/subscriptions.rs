use crate::city::{account, event, minute, slug, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    Accounts, Datasets, LookedAt, MOST_NOTICES, NoticeFeeds, Notices, Subscriptions, Views,
    WatchedSources,
};
use hebewerk_model::{
    Account, Dataset, DatasetId, DatasetState, Description, Line, LineSide, Notice, NoticeFeed,
    NoticeId, Posting, Protection, SavedView, Subscription, SubscriptionId, ViewDefinition,
    ViewEdition, ViewId, Visibility, Watched,
};
use hebewerk_store::Store;

on_both_databases! {
    what_changed_makes_due_what_stands_on_it_and_nothing_else,
    what_becomes_due_while_it_is_looked_at_stays_due,
    the_newest_notices_of_a_reader_are_kept,
    a_link_is_found_by_its_secret_until_it_is_renewed,
}

async fn anna(store: &Store) -> Account {
    let anna = account(11, "anna@musterstadt.example", "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    anna
}

async fn dataset(store: &Store, number: u128, name: &str) -> DatasetId {
    let umwelt = umwelt(store).await;
    let dataset = Dataset {
        id: DatasetId::from_uuid(uuid(number)),
        organisation: umwelt.id,
        slug: slug(name),
        description: Description::titled(name),
        visibility: Visibility::City,
        sealed: false,
        protection: Protection::default(),
        state: DatasetState::Announced,
        source: format!("upload:{name}"),
        created_at: minute(1),
        updated_at: minute(1),
    };
    let announced = event("announce", minute(1));
    store.announce(&dataset, &announced).await.unwrap();
    dataset.id
}

fn subscription(number: u128, reader: &Account, watched: Watched) -> Subscription {
    Subscription {
        id: SubscriptionId::from_uuid(uuid(number)),
        account: reader.id,
        watched,
        by_mail: true,
        begun_at: minute(i64::try_from(number).unwrap()),
        ended_at: None,
        stand: Some("1".to_owned()),
        is_failing: false,
    }
}

fn figure() -> Watched {
    let line = Line {
        column: "anzahl".to_owned(),
        side: LineSide::Below,
        value: 0.1,
    };
    Watched::Figure(slug("linden"), line)
}

/// Identities of what is due.
async fn due(store: &Store) -> Vec<SubscriptionId> {
    let due = store.due(10).await.unwrap();
    due.iter().map(|due| due.subscription.id).collect()
}

/// Looks at everything that is due and finds nothing new.
async fn look(store: &Store) {
    for due in store.due(10).await.unwrap() {
        let look = LookedAt {
            subscription: due.subscription,
            due: due.due,
            sources: None,
            notice: None,
        };
        store.looked_at(&look).await.unwrap();
    }
}

async fn what_changed_makes_due_what_stands_on_it_and_nothing_else(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let trees = dataset(store, 21, "baeume").await;
    while store.fall_due(10).await.unwrap() > 0 {}
    let of_trees = subscription(1, &anna, Watched::Dataset(trees));
    let of_figure = subscription(2, &anna, figure());
    let sources = WatchedSources {
        datasets: vec![trees],
        views: Vec::new(),
    };
    let view_sources = WatchedSources {
        datasets: vec![DatasetId::from_uuid(uuid(22))],
        views: vec![slug("linden")],
    };
    store.keep(&of_trees, &sources).await.unwrap();
    store.keep(&of_figure, &view_sources).await.unwrap();
    let known = store.of_account(anna.id).await.unwrap();
    assert_eq!(known, [of_figure.clone(), of_trees.clone()]);
    look(store).await;
    assert!(due(store).await.is_empty());
    let other = dataset(store, 23, "hallen").await;
    assert_eq!(store.fall_due(10).await.unwrap(), 1);
    assert!(due(store).await.is_empty(), "nobody subscribed to {other}");
    let words = Description::titled("Bäume");
    let words = hebewerk_hub::ports::DatasetChange::Description(Box::new(words));
    let edited = event("edit", minute(3));
    Datasets::change(store, trees, words, &edited)
        .await
        .unwrap();
    assert_eq!(store.fall_due(10).await.unwrap(), 1);
    assert_eq!(store.fall_due(10).await.unwrap(), 0);
    assert_eq!(due(store).await, [of_trees.id]);
    look(store).await;
    // Another edition of the view.
    let view = view(store).await;
    assert!(due(store).await.is_empty());
    let changed = event("change_view", minute(4));
    let edition = ViewEdition {
        number: 2,
        ..view.edition
    };
    store
        .add_edition(view.id, &edition, &changed)
        .await
        .unwrap();
    assert_eq!(due(store).await, [of_figure.id]);
    // What was ended is not looked at, and can be forgotten.
    let ended = store.end(anna.id, of_figure.id, Some(minute(9))).await;
    assert!(ended.unwrap());
    assert!(due(store).await.is_empty());
    assert_eq!(store.forget_ended(minute(9)).await.unwrap(), 0);
    assert_eq!(store.forget_ended(minute(10)).await.unwrap(), 1);
    assert_eq!(store.of_account(anna.id).await.unwrap().len(), 1);
}

async fn view(store: &Store) -> SavedView {
    let umwelt = umwelt(store).await;
    let view = SavedView {
        id: ViewId::from_uuid(uuid(31)),
        name: slug("linden"),
        organisation: umwelt.id,
        created_at: minute(1),
        created_by: None,
        edition: ViewEdition {
            number: 1,
            title: "Linden".to_owned(),
            description: String::new(),
            circle: Visibility::Office,
            definition: ViewDefinition::Sql("select * from umwelt.baeume".to_owned()),
            parameters: Vec::new(),
            sources: vec!["umwelt.baeume".parse().unwrap()],
            saved_at: minute(1),
            saved_by: None,
        },
    };
    let saved = event("save_view", minute(1));
    assert!(Views::add(store, &view, &saved).await.unwrap());
    view
}

async fn what_becomes_due_while_it_is_looked_at_stays_due(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let trees = dataset(store, 21, "baeume").await;
    let kept = subscription(1, &anna, Watched::Dataset(trees));
    let sources = WatchedSources {
        datasets: vec![trees],
        views: Vec::new(),
    };
    store.keep(&kept, &sources).await.unwrap();
    let looked_at = store.due(10).await.unwrap().remove(0);
    while store.fall_due(10).await.unwrap() > 0 {}
    let look = LookedAt {
        subscription: Subscription {
            stand: Some("2".to_owned()),
            ..looked_at.subscription
        },
        due: looked_at.due,
        sources: None,
        notice: Some(notice(1, &anna)),
    };
    store.looked_at(&look).await.unwrap();
    let again = store.due(10).await.unwrap().remove(0);
    assert_eq!(again.subscription.stand.as_deref(), Some("2"));
    assert_eq!(store.of(anna.id).await.unwrap(), [notice(1, &anna)]);
}

fn notice(number: u128, reader: &Account) -> Notice {
    Notice {
        id: NoticeId::from_uuid(uuid(1_000 + number)),
        account: reader.id,
        watched: figure(),
        version: None,
        at: minute(i64::try_from(number).unwrap()),
        is_read: false,
        posting: Posting::Waiting,
        attempts: 0,
    }
}

async fn the_newest_notices_of_a_reader_are_kept(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let kept = subscription(1, &anna, figure());
    store.keep(&kept, &WatchedSources::default()).await.unwrap();
    let most = u128::from(MOST_NOTICES);
    for number in 1..=most + 2 {
        let look = LookedAt {
            subscription: kept.clone(),
            due: 0,
            sources: None,
            notice: Some(notice(number, &anna)),
        };
        store.looked_at(&look).await.unwrap();
    }
    let known = store.of(anna.id).await.unwrap();
    assert_eq!(known.len() as u128, most);
    assert_eq!(known[0], notice(most + 2, &anna));
    // Letters: what is not sent yet, at its time.
    let waiting = store.to_send(minute(4), 10).await.unwrap();
    assert_eq!(waiting, [notice(3, &anna), notice(4, &anna)]);
    let again = Some((1, minute(500)));
    store
        .sent(&[waiting[0].id], Posting::Waiting, again)
        .await
        .unwrap();
    store
        .sent(&[waiting[1].id], Posting::Done, None)
        .await
        .unwrap();
    assert!(store.to_send(minute(4), 10).await.unwrap().is_empty());
    let late = store.to_send(minute(500), 1_000).await.unwrap();
    assert_eq!(late.len() as u128, most - 1);
    assert_eq!(late[0].attempts, 1);
    store.read_until(anna.id, minute(4)).await.unwrap();
    let known = store.of(anna.id).await.unwrap();
    assert_eq!(known.iter().filter(|notice| notice.is_read).count(), 2);
    let forgotten = store.forget_before(minute(5)).await.unwrap();
    assert_eq!(forgotten, 2);
}

async fn a_link_is_found_by_its_secret_until_it_is_renewed(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let feed = NoticeFeed {
        account: anna.id,
        id: uuid(41),
        made_at: minute(1),
    };
    let made = event("renew_feed", minute(1));
    store.renew(&feed, &[1; 32], &made).await.unwrap();
    assert_eq!(store.by_link(&[1; 32]).await.unwrap(), Some(feed.clone()));
    let renewed = NoticeFeed {
        made_at: minute(2),
        ..feed
    };
    store.renew(&renewed, &[2; 32], &made).await.unwrap();
    assert_eq!(store.by_link(&[1; 32]).await.unwrap(), None);
    assert_eq!(store.of_reader(anna.id).await.unwrap(), Some(renewed));
    let ended = event("end_feed", minute(3));
    assert!(store.end_link(anna.id, &ended).await.unwrap());
    assert!(!store.end_link(anna.id, &ended).await.unwrap());
    assert_eq!(store.by_link(&[2; 32]).await.unwrap(), None);
}
