//! What portals and their programs are told of datasets, and what could be said of one.

use crate::city::{City, colleague, neighbour, steward};
use hebewerk_hub::{Completeness, Edit, HubError, Missing};
use hebewerk_model::{
    Description, Details, Failure as _, Frequency, HighValue, Kind, Licence, Principal,
    ReferenceDataset, Span, Theme, Visibility,
};
use std::sync::atomic::Ordering;

async fn edit(city: &City, details: Details) -> Result<(), HubError> {
    let view = city.hub.show(&steward(), "umwelt", "baeume", None).await?;
    let edit = Edit {
        description: Description {
            details,
            ..view.dataset.description
        },
        visibility: view.dataset.visibility,
    };
    city.hub
        .describe(&steward(), "umwelt", "baeume", edit)
        .await?;
    Ok(())
}

#[tokio::test]
async fn only_what_everybody_may_know_is_in_the_open_catalogue() {
    let city = City::new().await;
    city.reader.sets_aside.store(true, Ordering::Relaxed);
    let taken = city.trees(Visibility::Office).await;
    let page = city.hub.open_catalogue(None, 10).await.unwrap();
    assert!(page.entries.is_empty() && page.total == 0 && page.next.is_none());
    let wider = city
        .hub
        .show(&steward(), "umwelt", "baeume", None)
        .await
        .unwrap()
        .dataset;
    let opened = Edit {
        description: wider.description.clone(),
        visibility: Visibility::Public,
    };
    city.hub
        .describe(&steward(), "umwelt", "baeume", opened)
        .await
        .unwrap();
    let page = city.hub.open_catalogue(None, 10).await.unwrap();
    assert_eq!((page.entries.len(), page.total), (1, 1));
    let entry = &page.entries[0];
    assert!(entry.may_read);
    assert_eq!(
        entry.tables.len(),
        1,
        "what was set aside is not for portals"
    );
    let after = city
        .hub
        .open_catalogue(Some(taken.dataset.id), 10)
        .await
        .unwrap();
    assert!(after.entries.is_empty() && after.next.is_none());
}

#[tokio::test]
async fn who_may_not_read_rows_is_told_of_no_table() {
    let city = City::new().await;
    let taken = city.trees(Visibility::Office).await;
    let id = taken.dataset.id;
    let known = city.hub.catalogue_entry(&neighbour(), id).await.unwrap();
    assert!(!known.may_read && known.tables.is_empty());
    let read = city.hub.catalogue_entry(&colleague(), id).await.unwrap();
    assert_eq!(read.tables.len(), 1);
    let nobody = city.hub.catalogue_entry(&Principal::Anonymous, id).await;
    assert_eq!(nobody.unwrap_err().kind(), Kind::NotFound);
    let table = read.tables[0].id;
    let refused = city.hub.table_named_by(&neighbour(), table).await;
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    let nobody = city.hub.table_named_by(&Principal::Anonymous, table).await;
    assert_eq!(nobody.unwrap_err().kind(), Kind::NotFound);
    let (_, _, name) = city.hub.table_named_by(&colleague(), table).await.unwrap();
    assert_eq!(name.to_string(), "umwelt.baeume");
    let none = city.hub.known_tables(&neighbour()).await.unwrap();
    assert!(none.is_empty());
    assert_eq!(
        city.hub.known_tables(&colleague()).await.unwrap(),
        [(id, table)]
    );
}

