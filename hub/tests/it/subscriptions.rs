//! Being told when a dataset, a view or a figure changes: what is told, to whom, and what no longer.

use crate::city::{City, colleague, neighbour, person, steward};
use hebewerk_hub::ports::{
    Accounts, Clock as _, DatasetChange, Datasets, Notices as _, Session, Sessions,
};
use hebewerk_hub::{
    HubError, InPerson, NewGuest, NewInvitation, NewSubscription, NewView, SubjectPlace, ViewWords,
    WatchWish,
};
use hebewerk_model::{
    Browser, Client, DatasetId, Language, Line, LineSide, OpenSession, OperatingSystem, Posting,
    Principal, Role, SessionId, Subscription, ViewDefinition, Visibility,
};
use uuid::Uuid;

/// The trees of the environment office, known in the whole city, and people who have chosen their passwords.
async fn city() -> (City, DatasetId) {
    let city = City::new().await;
    for who in [colleague(), neighbour()] {
        city.account_of(&who).await;
        let id = who.account().unwrap();
        let lasts = city.hub.let_password_last(&Principal::Operator, id);
        lasts.await.unwrap();
    }
    let trees = city.trees(Visibility::City).await.dataset.id;
    city.hub.follow_subscriptions().await.unwrap();
    (city, trees)
}

/// Another version of the trees, in the same table.
async fn change(city: &City) {
    let newest = city.hub.news(&steward(), 1).await.unwrap();
    let is_odd = newest[0].version.number.0 % 2 == 1;
    let table = if is_odd { "Bäume neu" } else { "Bäume" };
    city.clock.move_by(1);
    city.take_in(city.file("Bäume.csv", &[table])).await;
}

async fn view(city: &City) {
    let new = NewView {
        name: "anzahl".to_owned(),
        organisation: "umwelt".to_owned(),
        words: ViewWords {
            title: "Anzahl der Bäume".to_owned(),
            description: String::new(),
            circle: Visibility::City,
            definition: ViewDefinition::Sql("select * from umwelt.baeume".to_owned()),
            parameters: Vec::new(),
        },
    };
    city.hub.save_view(&colleague(), new).await.unwrap();
}

async fn subscribe(city: &City, wish: WatchWish) -> Result<Subscription, HubError> {
    let new = NewSubscription {
        wish,
        by_mail: true,
    };
    city.hub.subscribe(&neighbour(), new).await
}

fn trees() -> WatchWish {
    WatchWish::Dataset("umwelt".to_owned(), "baeume".to_owned())
}

fn figure(side: LineSide, value: f64) -> WatchWish {
    let line = Line {
        column: String::new(),
        side,
        value,
    };
    WatchWish::Figure("anzahl".to_owned(), line)
}

/// Titles of what the neighbour is told, newest first.
async fn told(city: &City) -> Vec<String> {
    let notices = city.hub.own_notices(&neighbour()).await.unwrap();
    let titles = notices.into_iter().map(|notice| notice.subject.title);
    titles.collect()
}

async fn hide(city: &City, trees: DatasetId, visibility: Visibility) {
    let change = DatasetChange::Visibility(visibility);
    let event = city.event();
    Datasets::change(city.store.as_ref(), trees, change, &event)
        .await
        .unwrap();
}

fn count(city: &City, numbers: &[i64]) {
    *city.engine.counted.lock().unwrap() = numbers.to_vec();
}

/// A sign-in of the neighbour a moment ago.
async fn signed_in(city: &City, number: u8) -> SessionId {
    let now = city.clock.now();
    let session = Session {
        token: [number; 32],
        open: OpenSession {
            id: SessionId::from_uuid(Uuid::from_u128(u128::from(number))),
            account: neighbour().account().unwrap(),
            client: Client {
                browser: Browser::Firefox,
                system: OperatingSystem::Linux,
            },
            issuer: None,
            second_factor: false,
            opened_at: now,
            used_at: now,
            expires_at: now + jiff::SignedDuration::from_hours(2),
        },
        external: None,
    };
    Sessions::open(city.store.as_ref(), &session, now)
        .await
        .unwrap();
    session.open.id
}

