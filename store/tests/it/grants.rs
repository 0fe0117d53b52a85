use crate::city::{account, dataset, event, lift, minute, organisation, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, Grants, Journal, Organisations, StoreError};
use hebewerk_model::{
    Account, Dataset, Grant, GrantId, Grantee, HeldGrants, Membership, Organisation, Role,
};
use hebewerk_store::Store;

on_both_databases! {
    grants_reach_down_the_tree_and_never_into_what_is_sealed,
    a_grant_is_read_back_as_it_was_given,
    grants_are_held_by_persons_and_by_whoever_has_a_role_in_an_organisation,
    a_grant_ends_on_its_day_or_when_it_is_taken_back,
    a_grant_is_taken_back_once_and_stays_on_record,
}

struct City {
    trees: Dataset,
    graves: Dataset,
    sport: Organisation,
    anna: Account,
}

/// Anna reads for the sports office; the environment office has two datasets.
async fn city(store: &Store) -> City {
    let umwelt = umwelt(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
    let anna = Account {
        memberships: vec![Membership {
            organisation: sport.id,
            role: Role::Reader,
        }],
        ..account(11, "anna@musterstadt.example", "Anna")
    };
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    let (trees, graves) = (dataset(1, &umwelt, "Bäume"), dataset(2, &umwelt, "Gräber"));
    lift(store, &trees, 1, 3).await;
    lift(store, &graves, 1, 3).await;
    City {
        trees,
        graves,
        sport,
        anna,
    }
}

fn grant(number: u128, dataset: &Dataset, to: Grantee) -> Grant {
    Grant {
        id: GrantId::from_uuid(uuid(number)),
        dataset: dataset.id,
        to,
        purpose: "Schulwege planen".to_owned(),
        legal_basis: "§ 5 Abs. 1 DSG NRW".to_owned(),
        covers_protected: true,
        statistics_only: false,
        reference: Some("66-12/2026".to_owned()),
        granted_by: None,
        granted_at: minute(10),
        expires_at: None,
        revoked_at: None,
    }
}

async fn give(store: &Store, grant: &Grant) {
    let given = event("grant", grant.granted_at);
    store.give(grant, &given).await.unwrap();
}

async fn held(store: &Store, city: &City, at: i64) -> HeldGrants {
    Grants::held(store, city.anna.id, minute(at)).await.unwrap()
}

async fn a_grant_is_read_back_as_it_was_given(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let first = grant(1, &city.trees, Grantee::Organisation(city.sport.id));
    let second = Grant {
        reference: None,
        granted_by: Some(city.anna.id),
        granted_at: minute(11),
        expires_at: Some(minute(99)),
        covers_protected: false,
        statistics_only: true,
        ..grant(2, &city.trees, Grantee::Account(city.anna.id))
    };
    give(store, &first).await;
    give(store, &second).await;
    let best = held(store, &city, 20).await.of(city.trees.id);
    let best = best.map(|grant| (grant.id, grant.statistics_only));
    assert_eq!(best, Some((first.id, false)), "rows before counts");
    let all = store.of_dataset(city.trees.id).await.unwrap();
    assert_eq!(all, [second, first], "newest first");
    assert_eq!(store.of_dataset(city.graves.id).await.unwrap(), []);
}

async fn grants_are_held_by_persons_and_by_whoever_has_a_role_in_an_organisation(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let by_office = grant(1, &city.trees, Grantee::Organisation(city.sport.id));
    let by_person = grant(2, &city.graves, Grantee::Account(city.anna.id));
    give(store, &by_office).await;
    give(store, &by_person).await;
    let grants = held(store, &city, 20).await;
    assert_eq!(
        grants.of(city.trees.id).map(|held| held.id),
        Some(by_office.id)
    );
    assert_eq!(
        grants.of(city.graves.id).map(|held| held.id),
        Some(by_person.id)
    );
    let ben = account(12, "ben@musterstadt.example", "Ben");
    let added = event("add_account", minute(0));
    Accounts::add(store, &ben, "hash", &added).await.unwrap();
    let of_ben = Grants::held(store, ben.id, minute(20)).await.unwrap();
    assert_eq!(of_ben, HeldGrants::default());
}

async fn a_grant_ends_on_its_day_or_when_it_is_taken_back(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let to = Grantee::Account(city.anna.id);
    let ends = Grant {
        expires_at: Some(minute(50)),
        ..grant(1, &city.trees, to)
    };
    let endless = grant(2, &city.graves, to);
    give(store, &ends).await;
    give(store, &endless).await;
    store
        .revoke(endless.id, &event("revoke_grant", minute(30)))
        .await
        .unwrap();
    for (at, trees, graves) in [(9, false, false), (29, true, false), (50, false, false)] {
        let grants = held(store, &city, at).await;
        assert_eq!(grants.of(city.trees.id).is_some(), trees, "trees at {at}");
        assert_eq!(
            grants.of(city.graves.id).is_some(),
            graves,
            "graves at {at}"
        );
    }
    let all = store.of_dataset(city.graves.id).await.unwrap();
    assert_eq!(all[0].revoked_at, Some(minute(30)));
}

async fn a_grant_is_taken_back_once_and_stays_on_record(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let given = grant(1, &city.trees, Grantee::Account(city.anna.id));
    give(store, &given).await;
    let mut back = event("revoke_grant", minute(30));
    back.grant = Some(given.id);
    store.revoke(given.id, &back).await.unwrap();
    let again = store.revoke(given.id, &back).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
    let entries = store.newest(10).await.unwrap();
    let of_grants: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action.ends_with("grant"))
        .map(|entry| (entry.action.as_str(), entry.grant))
        .collect();
    assert_eq!(
        of_grants,
        [("revoke_grant", Some(given.id)), ("grant", None)],
        "what was refused is not on record"
    );
}

async fn grants_reach_down_the_tree_and_never_into_what_is_sealed(place: &Place) {
    let store = &place.store;
    let city = city(store).await;
    let mut pool = organisation(3, "Bäder");
    pool.parent = Some(city.sport.id);
    Organisations::save(store, &pool, &[]).await.unwrap();
    let to_the_pool = grant(1, &city.trees, Grantee::Organisation(pool.id));
    give(store, &to_the_pool).await;
    let of_anna = async || held(store, &city, 20).await.of(city.trees.id);
    assert!(of_anna().await.is_some(), "her role reaches down");
    pool.sealed = true;
    Organisations::save(store, &pool, &[]).await.unwrap();
    assert_eq!(of_anna().await, None);
    pool.sealed = false;
    Organisations::save(store, &pool, &[]).await.unwrap();
    assert!(of_anna().await.is_some());
    let mut umwelt = organisation(1, "Umwelt");
    umwelt.id = city.trees.organisation;
    umwelt.slug = Organisations::get(store, umwelt.id)
        .await
        .unwrap()
        .unwrap()
        .slug;
    umwelt.sealed = true;
    Organisations::save(store, &umwelt, &[]).await.unwrap();
    assert_eq!(of_anna().await, None);
    let by_house = store.held_by_house(pool.id, minute(20)).await.unwrap();
    assert_eq!(by_house, HeldGrants::default());
}
