//! Bridges, as programs read them.

use hebewerk_hub::ports::BridgeMeasured;
use hebewerk_hub::{BridgeBank, BridgeCard, BridgeGroup, Learned, Rounds, SiloSheet};
use hebewerk_model::{BridgeClimb, BridgeDecay, BridgeSide, SemanticType};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A bank of a bridge.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Bank {
    /// Slug of its organisation.
    organisation: String,
    /// Slug of its dataset.
    dataset: String,
    /// Title of its dataset.
    title: String,
    /// Name of the table in SQL.
    table: String,
    /// Names of the columns in SQL, each beside its counterpart.
    columns: Vec<String>,
    /// The form that took a part out of the column: `hausnummer.1` is the street of an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    /// Share of its different values that the other bank has too, 0 to 1; of tables of one kind: of columns.
    share: f64,
    /// The same without normal forms.
    share_as_spelled: f64,
    /// Version that was counted.
    version: u32,
}

/// What lies between both banks of a hierarchy.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeSteps {
    /// The table that says of each fine value to which coarser one it belongs; missing where the calendar does.
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<BridgeMiddle>,
    /// The form of the calendar: `monat.1`, `quartal.1` or `jahr.1`; missing where a table says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<String>,
}

/// The table between both banks.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeMiddle {
    /// Slug of its organisation.
    organisation: String,
    /// Slug of its dataset.
    dataset: String,
    /// Title of its dataset.
    title: String,
    /// Name of the table in SQL.
    table: String,
    /// Name in SQL of the column with the fine values, those of the left bank.
    fine: String,
    /// Name of the column with the coarser ones, those of the right bank.
    coarse: String,
    /// Version that was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
}

impl BridgeSteps {
    fn of(card: &BridgeCard) -> Option<Self> {
        let name = |side: &BridgeSide| side.columns.first().cloned().unwrap_or_default();
        let (over, calendar) = match card.bridge.climb.as_ref()? {
            BridgeClimb::Calendar(level) => (None, Some(level.clone())),
            BridgeClimb::Over { fine, coarse } => {
                let bank = card.middle.as_ref()?;
                let over = BridgeMiddle {
                    organisation: bank.organisation.slug.to_string(),
                    dataset: bank.dataset.slug.to_string(),
                    title: bank.dataset.description.title.clone(),
                    table: bank.table.clone(),
                    fine: name(fine),
                    coarse: name(coarse),
                    version: card.bridge.measure.middle_version.map(|it| it.0),
                };
                (Some(over), None)
            }
        };
        Some(Self { over, calendar })
    }
}

/// A bridge.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeSummary {
    /// Identity.
    id: String,
    /// `join`, `union`, `duplicate`, `hierarchy`, or the warning `lookalike`.
    kind: &'static str,
    /// `suggested`, `accepted`, `decayed` or `rejected`.
    state: &'static str,
    /// Why it bears no longer: `columns_gone`, `closed`, `fewer_matches` or `key_lost`.
    #[serde(skip_serializing_if = "Option::is_none")]
    decay: Option<&'static str>,
    /// The bank whose dataset is older; of a hierarchy the fine one.
    left: Bank,
    /// The other one.
    right: Bank,
    /// What leads from the fine to the coarse; only of a hierarchy.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<BridgeSteps>,
    /// Normal forms that had to be applied.
    rules: Vec<String>,
    /// `1:1`, `1:n`, `n:1` or `n:m`; missing where rows are not joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    cardinality: Option<String>,
    /// How useful it is, 0 to 1; across organisations it counts more.
    score: f64,
    /// When it was counted last.
    measured_at: String,
    /// Whether the caller may decide on it.
    may_decide: bool,
}

/// A bridge with the statement that walks over it.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeDetail {
    #[serde(flatten)]
    summary: BridgeSummary,
    /// The statement; missing for a warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    sql: Option<String>,
    /// The table that both banks are together, as named in SQL; only for a bridge that was taken over.
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<String>,
    /// What counts for and against it; missing for tables of one kind and warnings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<BridgeReasonDetail>,
    /// What decisions on others say of a suggestion, as far as the caller may see them; missing where that is little.
    #[serde(skip_serializing_if = "Option::is_none")]
    learned: Option<LearnedDetail>,
}

/// A reason for or against a bridge.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeReasonDetail {
    /// What is looked at: `keys`, `coverage`, `balance`, `headers`, `meanings`, `spelling`, `reach` or `reference`.
    because: &'static str,
    /// `for`, `against` or `neither`.
    speaks: &'static str,
}

/// What decisions on others say of a suggestion.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct LearnedDetail {
    /// `up`: it comes earlier, `down`: later.
    moves: &'static str,
    /// What it has in common with others that were decided on, the strongest first.
    because: Vec<LessonDetail>,
}

