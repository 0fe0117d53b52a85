//! People a provider vouches for: who they are, what their groups give, and how it ends.

use crate::city::City;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    Accounts, AuditFilter, AuditTrail as _, IdentityProviders, LogoutNotice, ProviderError, Redeem,
    SentThere, Sessions as _, VouchedFor,
};
use hebewerk_hub::{
    Arrival, CameBack, Given, GroupRule, HubError, NewAccount, ProviderRules, Providers, Returned,
    SignIn, SignedIn,
};
use hebewerk_model::{Account, AccountId, Client, Failure as _, Membership, Principal, Role};
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};

const PASSWORD: &str = "ein langer Satz";

/// A provider that vouches for whom it is told.
#[derive(Default)]
struct Told {
    sent: Mutex<Vec<SentThere>>,
    vouches: Mutex<Option<Result<VouchedFor, ProviderError>>>,
    notice: Mutex<Option<LogoutNotice>>,
}

#[async_trait]
impl IdentityProviders for Told {
    async fn send_there(&self, provider: &str, sent: &SentThere) -> Result<String, ProviderError> {
        self.sent.lock().unwrap().push(sent.clone());
        Ok(format!("https://{provider}.example/auth"))
    }

    async fn redeem(
        &self,
        _provider: &str,
        redeem: &Redeem<'_>,
    ) -> Result<VouchedFor, ProviderError> {
        assert_eq!(redeem.code, "code");
        self.vouches.lock().unwrap().clone().unwrap()
    }

    async fn logout(
        &self,
        _provider: &str,
        _token: &str,
        _now: Timestamp,
    ) -> Result<LogoutNotice, ProviderError> {
        let notice = self.notice.lock().unwrap().clone();
        notice.ok_or(ProviderError::Token("signature"))
    }
}

fn rules(id: &str) -> ProviderRules {
    ProviderRules {
        id: id.to_owned(),
        name: id.to_owned(),
        issuer: format!("https://{id}.example"),
        groups: Vec::new(),
        admits_everybody: false,
        session: SignedDuration::from_hours(2),
        has_second_factor: false,
        second_factor_values: Vec::new(),
    }
}

fn by_group() -> ProviderRules {
    let rule = |group: &str, gives| GroupRule {
        group: group.to_owned(),
        gives,
    };
    let gives_role = |slug: &str, role| Given::Role(slug.to_owned(), role);
    ProviderRules {
        groups: vec![
            rule("pflege", gives_role("umwelt", Role::Steward)),
            rule("sport", gives_role("sport", Role::Reader)),
            rule("weg", gives_role("gibt_es_nicht", Role::Owner)),
            rule("it", Given::Administrator),
            rule("dsb", Given::Officer),
        ],
        has_second_factor: true,
        ..rules("stadt")
    }
}

struct House {
    city: City,
    told: Arc<Told>,
    /// Who is signed in in the browser that comes back.
    signed_in: Mutex<Option<AccountId>>,
}

fn somebody(subject: &str, groups: &[&str]) -> VouchedFor {
    VouchedFor {
        subject: subject.to_owned(),
        session: Some(format!("session of {subject}")),
        email: Some(format!("{subject}@stadt.example")),
        name: Some(subject.to_uppercase()),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        strengths: Vec::new(),
    }
}

impl House {
    async fn new(staff_only: bool) -> Self {
        Self::with(by_group(), staff_only).await
    }

    async fn of(stadt: ProviderRules) -> Self {
        Self::with(stadt, false).await
    }

    async fn with(stadt: ProviderRules, staff_only: bool) -> Self {
        let told = Arc::new(Told::default());
        let speaks = told.clone();
        let city = City::with_providers(move |store| Providers {
            speaks,
            identities: store,
            rules: vec![stadt, rules("nachbar")],
            staff_only,
        })
        .await;
        // Somebody runs the hub, whatever a provider says.
        let house = Self {
            city,
            told,
            signed_in: Mutex::default(),
        };
        house.account("jana@stadt.example", true, Vec::new()).await;
        house
    }

    async fn account(&self, email: &str, runs: bool, memberships: Vec<Membership>) -> Account {
        let new = NewAccount {
            id: None,
            email: email.to_owned(),
            name: "Jana".to_owned(),
            password: Some(PASSWORD.to_owned()),
            administrator: runs,
            officer: false,
            memberships,
        };
        let hub = &self.city.hub;
        let account = hub.save_account(&Principal::Operator, new).await.unwrap();
        let last = hub.let_password_last(&Principal::Operator, account.id);
        last.await.unwrap();
        account
    }

