//! People from outside: what they were invited to, what not, and that it ends by itself.

use crate::city::{City, page, person};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    Accounts as _, Clock as _, IdentityProviders, LogoutNotice, ProviderError, Redeem, SentThere,
    VouchedFor,
};
use hebewerk_hub::{
    Arrival, HubError, NewAccount, NewGuest, NewInvitation, NewKey, PasswordAgain, Providers,
    SignedIn,
};
use hebewerk_model::{
    Client, Failure as _, KeyRight, Kind, Language, Membership, Principal, Role, TableName,
    Visibility,
};
use jiff::SignedDuration;
use jiff::civil::Date;
use std::sync::Arc;

const GUEST: &str = "gast@firma.example";
const PASSWORD: &str = "ein langer Satz";

/// Otto answers for the data of the environment office.
async fn city(visibility: Visibility) -> (City, Principal) {
    let city = City::new().await;
    city.trees(visibility).await;
    let owner = NewAccount {
        id: None,
        email: "otto@umwelt.example".to_owned(),
        name: "Otto".to_owned(),
        password: Some(PASSWORD.to_owned()),
        administrator: false,
        officer: false,
        memberships: vec![Membership {
            organisation: city.umwelt.id,
            role: Role::Owner,
        }],
    };
    let hub = &city.hub;
    hub.save_account(&Principal::Operator, owner).await.unwrap();
    let owner = hub.principal_named("otto@umwelt.example").await.unwrap();
    (city, owner)
}

fn in_days(city: &City, days: i64) -> Date {
    let day = city.clock.now() + SignedDuration::from_hours(24 * days);
    day.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn to_trees(city: &City) -> NewInvitation {
    NewInvitation {
        email: GUEST.to_owned(),
        datasets: vec!["baeume".to_owned()],
        as_reader: false,
        purpose: "Gutachten zu Stadtbäumen".to_owned(),
        legal_basis: "Vertrag vom 1. März".to_owned(),
        reference: String::new(),
        until: in_days(city, 30),
    }
}

async fn accept(city: &City, link: &str) -> Result<SignedIn, HubError> {
    let guest = NewGuest {
        name: "Gerda Gast",
        password: PASSWORD,
        language: Language::De,
        client: Client::UNKNOWN,
    };
    city.hub.accept_invitation(link, guest).await
}

async fn invited(city: &City, owner: &Principal, new: NewInvitation) -> SignedIn {
    let link = city.hub.invite(owner, "umwelt", new).await.unwrap();
    accept(city, &link.0).await.unwrap()
}

async fn principal(city: &City, signed_in: &SignedIn) -> Principal {
    city.hub
        .recognise(&signed_in.token.0)
        .await
        .unwrap()
        .principal
}

async fn reads(city: &City, who: &Principal) -> Result<(), HubError> {
    let table: TableName = "umwelt.baeume".parse().unwrap();
    let read = city.hub.browse(who, &table, &page()).await;
    read.map(|_rows| ())
}

fn code_of<T>(outcome: Result<T, HubError>) -> &'static str {
    outcome.err().expect("it is refused").code()
}