fn code<T>(result: Result<T, HubError>) -> &'static str {
    match result {
        Ok(_) => "",
        Err(error) => hebewerk_model::Failure::code(&error),
    }
}

#[tokio::test]
async fn a_new_version_is_told_once_and_nothing_that_was_there_before() {
    let (city, _) = city().await;
    subscribe(&city, trees()).await.unwrap();
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 0);
    change(&city).await;
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 1);
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 0);
    let notices = city.hub.own_notices(&neighbour()).await.unwrap();
    let [notice] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert_eq!(notice.notice.version, Some(2));
    assert!(!notice.notice.is_read);
    let place = SubjectPlace::Dataset("umwelt".parse().unwrap(), "baeume".parse().unwrap());
    assert_eq!(notice.subject.place, place);
    // Words of a dataset are no version of it.
    let words = hebewerk_model::Description::titled("Bäume der Stadt");
    let words = DatasetChange::Description(Box::new(words));
    let id = notice.notice.watched.dataset().unwrap();
    let event = city.event();
    Datasets::change(city.store.as_ref(), id, words, &event)
        .await
        .unwrap();
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 0);
    assert_eq!(
        told(&city).await,
        ["Bäume der Stadt"],
        "as it is called now"
    );
    let until = notice.notice.at;
    city.hub.read_notices(&neighbour(), until).await.unwrap();
    assert!(
        city.hub.own_notices(&neighbour()).await.unwrap()[0]
            .notice
            .is_read
    );
}

/// Somebody from outside, invited to a file of ways, who knows nothing of the house but what is public.
async fn guest(city: &City) -> Principal {
    let owner = person(13, 1, Role::Owner);
    city.account_of(&owner).await;
    city.take_in(city.file("Pfade.csv", &["Pfade"])).await;
    let invitation = NewInvitation {
        email: "gast@firma.example".to_owned(),
        datasets: vec!["pfade".to_owned()],
        as_reader: false,
        purpose: "Gutachten".to_owned(),
        legal_basis: "Vertrag vom 1. März".to_owned(),
        reference: String::new(),
        until: city.today() + jiff::ToSpan::days(30),
    };
    let link = city.hub.invite(&owner, "umwelt", invitation).await.unwrap();
    let guest = NewGuest {
        name: "Gerda Gast",
        password: "ein langer Satz",
        language: Language::De,
        client: Client::UNKNOWN,
    };
    let arrived = city.hub.accept_invitation(&link.0, guest).await.unwrap();
    let recognised = city.hub.recognise(&arrived.token.0).await.unwrap();
    recognised.principal
}

#[tokio::test]
async fn what_is_hidden_says_nothing_not_even_that_it_was_there() {
    let (city, id) = city().await;
    let guest = guest(&city).await;
    let wish = |wish| NewSubscription {
        wish,
        by_mail: true,
    };
    hide(&city, id, Visibility::Public).await;
    let (hub, own) = (&city.hub, || city.hub.own_notices(&guest));
    hub.subscribe(&guest, wish(trees())).await.unwrap();
    change(&city).await;
    hub.follow_subscriptions().await.unwrap();
    assert_eq!(own().await.unwrap().len(), 1);
    hide(&city, id, Visibility::Office).await;
    change(&city).await;
    assert_eq!(hub.follow_subscriptions().await.unwrap(), 0);
    assert!(own().await.unwrap().is_empty());
    let kept = hub.own_subscriptions(&guest).await.unwrap();
    assert_eq!(kept[0].subject, None);
    // Nobody learns by subscribing what there is.
    let hidden = code(hub.subscribe(&guest, wish(trees())).await);
    let nothing = WatchWish::Dataset("umwelt".to_owned(), "nichts".to_owned());
    assert_eq!(hidden, code(hub.subscribe(&guest, wish(nothing)).await));
    // Letters that were waiting are not sent any more.
    assert_eq!(hub.post_notices().await.unwrap(), 0);
    assert!(city.post.notices.lock().unwrap().is_empty());
    hide(&city, id, Visibility::Public).await;
    assert_eq!(hub.follow_subscriptions().await.unwrap(), 1);
    let again = own().await.unwrap().len();
    assert_eq!(again, 2, "what may be known again is there");
    // Once their time is over nobody looks for them.
    city.clock.move_by(24 * 32);
    change(&city).await;
    assert_eq!(hub.follow_subscriptions().await.unwrap(), 0);
}

