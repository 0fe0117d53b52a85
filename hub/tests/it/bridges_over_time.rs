//! Bridges that were taken over: as views, over time, and who is told when one breaks.

use crate::bridges::{city, pitches, seen, streets};
use crate::city::{City, colleague, neighbour, steward};
use hebewerk_hub::ports::{Accounts as _, BridgeTrail as _, Event};
use hebewerk_hub::{BridgeCard, BridgeDecision, HubError, PurposeWish};
use hebewerk_model::{
    Account, AccountId, BridgeDecay, BridgeKind, BridgeState, Description, Failure as _, Kind,
    Language, Membership, OrganisationId, Principal, Role, Visibility,
};
use uuid::Uuid;

/// A bridge between both houses, taken over by somebody of the sports office.
async fn taken(city: &City) -> BridgeCard {
    city.hub.follow_bridges().await.unwrap();
    city.account_of(&neighbour()).await;
    let cards = seen(city, &neighbour()).await;
    let joins = |card: &&BridgeCard| card.bridge.kind == BridgeKind::Join;
    let id = cards.iter().find(joins).unwrap().bridge.id;
    city.hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap()
}

fn wish() -> PurposeWish {
    PurposeWish {
        purpose: "Plätze an Alleen".to_owned(),
        legal_basis: "Art. 6 Abs. 1 e DSGVO".to_owned(),
        reference: String::new(),
    }
}

/// States what both banks are joined for, for the day.
async fn state(city: &City, card: &BridgeCard) {
    let sql = format!("select * from {}", card.view_name().unwrap());
    city.hub
        .ask(&neighbour(), &sql, Some(&wish()))
        .await
        .unwrap();
}

async fn names(city: &City, principal: &Principal) -> Vec<String> {
    let tables = city.hub.schema(principal).await.unwrap();
    tables.iter().map(|table| table.name.to_string()).collect()
}

#[tokio::test]
async fn a_bridge_that_is_taken_over_is_a_table_to_those_who_read_both_banks() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    let name = card.view_name().unwrap().to_string();
    assert_eq!(name, "bruecken.baeume_plaetze");
    assert!(names(&city, &neighbour()).await.contains(&name));
    let sql = format!("select * from {name}");
    city.hub
        .ask(&neighbour(), &sql, Some(&wish()))
        .await
        .unwrap();
    // The pitches are open to their own office only.
    for principal in [colleague(), steward(), Principal::Anonymous] {
        assert!(
            !names(&city, &principal).await.contains(&name),
            "{principal:?}"
        );
        let Err(error) = city.hub.ask(&principal, &sql, None).await else {
            panic!("{principal:?} looked through the view");
        };
        let missing = city
            .hub
            .ask(&principal, "select * from bruecken.nirgends", None)
            .await;
        let Err(missing) = missing else {
            panic!("a view that is not there answers");
        };
        assert_eq!(error.kind(), missing.kind(), "{principal:?}: {error}");
    }
}

/// A view joins the data of several houses as the statement behind it does, and asks what for before anything is read.
#[tokio::test]
async fn who_looks_through_a_view_says_what_for() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    let name = card.view_name().unwrap();
    let alone = format!("select * from {name}");
    let beside = format!("select * from {name}+sport.plaetze");
    for sql in [&alone, &beside] {
        let Err(error) = city.hub.ask(&neighbour(), sql, None).await else {
            panic!("{sql} is answered");
        };
        assert_eq!(error.code(), "purpose_needed", "{sql}");
    }
    let Err(unsaid) = city.hub.mending(&neighbour(), card.bridge.id).await else {
        panic!("values of both banks were shown");
    };
    assert_eq!(unsaid.code(), "purpose_needed");
    let read = city.audit().await;
    assert!(read.iter().all(|entry| entry.action != "ask"), "{read:?}");
    assert_eq!(city.hub.bridge_walks(card.bridge.id).await.unwrap(), 0);
    state(&city, &card).await;
    city.hub.ask(&neighbour(), &alone, None).await.unwrap();
    city.hub
        .mending(&neighbour(), card.bridge.id)
        .await
        .unwrap();
    let audit = city.audit().await;
    let joined = audit.iter().filter(|entry| entry.action == "join");
    assert_eq!(joined.count(), 2, "{audit:?}");
}

#[tokio::test]
async fn answers_over_a_view_are_counted_as_uses_of_the_bridge_and_of_both_datasets() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    let sql = format!("select * from {}", card.view_name().unwrap());
    for who in [neighbour(), Principal::Operator] {
        city.hub.ask(&who, &sql, Some(&wish())).await.unwrap();
    }
    assert_eq!(city.hub.bridge_walks(card.bridge.id).await.unwrap(), 1);
    let map = city.hub.silo_map(&neighbour()).await.unwrap();
    assert_eq!(map.spans[0].uses, 1);
    assert_eq!(map.answers, Some((1, 1)));
}

#[tokio::test]
async fn a_view_keeps_its_name_and_is_none_while_the_bridge_is_not_taken_over() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    let name = card.view_name().unwrap();
    let id = card.bridge.id;
    let reopened = city
        .hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Reopen)
        .await
        .unwrap();
    assert_eq!(reopened.view_name(), None);
    let sql = format!("select * from {name}");
    let closed = city.hub.ask(&neighbour(), &sql, Some(&wish())).await;
    assert!(closed.is_err(), "an open suggestion is no view");
    let again = city
        .hub
        .decide_bridge(&neighbour(), id, BridgeDecision::Accept)
        .await
        .unwrap();
    assert_eq!(again.view_name(), Some(name));
}

