//! Rounds that can be laid together: what a bridge between orders and streets is good for.
//!
//! Orders know their street and their day, the directory of streets knows where a street is. Together they say which
//! rounds of one week go through the same streets on different days, and what is saved if they are driven as one.

mod plan;
mod roles;

pub use plan::{Round, RoundStop, RoundsWeek};

use super::joining::quoted;
use super::rows::JoinedRows;
use super::view::{BridgeCard, BridgeColumn};
use crate::{Hub, HubError};
use hebewerk_model::Principal;
use jiff::civil::Date;
use plan::Stop;
use roles::Roles;

/// Streets drawn as the ground of the map.
const MOST_STREETS: usize = 4_000;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_320.0;

/// What somebody wants to see, by names of columns; what is not there is as if nothing had been said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundsWish {
    /// The day that counts.
    pub day: Option<String>,
    /// The column that names rounds; empty for none of them.
    pub round: Option<String>,
}

/// Rounds over a bridge, as driven and laid together.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounds {
    /// Whether orders stand on the left bank.
    pub orders_left: bool,
    /// The day that counted.
    pub day: BridgeColumn,
    /// Days that could count.
    pub days: Vec<BridgeColumn>,
    /// The column that named rounds; none where they are one area on one day.
    pub round: Option<BridgeColumn>,
    /// Columns that could name rounds.
    pub rounds: Vec<BridgeColumn>,
    /// District or postcode of a street, if the directory says it.
    pub area: Option<BridgeColumn>,
    /// Whether orders that were called off could be told from others, and are left out.
    pub leaves_out: Option<BridgeColumn>,
    /// Whether the length of streets counted.
    pub has_length: bool,
    /// Roads are so much longer than lines on the map.
    pub detour: f64,
    /// Weeks, oldest first.
    pub weeks: Vec<RoundsWeek>,
    /// Orders that counted.
    pub orders: u64,
    /// Orders that have a day, whether their street was found or not.
    pub all_orders: u64,
    /// Whether older orders were cut off because there are too many.
    pub is_cut: bool,
    /// Where each round was taken to begin and end, in metres: the middle of all orders.
    pub depot: (f64, f64),
    /// Streets of the directory, in metres.
    pub ground: Vec<(f64, f64)>,
    /// The statement by which orders met their streets.
    pub sql: String,
}

impl BridgeCard {
    /// Whether rounds can be laid together over it: orders with days on one bank, places of streets on the other.
    pub fn leads_to_rounds(&self) -> bool {
        self.view_name().is_some() && roles::roles(self).is_some()
    }
}

impl Hub {
    /// Rounds over a bridge that was taken over, computed from rows its reader may read; counts as a use of it.
    pub async fn rounds(
        &self,
        principal: &Principal,
        card: &BridgeCard,
        wish: &RoundsWish,
    ) -> Result<Rounds, HubError> {
        let missing = || HubError::not_found("rounds", card.bridge.id);
        let roles = roles::roles(card).filter(|_| card.view_name().is_some());
        let roles = roles.ok_or_else(missing)?;
        let chosen = |wanted: &Option<String>, of: &[BridgeColumn]| {
            let wanted = wanted.as_deref()?;
            of.iter().find(|column| column.name == wanted).cloned()
        };
        let day = chosen(&wish.day, &roles.days).or_else(|| roles.days.first().cloned());
        let day = day.ok_or_else(missing)?;
        let round = match wish.round.as_deref() {
            Some("") => None,
            _ => chosen(&wish.round, &roles.rounds).or_else(|| roles.rounds.first().cloned()),
        };
        let statement = Statement {
            card,
            roles: &roles,
            day: &day,
            round: round.as_ref(),
        };
        let limit = self.parts.question_limits.rows;
        let sql = statement.stops();
        let found = self.counted_rows(principal, &sql).await?;
        self.count_walks(principal, &[card.bridge.id]).await;
        let is_cut = found.rows.len() as u64 > limit;
        let all_orders = self
            .rows_as_text(principal, &statement.all_orders())
            .await?;
        let ground = self.rows_as_text(principal, &statement.streets()).await?;
        let ground: Vec<(f64, f64)> = ground.rows.iter().filter_map(|row| point(row, 0)).collect();
        let scale = if roles.is_degrees {
            let latitude = ground.iter().map(|point| point.1).sum::<f64>();
            let middle = latitude / ground.len().max(1) as f64;
            (DEGREE_M * middle.to_radians().cos(), DEGREE_M)
        } else {
            (1.0, 1.0)
        };
        let metres = |(east, north): (f64, f64)| (east * scale.0, north * scale.1);
        let mut stops: Vec<Stop> = found.rows.iter().filter_map(|row| stop(row)).collect();
        for stop in &mut stops {
            stop.at = metres(stop.at);
            stop.length_m *= roles.length.as_ref().map_or(0.0, |(_column, unit)| *unit);
        }
        let depot = plan::middle(&stops);
        let orders = stops.iter().map(|stop| stop.orders).sum();
        let weeks = tokio::task::spawn_blocking(move || plan::weeks(stops, depot)).await;
        Ok(Rounds {
            orders_left: roles.orders_left,
            day,
            days: roles.days,
            round,
            rounds: roles.rounds,
            area: roles.area,
            leaves_out: roles.state,
            has_length: roles.length.is_some(),
            detour: plan::DETOUR,
            weeks: weeks.map_err(|_panicked| crate::ports::AskError::Internal)?,
            orders,
            all_orders: all_orders.number(),
            is_cut,
            depot,
            ground: ground.into_iter().map(metres).collect(),
            sql,
        })
    }
}

