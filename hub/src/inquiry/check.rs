//! Whether a question fits what is there.

use super::{Setting, literal};
use hebewerk_model::{
    AggregateKind, Column, ColumnRef, ColumnType, Comparator, Condition, Grouping, Inquiry,
    KeptGroups, Level, Measured, Ordered, SemanticType, Shape,
};

/// Conditions, groupings, values and conditions on groups at most, each.
const MOST_PARTS: usize = 12;
/// Groupings at most.
const MOST_GROUPS: usize = 4;
/// Bridges at most.
pub(super) const MOST_JOINS: usize = 4;

/// What is wrong with a part of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// A column it names is not there, or not for this asker.
    NoColumn,
    /// What is asked of a column does not fit its type.
    WrongType,
    /// A value is none of the column's type.
    WrongValue,
    /// A share or rate of something that does not add up.
    NoRate,
    /// A change against the year before without exactly one grouping by year or month.
    NoYear,
    /// It names a value or grouping that is not there.
    NoPlace,
    /// There are more parts than a question may have.
    TooMany,
}

impl Problem {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::NoColumn,
        Self::WrongType,
        Self::WrongValue,
        Self::NoRate,
        Self::NoYear,
        Self::NoPlace,
        Self::TooMany,
    ];

    /// Stable code, for the sentence that says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoColumn => "no_column",
            Self::WrongType => "wrong_type",
            Self::WrongValue => "wrong_value",
            Self::NoRate => "no_rate",
            Self::NoYear => "no_year",
            Self::NoPlace => "no_place",
            Self::TooMany => "too_many",
        }
    }
}

/// What is wrong with a question: nothing, if a statement can be made of it.
pub fn check(inquiry: &Inquiry, setting: &Setting) -> Vec<Problem> {
    let mut problems = Vec::new();
    let counts = [
        inquiry.conditions.len(),
        inquiry.values.len(),
        inquiry.kept.len(),
    ];
    let is_long = counts.iter().any(|count| *count > MOST_PARTS);
    if is_long || inquiry.groups.len() > MOST_GROUPS || inquiry.joins.len() > MOST_JOINS {
        problems.push(Problem::TooMany);
    }
    let found = inquiry.conditions.iter();
    problems.extend(found.filter_map(|one| condition(one, setting)));
    let found = inquiry.groups.iter();
    problems.extend(found.filter_map(|one| grouping(one, setting)));
    let values = inquiry.values();
    let found = values.iter();
    problems.extend(found.filter_map(|one| measured(one, inquiry, setting)));
    let found = inquiry.kept.iter();
    problems.extend(found.filter_map(|one| kept(one, &values, setting)));
    problems.extend(inquiry.order.and_then(|one| ordered(one, inquiry, &values)));
    problems
}

/// Whether a column holds days, so that it has years and months.
pub const fn is_moment(column: &Column) -> bool {
    matches!(column.column_type, ColumnType::Date | ColumnType::Timestamp)
}

fn condition(condition: &Condition, setting: &Setting) -> Option<Problem> {
    let Some(column) = setting.column(&condition.column) else {
        return Some(Problem::NoColumn);
    };
    if condition.comparator.is_of_presence() {
        return None;
    }
    if condition.comparator == Comparator::Contains {
        let is_text = column.column_type == ColumnType::Text;
        return (!is_text).then_some(Problem::WrongType);
    }
    let fits = literal(column.column_type, &condition.value).is_some();
    (!fits).then_some(Problem::WrongValue)
}

fn grouping(grouping: &Grouping, setting: &Setting) -> Option<Problem> {
    let Some(column) = setting.column(&grouping.column) else {
        return Some(Problem::NoColumn);
    };
    let fits = match grouping.level {
        Level::Value => !matches!(column.column_type, ColumnType::Binary | ColumnType::Json),
        Level::Year | Level::Month => is_moment(column),
    };
    (!fits).then_some(Problem::WrongType)
}

fn measured(measured: &Measured, inquiry: &Inquiry, setting: &Setting) -> Option<Problem> {
    let is_number = |column: &ColumnRef| {
        let column = setting.column(column)?;
        Some(column.column_type.is_number())
    };
    if measured.kind == AggregateKind::Count {
        if measured.column.table >= setting.tables.len() {
            return Some(Problem::NoColumn);
        }
    } else {
        let Some(column) = setting.column(&measured.column) else {
            return Some(Problem::NoColumn);
        };
        let ordered = !matches!(
            column.column_type,
            ColumnType::Binary | ColumnType::Json | ColumnType::Boolean
        );
        let fits = match measured.kind {
            AggregateKind::Min | AggregateKind::Max => ordered,
            kind if kind.needs_numbers() => column.column_type.is_number(),
            _ => column.column_type != ColumnType::Binary,
        };
        if !fits {
            return Some(Problem::WrongType);
        }
    }
    match &measured.shape {
        Shape::Plain => None,
        Shape::Share => (!measured.kind.adds_up()).then_some(Problem::NoRate),
        Shape::Per(per) => match is_number(&per.column) {
            None => Some(Problem::NoColumn),
            Some(false) => Some(Problem::WrongType),
            Some(true) => (!measured.kind.adds_up()).then_some(Problem::NoRate),
        },
        Shape::YearBefore => {
            if year_of(inquiry, setting).is_none() {
                return Some(Problem::NoYear);
            }
            let gives_number = matches!(
                measured.kind,
                AggregateKind::Count | AggregateKind::Distinct
            ) || is_number(&measured.column) == Some(true);
            (!gives_number).then_some(Problem::WrongType)
        }
    }
}

/// The grouping that tells the year, if exactly one does: by year or month, or by a column of years.
pub(super) fn year_of(inquiry: &Inquiry, setting: &Setting) -> Option<usize> {
    let tells = |grouping: &Grouping| match grouping.level {
        Level::Year | Level::Month => true,
        Level::Value => setting.column(&grouping.column).is_some_and(|column| {
            column.semantic_type == Some(SemanticType::Year)
                && column.column_type == ColumnType::Integer
        }),
    };
    let mut found = inquiry.groups.iter().enumerate();
    let mut found = found.by_ref().filter(|(_place, one)| tells(one));
    let (place, _one) = found.next()?;
    found.next().is_none().then_some(place)
}

fn kept(kept: &KeptGroups, values: &[Measured], setting: &Setting) -> Option<Problem> {
    let Some(value) = values.get(kept.value) else {
        return Some(Problem::NoPlace);
    };
    let picks = matches!(value.kind, AggregateKind::Min | AggregateKind::Max);
    let column = setting.column(&value.column);
    if picks && column.is_some_and(|column| !column.column_type.is_number()) {
        return Some(Problem::WrongType);
    }
    let is_number = literal::number(&kept.number).is_some();
    (!is_number).then_some(Problem::WrongValue)
}

fn ordered(order: Ordered, inquiry: &Inquiry, values: &[Measured]) -> Option<Problem> {
    let is_there = match order {
        Ordered::Value { place, .. } => place < values.len(),
        Ordered::Group { place, .. } => place < inquiry.groups.len(),
    };
    (!is_there).then_some(Problem::NoPlace)
}