#[tokio::test]
async fn what_is_known_is_as_new_as_the_last_change() {
    let city = City::new().await;
    city.trees(Visibility::City).await;
    let titles = |known: hebewerk_hub::KnownDatasets| {
        let titles = known
            .iter()
            .map(|one| one.dataset.description.title.clone());
        titles.collect::<Vec<_>>()
    };
    let before = titles(city.hub.known_datasets(&neighbour()).await.unwrap());
    assert_eq!(before.len(), 1);
    let view = city
        .hub
        .show(&steward(), "umwelt", "baeume", None)
        .await
        .unwrap();
    let renamed = Edit {
        description: Description {
            title: "Alle Bäume".to_owned(),
            ..view.dataset.description
        },
        visibility: Visibility::City,
    };
    city.hub
        .describe(&steward(), "umwelt", "baeume", renamed)
        .await
        .unwrap();
    assert_eq!(
        titles(city.hub.known_datasets(&neighbour()).await.unwrap()),
        ["Alle Bäume"]
    );
    assert!(
        titles(
            city.hub
                .known_datasets(&Principal::Anonymous)
                .await
                .unwrap()
        )
        .is_empty()
    );
}

#[tokio::test]
async fn details_are_kept_and_wrong_ones_refused() {
    let city = City::new().await;
    city.trees(Visibility::City).await;
    let details = Details {
        place: "05916".parse().ok(),
        frequency: Some(Frequency("MONTHLY".to_owned())),
        legal_basis: Some("  § 4 UIG NRW ".to_owned()),
        high_value: vec![HighValue::Geospatial],
        ..Details::default()
    };
    edit(&city, details).await.unwrap();
    let kept = city
        .hub
        .show(&steward(), "umwelt", "baeume", None)
        .await
        .unwrap();
    let kept = kept.dataset.description.details;
    assert_eq!(kept.legal_basis.as_deref(), Some("§ 4 UIG NRW"));
    assert_eq!(kept.frequency, Some(Frequency("MONTHLY".to_owned())));
    let backwards = Span {
        from: "2026-01-02".parse().ok(),
        until: "2026-01-01".parse().ok(),
    };
    for wrong in [
        Details {
            span: backwards,
            ..Details::default()
        },
        Details {
            frequency: Some(Frequency("SOMETIMES".to_owned())),
            ..Details::default()
        },
        Details {
            // A group is no Musterdatensatz.
            reference_dataset: Some(ReferenceDataset("floraUndFauna".to_owned())),
            ..Details::default()
        },
        Details {
            further_themes: vec![Theme("XXXX".to_owned())],
            ..Details::default()
        },
    ] {
        let refused = edit(&city, wrong).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Invalid);
    }
}

#[tokio::test]
async fn what_others_of_the_house_have_is_proposed_to_those_who_maintain() {
    let city = City::new().await;
    city.trees(Visibility::City).await;
    let other = city.take_in(city.file("baenke.csv", &["Bänke"])).await;
    let slug = other.dataset.slug.to_string();
    let said = Edit {
        description: Description {
            licence: Some(Licence("dl-by-de/2.0".to_owned())),
            theme: Some(Theme("ENVI".to_owned())),
            ..other.dataset.description
        },
        visibility: Visibility::City,
    };
    city.hub
        .describe(&steward(), "umwelt", &slug, said)
        .await
        .unwrap();
    let view = city
        .hub
        .show(&steward(), "umwelt", "baeume", None)
        .await
        .unwrap();
    let proposals = city.hub.proposals(&steward(), &view).await.unwrap();
    let mut filled = view.dataset.description.clone();
    proposals.fill(&mut filled);
    assert_eq!(filled.licence, Some(Licence("dl-by-de/2.0".to_owned())));
    assert_eq!(filled.theme, Some(Theme("ENVI".to_owned())));
    let trees = ReferenceDataset("floraUndFauna/baumbestand/baumkataster".to_owned());
    assert_eq!(filled.details.reference_dataset, Some(trees));
    let before = Completeness::of(&view.dataset, &view.organisation);
    assert!(
        before.next.contains(&Missing::Licence) && before.next.len() == 3,
        "{before:?}"
    );
    let mut described = view.dataset.clone();
    described.description = filled;
    let after = Completeness::of(&described, &view.organisation);
    assert!(after.percent > before.percent && !after.next.contains(&Missing::Licence));
    let known = city
        .hub
        .show(&neighbour(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert!(
        city.hub
            .proposals(&neighbour(), &known)
            .await
            .unwrap()
            .is_empty()
    );
}
