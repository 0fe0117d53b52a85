//! Pictures of an answer, drawn by the server: they need no script, can be printed, and are files as they are.
//!
//! A picture is a list of marks in two widths; the page and the file write the same marks (decision 0036).

mod axis;
mod bars;
mod classes;
mod heat;
mod lines;
mod map;
mod mark;
mod scatter;

use super::address::Look;
use super::result::{Outcome, short_number};
use crate::Words;
use hebewerk_hub::inquiry::{Places, PlacesWish, Setting};
use hebewerk_model::{ColumnType, Inquiry, Level, SemanticType};
pub(crate) use mark::{Drawing, Mark};

impl Picture {
    /// Both drawings with the name of their width.
    pub(crate) const fn drawings(&self) -> [(&'static str, &Drawing); 2] {
        [("breit", &self.wide), ("schmal", &self.narrow)]
    }
}

/// Width of the wide drawing and of the one for narrow screens.
const WIDTHS: [f64; 2] = [760.0, 358.0];
/// Bars at most: more are a table.
const MOST_BARS: usize = 60;
/// Rows or columns of a grid at most.
const MOST_CELLS: usize = 40;

/// A picture.
pub(crate) struct Picture {
    /// What it shows, as a sentence.
    pub(super) title: String,
    /// What is measured.
    pub(super) sub: String,
    /// What it is, for those who do not see it.
    pub(crate) label: String,
    pub(super) wide: Drawing,
    pub(super) narrow: Drawing,
}

/// The grouping that tells time.
pub(super) fn time_of(inquiry: &Inquiry, setting: &Setting) -> Option<usize> {
    inquiry.groups.iter().position(|group| {
        let known = setting.column(&group.column);
        group.level != Level::Value
            || known.is_some_and(|column| {
                column.semantic_type == Some(SemanticType::Year)
                    || column.column_type == ColumnType::Date
            })
    })
}

/// The looks an answer has; the table always.
pub(super) fn looks(inquiry: &Inquiry, setting: &Setting, outcome: &Outcome) -> Vec<Look> {
    let rows = outcome.rows.len();
    let groups = outcome.groups;
    let has_numbers = outcome.values() > 0 && rows > 0 && groups > 0;
    let has_time = time_of(inquiry, setting).is_some();
    let is_there = |look: &Look| match look {
        Look::Table => true,
        Look::Bars => has_numbers && rows <= MOST_BARS,
        Look::Line | Look::Area => has_numbers && has_time && rows > 1 && groups <= 2,
        Look::Scatter => has_numbers && outcome.values() > 1 && rows > 1,
        Look::Heat => has_numbers && groups == 2 && heat::fits(outcome, MOST_CELLS),
        Look::Map => has_numbers && PlacesWish::of(inquiry, setting).is_some(),
    };
    Look::ALL.into_iter().filter(is_there).collect()
}

/// The look people expect, unless they choose another.
pub(super) fn usual(inquiry: &Inquiry, setting: &Setting, looks: &[Look]) -> Look {
    let mut wanted = Vec::new();
    if time_of(inquiry, setting).is_some() {
        wanted.push(Look::Line);
    }
    if inquiry.groups.len() == 2 {
        wanted.push(Look::Heat);
    }
    wanted.push(Look::Bars);
    let found = wanted.into_iter().find(|look| looks.contains(look));
    found.unwrap_or(Look::Table)
}

/// The picture of an answer; none where there is nothing to draw.
pub(super) fn picture(
    w: Words,
    look: Look,
    outcome: &Outcome,
    about: (&Inquiry, &Setting),
    places: Option<&Places>,
) -> Option<Picture> {
    let (inquiry, setting) = about;
    let time = time_of(inquiry, setting);
    let draw = |width: f64| match look {
        Look::Bars => bars::drawn(w, outcome, width, time.is_none() && inquiry.order.is_none()),
        Look::Line => lines::drawn(w, outcome, time, width, false),
        Look::Area => lines::drawn(w, outcome, time, width, true),
        Look::Scatter => scatter::drawn(w, outcome, width),
        Look::Heat => heat::drawn(w, outcome, width),
        Look::Map => {
            let group = PlacesWish::of(inquiry, setting)?.group;
            map::drawn(w, outcome, (places?, group), width)
        }
        Look::Table => None,
    };
    let [wide, narrow] = WIDTHS.map(draw);
    let title = finding(w, outcome, time);
    let sub = outcome.value_head(0);
    let kind = w.t(&format!("analysis-look-{}", look.code()));
    Some(Picture {
        label: format!("{kind}: {sub}. {title}"),
        title,
        sub,
        wide: wide?,
        narrow: narrow?,
    })
}

/// What the numbers say: who is first and last, or from what to what.
fn finding(w: Words, outcome: &Outcome, time: Option<usize>) -> String {
    let numbers: Vec<(usize, f64)> = (0..outcome.rows.len())
        .filter_map(|row| Some((row, outcome.number(row, 0)?)))
        .collect();
    let by_size = |one: &&(usize, f64), two: &&(usize, f64)| one.1.total_cmp(&two.1);
    let (Some(most), Some(least)) = (
        numbers.iter().max_by(by_size),
        numbers.iter().min_by(by_size),
    ) else {
        return outcome.value_head(0);
    };
    let all = 0..outcome.groups;
    let (name, value) = (
        outcome.name(w, most.0, all.clone()),
        short_number(w, most.1),
    );
    let (lowest, smallest) = (outcome.name(w, least.0, all), short_number(w, least.1));
    let key = match (numbers.len(), time) {
        (0 | 1, _) => "analysis-finding-one",
        _ if most.1 <= least.1 => "analysis-finding-same",
        (_, Some(_)) => "analysis-finding-time",
        (_, None) => "analysis-finding-first",
    };
    let parameters: [(&str, &dyn crate::words::Parameter); 4] = [
        ("name", &name),
        ("value", &value),
        ("last", &lowest),
        ("smallest", &smallest),
    ];
    w.t_with(key, &parameters).into_owned()
}
