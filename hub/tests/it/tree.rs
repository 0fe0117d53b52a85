//! Roles that come from above, and offices that are sealed against them.

use crate::city::{City, page};
use hebewerk_hub::ports::{Accounts as _, Organisations as _};
use hebewerk_hub::{Edit, NewGrant, NewGrantee};
use hebewerk_model::{
    Account, AccountId, Failure as _, Language, Membership, Organisation, OrganisationId,
    OrganisationKind, Principal, Role, TableName, Visibility,
};
use uuid::Uuid;

const HEAD: &str = "leitung@dezernat.example";

fn id(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(Uuid::from_u128(number))
}

/// The trees of the environment office, the department above it, and its head.
async fn city() -> (City, Organisation) {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let department = Organisation {
        id: id(70),
        slug: "dezernat".parse().unwrap(),
        name: "Dezernat III".to_owned(),
        description: String::new(),
        kind: OrganisationKind::Office,
        contact: None,
        parent: None,
        sealed: false,
    };
    let saved = city
        .hub
        .save_organisation(&Principal::Operator, department.clone());
    saved.await.unwrap();
    let account = Account {
        id: AccountId::from_uuid(Uuid::from_u128(71)),
        email: HEAD.parse().unwrap(),
        name: "Lea".to_owned(),
        administrator: false,
        officer: false,
        memberships: vec![Membership {
            organisation: department.id,
            role: Role::Owner,
        }],
        language: Language::De,
        closed_at: None,
    };
    city.store.add(&account, "x", &city.event()).await.unwrap();
    let mut office = city.hub.organisation("umwelt").await.unwrap();
    office.parent = Some(department.id);
    let saved = city.hub.save_organisation(&Principal::Operator, office);
    let office = saved.await.unwrap();
    (city, office)
}

async fn head(city: &City) -> Principal {
    city.hub.principal_named(HEAD).await.unwrap()
}

async fn reads(city: &City, who: &Principal) -> Result<(), &'static str> {
    let table: TableName = "umwelt.baeume".parse().unwrap();
    let read = city.hub.browse(who, &table, &page()).await;
    read.map(|_rows| ()).map_err(|error| error.code())
}

fn edit(visibility: Visibility) -> Edit {
    Edit {
        description: hebewerk_model::Description {
            title: "Bäume".to_owned(),
            text: String::new(),
            tags: Vec::new(),
            theme: None,
            licence: None,
            contact: None,
        },
        visibility,
    }
}

#[tokio::test]
async fn who_has_a_role_above_has_it_below_from_that_moment_on() {
    let (city, mut office) = city().await;
    let head_of_it = head(&city).await;
    assert_eq!(reads(&city, &head_of_it).await, Ok(()));
    assert_eq!(head_of_it.role_in(office.id), Some(Role::Owner));
    assert_eq!(
        head_of_it.memberships()[0].organisation,
        id(70),
        "given first"
    );
    office.parent = None;
    city.store.save(&office, &[]).await.unwrap();
    assert_eq!(reads(&city, &head(&city).await).await, Err("not_a_member"));
}

#[tokio::test]
async fn into_a_sealed_office_reach_neither_roles_from_above_nor_grants_nor_the_city() {
    let (city, mut office) = city().await;
    let owner = Principal::Person {
        account: AccountId::from_uuid(Uuid::from_u128(71)),
        administrator: false,
        officer: false,
        memberships: vec![Membership {
            organisation: office.id,
            role: Role::Owner,
        }],
        grants: Vec::new().into(),
    };
    let grant = || NewGrant {
        to: NewGrantee::Person(HEAD.to_owned()),
        purpose: "Planung".to_owned(),
        legal_basis: "§ 5 DSG NRW".to_owned(),
        reference: String::new(),
        covers_protected: true,
        statistics_only: false,
        until: None,
    };
    let granted = city.hub.grant(&owner, "umwelt", "baeume", grant()).await;
    granted.unwrap();
    office.sealed = true;
    let saved = city.hub.save_organisation(&Principal::Operator, office);
    saved.await.unwrap();
    assert_eq!(reads(&city, &head(&city).await).await, Err("sealed"));
    assert_eq!(reads(&city, &owner).await, Ok(()), "its own people do");
    let again = city.hub.grant(&owner, "umwelt", "baeume", grant()).await;
    assert_eq!(again.unwrap_err().code(), "sealed");
    let to_the_city = edit(Visibility::City);
    let widened = city.hub.describe(&owner, "umwelt", "baeume", to_the_city);
    assert_eq!(widened.await.unwrap_err().code(), "sealed_from_city");
    let actions: Vec<_> = city
        .audit()
        .await
        .into_iter()
        .map(|entry| entry.action)
        .collect();
    assert!(
        actions.contains(&"seal_organisation".to_owned()),
        "{actions:?}"
    );
}

#[tokio::test]
async fn what_was_shown_to_the_city_is_hidden_when_the_office_is_sealed() {
    let (city, mut office) = city().await;
    let owner = head(&city).await;
    let shown = city
        .hub
        .describe(&owner, "umwelt", "baeume", edit(Visibility::City));
    shown.await.unwrap();
    let stranger = crate::city::neighbour();
    assert_eq!(reads(&city, &stranger).await, Ok(()));
    office.sealed = true;
    let saved = city.hub.save_organisation(&Principal::Operator, office);
    saved.await.unwrap();
    assert_eq!(reads(&city, &stranger).await, Err("sealed"));
}

#[tokio::test]
async fn no_organisation_stands_above_itself() {
    let (city, office) = city().await;
    let mut department = city.hub.organisation("dezernat").await.unwrap();
    for parent in [office.id, department.id] {
        department.parent = Some(parent);
        let saved = city
            .hub
            .save_organisation(&Principal::Operator, department.clone());
        assert_eq!(saved.await.unwrap_err().code(), "parent_below_itself");
    }
    department.parent = Some(id(999));
    let saved = city.hub.save_organisation(&Principal::Operator, department);
    assert_eq!(saved.await.unwrap_err().code(), "unknown_organisation");
}
