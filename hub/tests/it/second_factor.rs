//! Codes beside the password: asked for, used once, slowed down.

use crate::city::City;
use hebewerk_hub::ports::{AccountChange, Accounts, Clock as _};
use hebewerk_hub::{Arrival, HubError, Identified, NewAccount, OwnPassword, SignIn, Token};
use hebewerk_model::{Account, Client, Failure as _, HeldGrants, Principal};
use std::net::IpAddr;
use totp_rs::{Algorithm, Builder, Secret};

const ADDRESS: &str = "ada@umwelt.example";
const PASSWORD: &str = "ein langer Satz";

fn arrival(from: Option<IpAddr>) -> Arrival {
    Arrival {
        from,
        client: Client::UNKNOWN,
    }
}

/// Ada, with a device that knows her secret.
struct Ada {
    city: City,
    account: Account,
    secret: String,
    recovery: Vec<String>,
}

async fn principal(city: &City) -> Principal {
    city.hub.principal_named(ADDRESS).await.unwrap()
}

async fn account(city: &City) -> Account {
    let new = NewAccount {
        id: None,
        email: ADDRESS.to_owned(),
        name: "Ada".to_owned(),
        password: Some(PASSWORD.to_owned()),
        administrator: true,
        officer: false,
        memberships: Vec::new(),
    };
    let hub = &city.hub;
    let account = hub.save_account(&Principal::Operator, new).await.unwrap();
    let last = hub.let_password_last(&Principal::Operator, account.id);
    last.await.unwrap();
    account
}

async fn ada() -> Ada {
    let city = City::new().await;
    let account = account(&city).await;
    let shown = city
        .hub
        .start_second_factor(&account, PASSWORD, "Hub", None)
        .await
        .unwrap();
    let secret = shown.text.replace(' ', "");
    let code = code(&secret, city.clock.now().as_second());
    let principal = principal(&city).await;
    let recovery = city
        .hub
        .confirm_second_factor(&principal, (&code, &shown.proof), None)
        .await
        .unwrap();
    // The code that confirmed it is used up.
    city.clock.move_by(1);
    Ada {
        city,
        account,
        secret,
        recovery,
    }
}

pub(crate) fn code(secret: &str, second: i64) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name("ada")
        .build()
        .unwrap();
    totp.generate(second as u64).to_string()
}

impl Ada {
    fn code(&self, seconds: i64) -> String {
        code(&self.secret, self.city.clock.now().as_second() + seconds)
    }

    async fn begin(&self) -> Token {
        let begun = self
            .city
            .hub
            .sign_in(ADDRESS, PASSWORD, arrival(None))
            .await
            .unwrap();
        match begun {
            SignIn::CodeAsked(token) => token,
            SignIn::Done(_) => panic!("no code was asked for"),
        }
    }

    async fn finish(&self, begun: &Token, code: &str) -> Result<(), HubError> {
        let finished = self.city.hub.finish_sign_in(&begun.0, code, None).await;
        finished.map(|_signed_in| ())
    }

    async fn tried(&self, begun: &Token, code: &str) -> &'static str {
        match self.finish(begun, code).await {
            Ok(()) => "signed_in",
            Err(error) => error.code(),
        }
    }
}

#[tokio::test]
async fn the_password_alone_opens_nothing_any_more() {
    let ada = ada().await;
    let begun = ada.begin().await;
    let known = ada.city.hub.recognise(&begun.0).await.unwrap();
    assert_eq!(known.principal, Principal::Anonymous, "it is no session");
    assert_eq!(ada.tried(&begun, &ada.code(0)).await, "signed_in");
    assert_eq!(ada.tried(&begun, &ada.code(30)).await, "sign_in_lapsed");
    let newest = ada.city.audit().await.remove(0);
    assert_eq!(
        (newest.action.as_str(), newest.rule.as_str()),
        ("sign_in", "password_and_code")
    );
}