#[tokio::test]
async fn a_view_is_told_of_when_its_answer_is_another_one() {
    let (city, id) = city().await;
    view(&city).await;
    count(&city, &[3, 4]);
    let wish = || WatchWish::View("anzahl".to_owned());
    let kept = subscribe(&city, wish()).await.unwrap();
    assert_eq!(kept.stand.unwrap().len(), 64, "a fingerprint, no value");
    // Another version, the same rows in another order.
    change(&city).await;
    count(&city, &[4, 3]);
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 0);
    change(&city).await;
    count(&city, &[4, 3, 3]);
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 1);
    assert_eq!(told(&city).await, ["Anzahl der Bäume"]);
    // Another question is another answer, too.
    let words = ViewWords {
        title: "Zahl der Bäume".to_owned(),
        description: String::new(),
        circle: Visibility::City,
        definition: ViewDefinition::Sql("select distinct * from umwelt.baeume".to_owned()),
        parameters: Vec::new(),
    };
    let author = colleague();
    let changed = city.hub.change_view(&author, "anzahl", 1, words);
    changed.await.unwrap();
    count(&city, &[7]);
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 1);
    assert_eq!(told(&city).await.len(), 2);
    // Who may not read the trees any more does not learn that an answer changed.
    hide(&city, id, Visibility::Office).await;
    assert!(told(&city).await.is_empty());
    assert_eq!(code(subscribe(&city, wish()).await), "not_a_member");
}

#[tokio::test]
async fn a_figure_is_told_of_when_it_crosses_the_line_and_not_while_it_stays_there() {
    let (city, _) = city().await;
    view(&city).await;
    count(&city, &[90]);
    subscribe(&city, figure(LineSide::Above, 100.0))
        .await
        .unwrap();
    for (figure, is_told) in [(100, 0), (101, 1), (150, 0), (99, 0), (102, 1)] {
        change(&city).await;
        count(&city, &[figure]);
        let told = city.hub.follow_subscriptions().await.unwrap();
        assert_eq!(told, is_told, "{figure}");
    }
    count(&city, &[]);
    let none = subscribe(&city, figure(LineSide::Below, 1.0)).await;
    assert_eq!(code(none), "no_figure");
    let endless = subscribe(&city, figure(LineSide::Below, f64::NAN)).await;
    assert_eq!(code(endless), "invalid_line");
}

#[tokio::test]
async fn one_letter_tells_all_that_waits_and_is_tried_again_for_a_while() {
    let (city, _) = city().await;
    view(&city).await;
    count(&city, &[1]);
    subscribe(&city, trees()).await.unwrap();
    subscribe(&city, WatchWish::View("anzahl".to_owned()))
        .await
        .unwrap();
    change(&city).await;
    count(&city, &[2]);
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 2);
    assert_eq!(city.hub.post_notices().await.unwrap(), 1);
    assert_eq!(city.hub.post_notices().await.unwrap(), 0);
    {
        let sent = city.post.notices.lock().unwrap();
        let [(_to, letter)] = sent.as_slice() else {
            panic!("{sent:?}");
        };
        assert_eq!(letter.notices.len(), 2);
    }
    change(&city).await;
    city.hub.follow_subscriptions().await.unwrap();
    city.post.breaks();
    for _ in 0..8 {
        assert_eq!(city.hub.post_notices().await.unwrap(), 0);
        city.clock.move_by(7);
    }
    let account = neighbour().account().unwrap();
    let notices = city.store.of(account).await.unwrap();
    let newest = notices.first().unwrap();
    assert_eq!((newest.posting, newest.attempts), (Posting::Failed, 5));
}

