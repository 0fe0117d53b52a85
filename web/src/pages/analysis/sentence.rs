//! A question in words: a sentence that begins with its table, one line for each step.

use super::address::{Address, PATH, without_group, without_join, without_value};
use super::fields::title;
use crate::Words;
use crate::fragments::cell::Style;
use crate::fragments::column_card::label;
use crate::pages::bridges::way;
use hebewerk_hub::inquiry::{Setting, StepRows};
use hebewerk_model::{
    BridgeState, ColumnRef, Comparator, Condition, Grouping, Inquiry, KeptGroups, Level, Measured,
    Ordered, Shape,
};

/// A piece of a step that can be taken away.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) small: Option<String>,
    /// Where the question without it stands.
    pub(super) without: Option<String>,
    /// Another choice for it: address and words.
    pub(super) other: Option<(String, String)>,
}

/// A step of a question.
pub(super) struct Step {
    pub(super) code: &'static str,
    pub(super) word: String,
    pub(super) pieces: Vec<Piece>,
    /// How many rows it leaves.
    pub(super) rows: Option<String>,
}

impl Piece {
    fn of(text: String) -> Self {
        Self {
            text,
            small: None,
            without: None,
            other: None,
        }
    }

    fn without(mut self, address: &Address) -> Self {
        self.without = Some(address.href());
        self
    }
}

/// The steps of a question, each with what it leaves.
pub(super) fn steps(
    w: Words,
    address: &Address,
    setting: &Setting,
    rows: Option<&StepRows>,
    groups: Option<usize>,
) -> Vec<Step> {
    let inquiry = &address.inquiry;
    let step = |code: &'static str, pieces: Vec<Piece>, rows: Option<String>| Step {
        code,
        word: w.t(&format!("analysis-step-{code}")).into_owned(),
        pieces,
        rows,
    };
    let counted = |key: &str, count: u64| w.t1(key, "count", count).into_owned();
    let begun = rows.map(|rows| counted("analysis-rows", rows.all));
    let partners = rows.and_then(|rows| rows.partners.last());
    let partners = partners.map(|count| counted("analysis-partners", *count));
    let narrowed = rows.filter(|_| !inquiry.conditions.is_empty());
    let narrowed = narrowed.map(|rows| counted("analysis-rows", rows.left));
    let groups = groups.filter(|_| !inquiry.groups.is_empty());
    let groups = groups.map(|count| counted("analysis-groups", count as u64));
    let mut steps = vec![
        step("from", vec![from(w, setting)], begun),
        step("joins", joins(w, address, setting), partners),
        step("conditions", conditions(w, address, setting), narrowed),
        step("values", values(w, address, setting), None),
        step("groups", grouped(w, address, setting), groups),
    ];
    if inquiry.counts() {
        steps.push(step("kept", kept(w, address, setting), None));
        steps.push(step("order", ordered(w, address, setting), None));
    }
    steps
}

fn from(w: Words, setting: &Setting) -> Piece {
    let told = setting.told.first();
    let mut piece = Piece::of(title(setting, 0));
    piece.small = told.map(|told| told.organisation.name.clone());
    piece.other = Some((PATH.to_owned(), w.t("analysis-other-dataset").into_owned()));
    piece
}

fn joins(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let walks = address.inquiry.joins.iter().enumerate();
    let pieces = walks.map(|(place, walk)| {
        let table = place + 1;
        let told = setting.told.get(table);
        let footing = setting.tables.get(table).and_then(|it| it.footing.as_ref());
        let mut piece = Piece::of(title(setting, table));
        let on = footing.map_or_else(String::new, |footing| {
            let names = footing.mine.iter().map(|name| {
                let column = ColumnRef {
                    table,
                    column: name.clone(),
                };
                setting.column(&column).map_or_else(|| name.clone(), label)
            });
            names.collect::<Vec<_>>().join(", ")
        });
        let over = told.and_then(|told| way(w, told.bridge.as_ref()?));
        let on = over.unwrap_or(on);
        let house = told.map_or("", |told| &*told.organisation.name);
        let state = told.and_then(|told| told.bridge.as_ref());
        let key = match state.map(|card| card.bridge.state) {
            Some(BridgeState::Accepted) | None => "analysis-over",
            Some(BridgeState::Decayed) => "analysis-over-decayed",
            Some(_) => "analysis-over-suggested",
        };
        piece.small = Some(w.t2(key, "column", &on, "house", house).into_owned());
        let without = address.changed(|inquiry| without_join(inquiry, place));
        let other = address.changed(|inquiry| {
            if let Some(walk) = inquiry.joins.get_mut(place) {
                walk.keeps_all = !walk.keeps_all;
            }
        });
        let key = if walk.keeps_all {
            "analysis-only-partners"
        } else {
            "analysis-keep-all"
        };
        piece.other = Some((other.href(), w.t(key).into_owned()));
        piece.without(&without)
    });
    pieces.collect()
}