    async fn come(&self, provider: &str, who: VouchedFor) -> Result<SignedIn, HubError> {
        let hub = &self.city.hub;
        let back = "https://hub.example/zurueck".to_owned();
        let away = hub.go_to_provider(provider, back, "/daten").await?;
        *self.told.vouches.lock().unwrap() = Some(Ok(who));
        match self.back(provider, &away.way.0, None).await? {
            CameBack::SignIn(SignIn::Done(signed_in), onward) => {
                assert_eq!(onward, "/daten");
                Ok(signed_in)
            }
            _ => panic!("a code was asked for"),
        }
    }

    /// Back with the state that was sent last, or another.
    async fn back(
        &self,
        provider: &str,
        way: &str,
        state: Option<&str>,
    ) -> Result<CameBack, HubError> {
        let sent = self.told.sent.lock().unwrap().last().unwrap().state.clone();
        let returned = Returned {
            provider,
            way,
            state: state.unwrap_or(&sent),
            code: Some("code"),
            issuer: None,
            signed_in: *self.signed_in.lock().unwrap(),
        };
        let arrival = Arrival {
            from: None,
            client: Client::UNKNOWN,
        };
        self.city.hub.return_from_provider(returned, arrival).await
    }

    async fn principal(&self, signed_in: &SignedIn) -> Principal {
        let known = self.city.hub.recognise(&signed_in.token.0).await.unwrap();
        known.principal
    }

    async fn actions(&self) -> Vec<(String, String)> {
        let all = AuditFilter::default();
        let entries = self.city.store.entries(&all, None, 50).await.unwrap();
        entries
            .into_iter()
            .map(|entry| (entry.action, entry.rule))
            .collect()
    }
}

fn code_of<T>(outcome: Result<T, HubError>) -> &'static str {
    outcome.err().expect("it is refused").code()
}

#[tokio::test]
async fn groups_give_roles_and_take_them_again() {
    let house = House::new(false).await;
    let first = house.come("stadt", somebody("ada", &["pflege", "weg", "it"]));
    let first = first.await.unwrap();
    assert_eq!(first.account.memberships.len(), 1);
    let principal = house.principal(&first).await;
    assert!(
        matches!(
            principal,
            Principal::Person {
                administrator: true,
                officer: false,
                ..
            }
        ),
        "the provider itself asks for a second factor"
    );
    let hours = first
        .expires_at
        .duration_since(first_opened(&house, &first).await);
    assert_eq!(hours, SignedDuration::from_hours(2));
    let again = house.come("stadt", somebody("ada", &["sport"])).await;
    let again = again.unwrap();
    assert_eq!(again.account.id, first.account.id);
    assert!(!again.account.administrator);
    assert_eq!(again.account.memberships[0].role, Role::Reader);
    let actions = house.actions().await;
    for action in ["add_account", "set_roles", "unmake_administrator"] {
        let expected = (action.to_owned(), "provider".to_owned());
        assert!(actions.contains(&expected), "{action}: {actions:?}");
    }
    // Whoever is in no group any more loses what they had, and does not get in.
    let out = house.come("stadt", somebody("ada", &[])).await;
    assert_eq!(code_of(out), "provider_no_role");
    let left = Accounts::get(house.city.store.as_ref(), first.account.id).await;
    let left = left.unwrap().unwrap();
    assert!(left.memberships.is_empty());
}

async fn first_opened(house: &House, signed_in: &SignedIn) -> Timestamp {
    let now = hebewerk_hub::ports::Clock::now(house.city.clock.as_ref());
    let open = house.city.store.of_account(signed_in.account.id, now).await;
    open.unwrap()[0].opened_at
}

/// Whether Cleo, who is in the group of those who run the hub, may do so when her token says this of her sign-in.
async fn may_run(house: &House, strengths: &[&str]) -> bool {
    let cleo = VouchedFor {
        strengths: strengths.iter().map(|said| (*said).to_owned()).collect(),
        ..somebody("cleo", &["it"])
    };
    let signed_in = house.come("stadt", cleo).await.unwrap();
    let known = house.city.hub.recognise(&signed_in.token.0).await.unwrap();
    matches!(
        known.principal,
        Principal::Person {
            administrator: true,
            ..
        }
    )
}

