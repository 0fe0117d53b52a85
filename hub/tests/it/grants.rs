//! Granting others the right to read.

use crate::city::{City, neighbour, page, person, steward};
use hebewerk_hub::ports::{Accounts as _, AuditFilter};
use hebewerk_hub::{HubError, NewGrant, NewGrantee};
use hebewerk_model::{
    Account, AccountId, Failure as _, Kind, Language, Membership, OrganisationId, Principal, Role,
    TableName, Visibility,
};
use jiff::civil::date;
use uuid::Uuid;

/// Somebody of the sports office with an account.
const ADDRESS: &str = "ada@sport.example";

fn owner() -> Principal {
    person(13, 1, Role::Owner)
}

/// The trees of the environment office, and Ada of the sports office.
async fn city() -> City {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let accounts = [(13, "verantwortet@umwelt.example", 1), (41, ADDRESS, 2)];
    for (number, email, office) in accounts {
        let account = Account {
            id: AccountId::from_uuid(Uuid::from_u128(number)),
            email: email.parse().unwrap(),
            name: "Ada".to_owned(),
            administrator: false,
            officer: false,
            memberships: vec![Membership {
                organisation: OrganisationId::from_uuid(Uuid::from_u128(office)),
                role: Role::Reader,
            }],
            language: Language::De,
            closed_at: None,
        };
        city.store.add(&account, "x", &city.event()).await.unwrap();
    }
    city
}

fn to_sport() -> NewGrant {
    NewGrant {
        to: NewGrantee::Organisation("sport".to_owned()),
        purpose: " Sportplätze im Schatten ".to_owned(),
        legal_basis: "§ 5 DSG NRW".to_owned(),
        reference: String::new(),
        covers_protected: false,
        statistics_only: false,
        until: None,
    }
}

async fn grant(city: &City, who: &Principal, new: NewGrant) -> Result<(), HubError> {
    let granted = city.hub.grant(who, "umwelt", "baeume", new).await;
    granted.map(|_grant| ())
}