/// Something suggestions have in common, and what people said of those that were decided on.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct LessonDetail {
    /// `column`, `headers`, `meanings`, `agreement_of_headers`, `rule`, `cardinality` or `reach`.
    sign: &'static str,
    /// How many were taken over.
    accepted: u32,
    /// How many were rejected.
    rejected: u32,
}

impl LearnedDetail {
    fn of(learned: &Learned) -> Option<Self> {
        let because = learned.reasons.iter().map(|lesson| LessonDetail {
            sign: lesson.sign.code(),
            accepted: lesson.accepted,
            rejected: lesson.rejected,
        });
        Some(Self {
            moves: if learned.moves_up()? { "up" } else { "down" },
            because: because.collect(),
        })
    }
}

impl BridgeSummary {
    pub(super) fn of(card: &BridgeCard) -> Self {
        let (bridge, measure) = (&card.bridge, &card.bridge.measure);
        let bank = |bank: &BridgeBank, shares: (f64, f64), version: u32| Bank {
            organisation: bank.organisation.slug.to_string(),
            dataset: bank.dataset.slug.to_string(),
            title: bank.dataset.description.title.clone(),
            table: bank.table.clone(),
            columns: bank.columns.iter().map(|it| it.name.clone()).collect(),
            part: bank.part.clone(),
            share: rounded(shares.0),
            share_as_spelled: rounded(shares.1),
            version,
        };
        Self {
            id: bridge.id.to_string(),
            kind: bridge.kind.code(),
            state: bridge.state.code(),
            decay: bridge.decay.map(BridgeDecay::code),
            left: bank(
                &card.left,
                (measure.left_share, measure.left_share_as_spelled),
                measure.left_version.0,
            ),
            right: bank(
                &card.right,
                (measure.right_share, measure.right_share_as_spelled),
                measure.right_version.0,
            ),
            steps: BridgeSteps::of(card),
            rules: measure.rules.clone(),
            cardinality: measure.cardinality.clone(),
            score: rounded(card.worth()),
            measured_at: bridge.measured_at.to_string(),
            may_decide: card.may_decide,
        }
    }
}

impl BridgeDetail {
    pub(super) fn of(card: &BridgeCard) -> Self {
        Self {
            summary: BridgeSummary::of(card),
            sql: card.sql(),
            view: card.view_name().map(|name| name.to_string()),
            reasons: card
                .reasons()
                .into_iter()
                .map(|reason| BridgeReasonDetail {
                    because: reason.because.code(),
                    speaks: reason.speaks.code(),
                })
                .collect(),
            learned: LearnedDetail::of(&card.learned),
        }
    }
}

/// Bridges that speak of the same thing, in one state.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeGroupSummary {
    /// `key`, `same_tables`, `steps`, `reference`, or `warning`.
    kind: &'static str,
    /// `suggested`, `accepted`, `decayed` or `rejected`; only suggestions are brought together.
    state: &'static str,
    /// What the values mean, where that was recognised: `street`, `postcode`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'static str>,
    /// The headers most tables have for it.
    labels: Vec<String>,
    /// Different tables in it.
    tables: usize,
    /// Different datasets.
    datasets: usize,
    /// Slugs of the organisations.
    organisations: Vec<String>,
    /// The most useful bridge.
    best: BridgeSummary,
    /// Identities of all of them, the most useful first.
    bridges: Vec<String>,
}

impl BridgeGroupSummary {
    /// None for a group without bridges, which there is not.
    pub(super) fn of(group: &BridgeGroup) -> Option<Self> {
        let banks = group.bridges.iter();
        let banks = banks.flat_map(BridgeCard::banks);
        let organisations: BTreeSet<String> = banks
            .map(|bank| bank.organisation.slug.to_string())
            .collect();
        Some(Self {
            kind: group.kind.code(),
            state: group.state.code(),
            meaning: group.meaning.map(SemanticType::name),
            labels: group.labels.clone(),
            tables: group.tables,
            datasets: group.datasets,
            organisations: organisations.into_iter().collect(),
            best: BridgeSummary::of(group.best()?),
            bridges: group
                .bridges
                .iter()
                .map(|card| card.bridge.id.to_string())
                .collect(),
        })
    }
}

/// A house on the map.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MapPlace {
    /// Slug.
    organisation: String,
    /// Name.
    name: String,
    /// Datasets that can be read as tables.
    datasets: u64,
    /// Whether no bridge that bears leads to another house.
    is_island: bool,
}

/// What leads from one house to another.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MapSpan {
    /// Slug of the one house.
    from: String,
    /// Slug of the other.
    to: String,
    /// Bridges that were taken over and bear.
    accepted: u64,
    /// Suggestions.
    suggested: u64,
    /// Bridges that bear no longer.
    decayed: u64,
    /// Answers over them in half a year.
    uses: u64,
}