fn conditions(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let conditions = address.inquiry.conditions.iter().enumerate();
    let pieces = conditions.map(|(place, one)| {
        let without = address.changed(|inquiry| {
            inquiry.conditions.remove(place);
        });
        Piece::of(condition_words(w, one, setting)).without(&without)
    });
    pieces.collect()
}

fn values(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let inquiry = &address.inquiry;
    let named = inquiry.values.len();
    let values = inquiry.values();
    let pieces = values.iter().enumerate().map(|(place, value)| {
        let piece = Piece::of(value_words(w, value, setting));
        if place < named {
            piece.without(&address.changed(|inquiry| without_value(inquiry, place)))
        } else {
            piece
        }
    });
    pieces.collect()
}

fn grouped(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let groups = address.inquiry.groups.iter().enumerate();
    let pieces = groups.map(|(place, group)| {
        let without = address.changed(|inquiry| without_group(inquiry, place));
        Piece::of(group_words(w, group, setting)).without(&without)
    });
    pieces.collect()
}

fn kept(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let kept = address.inquiry.kept.iter().enumerate();
    let pieces = kept.map(|(place, one)| {
        let without = address.changed(|inquiry| {
            inquiry.kept.remove(place);
        });
        Piece::of(kept_words(w, one, &address.inquiry, setting)).without(&without)
    });
    pieces.collect()
}

fn ordered(w: Words, address: &Address, setting: &Setting) -> Vec<Piece> {
    let inquiry = &address.inquiry;
    let mut pieces = Vec::new();
    if let Some(order) = inquiry.order {
        let without = address.changed(|inquiry| inquiry.order = None);
        pieces.push(Piece::of(order_words(w, order, inquiry, setting)).without(&without));
    }
    if let Some(first) = inquiry.first {
        let without = address.changed(|inquiry| inquiry.first = None);
        let text = w.t1("analysis-first", "count", first).into_owned();
        pieces.push(Piece::of(text).without(&without));
    }
    pieces
}

/// A column as people call it, with its dataset where several are asked.
pub(super) fn column_words(column: &ColumnRef, setting: &Setting) -> String {
    setting
        .column(column)
        .map_or_else(|| column.column.clone(), label)
}

/// What is counted.
pub(super) fn value_words(w: Words, value: &Measured, setting: &Setting) -> String {
    let base = if value.kind == hebewerk_model::AggregateKind::Count {
        let title = title(setting, value.column.table);
        w.t1("analysis-value-anzahl", "title", title)
    } else {
        let key = format!("analysis-value-{}", value.kind.code());
        w.t1(&key, "column", column_words(&value.column, setting))
    };
    match &value.shape {
        Shape::Plain => base.into_owned(),
        Shape::Share => w.t1("analysis-value-share", "value", base).into_owned(),
        Shape::YearBefore => w.t1("analysis-value-year", "value", base).into_owned(),
        Shape::Per(per) => {
            let column = column_words(&per.column, setting);
            let parameters: [(&str, &dyn crate::words::Parameter); 3] =
                [("value", &base), ("of", &per.of), ("column", &column)];
            w.t_with("analysis-value-per", &parameters).into_owned()
        }
    }
}