#[tokio::test]
async fn what_was_ended_says_nothing_until_it_is_taken_up_again() {
    let (city, _) = city().await;
    let kept = subscribe(&city, trees()).await.unwrap();
    // Nobody ends what is another's.
    let other = city.hub.end_subscription(&colleague(), kept.id).await;
    assert_eq!(code(other), "no_such_subscription");
    city.hub
        .end_subscription(&neighbour(), kept.id)
        .await
        .unwrap();
    change(&city).await;
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 0);
    city.hub
        .resume_subscription(&neighbour(), kept.id)
        .await
        .unwrap();
    assert_eq!(city.hub.follow_subscriptions().await.unwrap(), 1);
    // The same again is the same subscription.
    let again = subscribe(&city, trees()).await.unwrap();
    assert_eq!(again.id, kept.id);
    city.hub
        .end_subscription(&neighbour(), kept.id)
        .await
        .unwrap();
    city.clock.move_by(24 * 91);
    assert_eq!(city.hub.forget_old_notices().await.unwrap(), 2);
    assert!(told(&city).await.is_empty());
}

#[tokio::test]
async fn a_link_opens_the_notices_of_its_reader_until_it_is_renewed() {
    let (city, id) = city().await;
    subscribe(&city, trees()).await.unwrap();
    change(&city).await;
    city.hub.follow_subscriptions().await.unwrap();
    let stranger = InPerson {
        here: None,
        password: None,
        from: None,
    };
    let refused = city.hub.renew_notice_feed(&neighbour(), stranger).await;
    assert!(refused.is_err(), "a link outlives the session");
    let again = InPerson {
        here: Some(signed_in(&city, 71).await),
        ..stranger
    };
    let first = city.hub.renew_notice_feed(&neighbour(), again).await;
    let first = first.unwrap().0;
    let read = city.hub.read_notice_feed(&first).await.unwrap();
    assert_eq!(read.notices.len(), 1);
    // Who may not read the trees any more is not told of a view of them.
    count(&city, &[2]);
    view(&city).await;
    subscribe(&city, WatchWish::View("anzahl".to_owned()))
        .await
        .unwrap();
    change(&city).await;
    count(&city, &[3]);
    city.hub.follow_subscriptions().await.unwrap();
    let open = city.hub.read_notice_feed(&first).await.unwrap();
    assert_eq!(open.notices.len(), 3);
    hide(&city, id, Visibility::Office).await;
    let closed = city.hub.read_notice_feed(&first).await.unwrap();
    assert_eq!(closed.notices.len(), 2, "the guard is asked at each read");
    // Hours have passed: who was signed in then has to show once more who they are.
    let late = city.hub.renew_notice_feed(&neighbour(), again).await;
    assert!(late.is_err());
    let again = InPerson {
        here: Some(signed_in(&city, 72).await),
        ..stranger
    };
    let second = city.hub.renew_notice_feed(&neighbour(), again).await;
    let second = second.unwrap().0;
    assert!(city.hub.read_notice_feed(&first).await.is_err());
    let renewed = city.hub.read_notice_feed(&second).await.unwrap();
    assert_eq!(renewed.feed.id, read.feed.id);
    let account = neighbour().account().unwrap();
    let event = city.event();
    Accounts::close(city.store.as_ref(), account, &event)
        .await
        .unwrap();
    assert!(city.hub.read_notice_feed(&second).await.is_err());
}