#[tokio::test]
async fn a_provider_is_believed_a_second_factor_only_as_its_token_says() {
    let trusted = House::new(false).await;
    assert!(may_run(&trusted, &[]).await, "taken for granted");
    let precise = House::of(ProviderRules {
        second_factor_values: vec!["otp".to_owned(), "hwk".to_owned()],
        ..by_group()
    });
    let precise = precise.await;
    assert!(!may_run(&precise, &[]).await);
    assert!(!may_run(&precise, &["pwd", "OTP"]).await);
    assert!(may_run(&precise, &["pwd", "otp"]).await);
}

#[tokio::test]
async fn an_address_is_no_identity() {
    let house = House::new(false).await;
    let kai = house.account("kai@stadt.example", false, Vec::new()).await;
    let thief = VouchedFor {
        email: Some("kai@stadt.example".to_owned()),
        ..somebody("thief", &["pflege"])
    };
    let taken = house.come("stadt", thief.clone()).await;
    assert_eq!(code_of(taken), "provider_email_taken");
    // The same identifier at another provider is somebody else.
    let here = house
        .come("stadt", somebody("ada", &["sport"]))
        .await
        .unwrap();
    let there = house.come("nachbar", somebody("ada", &[])).await;
    assert_eq!(code_of(there), "provider_email_taken");
    // A new address of the same person is taken over, unless it is somebody else's here.
    let moved = VouchedFor {
        email: Some("ada.neu@stadt.example".to_owned()),
        ..somebody("ada", &["sport"])
    };
    let moved = house.come("stadt", moved).await.unwrap();
    assert_eq!(moved.account.id, here.account.id);
    assert_eq!(moved.account.email.as_str(), "ada.neu@stadt.example");
    let greedy = VouchedFor {
        email: Some("kai@stadt.example".to_owned()),
        ..somebody("ada", &["sport"])
    };
    let greedy = house.come("stadt", greedy).await.unwrap();
    assert_eq!(greedy.account.email.as_str(), "ada.neu@stadt.example");
    let none = VouchedFor {
        email: None,
        ..somebody("new", &["sport"])
    };
    assert_eq!(
        code_of(house.come("stadt", none).await),
        "provider_no_email"
    );
    let closed = &house.city.hub;
    closed
        .close_account(&Principal::Operator, moved.account.id)
        .await
        .unwrap();
    let refused = house.come("stadt", somebody("ada", &["sport"])).await;
    assert_eq!(code_of(refused), "account_closed");
    drop(kai);
}

#[tokio::test]
async fn only_whoever_went_comes_back_and_not_too_late() {
    let house = House::new(false).await;
    *house.told.vouches.lock().unwrap() = Some(Ok(somebody("ada", &["pflege"])));
    let hub = &house.city.hub;
    let away = || hub.go_to_provider("stadt", "https://hub.example".to_owned(), "/");
    let way = away().await.unwrap().way.0;
    for (provider, way, state) in [
        ("stadt", way.as_str(), Some("another state")),
        ("stadt", "made up", None),
        ("stadt", "", None),
        ("nachbar", way.as_str(), None),
    ] {
        let refused = house.back(provider, way, state).await;
        assert_eq!(code_of(refused), "sign_in_lapsed", "{provider} {state:?}");
    }
    let sent = house.told.sent.lock().unwrap().last().unwrap().clone();
    let foreign = Returned {
        provider: "stadt",
        way: &way,
        state: &sent.state,
        code: Some("code"),
        issuer: Some("https://nachbar.example"),
        signed_in: None,
    };
    let arrival = Arrival {
        from: None,
        client: Client::UNKNOWN,
    };
    let mixed = hub.return_from_provider(foreign, arrival).await;
    assert_eq!(code_of(mixed), "sign_in_lapsed");
    let refused = Returned {
        code: None,
        issuer: None,
        ..foreign
    };
    let refused = hub.return_from_provider(refused, arrival).await;
    assert_eq!(code_of(refused), "provider_refused");
    house.city.clock.move_by(1);
    assert_eq!(
        code_of(house.back("stadt", &way, None).await),
        "sign_in_lapsed"
    );
    let way = away().await.unwrap().way.0;
    assert!(house.back("stadt", &way, None).await.is_ok());
    assert_eq!(sent.verifier.len(), 64, "RFC 7636 asks for 43 to 128 signs");
    assert_ne!(sent.nonce, sent.state);
}

