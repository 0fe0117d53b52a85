//! Which columns say what: of a bank with orders, and of one that says where streets are. Told by what columns mean;
//! names decide only between columns of one meaning.

use crate::bridges::view::{BridgeBank, BridgeCard, BridgeColumn};
use hebewerk_model::{BridgeKind, Column, ColumnType, SemanticType};

/// Pieces of names of the day on which something is collected.
const COLLECTED: [&str; 4] = ["termin", "abhol", "leer", "fahr"];
/// Pieces of names of columns that say in which round.
const ROUND: [&str; 4] = ["tour", "runde", "route", "revier"];
/// Pieces of names of what is collected.
const AMOUNT: [&str; 3] = ["menge", "volumen", "kubik"];
/// Pieces of names of columns that say whether an order stands.
const STATE: [&str; 2] = ["status", "zustand"];
/// Pieces of names of the length of a street.
const LENGTH: [&str; 2] = ["laenge", "länge"];

/// What is needed to lay rounds together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Roles {
    /// Whether orders stand on the left bank.
    pub(super) orders_left: bool,
    /// Days of orders, the one that says when they are collected first.
    pub(super) days: Vec<BridgeColumn>,
    /// Columns that may name the round an order is driven in.
    pub(super) rounds: Vec<BridgeColumn>,
    /// What is collected.
    pub(super) amount: Option<BridgeColumn>,
    /// Whether an order stands.
    pub(super) state: Option<BridgeColumn>,
    /// East and north of a street.
    pub(super) place: [BridgeColumn; 2],
    /// Whether they are degrees; else metres.
    pub(super) is_degrees: bool,
    /// District or postcode of a street.
    pub(super) area: Option<BridgeColumn>,
    /// Length of a street, and metres of its unit.
    pub(super) length: Option<(BridgeColumn, f64)>,
}

/// The roles of both banks; none if they are not orders with days on one side and places of streets on the other.
pub(super) fn roles(card: &BridgeCard) -> Option<Roles> {
    if card.bridge.kind != BridgeKind::Join || !card.is_whole() {
        return None;
    }
    let measure = &card.bridge.measure;
    // Each order has one street: a row of orders meets no two of streets.
    let left = (!measure.repeats_left()).then(|| of(&card.right, &card.left, true));
    let right = (!measure.repeats_right()).then(|| of(&card.left, &card.right, false));
    left.flatten().or_else(|| right.flatten())
}

/// The roles, if `streets` says where streets are and `orders` when something is collected.
fn of(streets: &BridgeBank, orders: &BridgeBank, orders_left: bool) -> Option<Roles> {
    let metres = (SemanticType::Easting, SemanticType::Northing);
    let degrees = (SemanticType::Longitude, SemanticType::Latitude);
    let pair = |(east, north)| Some([meaning(streets, east)?, meaning(streets, north)?]);
    let (place, is_degrees) = match pair(metres) {
        Some(place) => (place, false),
        None => (pair(degrees)?, true),
    };
    let mut days: Vec<BridgeColumn> = orders
        .known_columns
        .iter()
        .filter(|column| is_day(column))
        .map(told)
        .collect();
    days.sort_by_key(|day| !has_piece(&day.name, &COLLECTED));
    // A place of its own is no order but another list of places.
    if days.is_empty() || meaning(orders, SemanticType::Easting).is_some() {
        return None;
    }
    let text = |pieces: &[&str]| {
        let mut columns = orders.known_columns.iter();
        columns
            .find(|column| {
                column.column_type == ColumnType::Text && has_piece(&column.name, pieces)
            })
            .map(told)
    };
    let rounds = orders.known_columns.iter().filter(|column| {
        let may_be = matches!(column.column_type, ColumnType::Text | ColumnType::Integer);
        may_be && has_piece(&column.name, &ROUND)
    });
    let numeric = |bank: &BridgeBank, pieces: &[&str]| {
        let mut columns = bank.known_columns.iter();
        columns
            .find(|column| is_number(column) && has_piece(&column.name, pieces))
            .cloned()
    };
    Some(Roles {
        orders_left,
        rounds: rounds.map(told).collect(),
        amount: numeric(orders, &AMOUNT).as_ref().map(told),
        state: text(&STATE),
        area: meaning_of_text(streets, SemanticType::District)
            .or_else(|| meaning(streets, SemanticType::Postcode)),
        length: numeric(streets, &LENGTH).map(|column| {
            let is_km = column.unit.as_deref() == Some("km") || column.name.ends_with("_km");
            (told(&column), if is_km { 1000.0 } else { 1.0 })
        }),
        days,
        place,
        is_degrees,
    })
}

fn told(column: &Column) -> BridgeColumn {
    BridgeColumn {
        name: column.name.clone(),
        label: column.label.clone(),
        meaning: column.semantic_type,
    }
}

fn meaning(bank: &BridgeBank, meaning: SemanticType) -> Option<BridgeColumn> {
    let mut columns = bank.known_columns.iter();
    let found = columns.find(|column| column.semantic_type == Some(meaning));
    found.map(told)
}

fn meaning_of_text(bank: &BridgeBank, meaning: SemanticType) -> Option<BridgeColumn> {
    let mut columns = bank.known_columns.iter();
    let found = columns.find(|column| {
        column.semantic_type == Some(meaning) && column.column_type == ColumnType::Text
    });
    found.map(told)
}

fn is_day(column: &Column) -> bool {
    matches!(
        column.column_type,
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc
    )
}

fn is_number(column: &Column) -> bool {
    matches!(
        column.column_type,
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float
    )
}

fn has_piece(name: &str, pieces: &[&str]) -> bool {
    let name = name.to_lowercase();
    pieces.iter().any(|piece| name.contains(piece))
}