/// What is grouped by.
pub(super) fn group_words(w: Words, group: &Grouping, setting: &Setting) -> String {
    let column = column_words(&group.column, setting);
    match group.level {
        Level::Value => column,
        level => {
            let key = format!("analysis-level-{}", level.code());
            w.t1(&key, "column", column).into_owned()
        }
    }
}

fn condition_words(w: Words, condition: &Condition, setting: &Setting) -> String {
    let column = column_words(&condition.column, setting);
    let comparator = w.code("comparator", condition.comparator.code());
    if condition.comparator.is_of_presence() {
        return format!("{column} {comparator}");
    }
    let known = setting.column(&condition.column);
    let is_text = condition.comparator == Comparator::Contains;
    let value = match known.filter(|_| !is_text) {
        Some(known) => Style::of(known).written(w, &condition.value),
        None => condition.value.clone(),
    };
    let parameters: [(&str, &dyn crate::words::Parameter); 3] = [
        ("column", &column),
        ("comparator", &comparator),
        ("value", &value),
    ];
    w.t_with("analysis-condition", &parameters).into_owned()
}

fn kept_words(w: Words, kept: &KeptGroups, inquiry: &Inquiry, setting: &Setting) -> String {
    let values = inquiry.values();
    let value = values.get(kept.value);
    let value = value.map_or_else(String::new, |value| value_words(w, value, setting));
    let comparator = w.code("comparator", kept.comparator.code());
    let number = Style::Number.written(w, &kept.number);
    format!("{value} {comparator} {number}")
}

/// What the answer is ordered by.
pub(super) fn order_words(
    w: Words,
    order: Ordered,
    inquiry: &Inquiry,
    setting: &Setting,
) -> String {
    let (what, key) = match order {
        Ordered::Value { place, descending } => {
            let values = inquiry.values();
            let value = values.get(place);
            let what = value.map_or_else(String::new, |value| value_words(w, value, setting));
            (
                what,
                if descending {
                    "analysis-largest-first"
                } else {
                    "analysis-smallest-first"
                },
            )
        }
        Ordered::Group { place, descending } => {
            let group = inquiry.groups.get(place);
            let what = group.map_or_else(String::new, |group| group_words(w, group, setting));
            (
                what,
                if descending {
                    "analysis-backwards"
                } else {
                    "analysis-forwards"
                },
            )
        }
    };
    w.t1(key, "what", what).into_owned()
}

/// What the answer is about: *Summe Plätze je 100 Kinder nach Stadtbezirk*.
pub(super) fn headline(w: Words, inquiry: &Inquiry, setting: &Setting) -> String {
    if !inquiry.counts() {
        return title(setting, 0);
    }
    let values = inquiry.values();
    let values: Vec<String> = values
        .iter()
        .map(|value| value_words(w, value, setting))
        .collect();
    let values = values.join(", ");
    let groups: Vec<String> = inquiry
        .groups
        .iter()
        .map(|group| group_words(w, group, setting))
        .collect();
    if groups.is_empty() {
        return values;
    }
    w.t2(
        "analysis-headline",
        "values",
        &values,
        "groups",
        groups.join(", "),
    )
    .into_owned()
}

/// The whole question as one text, for files and citations.
pub(super) fn whole(steps: &[Step]) -> String {
    let steps = steps.iter().filter(|step| !step.pieces.is_empty());
    let lines = steps.map(|step| {
        let pieces: Vec<String> = step
            .pieces
            .iter()
            .map(|piece| match &piece.small {
                Some(small) => format!("{} ({small})", piece.text),
                None => piece.text.clone(),
            })
            .collect();
        format!("{}: {}", step.word, pieces.join("; "))
    });
    lines.collect::<Vec<_>>().join(". ")
}

/// Where the data are from: house, dataset, version and its day.
pub(super) fn sources(w: Words, setting: &Setting) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for (place, told) in setting.told.iter().enumerate() {
        let (title, number) = (title(setting, place), told.version.number.0);
        let day = w.day(told.version.created_at);
        let parameters: [(&str, &dyn crate::words::Parameter); 4] = [
            ("house", &told.organisation.name),
            ("title", &title),
            ("number", &number),
            ("day", &day),
        ];
        let source = w.t_with("analysis-source", &parameters).into_owned();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}