#[tokio::test]
async fn a_guest_reads_what_they_were_invited_to_until_it_ends() {
    let (city, owner) = city(Visibility::Office).await;
    let guest = invited(&city, &owner, to_trees(&city)).await;
    let who = principal(&city, &guest).await;
    assert!(matches!(who, Principal::Guest(_)), "{who:?}");
    reads(&city, &who).await.unwrap();
    let seen = city.hub.invitations(&owner, "umwelt").await.unwrap();
    assert_eq!(seen.invitations[0].state.code(), "accepted");
    assert_eq!(seen.invitations[0].invited_by.as_deref(), Some("Otto"));
    city.clock.move_by(24 * 32);
    assert_eq!(principal(&city, &guest).await, Principal::Anonymous);
    let arrival = Arrival {
        from: None,
        client: Client::UNKNOWN,
    };
    let late = city
        .hub
        .sign_in_at_once(GUEST, PASSWORD, None, arrival)
        .await;
    assert_eq!(code_of(late), "account_ended");
    assert_eq!(city.hub.close_ended_guests().await.unwrap(), 1);
    assert_eq!(city.hub.close_ended_guests().await.unwrap(), 0);
    let known = city
        .store
        .by_email(&GUEST.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert!(known.account.closed_at.is_some());
}

#[tokio::test]
async fn a_guest_does_not_belong_to_the_city() {
    for visibility in [Visibility::City, Visibility::Office] {
        let (city, owner) = city(visibility).await;
        let other = NewInvitation {
            datasets: Vec::new(),
            as_reader: true,
            ..to_trees(&city)
        };
        // Invited to the sports office, not to the trees.
        let link = city
            .hub
            .invite(&Principal::Operator, "sport", other)
            .await
            .unwrap();
        let guest = accept(&city, &link.0).await.unwrap();
        let who = principal(&city, &guest).await;
        let error = reads(&city, &who).await.unwrap_err();
        assert_eq!(error.kind(), Kind::NotFound, "they do not even know of it");
        assert!(city.hub.show(&who, "umwelt", "baeume", None).await.is_err());
        let colleague = person(21, 2, Role::Reader);
        assert!(
            city.hub
                .show(&colleague, "umwelt", "baeume", None)
                .await
                .is_ok()
        );
        drop(owner);
    }
}

#[tokio::test]
async fn a_guest_of_an_office_reads_there_and_changes_nothing() {
    let (city, owner) = city(Visibility::City).await;
    let as_reader = NewInvitation {
        datasets: Vec::new(),
        as_reader: true,
        ..to_trees(&city)
    };
    let guest = invited(&city, &owner, as_reader).await;
    let who = principal(&city, &guest).await;
    reads(&city, &who).await.unwrap();
    let key = NewKey {
        name: "Programm".to_owned(),
        rights: vec![KeyRight::Rows],
        datasets: Vec::new(),
        until: Some(in_days(&city, 5)),
    };
    let again = PasswordAgain {
        password: PASSWORD,
        from: None,
    };
    // A key would be a program of the city.
    let key = city.hub.make_own_key(&who, key, again).await;
    assert_eq!(code_of(key), "not_for_guests");
    let more = city.hub.invite(&who, "umwelt", to_trees(&city)).await;
    assert_eq!(code_of(more), "not_for_guests");
}

#[tokio::test]
async fn what_is_taken_back_is_over_at_once() {
    let (city, owner) = city(Visibility::Office).await;
    let guest = invited(&city, &owner, to_trees(&city)).await;
    let seen = city.hub.invitations(&owner, "umwelt").await.unwrap();
    let id = seen.invitations[0].invitation.id;
    let stranger = person(21, 2, Role::Owner);
    let refused = city.hub.revoke_invitation(&stranger, "umwelt", id).await;
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    city.hub
        .revoke_invitation(&owner, "umwelt", id)
        .await
        .unwrap();
    assert_eq!(principal(&city, &guest).await, Principal::Anonymous);
    let again = city.hub.revoke_invitation(&owner, "umwelt", id).await;
    assert_eq!(code_of(again), "no_such_invitation");
    let known = city
        .store
        .by_email(&GUEST.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert!(known.account.closed_at.is_some(), "nothing is left to it");
    let grants = city.hub.grants(&owner, "umwelt", "baeume").await.unwrap();
    assert!(!grants.grants[0].holds);
    // One that nobody has accepted yet.
    let new = NewInvitation {
        email: "noch@firma.example".to_owned(),
        ..to_trees(&city)
    };
    let link = city.hub.invite(&owner, "umwelt", new).await.unwrap();
    let seen = city.hub.invitations(&owner, "umwelt").await.unwrap();
    let id = seen.invitations[0].invitation.id;
    city.hub
        .revoke_invitation(&owner, "umwelt", id)
        .await
        .unwrap();
    assert_eq!(code_of(accept(&city, &link.0).await), "invitation_lapsed");
}

#[tokio::test]
async fn a_link_works_once_in_time_and_as_long_as_its_maker_could_make_it() {
    let (city, owner) = city(Visibility::Office).await;
    let link = city
        .hub
        .invite(&owner, "umwelt", to_trees(&city))
        .await
        .unwrap();
    let told = city.hub.open_invitation(&link.0).await.unwrap();
    assert_eq!((told.email.as_str(), told.datasets.len()), (GUEST, 1));
    assert_eq!(code_of(accept(&city, "made up").await), "invitation_lapsed");
    let (one, other) = tokio::join!(accept(&city, &link.0), accept(&city, &link.0));
    assert!(one.is_ok() ^ other.is_ok(), "two at once");
    assert_eq!(code_of(accept(&city, &link.0).await), "invitation_lapsed");
    let invite = |email: &str| {
        let new = NewInvitation {
            email: email.to_owned(),
            ..to_trees(&city)
        };
        city.hub.invite(&owner, "umwelt", new)
    };
    let late = invite("spaet@firma.example").await.unwrap();
    city.clock.move_by(24 * 7);
    assert_eq!(code_of(accept(&city, &late.0).await), "invitation_lapsed");
    let orphan = invite("waise@firma.example").await.unwrap();
    let account = owner.account().unwrap();
    city.hub
        .close_account(&Principal::Operator, account)
        .await
        .unwrap();
    assert_eq!(code_of(accept(&city, &orphan.0).await), "invitation_lapsed");
}

#[tokio::test]
async fn an_invitation_says_whom_to_what_what_for_and_how_long() {
    let (city, owner) = city(Visibility::Office).await;
    let wrong = async |change: fn(&mut NewInvitation)| {
        let mut new = to_trees(&city);
        change(&mut new);
        code_of(city.hub.invite(&owner, "umwelt", new).await)
    };
    let codes = [
        wrong(|new| new.email = "niemand".to_owned()).await,
        wrong(|new| new.email = "otto@umwelt.example".to_owned()).await,
        wrong(|new| new.datasets.clear()).await,
        wrong(|new| new.datasets = vec!["gibt_es_nicht".to_owned()]).await,
        wrong(|new| new.purpose = " ".to_owned()).await,
        wrong(|new| new.legal_basis = String::new()).await,
        wrong(|new| new.until = jiff::civil::date(2001, 1, 1)).await,
        wrong(|new| new.until = jiff::civil::date(2099, 1, 1)).await,
    ];
    assert_eq!(
        codes,
        [
            "invalid_email",
            "invited_has_account",
            "invited_to_nothing",
            "no_such_dataset",
            "invalid_purpose",
            "invalid_legal_basis",
            "invited_too_long",
            "invited_too_long",
        ]
    );
    let steward = person(11, 1, Role::Steward);
    let refused = city.hub.invite(&steward, "umwelt", to_trees(&city)).await;
    assert_eq!(refused.err().unwrap().kind(), Kind::Forbidden);
}

#[tokio::test]
async fn guests_keep_their_password_where_staff_need_a_provider() {
    let city = City::with_providers(|store| Providers {
        speaks: Arc::new(NoProvider),
        identities: store,
        rules: Vec::new(),
        staff_only: true,
    })
    .await;
    let as_reader = NewInvitation {
        datasets: Vec::new(),
        as_reader: true,
        ..to_trees(&city)
    };
    let link = city
        .hub
        .invite(&Principal::Operator, "umwelt", as_reader)
        .await;
    accept(&city, &link.unwrap().0).await.unwrap();
    let arrival = Arrival {
        from: None,
        client: Client::UNKNOWN,
    };
    let again = city
        .hub
        .sign_in_at_once(GUEST, PASSWORD, None, arrival)
        .await;
    assert!(again.is_ok());
}

/// A provider nobody speaks with.
struct NoProvider;

#[async_trait]
impl IdentityProviders for NoProvider {
    async fn send_there(&self, _: &str, _: &SentThere) -> Result<String, ProviderError> {
        Err(ProviderError::Unknown)
    }
    async fn redeem(&self, _: &str, _: &Redeem<'_>) -> Result<VouchedFor, ProviderError> {
        Err(ProviderError::Unknown)
    }
    async fn logout(
        &self,
        _: &str,
        _: &str,
        _: jiff::Timestamp,
    ) -> Result<LogoutNotice, ProviderError> {
        Err(ProviderError::Unknown)
    }
}
