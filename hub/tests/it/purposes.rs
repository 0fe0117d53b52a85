//! What data of several houses are joined for.

use crate::city::{City, colleague, neighbour, steward};
use hebewerk_hub::{Destination, HubError, ProcessingKind, PurposeWish};
use hebewerk_model::{Failure as _, Organisation, Principal, Visibility};

/// Datasets of two houses, each open to this circle.
async fn two_houses(city: &City, circles: [Visibility; 2]) {
    city.account_of(&colleague()).await;
    let mut first = city.file("Bäume.csv", &["Bäume"]);
    first.visibility = Some(circles[0]);
    city.take_in(first).await;
    let mut second = city.file("Hallen.csv", &["Hallen"]);
    second.visibility = Some(circles[1]);
    second.organisation = sport(city).await;
    second.into = Destination::New;
    let silent = std::sync::Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
    city.hub
        .take_in(&neighbour(), second, silent)
        .await
        .unwrap();
}

async fn sport(city: &City) -> Organisation {
    city.hub.organisation("sport").await.unwrap()
}

fn wish(purpose: &str) -> PurposeWish {
    PurposeWish {
        purpose: purpose.to_owned(),
        legal_basis: "Art. 6 Abs. 1 e DSGVO".to_owned(),
        reference: String::new(),
    }
}

fn officer() -> Principal {
    let Principal::Person {
        account,
        memberships,
        grants,
        ..
    } = colleague()
    else {
        unreachable!("a colleague is a person")
    };
    Principal::Person {
        account,
        administrator: false,
        officer: true,
        memberships,
        grants,
    }
}

async fn ask(
    city: &City,
    who: &Principal,
    tables: &[&str],
    purpose: Option<&PurposeWish>,
) -> Result<Option<String>, HubError> {
    let sql = format!("select * from {}", tables.join("+"));
    let asked = city.hub.ask(who, &sql, purpose).await?;
    Ok(asked.purpose.map(|purpose| purpose.purpose))
}

const BOTH: [&str; 2] = ["umwelt.baeume", "sport.hallen"];

#[tokio::test]
async fn who_joins_two_houses_says_what_for_once_a_day() {
    let city = City::new().await;
    two_houses(&city, [Visibility::Office, Visibility::City]).await;
    let who = colleague();
    let unsaid = ask(&city, &who, &BOTH, None).await.unwrap_err();
    assert_eq!(unsaid.code(), "purpose_needed");
    let read = city.audit().await;
    assert!(read.iter().all(|entry| entry.action != "ask"), "{read:?}");
    let empty = ask(&city, &who, &BOTH, Some(&wish(" "))).await.unwrap_err();
    assert_eq!(empty.code(), "invalid_purpose");
    let said = ask(&city, &who, &BOTH, Some(&wish("Hallen an Alleen"))).await;
    assert_eq!(said.unwrap().as_deref(), Some("Hallen an Alleen"));
    // The same houses ask nothing more today.
    let again = ask(&city, &who, &BOTH, None).await.unwrap();
    assert_eq!(again.as_deref(), Some("Hallen an Alleen"));
    // One house alone never did.
    assert_eq!(ask(&city, &who, &BOTH[..1], None).await.unwrap(), None);
    let audit = city.audit().await;
    let joined = audit.iter().filter(|entry| entry.action == "join");
    assert_eq!(joined.clone().count(), 2);
    assert!(joined.clone().all(|entry| entry.purpose.is_some()));
    let record = city.hub.processing_record(&officer()).await.unwrap();
    assert_eq!(record.len(), 1);
    assert_eq!(record[0].kind, ProcessingKind::Joined);
    assert_eq!(record[0].datasets, ["sport/hallen", "umwelt/baeume"]);
    assert_eq!(record[0].purpose, "Hallen an Alleen");
    let refused = city.hub.processing_record(&steward()).await.unwrap_err();
    assert_eq!(refused.code(), "not_an_officer");
}

#[tokio::test]
async fn public_data_are_never_asked_about() {
    let city = City::new().await;
    two_houses(&city, [Visibility::Office, Visibility::Public]).await;
    assert_eq!(ask(&city, &colleague(), &BOTH, None).await.unwrap(), None);
}

#[tokio::test]
async fn whoever_holds_the_directory_says_it_with_every_question() {
    let city = City::new().await;
    two_houses(&city, [Visibility::Office, Visibility::Office]).await;
    let operator = Principal::Operator;
    let said = ask(&city, &operator, &BOTH, Some(&wish("Prüfung"))).await;
    assert_eq!(said.unwrap().as_deref(), Some("Prüfung"));
    let again = ask(&city, &operator, &BOTH, None).await.unwrap_err();
    assert_eq!(again.code(), "purpose_needed");
}
