//! What has to be done before a session opens anything: a password of one's own, a second factor for everybody.

use crate::city::City;
use hebewerk_hub::ports::Clock as _;
use hebewerk_hub::{
    Arrival, HubError, InPerson, NewAccount, OwnPassword, Pending, SignIn, SignedIn,
};
use hebewerk_model::{Account, Client, Failure as _, Principal};

const ADDRESS: &str = "ada@umwelt.example";
const GIVEN: &str = "ein langer Satz";
const OWN: &str = "noch ein langer Satz";

const ARRIVAL: Arrival = Arrival {
    from: None,
    client: Client::UNKNOWN,
};

fn ada() -> NewAccount {
    NewAccount {
        id: None,
        email: ADDRESS.to_owned(),
        name: "Ada".to_owned(),
        password: Some(GIVEN.to_owned()),
        administrator: true,
        officer: false,
        memberships: Vec::new(),
    }
}

async fn saved(city: &City) -> Account {
    let saved = city.hub.save_account(&Principal::Operator, ada());
    saved.await.unwrap()
}

async fn signed_in(city: &City, password: &str) -> SignedIn {
    match city.hub.sign_in(ADDRESS, password, ARRIVAL).await.unwrap() {
        SignIn::Done(signed_in) => signed_in,
        SignIn::CodeAsked(_) => panic!("there is no second factor"),
    }
}

async fn choose(city: &City, who: &SignedIn, new: &str) -> Result<(), HubError> {
    let own = OwnPassword {
        session: Some(&who.token.0),
        old: GIVEN,
        new,
        from: None,
    };
    city.hub.set_own_password(&who.account, own).await
}

#[tokio::test]
async fn a_given_password_opens_nothing_but_the_choice_of_an_own_one() {
    let city = City::new().await;
    saved(&city).await;
    let first = signed_in(&city, GIVEN).await;
    assert_eq!(first.pending, Some(Pending::Password));
    let known = city.hub.recognise(&first.token.0).await.unwrap();
    assert_eq!(known.principal, Principal::Anonymous);
    assert_eq!(known.pending, Some(Pending::Password));
    // Programs get no session that opens nothing.
    let program = city.hub.sign_in_at_once(ADDRESS, GIVEN, None, ARRIVAL);
    let refused = program.await.err().unwrap();
    assert_eq!(refused.code(), "password_given");

    let same = choose(&city, &first, GIVEN).await.unwrap_err();
    assert_eq!(same.code(), "same_password");
    choose(&city, &first, OWN).await.unwrap();
    let known = city.hub.recognise(&first.token.0).await.unwrap();
    assert!(matches!(
        known.principal,
        Principal::Person {
            administrator: true,
            ..
        }
    ));
    let again = signed_in(&city, OWN).await;
    assert_eq!(again.pending, None);
    let old = city.hub.sign_in(ADDRESS, GIVEN, ARRIVAL).await;
    assert!(matches!(old, Err(HubError::WrongCredentials)));
}

#[tokio::test]
async fn a_password_given_anew_asks_anew_and_one_that_lies_about_lapses() {
    let city = City::new().await;
    let account = saved(&city).await;
    choose(&city, &signed_in(&city, GIVEN).await, OWN)
        .await
        .unwrap();
    let change = NewAccount {
        id: Some(account.id),
        ..ada()
    };
    let hub = &city.hub;
    hub.save_account(&Principal::Operator, change)
        .await
        .unwrap();
    assert_eq!(
        signed_in(&city, GIVEN).await.pending,
        Some(Pending::Password)
    );
    // An hour short of seven days, and then seven.
    city.clock.move_by(7 * 24 - 1);
    assert_eq!(
        signed_in(&city, GIVEN).await.pending,
        Some(Pending::Password)
    );
    city.clock.move_by(1);
    let lapsed = hub.sign_in(ADDRESS, GIVEN, ARRIVAL).await.err().unwrap();
    assert_eq!(lapsed.code(), "password_lapsed");
}

#[tokio::test]
async fn only_the_operator_lets_a_given_password_last() {
    let city = City::new().await;
    let account = saved(&city).await;
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    let asked = city.hub.let_password_last(&ada, account.id).await;
    assert!(asked.is_err());
    let operator = Principal::Operator;
    city.hub
        .let_password_last(&operator, account.id)
        .await
        .unwrap();
    assert_eq!(signed_in(&city, GIVEN).await.pending, None);
}

#[tokio::test]
async fn where_everybody_needs_a_second_factor_a_password_alone_shows_what_is_public() {
    let city = City::of_two_factors().await;
    let account = saved(&city).await;
    let operator = Principal::Operator;
    city.hub
        .let_password_last(&operator, account.id)
        .await
        .unwrap();
    let first = signed_in(&city, GIVEN).await;
    assert_eq!(first.pending, Some(Pending::SecondFactor));
    let known = city.hub.recognise(&first.token.0).await.unwrap();
    let Principal::Guest(nobody) = &known.principal else {
        panic!("{:?}", known.principal);
    };
    assert!(nobody.memberships.is_empty());
    let program = city.hub.sign_in_at_once(ADDRESS, GIVEN, None, ARRIVAL);
    let refused = program.await.err().unwrap();
    assert_eq!(refused.code(), "second_factor_pending");

    let shown = city
        .hub
        .start_second_factor(&account, GIVEN, "Hub", None)
        .await
        .unwrap();
    let secret = shown.text.replace(' ', "");
    let code = crate::second_factor::code(&secret, city.clock.now().as_second());
    city.hub
        .confirm_second_factor(&known.principal, (&code, &shown.proof), known.session)
        .await
        .unwrap();
    let known = city.hub.recognise(&first.token.0).await.unwrap();
    assert_eq!(known.pending, None);
    assert!(matches!(known.principal, Principal::Person { .. }));
}

#[tokio::test]
async fn ending_other_sessions_takes_the_password_or_a_fresh_sign_in() {
    let city = City::new().await;
    let account = saved(&city).await;
    let operator = Principal::Operator;
    let hub = &city.hub;
    hub.let_password_last(&operator, account.id).await.unwrap();
    let here = signed_in(&city, GIVEN).await;
    let other = signed_in(&city, GIVEN).await;
    let known = hub.recognise(&here.token.0).await.unwrap();
    let elsewhere = hub.recognise(&other.token.0).await.unwrap();
    let elsewhere = elsewhere.session.unwrap();
    let again = |password| InPerson {
        here: known.session,
        password,
        from: None,
    };
    let wrong = hub.end_session(&known.principal, elsewhere, again(Some("geraten")));
    assert_eq!(wrong.await.unwrap_err().code(), "wrong_credentials");
    city.clock.move_by(1);
    let late = hub.end_session(&known.principal, elsewhere, again(None));
    assert_eq!(late.await.unwrap_err().code(), "sign_in_again");
    let late = hub.end_other_sessions(&known.principal, again(None));
    assert_eq!(late.await.unwrap_err().code(), "sign_in_again");
    let right = hub.end_session(&known.principal, elsewhere, again(Some(GIVEN)));
    right.await.unwrap();
    let fresh = signed_in(&city, GIVEN).await;
    let fresh = hub.recognise(&fresh.token.0).await.unwrap();
    let again = InPerson {
        here: fresh.session,
        password: None,
        from: None,
    };
    let ended = hub.end_other_sessions(&fresh.principal, again).await;
    assert_eq!(ended.unwrap(), 1);
}