#[tokio::test]
async fn a_code_is_taken_once_and_none_from_before_it() {
    let ada = ada().await;
    let now = ada.code(0);
    assert_eq!(ada.tried(&ada.begin().await, &now).await, "signed_in");
    assert_eq!(ada.tried(&ada.begin().await, &now).await, "wrong_code");
    assert_eq!(
        ada.tried(&ada.begin().await, &ada.code(-30)).await,
        "wrong_code"
    );
    assert_eq!(
        ada.tried(&ada.begin().await, &ada.code(30)).await,
        "signed_in"
    );
    let wrong = ada.city.audit().await;
    assert!(
        wrong
            .iter()
            .any(|entry| entry.rule == "wrong_code" && entry.account == Some(ada.account.id))
    );
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let ada = ada().await;
    assert_eq!(ada.recovery.len(), 10);
    let first = ada.recovery[0].to_uppercase().replace('-', " ");
    assert_eq!(ada.tried(&ada.begin().await, &first).await, "signed_in");
    assert_eq!(ada.tried(&ada.begin().await, &first).await, "wrong_code");
    let view = ada.city.hub.own_second_factor(&ada.account).await.unwrap();
    assert_eq!(view.recovery_left, 9);
}

#[tokio::test]
async fn who_guesses_codes_begins_anew_and_waits_however_often() {
    let ada = ada().await;
    let begun = ada.begin().await;
    let mut told = Vec::new();
    for _ in 0..6 {
        told.push(ada.tried(&begun, "000000").await);
    }
    assert_eq!(told[..5], ["wrong_code"; 5]);
    assert_eq!(told[5], "sign_in_lapsed");
    // A right password in between gives no new guesses.
    let mut waits = 0;
    for _ in 0..3 {
        let begun = ada.begin().await;
        waits += usize::from(ada.tried(&begun, "000000").await == "throttled");
    }
    assert!(waits >= 1, "guesses go on at full speed");
}

#[tokio::test]
async fn a_password_changed_between_password_and_code_ends_the_attempt() {
    let ada = ada().await;
    let begun = ada.begin().await;
    let own = OwnPassword {
        session: None,
        old: PASSWORD,
        new: "ein anderer Satz",
        from: None,
    };
    ada.city
        .hub
        .set_own_password(&ada.account, own)
        .await
        .unwrap();
    assert_eq!(ada.tried(&begun, &ada.code(0)).await, "sign_in_lapsed");
}

#[tokio::test]
async fn setting_up_asks_for_the_password_and_a_code_that_works_in_time() {
    let city = City::new().await;
    let account = account(&city).await;
    let hub = &city.hub;
    let wrong = hub
        .start_second_factor(&account, "geraten", "Hub", None)
        .await;
    assert_eq!(
        wrong.map(|_new| ()).unwrap_err().code(),
        "wrong_credentials"
    );
    let shown = hub
        .start_second_factor(&account, PASSWORD, "Hub", None)
        .await;
    let shown = shown.unwrap();
    let secret = shown.text.replace(' ', "");
    let principal = principal(&city).await;
    let tried = async |code: &str, proof: &str| {
        let confirmed = hub.confirm_second_factor(&principal, (code, proof), None);
        confirmed.await.unwrap_err().code()
    };
    assert_eq!(tried("000000", &shown.proof).await, "wrong_code");
    let again = hub.begun_second_factor(&account, "Hub", &shown.proof).await;
    let again = again.unwrap();
    assert_eq!(
        again.text, shown.text,
        "a wrong code does not cost the secret"
    );
    // Whoever got hold of the session alone sees nothing and confirms nothing.
    let right = code(&secret, city.clock.now().as_second());
    assert_eq!(tried(&right, "").await, "not_found");
    let stolen = hub.begun_second_factor(&account, "Hub", "").await;
    assert_eq!(stolen.map(|_new| ()).unwrap_err().code(), "not_found");
    // Not confirmed, it asks for nothing.
    let signed_in = hub.sign_in(ADDRESS, PASSWORD, arrival(None)).await;
    assert!(matches!(signed_in, Ok(SignIn::Done(_))));
    city.clock.move_by(1);
    let late = code(&secret, city.clock.now().as_second());
    assert_eq!(tried(&late, &shown.proof).await, "not_found");
}