/// Bridges at the end of a month, or by now.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MapMonth {
    /// `2026-10`.
    month: String,
    /// Bridges between organisations that had been taken over and bore.
    accepted: u64,
}

/// What was counted of a bridge.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct BridgeMeasureDetail {
    /// When.
    at: String,
    /// Version of the left bank.
    left_version: u32,
    /// Version of the right bank.
    right_version: u32,
    /// Share of the different values of the left that the right has too, 0 to 1.
    left_share: f64,
    /// Share of those of the right.
    right_share: f64,
}

impl BridgeMeasureDetail {
    pub(super) fn of(point: &BridgeMeasured) -> Self {
        Self {
            at: point.at.to_string(),
            left_version: point.measure.left_version.0,
            right_version: point.measure.right_version.0,
            left_share: rounded(point.measure.left_share),
            right_share: rounded(point.measure.right_share),
        }
    }
}

/// A week of rounds.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct RoundsWeekDetail {
    /// Its Monday.
    monday: String,
    /// Rounds as driven.
    rounds: usize,
    /// Rounds if they are laid together.
    rounds_together: usize,
    /// Kilometres as driven, computed.
    km: f64,
    /// Kilometres if rounds are laid together.
    km_together: f64,
    /// Codes of the rounds that become one, one list each.
    together: Vec<Vec<String>>,
}

/// Rounds that can be laid together.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct RoundsDetail {
    /// Name in SQL of the column with the day that counted.
    day: String,
    /// Name in SQL of the column that named rounds; missing where they are one area on one day.
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<String>,
    /// Orders that counted.
    orders: u64,
    /// Orders with a day, whether their street was found or not.
    all_orders: u64,
    /// Whether older orders were cut off because there are too many.
    is_cut: bool,
    /// Weeks, oldest first.
    weeks: Vec<RoundsWeekDetail>,
    /// The statement by which orders met their streets.
    sql: String,
}

impl RoundsDetail {
    pub(super) fn of(rounds: &Rounds) -> Self {
        let weeks = rounds.weeks.iter().map(|week| RoundsWeekDetail {
            monday: week.monday.to_string(),
            rounds: week.before.len(),
            rounds_together: week.after.len(),
            km: rounded(week.km_before()),
            km_together: rounded(week.km_after()),
            together: week
                .after
                .iter()
                .filter(|round| round.codes.len() > 1)
                .map(|round| round.codes.clone())
                .collect(),
        });
        Self {
            day: rounds.day.name.clone(),
            round: rounds.round.as_ref().map(|round| round.name.clone()),
            orders: rounds.orders,
            all_orders: rounds.all_orders,
            is_cut: rounds.is_cut,
            weeks: weeks.collect(),
            sql: rounds.sql.clone(),
        }
    }
}

/// The silo map.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SiloMapDetail {
    /// Houses.
    places: Vec<MapPlace>,
    /// Connections.
    spans: Vec<MapSpan>,
    /// The month that is shown (`2026-10`); missing for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    /// Every month since the first bridge was found, the newest last.
    months: Vec<MapMonth>,
    /// Pairs of datasets of different houses that could be joined.
    joinable: u64,
    /// Those of them that a bridge joins.
    joined: u64,
    /// Answers in half a year; only for those who signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<u64>,
    /// Those of them that used data of two houses or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers_across: Option<u64>,
}

impl SiloMapDetail {
    pub(super) fn of(sheet: &SiloSheet) -> Self {
        let map = &sheet.map;
        let month = |day: Date| day.strftime("%Y-%m").to_string();
        let slug = |place: usize| {
            let place = map.places.get(place);
            place.map_or_else(String::new, |place| place.organisation.slug.to_string())
        };
        Self {
            places: map
                .places
                .iter()
                .map(|place| MapPlace {
                    organisation: place.organisation.slug.to_string(),
                    name: place.organisation.name.clone(),
                    datasets: place.datasets,
                    is_island: place.is_island,
                })
                .collect(),
            spans: map
                .spans
                .iter()
                .map(|span| MapSpan {
                    from: slug(span.from),
                    to: slug(span.to),
                    accepted: span.accepted,
                    suggested: span.suggested,
                    decayed: span.decayed,
                    uses: span.uses,
                })
                .collect(),
            month: sheet.month.map(month),
            months: sheet
                .months
                .iter()
                .map(|known| MapMonth {
                    month: month(known.first_day),
                    accepted: known.accepted,
                })
                .collect(),
            joinable: map.joinable,
            joined: map.joined,
            answers: map.answers.map(|(_across, all)| all),
            answers_across: map.answers.map(|(across, _all)| across),
        }
    }
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
