//! Sessions that nobody uses, passwords that are tried first, and refusals on record.

use crate::city::City;
use hebewerk_guard::Rule;
use hebewerk_hub::ports::{AuditFilter, AuditTrail as _};
use hebewerk_hub::{Arrival, HubError, NewAccount, SignIn};
use hebewerk_model::{Client, Failure as _, Principal};

const ADDRESS: &str = "ada.lovelace@umwelt.example";
const PASSWORD: &str = "ein langer Satz";

fn ada(password: &str) -> NewAccount {
    NewAccount {
        id: None,
        email: ADDRESS.to_owned(),
        name: "Ada Lovelace".to_owned(),
        password: Some(password.to_owned()),
        administrator: true,
        officer: false,
        memberships: Vec::new(),
    }
}

async fn signed_in(city: &City) -> String {
    let arrival = Arrival {
        from: None,
        client: Client::UNKNOWN,
    };
    match city.hub.sign_in(ADDRESS, PASSWORD, arrival).await.unwrap() {
        SignIn::Done(signed_in) => signed_in.token.0,
        SignIn::CodeAsked(_) => panic!("there is no second factor"),
    }
}

async fn is_known(city: &City, token: &str) -> bool {
    city.hub.recognise(token).await.unwrap().account.is_some()
}

#[tokio::test]
async fn a_session_nobody_uses_for_two_whole_hours_ends_and_one_in_use_goes_on() {
    let city = City::new().await;
    let new = ada(PASSWORD);
    let hub = &city.hub;
    let account = hub.save_account(&Principal::Operator, new).await.unwrap();
    let last = hub.let_password_last(&Principal::Operator, account.id);
    last.await.unwrap();
    let (used, left) = (signed_in(&city).await, signed_in(&city).await);
    for _ in 0..2 {
        city.clock.move_by(1);
        assert!(is_known(&city, &used).await);
    }
    city.clock.move_by(1);
    assert!(is_known(&city, &used).await, "it was used an hour ago");
    assert!(!is_known(&city, &left).await, "three hours of nobody");
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    assert_eq!(city.hub.own_sessions(&ada).await.unwrap().len(), 1);
    city.clock.move_by(2);
    assert!(is_known(&city, &used).await, "two hours are a long meeting");
    for _ in 0..7 {
        city.clock.move_by(1);
        is_known(&city, &used).await;
    }
    assert!(
        !is_known(&city, &used).await,
        "after twelve hours in any case"
    );
}

#[tokio::test]
async fn passwords_made_of_what_is_known_of_somebody_are_refused() {
    let city = City::new().await;
    for guessable in ["Lovelace-1815", "umwelt.example", "Password2026!", "kurz"] {
        let new = ada(guessable);
        let refused = city.hub.save_account(&Principal::Operator, new).await;
        let code = refused.unwrap_err().code();
        let expected = if guessable == "kurz" {
            "password_too_short"
        } else {
            "password_guessable"
        };
        assert_eq!(code, expected, "{guessable}");
    }
    let new = ada(PASSWORD);
    assert!(
        city.hub
            .save_account(&Principal::Operator, new)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn ones_own_password_is_changed_with_the_one_before_also_by_an_administrator() {
    let city = City::new().await;
    let new = ada(PASSWORD);
    let account = city
        .hub
        .save_account(&Principal::Operator, new)
        .await
        .unwrap();
    let ada_herself = city.hub.principal_named(ADDRESS).await.unwrap();
    let change = NewAccount {
        id: Some(account.id),
        ..ada("ein anderer Satz")
    };
    let refused = city.hub.save_account(&ada_herself, change).await;
    assert!(matches!(
        refused,
        Err(HubError::Invalid {
            code: "own_password",
            ..
        })
    ));
}

#[tokio::test]
async fn who_is_refused_is_on_record_once_a_day_for_each_rule() {
    let city = City::new().await;
    let new = ada(PASSWORD);
    city.hub
        .save_account(&Principal::Operator, new)
        .await
        .unwrap();
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    for rule in [
        Rule::NotAnOwner,
        Rule::NotAnOwner,
        Rule::NotAnOfficer,
        Rule::NotAMember,
    ] {
        city.hub.record_refusal(&ada, rule).await;
    }
    city.hub
        .record_refusal(&Principal::Anonymous, Rule::NotAnOwner)
        .await;
    let all = AuditFilter::default();
    let entries = city.store.entries(&all, None, 50).await.unwrap();
    let refused: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == "refused")
        .map(|entry| (entry.rule.as_str(), entry.allowed, entry.account.is_some()))
        .collect();
    assert_eq!(
        refused,
        [
            ("not_an_officer", false, true),
            ("not_an_owner", false, true)
        ]
    );
}
