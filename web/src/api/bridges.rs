//! Bridges: which columns of different datasets fit together, and what people decided.

mod view;

use self::view::{
    BridgeDetail, BridgeGroupSummary, BridgeMeasureDetail, BridgeSummary, RoundsDetail,
    SiloMapDetail,
};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::list::Page;
use super::parameters::only;
use crate::Refusal;
use axum::extract::Path;
use hebewerk_hub::{BridgeDecision, BridgeFilter, RoundsWish};
use hebewerk_model::{BridgeId, BridgeState, Kind};
use jiff::civil::Date;

/// Bridges whose both banks the caller may read, suggestions first, the most useful first
#[utoipa::path(
    get,
    path = "/bridges",
    operation_id = "list_bridges",
    tag = "bridges",
    params(
        ("organisation" = Option<String>, Query, description = "Slug: those with a bank in it"),
        ("state" = Option<String>, Query, description = "`suggested`, `accepted`, `decayed` or `rejected`")
    ),
    responses(
        (status = OK, body = Page<BridgeSummary>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    let filter = filter(&caller)?;
    let principal = &caller.visitor.principal;
    let cards = caller.hub().bridges(principal, &filter).await?;
    let items = cards.iter().map(BridgeSummary::of).collect();
    caller.json(Keep::Private, &Page::whole(items))
}

/// The same by what they speak of: one entry for all bridges on one key, with the most useful of them
///
/// Tables that have nothing in common but the part of a city their rows lie in are behind all others, one entry for each
/// such `reference`.
#[utoipa::path(
    get,
    path = "/bridge-groups",
    operation_id = "list_bridge_groups",
    tag = "bridges",
    params(
        ("organisation" = Option<String>, Query, description = "Slug: bridges with a bank in it"),
        ("state" = Option<String>, Query, description = "`suggested`, `accepted`, `decayed` or `rejected`")
    ),
    responses(
        (status = OK, body = Page<BridgeGroupSummary>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn groups(caller: Caller) -> ApiResult {
    let filter = filter(&caller)?;
    let principal = &caller.visitor.principal;
    let groups = caller.hub().bridge_groups(principal, &filter).await?;
    let items = groups.iter().filter_map(BridgeGroupSummary::of).collect();
    caller.json(Keep::Private, &Page::whole(items))
}

/// One bridge, with the statement that walks over it
#[utoipa::path(
    get,
    path = "/bridges/{bridge}",
    operation_id = "show_bridge",
    tag = "bridges",
    params(("bridge" = String, Path, description = "Identity")),
    responses(
        (status = OK, body = BridgeDetail),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(id): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let card = caller.hub().bridge(principal, understood(&id)?).await?;
    caller.json(Keep::Private, &BridgeDetail::of(&card))
}

/// What was counted of a bridge that was taken over, at each pair of versions the caller may read, oldest first
#[utoipa::path(
    get,
    path = "/bridges/{bridge}/measures",
    operation_id = "list_bridge_measures",
    tag = "bridges",
    params(("bridge" = String, Path, description = "Identity")),
    responses(
        (status = OK, body = Page<BridgeMeasureDetail>),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn measures(caller: Caller, Path(id): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let card = caller.hub().bridge(principal, understood(&id)?).await?;
    let points = caller.hub().bridge_measures(principal, &card).await?;
    let items = points.iter().map(BridgeMeasureDetail::of).collect();
    caller.json(Keep::Private, &Page::whole(items))
}

/// Rounds that can be laid together over a bridge between orders with a day and places of streets
#[utoipa::path(
    get,
    path = "/bridges/{bridge}/rounds",
    operation_id = "show_rounds",
    tag = "bridges",
    params(
        ("bridge" = String, Path, description = "Identity"),
        ("day" = Option<String>, Query, description = "Name in SQL of the column with the day that counts"),
        ("round" = Option<String>, Query, description = "Name in SQL of the column that names rounds; empty: one area on one day")
    ),
    responses(
        (status = OK, body = RoundsDetail),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json", description = "Nobody has said today what data of several organisations are joined for (`POST /sql`)"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn rounds(caller: Caller, Path(id): Path<String>) -> ApiResult {
    only(&caller.query, &["day", "round"])?;
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let card = hub.bridge(principal, understood(&id)?).await?;
    let wish = RoundsWish {
        day: caller.query.get("day").map(str::to_owned),
        round: caller.query.get("round").map(str::to_owned),
    };
    let rounds = hub.rounds(principal, &card, &wish).await?;
    caller.json(Keep::Private, &RoundsDetail::of(&rounds))
}

/// Decide on a bridge: take it over, say that it is none, or take a decision back
///
/// What was taken over is offered on both banks and counted at each version; what was rejected does not come again while
/// its columns bear their names. For whoever maintains the dataset of one bank and may read the rows of both.
#[utoipa::path(
    post,
    path = "/bridges/{bridge}/{decision}",
    operation_id = "decide_bridge",
    tag = "bridges",
    params(
        ("bridge" = String, Path, description = "Identity"),
        ("decision" = String, Path, description = "`accept`, `reject` or `reopen`")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = BridgeDetail),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "Somebody else has decided")
    )
)]
pub(super) async fn decide(
    caller: Caller,
    Path((id, decision)): Path<(String, String)>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let said = BridgeDecision::from_code(&decision);
    let said = said.ok_or_else(|| Refusal::new(Kind::NotFound, "not_found"))?;
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let card = hub.decide_bridge(principal, understood(&id)?, said).await?;
    caller.json(Keep::Private, &BridgeDetail::of(&card))
}

/// The silo map: houses, the bridges between them, and its measures, as far as the caller may know of them
#[utoipa::path(
    get,
    path = "/silo-map",
    operation_id = "show_silo_map",
    tag = "bridges",
    params(("month" = Option<String>, Query, description = "`2026-10`: bridges as they stood at its end")),
    responses(
        (status = OK, body = SiloMapDetail),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn map(caller: Caller) -> ApiResult {
    only(&caller.query, &["month"])?;
    let month = match caller.query.get("month") {
        None => None,
        Some(month) => {
            let day = format!("{month}-01").parse::<Date>();
            Some(day.map_err(|_no_month| Refusal::invalid("invalid_request"))?)
        }
    };
    let principal = &caller.visitor.principal;
    let sheet = caller.hub().silo_sheet(principal, month).await?;
    caller.json(Keep::Private, &SiloMapDetail::of(&sheet))
}

fn filter(caller: &Caller) -> Result<BridgeFilter, Refusal> {
    only(&caller.query, &["organisation", "state"])?;
    let state = match caller.query.get("state") {
        None => None,
        Some(code) => {
            let state = BridgeState::from_code(code);
            Some(state.ok_or_else(|| Refusal::invalid("invalid_request"))?)
        }
    };
    Ok(BridgeFilter {
        organisation: caller.query.get("organisation").map(str::to_owned),
        state,
        dataset: None,
    })
}

fn understood(id: &str) -> Result<BridgeId, Refusal> {
    let id = id.parse();
    id.map_err(|_error| Refusal::new(Kind::NotFound, "not_found"))
}