#[tokio::test]
async fn quality_is_kept_for_each_version_and_the_map_remembers_how_bridges_stood() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    city.engine.fill("plaetze", streets(25..80));
    pitches(&city, &["Plätze", ""]).await;
    city.hub.follow_bridges().await.unwrap();
    let card = city.hub.bridge(&neighbour(), card.bridge.id).await.unwrap();
    let points = city.hub.bridge_measures(&neighbour(), &card).await.unwrap();
    let shares: Vec<f64> = points.iter().map(|it| it.measure.left_share).collect();
    assert_eq!(shares, [0.75, 0.6875]);
    let sheet = city.hub.silo_sheet(&neighbour(), None).await.unwrap();
    assert_eq!(sheet.months.last().map(|month| month.accepted), Some(1));
    assert_eq!(sheet.map.joined, 1);
    // Before there was any, none had been taken over.
    let then = city
        .today()
        .checked_sub(jiff::Span::new().months(2))
        .unwrap();
    let before = city.hub.silo_sheet(&neighbour(), Some(then)).await.unwrap();
    assert_eq!((before.map.joinable, before.map.joined), (0, 0));
    let hidden = city.hub.silo_sheet(&colleague(), None).await.unwrap();
    assert!(hidden.months.is_empty() && hidden.walked.is_empty());
}

async fn account(city: &City, number: u128, email: &str, offices: &[(u128, Role)]) {
    let membership = |(office, role): &(u128, Role)| Membership {
        organisation: OrganisationId::from_uuid(Uuid::from_u128(*office)),
        role: *role,
    };
    let account = Account {
        id: AccountId::from_uuid(Uuid::from_u128(number)),
        email: email.parse().unwrap(),
        name: "Eine Person".to_owned(),
        administrator: false,
        officer: false,
        memberships: offices.iter().map(membership).collect(),
        language: Language::De,
        closed_at: None,
    };
    let event: Event = city.event();
    city.store.add(&account, "x", &event).await.unwrap();
}

#[tokio::test]
async fn owners_who_may_see_a_bridge_are_told_once_when_it_breaks() {
    let city = city(Visibility::City).await;
    account(&city, 71, "sport@stadt.example", &[(2, Role::Owner)]).await;
    // Answers for the trees, and may not know of the pitches.
    account(&city, 72, "umwelt@stadt.example", &[(1, Role::Owner)]).await;
    account(&city, 73, "liest@stadt.example", &[(2, Role::Reader)]).await;
    taken(&city).await;
    city.engine.fill("plaetze", streets(200..260));
    for lines in [&["Plätze", ""][..], &["Plätze", "", ""]] {
        pitches(&city, lines).await;
        city.hub.follow_bridges().await.unwrap();
    }
    let told = city.post.decays.lock().unwrap().clone();
    let to: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    assert!(to.iter().all(|to| *to == "sport@stadt.example"), "{to:?}");
    let decay = told.iter().map(|(_, bridge)| bridge.decay);
    assert!(decay.clone().any(|it| it == BridgeDecay::FewerMatches));
    let bridges: std::collections::BTreeSet<_> =
        told.iter().map(|(_, bridge)| bridge.bridge).collect();
    assert_eq!(bridges.len(), told.len(), "once for each bridge: {told:?}");
    assert!(city.store.untold().await.unwrap().is_empty());
    // It comes back, and breaks again: that is told anew.
    city.engine.fill("plaetze", streets(20..80));
    pitches(&city, &["Plätze"]).await;
    city.hub.follow_bridges().await.unwrap();
    city.engine.fill("plaetze", streets(300..360));
    pitches(&city, &["Plätze", "", "", ""]).await;
    city.hub.follow_bridges().await.unwrap();
    let again = city.post.decays.lock().unwrap().len();
    assert!(again > told.len(), "{again} letters");
}

fn described() -> Description {
    Description {
        title: "Zuordnung".to_owned(),
        text: String::new(),
        tags: Vec::new(),
        theme: None,
        licence: None,
        contact: None,
        details: hebewerk_model::Details::default(),
    }
}

#[tokio::test]
async fn only_who_decides_on_a_bridge_may_mend_it() {
    let city = city(Visibility::City).await;
    let card = taken(&city).await;
    let id = card.bridge.id;
    assert!(card.can_be_mended());
    for principal in [colleague(), Principal::Anonymous] {
        let Err(error) = city.hub.mending(&principal, id).await else {
            panic!("{principal:?} saw values");
        };
        assert_eq!(error.kind(), Kind::NotFound, "{principal:?}");
        let mended = city.hub.mend(&principal, id, &[], described());
        let Err(error) = mended.await else {
            panic!("{principal:?} mended");
        };
        assert_eq!(error.kind(), Kind::NotFound, "{principal:?}");
    }
    let reader = crate::city::person(81, 2, Role::Reader);
    let refused = city.hub.mending(&reader, id).await;
    assert!(matches!(refused, Err(HubError::Refused(_))));
    state(&city, &card).await;
    let (shown, _mending) = city.hub.mending(&neighbour(), id).await.unwrap();
    assert_eq!(shown.bridge.state, BridgeState::Accepted);
}