/// Statements over one bridge.
struct Statement<'a> {
    card: &'a BridgeCard,
    roles: &'a Roles,
    day: &'a BridgeColumn,
    round: Option<&'a BridgeColumn>,
}

impl Statement<'_> {
    /// Letters of the table with orders and of the one with streets.
    fn letters(&self) -> (&'static str, &'static str) {
        if self.roles.orders_left {
            ("l", "r")
        } else {
            ("r", "l")
        }
    }

    /// Day, round, street, place, length, orders and amount of each stop, the newest first.
    fn stops(&self) -> String {
        let (orders, streets) = self.letters();
        let of = |table: &str, column: &BridgeColumn| format!("{table}.{}", quoted(&column.name));
        let day = format!("cast({} as date)", of(orders, self.day));
        let area = self.roles.area.as_ref().map(|area| of(streets, area));
        let round = self.round.map(|round| of(orders, round)).or(area);
        let round = round.map_or("''".to_owned(), |it| {
            format!("coalesce(cast({it} as varchar), '')")
        });
        let bank = if self.roles.orders_left {
            &self.card.right
        } else {
            &self.card.left
        };
        let street = bank.columns.first().map(|column| of(streets, column));
        let street = format!("cast({} as varchar)", street.unwrap_or_default());
        let [east, north] = &self.roles.place;
        let number = |column: String| format!("cast({column} as double)");
        let (east, north) = (number(of(streets, east)), number(of(streets, north)));
        let length = self.roles.length.as_ref();
        let length = length.map_or("0.0".to_owned(), |(column, _unit)| {
            format!("coalesce({}, 0.0)", number(of(streets, column)))
        });
        let amount = self.roles.amount.as_ref().map(|column| of(orders, column));
        let amount = amount.map_or("0.0".to_owned(), |amount| {
            format!("coalesce(sum({}), 0.0)", number(amount))
        });
        format!(
            "select {day} as tag, {round} as tour, {street} as strasse,\n       avg({east}) as ost, avg({north}) as nord, \
             max({length}) as laenge, count(*) as anzahl, {amount} as menge\n{}\nwhere {day} is not null\n  and {east} is \
             not null\n  and {north} is not null{}\ngroup by 1, 2, 3\norder by 1 desc, 2, 3",
            self.card.both(),
            self.stands(orders),
        )
    }

    /// Orders with a day, wherever they are.
    fn all_orders(&self) -> String {
        let bank = if self.roles.orders_left {
            &self.card.left
        } else {
            &self.card.right
        };
        format!(
            "select count(*) as anzahl\nfrom {}.{} as o\nwhere o.{} is not null{}",
            bank.organisation.slug,
            bank.table,
            quoted(&self.day.name),
            self.stands("o"),
        )
    }

    /// Where streets are.
    fn streets(&self) -> String {
        let bank = if self.roles.orders_left {
            &self.card.right
        } else {
            &self.card.left
        };
        let [east, north] = [&self.roles.place[0], &self.roles.place[1]]
            .map(|column| format!("cast(s.{} as double)", quoted(&column.name)));
        format!(
            "select {east} as ost, {north} as nord\nfrom {}.{} as s\nwhere {east} is not null\n  and {north} is not \
             null\norder by 1, 2\nlimit {MOST_STREETS}",
            bank.organisation.slug, bank.table,
        )
    }

    /// Leaves out what was called off, where a column says so.
    fn stands(&self, orders: &str) -> String {
        let Some(state) = &self.roles.state else {
            return String::new();
        };
        let state = format!("lower(coalesce({orders}.{}, ''))", quoted(&state.name));
        let called_off = ["stor", "abgesagt", "annull", "zurückgez"];
        let not = called_off.map(|begin| format!("\n  and {state} not like '{begin}%'"));
        not.concat()
    }
}

fn stop(row: &[Option<String>]) -> Option<Stop> {
    let text = |place: usize| row.get(place).and_then(Option::as_deref);
    let day: Date = text(0)?.get(..10)?.parse().ok()?;
    let number = |place: usize| text(place).and_then(|text| text.parse::<f64>().ok());
    Some(Stop {
        day,
        round: text(1).unwrap_or_default().to_owned(),
        street: text(2)?.to_owned(),
        at: point(row, 3)?,
        length_m: number(5).unwrap_or(0.0),
        orders: number(6).unwrap_or(0.0) as u64,
        amount: number(7).unwrap_or(0.0),
    })
}

fn point(row: &[Option<String>], place: usize) -> Option<(f64, f64)> {
    let number = |place: usize| row.get(place)?.as_deref()?.parse::<f64>().ok();
    Some((number(place)?, number(place + 1)?))
        .filter(|(east, north)| east.is_finite() && north.is_finite())
}

impl JoinedRows {
    /// The number in the only cell.
    pub(super) fn number(&self) -> u64 {
        let cell = self.rows.first().and_then(|row| row.first());
        let text = cell.and_then(Option::as_deref);
        text.and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}