/// What the flow says is wrong with a grant.
async fn refused(city: &City, new: NewGrant) -> &'static str {
    match grant(city, &owner(), new).await {
        Err(HubError::Invalid { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

async fn reads(city: &City) -> bool {
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    let table: TableName = "umwelt.baeume".parse().unwrap();
    match city.hub.browse(&ada, &table, &page()).await {
        Ok(_page) => true,
        Err(error) if error.kind() == Kind::Forbidden => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn who_was_granted_statistics_asks_and_sees_no_row() {
    let city = city().await;
    let counting = NewGrant {
        statistics_only: true,
        ..to_sport()
    };
    grant(&city, &owner(), counting).await.unwrap();
    assert!(!reads(&city).await);
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    let known = city.hub.schema(&ada).await.unwrap();
    assert!(
        known
            .iter()
            .any(|table| table.name.table.as_str() == "baeume")
    );
    let shown = city.hub.show(&ada, "umwelt", "baeume", None).await.unwrap();
    assert!(!shown.read.allowed && !shown.reads_all);
    assert_eq!(shown.read.determined_by.code(), "statistics_only");
    assert!(shown.tables.iter().all(|table| table.statistics.is_empty()));
    assert!(shown.deliveries.is_empty() && shown.findings.is_empty());
    let seen = city.hub.grants(&owner(), "umwelt", "baeume").await.unwrap();
    assert!(seen.grants[0].grant.statistics_only);
    grant(&city, &owner(), to_sport()).await.unwrap();
    assert!(
        reads(&city).await,
        "the right to read is not lost by the right to count"
    );
}

#[tokio::test]
async fn an_office_reads_what_was_granted_to_it_until_it_is_taken_back() {
    let city = city().await;
    assert!(!reads(&city).await);
    grant(&city, &owner(), to_sport()).await.unwrap();
    assert!(reads(&city).await);
    let own = city.hub.show(&owner(), "umwelt", "baeume", None).await;
    assert_eq!(own.unwrap().grant, None, "members need no grant");
    let ada = city.hub.principal_named(ADDRESS).await.unwrap();
    let shown = city.hub.show(&ada, "umwelt", "baeume", None).await.unwrap();
    let under = shown.grant.unwrap();
    assert_eq!(under.purpose, "Sportplätze im Schatten");
    let seen = city.hub.grants(&owner(), "umwelt", "baeume").await.unwrap();
    assert!(seen.may_grant);
    let [only] = seen.grants.as_slice() else {
        panic!("{:?}", seen.grants)
    };
    assert!(only.holds);
    assert_eq!(
        (only.to.as_str(), only.grant.purpose.as_str()),
        ("sport", "Sportplätze im Schatten")
    );
    assert_eq!(only.grant.reference, None);
    assert_eq!(
        city.audit().await[0].grant,
        Some(only.grant.id),
        "the reading names its grant"
    );

    let id = only.grant.id;
    city.hub
        .revoke_grant(&owner(), "umwelt", "baeume", id)
        .await
        .unwrap();
    assert!(!reads(&city).await);
    let again = city
        .hub
        .revoke_grant(&owner(), "umwelt", "baeume", id)
        .await;
    assert_eq!(again.unwrap_err().kind(), Kind::Conflict);
    let seen = city
        .hub
        .grants(&steward(), "umwelt", "baeume")
        .await
        .unwrap();
    assert!(!seen.may_grant, "stewards look, owners grant");
    let everything = AuditFilter::default();
    let audit = city
        .hub
        .audit(&Principal::Operator, &everything, None, 50)
        .await
        .unwrap()
        .entries;
    let purpose = |action: &str| {
        let entry = audit.iter().find(|entry| entry.recorded.action == action);
        entry.unwrap().purpose.as_deref()
    };
    for action in ["grant", "show", "revoke_grant"] {
        assert_eq!(purpose(action), Some("Sportplätze im Schatten"), "{action}");
    }
    assert!(!seen.grants[0].holds);
}

#[tokio::test]
async fn a_reading_under_another_grant_is_on_record_the_same_day() {
    let city = city().await;
    for purpose in ["Schatten", "Wege"] {
        let new = NewGrant {
            purpose: purpose.to_owned(),
            ..to_sport()
        };
        grant(&city, &owner(), new).await.unwrap();
        assert!(reads(&city).await && reads(&city).await);
        let under = city.audit().await[0].grant.unwrap();
        let hub = &city.hub;
        let back = hub.revoke_grant(&owner(), "umwelt", "baeume", under).await;
        back.unwrap();
    }
    let entries = city.audit().await;
    let readings = entries.iter().filter(|entry| entry.action == "read_rows");
    assert_eq!(readings.filter(|entry| entry.allowed).count(), 2);
}

#[tokio::test]
async fn a_person_reads_up_to_the_last_day() {
    let city = city().await;
    let today = city.today();
    let new = NewGrant {
        to: NewGrantee::Person(ADDRESS.to_uppercase()),
        until: Some(today),
        ..to_sport()
    };
    grant(&city, &owner(), new).await.unwrap();
    assert!(reads(&city).await);
    city.clock.move_by(24);
    assert!(!reads(&city).await);
}

#[tokio::test]
async fn a_grant_says_to_whom_and_what_for() {
    let city = city().await;
    let with = |change: fn(&mut NewGrant)| {
        let mut new = to_sport();
        change(&mut new);
        new
    };
    let cases = [
        (with(|new| new.purpose = " ".to_owned()), "invalid_purpose"),
        (
            with(|new| new.legal_basis = String::new()),
            "invalid_legal_basis",
        ),
        (
            with(|new| new.reference = "x".repeat(301)),
            "invalid_reference",
        ),
        (
            with(|new| new.until = Some(date(2020, 1, 1))),
            "invalid_until",
        ),
        (
            with(|new| new.to = NewGrantee::Organisation("umwelt".to_owned())),
            "grant_to_itself",
        ),
        (
            with(|new| new.to = NewGrantee::Organisation("nirgends".to_owned())),
            "unknown_organisation",
        ),
        (
            with(|new| new.to = NewGrantee::Person("niemand@sport.example".to_owned())),
            "unknown_account",
        ),
        (
            with(|new| new.to = NewGrantee::Person("niemand".to_owned())),
            "invalid_email",
        ),
    ];
    for (new, code) in cases {
        assert_eq!(refused(&city, new).await, code);
    }
    assert!(!reads(&city).await);
}

#[tokio::test]
async fn only_owners_grant_and_only_the_office_sees_to_whom() {
    let city = city().await;
    for who in [
        steward(),
        neighbour(),
        person(99, 2, Role::Owner),
        Principal::Anonymous,
    ] {
        assert!(grant(&city, &who, to_sport()).await.is_err());
    }
    let stranger = city.hub.grants(&neighbour(), "umwelt", "baeume").await;
    assert_eq!(stranger.unwrap_err().kind(), Kind::Forbidden);
    let nobody = city
        .hub
        .grants(&Principal::Anonymous, "umwelt", "baeume")
        .await;
    assert_eq!(nobody.unwrap_err().kind(), Kind::NotFound);
    grant(&city, &Principal::Operator, to_sport())
        .await
        .unwrap();
    assert!(reads(&city).await);
}