#[tokio::test]
async fn a_notice_ends_what_was_opened_there_and_nothing_else() {
    let house = House::new(false).await;
    let ada = house
        .come("stadt", somebody("ada", &["pflege"]))
        .await
        .unwrap();
    let bo = house
        .come("stadt", somebody("bo", &["sport"]))
        .await
        .unwrap();
    let end = || house.city.hub.end_sessions_there("stadt", "token");
    assert_eq!(code_of(end().await), "provider_token");
    let now = hebewerk_hub::ports::Clock::now(house.city.clock.as_ref());
    let notice = |subject: Option<&str>, session: Option<&str>, at| {
        *house.told.notice.lock().unwrap() = Some(LogoutNotice {
            subject: subject.map(str::to_owned),
            session: session.map(str::to_owned),
            at,
        });
    };
    notice(Some("ada"), Some("another session"), now);
    assert_eq!(end().await.unwrap(), 0);
    notice(Some("ada"), None, now - SignedDuration::from_hours(1));
    assert_eq!(end().await.unwrap(), 0, "it was opened later");
    notice(None, Some("session of ada"), now);
    assert_eq!(end().await.unwrap(), 1);
    assert_eq!(house.principal(&ada).await, Principal::Anonymous);
    assert_ne!(house.principal(&bo).await, Principal::Anonymous);
    notice(Some("bo"), None, now);
    assert_eq!(end().await.unwrap(), 1);
    let expected = ("end_sessions".to_owned(), "provider_logout".to_owned());
    let actions = house.actions().await;
    assert_eq!(
        actions.iter().filter(|entry| **entry == expected).count(),
        2
    );
}

#[tokio::test]
async fn an_account_is_linked_by_its_owner_and_keeps_what_was_given_by_hand() {
    let house = House::new(false).await;
    let membership = Membership {
        organisation: house.city.umwelt.id,
        role: Role::Owner,
    };
    let kai = house
        .account("kai@stadt.example", false, vec![membership])
        .await;
    let hub = &house.city.hub;
    let begin = |password: &'static str| {
        let back = ("nachbar", "https://hub.example".to_owned());
        hub.go_to_link(&kai, back, password, None)
    };
    assert_eq!(code_of(begin("falsch geraten").await), "wrong_credentials");
    let way = begin(PASSWORD).await.unwrap().way.0;
    let vouched = VouchedFor {
        email: Some("kai.anders@nachbar.example".to_owned()),
        ..somebody("k-1", &["whatever"])
    };
    *house.told.vouches.lock().unwrap() = Some(Ok(vouched.clone()));
    let elsewhere = house.back("nachbar", &way, None).await;
    assert_eq!(code_of(elsewhere), "sign_in_lapsed", "another browser");
    *house.signed_in.lock().unwrap() = Some(kai.id);
    let linked = house.back("nachbar", &way, None).await.unwrap();
    assert!(matches!(linked, CameBack::Linked));
    let signed_in = house.come("nachbar", vouched).await.unwrap();
    assert_eq!(signed_in.account.id, kai.id);
    assert_eq!(
        signed_in.account.email, kai.email,
        "it is the name to a password"
    );
    assert_eq!(signed_in.account.memberships, [membership]);
    // A second account cannot take the same identity.
    let other = house.account("otto@stadt.example", false, Vec::new()).await;
    let back = ("nachbar", "https://hub.example".to_owned());
    let way = hub.go_to_link(&other, back, PASSWORD, None).await.unwrap();
    *house.signed_in.lock().unwrap() = Some(other.id);
    let taken = house.back("nachbar", &way.way.0, None).await;
    assert_eq!(code_of(taken), "conflict");
    let principal = house.principal(&signed_in).await;
    hub.unlink_identity(&principal, "nachbar", PASSWORD, None)
        .await
        .unwrap();
    assert_eq!(house.principal(&signed_in).await, Principal::Anonymous);
}

#[tokio::test]
async fn where_it_is_required_a_password_is_not_enough_for_staff() {
    let house = House::new(true).await;
    let membership = Membership {
        organisation: house.city.umwelt.id,
        role: Role::Reader,
    };
    house
        .account("kai@stadt.example", false, vec![membership])
        .await;
    house.account("gast@firma.example", false, Vec::new()).await;
    let sign_in = |email: &'static str, password: &'static str| {
        let arrival = Arrival {
            from: None,
            client: Client::UNKNOWN,
        };
        house
            .city
            .hub
            .sign_in_at_once(email, password, None, arrival)
    };
    let staff = sign_in("kai@stadt.example", PASSWORD).await;
    assert_eq!(code_of(staff), "provider_needed");
    // Whoever does not know the password learns nothing of it.
    let guessed = sign_in("kai@stadt.example", "falsch geraten").await;
    assert_eq!(code_of(guessed), "wrong_credentials");
    assert!(sign_in("gast@firma.example", PASSWORD).await.is_ok());
    assert!(sign_in("jana@stadt.example", PASSWORD).await.is_ok());
}