#[tokio::test]
async fn it_is_turned_off_with_password_and_code_only() {
    let ada = ada().await;
    let hub = &ada.city.hub;
    let who = principal(&ada.city).await;
    let off = async |password: &str, code: &str| {
        let removed = hub.remove_second_factor(&who, (password, code), None).await;
        removed.map_or_else(|error| error.code(), |()| "off")
    };
    assert_eq!(off("geraten", &ada.code(0)).await, "wrong_credentials");
    assert_eq!(off(PASSWORD, "000000").await, "wrong_code");
    assert_eq!(off(PASSWORD, &ada.code(0)).await, "off");
    let signed_in = hub.sign_in(ADDRESS, PASSWORD, arrival(None)).await;
    assert!(matches!(signed_in, Ok(SignIn::Done(_))));
}

#[tokio::test]
async fn an_administrator_resets_it_and_the_audit_says_so() {
    let ada = ada().await;
    let hub = &ada.city.hub;
    let stranger = crate::city::steward();
    let id = ada.account.id;
    let seen = Some(Identified::Seen);
    let refused = hub.reset_second_factor(&stranger, id, seen).await;
    assert_eq!(refused.unwrap_err().code(), "not_an_administrator");
    let jana = Principal::Person {
        account: id,
        administrator: true,
        officer: false,
        memberships: Vec::new(),
        grants: HeldGrants::default(),
    };
    let unseen = hub.reset_second_factor(&jana, id, None).await;
    assert_eq!(unseen.unwrap_err().code(), "not_identified");
    hub.reset_second_factor(&jana, id, seen).await.unwrap();
    let newest = ada.city.audit().await.remove(0);
    assert_eq!(
        (newest.action.as_str(), newest.rule.as_str(), newest.subject),
        ("reset_second_factor", "person_seen", Some(id))
    );
    let signed_in = hub.sign_in(ADDRESS, PASSWORD, arrival(None)).await;
    assert!(matches!(signed_in, Ok(SignIn::Done(_))));
}

#[tokio::test]
async fn a_program_signs_in_with_the_code_in_one_step() {
    let ada = ada().await;
    let hub = &ada.city.hub;
    let sign_in = async |code: Option<&str>| {
        let done = hub
            .sign_in_at_once(ADDRESS, PASSWORD, code, arrival(None))
            .await;
        done.map_or_else(|error| error.code(), |_signed_in| "signed_in")
    };
    assert_eq!(sign_in(None).await, "second_factor_needed");
    assert_eq!(sign_in(Some("000000")).await, "wrong_code");
    assert_eq!(sign_in(Some(&ada.code(0))).await, "signed_in");
}

#[tokio::test]
async fn where_it_is_needed_nobody_runs_the_hub_without_it() {
    let city = City::strict().await;
    let account = account(&city).await;
    let before = principal(&city).await;
    assert_eq!(
        city.hub.accounts(&before).await.unwrap_err().code(),
        "not_an_administrator"
    );
    let shown = city
        .hub
        .start_second_factor(&account, PASSWORD, "Hub", None)
        .await;
    let shown = shown.unwrap();
    let code = code(&shown.text.replace(' ', ""), city.clock.now().as_second());
    city.hub
        .confirm_second_factor(&before, (&code, &shown.proof), None)
        .await
        .unwrap();
    let after = principal(&city).await;
    city.hub.accounts(&after).await.unwrap();
    let change = AccountChange {
        administrator: Some(false),
        ..AccountChange::default()
    };
    // The last one keeps the right, second factor or not.
    Accounts::change(&*city.store, account.id, &change, &[])
        .await
        .unwrap_err();
}
