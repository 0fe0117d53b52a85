//! Datasets that are described before their first file comes.

use crate::city::{City, neighbour, steward};
use hebewerk_hub::ports::Datasets as _;
use hebewerk_hub::{Announce, Deliver, Edit, HubError, OnDrift};
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Description, Details, Failure as _, Kind, Link, Principal,
    Remark, Visibility,
};
use uuid::Uuid;

fn wish(slug: &str) -> Announce {
    Announce {
        organisation: "umwelt".to_owned(),
        id: None,
        slug: slug.parse().unwrap(),
        source: format!("ckan:{slug}"),
        description: Description::titled("Baumkataster"),
        visibility: Visibility::Office,
    }
}

async fn state(city: &City, dataset: &Dataset) -> DatasetState {
    let found = city.store.get(dataset.id).await.unwrap();
    found.unwrap().state
}

async fn deliver(city: &City, principal: &Principal, table: &str) -> Result<bool, HubError> {
    let receiving = city
        .hub
        .receive_delivery(principal, Some("umwelt"), 0, 1_000);
    let mut receiving = receiving.await?;
    receiving.write(table.as_bytes()).await?;
    let delivery = Deliver {
        organisation: "umwelt".to_owned(),
        dataset: Some("baeume".to_owned()),
        file: receiving.arrived().await?,
        file_name: "export.csv".to_owned(),
        title: None,
        visibility: None,
        recipe: None,
        on_drift: OnDrift::Hold,
    };
    let taken = city.hub.deliver(principal, delivery).await?;
    Ok(taken.version.is_some())
}

#[tokio::test]
async fn a_dataset_is_announced_and_its_first_file_lifts_it() {
    let city = City::new().await;
    let id = DatasetId::from_uuid(Uuid::from_u128(0x4711));
    let announce = Announce {
        id: Some(id),
        ..wish("baeume")
    };
    let dataset = city.hub.announce(&steward(), announce).await.unwrap();
    assert_eq!((dataset.id, dataset.state), (id, DatasetState::Announced));
    let known = city.hub.known_datasets(&steward()).await.unwrap();
    assert_eq!(known.iter().count(), 1);
    assert!(deliver(&city, &steward(), "A").await.unwrap());
    assert_eq!(state(&city, &dataset).await, DatasetState::Lifted);
}

#[tokio::test]
async fn only_those_who_bring_files_of_a_house_announce_any_for_it() {
    let city = City::new().await;
    for (principal, kind) in [
        (neighbour(), Kind::Forbidden),
        (Principal::Anonymous, Kind::Unauthenticated),
    ] {
        let refused = city.hub.announce(&principal, wish("baeume")).await;
        assert_eq!(refused.unwrap_err().kind(), kind);
    }
    let known = city.hub.known_datasets(&steward()).await.unwrap();
    assert_eq!(known.iter().count(), 0);
}

#[tokio::test]
async fn names_and_identities_are_given_once() {
    let city = City::new().await;
    let first = city.hub.announce(&steward(), wish("baeume")).await.unwrap();
    let again = city.hub.announce(&steward(), wish("baeume")).await;
    assert_eq!(again.unwrap_err().code(), "name_taken");
    let other = Announce {
        id: Some(first.id),
        ..wish("andere")
    };
    let again = city.hub.announce(&steward(), other).await;
    assert_eq!(again.unwrap_err().code(), "id_taken");
}

#[tokio::test]
async fn what_is_to_be_public_begins_in_its_office_where_that_takes_a_release() {
    for (city, expected) in [
        (City::new().await, Visibility::Public),
        (City::releasing().await, Visibility::Office),
    ] {
        let announce = Announce {
            visibility: Visibility::Public,
            ..wish("baeume")
        };
        let dataset = city.hub.announce(&steward(), announce).await.unwrap();
        assert_eq!(dataset.visibility, expected);
    }
}

#[tokio::test]
async fn what_was_withdrawn_without_a_file_comes_back_announced() {
    let city = City::new().await;
    let dataset = city.hub.announce(&steward(), wish("baeume")).await.unwrap();
    for (withdrawn, expected) in [
        (true, DatasetState::Withdrawn),
        (false, DatasetState::Announced),
    ] {
        let hub = &city.hub;
        hub.set_withdrawn(&steward(), "umwelt", "baeume", withdrawn)
            .await
            .unwrap();
        assert_eq!(state(&city, &dataset).await, expected);
    }
}

#[tokio::test]
async fn links_lead_to_the_web_and_remarks_are_short() {
    let city = City::new().await;
    city.hub.announce(&steward(), wish("baeume")).await.unwrap();
    let link = |url: &str| Link {
        id: Uuid::from_u128(1),
        name: "Karte".to_owned(),
        description: String::new(),
        url: url.to_owned(),
        format: "WMS".to_owned(),
        media_type: None,
    };
    let remark = |key: &str, value: &str| Remark {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    let details = |links: Vec<Link>, remarks: Vec<Remark>| Details {
        links,
        remarks,
        ..Details::default()
    };
    for (details, expected) in [
        (
            details(vec![link("https://karten.example/wms")], vec![]),
            None,
        ),
        (details(vec![], vec![remark("schema", "1")]), None),
        (
            details(vec![link("javascript:alert(1)")], vec![]),
            Some("invalid_link"),
        ),
        (
            details(vec![link("https://")], vec![]),
            Some("invalid_link"),
        ),
        (
            details(vec![link("https://a.example/<b>")], vec![]),
            Some("invalid_link"),
        ),
        (
            details(vec![], vec![remark("", "1")]),
            Some("invalid_remark"),
        ),
        (
            details(vec![], vec![remark("a", &"x".repeat(4_001))]),
            Some("invalid_remark"),
        ),
    ] {
        let edit = Edit {
            description: Description {
                details,
                ..wish("baeume").description
            },
            visibility: Visibility::Office,
        };
        let said = city
            .hub
            .describe(&steward(), "umwelt", "baeume", edit)
            .await;
        assert_eq!(said.err().map(|error| error.code()), expected);
    }
}
