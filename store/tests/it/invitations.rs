//! Memory of people from outside: a link is used once, and what came of it can be taken back.

use crate::city::{account, dataset, event, lift, minute, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Acceptance, AccountError, Accounts, Grants, Invitations};
use hebewerk_model::{
    Account, Dataset, Grant, GrantId, Grantee, Invitation, InvitationId, Membership, Organisation,
    Role,
};
use hebewerk_store::Store;

on_both_databases! {
    an_invitation_is_read_back_as_it_was_made,
    a_link_is_used_once_also_by_two_at_once,
    an_address_that_is_taken_uses_no_link_up,
    what_is_taken_back_takes_grants_roles_and_the_account_along,
    an_account_with_something_left_stays,
    guests_end_at_their_time,
}

const SECRET: [u8; 32] = [7; 32];

struct City {
    office: Organisation,
    trees: Dataset,
}

async fn city(store: &Store) -> City {
    let office = umwelt(store).await;
    let trees = dataset(1, &office, "Bäume");
    lift(store, &trees, 1, 3).await;
    City { office, trees }
}

fn invitation(city: &City) -> Invitation {
    Invitation {
        id: InvitationId::from_uuid(uuid(70)),
        organisation: city.office.id,
        email: "gast@firma.example".parse().unwrap(),
        datasets: vec![city.trees.id],
        as_reader: true,
        purpose: "Gutachten".to_owned(),
        legal_basis: "Vertrag".to_owned(),
        reference: Some("66-12/2026".to_owned()),
        invited_by: None,
        invited_at: minute(1),
        link_expires_at: minute(100),
        ends_at: minute(1_000),
        account: None,
        accepted_at: None,
        revoked_at: None,
    }
}

fn acceptance(city: &City, number: u128, email: &str) -> Acceptance {
    let account = Account {
        memberships: vec![Membership {
            organisation: city.office.id,
            role: Role::Reader,
        }],
        ..account(number, email, "Gerda")
    };
    let grant = Grant {
        id: GrantId::from_uuid(uuid(number + 500)),
        dataset: city.trees.id,
        to: Grantee::Account(account.id),
        purpose: "Gutachten".to_owned(),
        legal_basis: "Vertrag".to_owned(),
        reference: None,
        covers_protected: false,
        statistics_only: false,
        granted_by: None,
        granted_at: minute(5),
        expires_at: Some(minute(1_000)),
        revoked_at: None,
    };
    Acceptance {
        invitation: InvitationId::from_uuid(uuid(70)),
        account,
        password_hash: "hash".to_owned(),
        ends_at: minute(1_000),
        grants: vec![(grant, event("grant", minute(5)))],
        event: event("add_account", minute(5)),
    }
}

async fn made(store: &Store, city: &City) -> Invitation {
    let invitation = invitation(city);
    let made = event("invite", minute(1));
    Invitations::add(store, &invitation, &SECRET, &made)
        .await
        .unwrap();
    invitation
}

async fn an_invitation_is_read_back_as_it_was_made(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let invitation = made(store, &city).await;
    let known = Invitations::by_secret(store, &SECRET).await.unwrap();
    assert_eq!(known.as_ref(), Some(&invitation));
    let unknown = Invitations::by_secret(store, &[8; 32]).await.unwrap();
    assert_eq!(unknown, None);
    let all = store.of_organisation(city.office.id).await.unwrap();
    assert_eq!(all, [invitation]);
}

async fn a_link_is_used_once_also_by_two_at_once(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    made(store, &city).await;
    let (one, other) = (
        acceptance(&city, 11, "gast@firma.example"),
        acceptance(&city, 12, "gast2@firma.example"),
    );
    let (one, other) = tokio::join!(store.accept(&one), store.accept(&other));
    assert!(one.unwrap() ^ other.unwrap());
    assert_eq!(Accounts::list(store).await.unwrap().len(), 1);
}

async fn an_address_that_is_taken_uses_no_link_up(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    made(store, &city).await;
    let anna = account(11, "gast@firma.example", "Anna");
    let added = event("add_account", minute(1));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    let taken = store
        .accept(&acceptance(&city, 12, "gast@firma.example"))
        .await;
    assert!(matches!(taken, Err(AccountError::EmailTaken)));
    let free = store
        .accept(&acceptance(&city, 13, "frei@firma.example"))
        .await;
    assert!(free.unwrap());
}

async fn what_is_taken_back_takes_grants_roles_and_the_account_along(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let invitation = made(store, &city).await;
    let acceptance = acceptance(&city, 11, "gast@firma.example");
    assert!(store.accept(&acceptance).await.unwrap());
    let guest = acceptance.account.id;
    assert!(
        store
            .held(guest, minute(6))
            .await
            .unwrap()
            .of(city.trees.id)
            .is_some()
    );
    let back = event("revoke_invitation", minute(7));
    assert!(
        Invitations::revoke(store, invitation.id, &back)
            .await
            .unwrap()
    );
    assert!(
        !Invitations::revoke(store, invitation.id, &back)
            .await
            .unwrap()
    );
    assert!(
        store
            .held(guest, minute(8))
            .await
            .unwrap()
            .of(city.trees.id)
            .is_none()
    );
    let closed = Accounts::get(store, guest).await.unwrap().unwrap();
    assert!(closed.memberships.is_empty());
    assert_eq!(closed.closed_at, Some(minute(7)));
    let left = store.of_dataset(city.trees.id).await.unwrap();
    assert_eq!(left[0].revoked_at, Some(minute(7)), "it stays on record");
}

async fn an_account_with_something_left_stays(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let invitation = made(store, &city).await;
    let acceptance = acceptance(&city, 11, "gast@firma.example");
    assert!(store.accept(&acceptance).await.unwrap());
    let other = dataset(2, &city.office, "Gräber");
    lift(store, &other, 1, 3).await;
    let grant = Grant {
        id: GrantId::from_uuid(uuid(99)),
        dataset: other.id,
        ..acceptance.grants[0].0.clone()
    };
    let granted = event("grant", minute(6));
    store.give(&grant, &granted).await.unwrap();
    let back = event("revoke_invitation", minute(7));
    assert!(
        Invitations::revoke(store, invitation.id, &back)
            .await
            .unwrap()
    );
    let open = Accounts::get(store, acceptance.account.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(open.closed_at, None);
}

async fn guests_end_at_their_time(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    made(store, &city).await;
    let acceptance = acceptance(&city, 11, "gast@firma.example");
    assert!(store.accept(&acceptance).await.unwrap());
    let guest = acceptance.account.id;
    assert_eq!(store.ends_at(guest).await.unwrap(), Some(minute(1_000)));
    assert!(store.ended(minute(999)).await.unwrap().is_empty());
    assert_eq!(store.ended(minute(1_000)).await.unwrap(), [guest]);
    let closed = event("close_account", minute(1_001));
    Accounts::close(store, guest, &closed).await.unwrap();
    assert!(store.ended(minute(1_002)).await.unwrap().is_empty());
}
