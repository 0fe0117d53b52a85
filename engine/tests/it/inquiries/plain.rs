//! Questions answered by plain loops.

use hebewerk_hub::inquiry::Setting;
use hebewerk_model::{
    AggregateKind, Column, ColumnRef, Comparator, Condition, Grouping, Inquiry, Level, Measured,
    Ordered, Shape,
};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A value; days are numbers since 1970.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    None,
    Number(f64),
    Text(String),
}

impl Cell {
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => one.total_cmp(two),
            (Self::Text(one), Self::Text(two)) => one.cmp(two),
            _ => panic!("{self:?} {other:?}"),
        }
    }
}

pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    fn place(&self, name: &str) -> usize {
        self.columns
            .iter()
            .position(|column| column.name == name)
            .unwrap()
    }

    /// Whether a value of a column stands there more than once.
    pub(super) fn has_twice(&self, name: &str) -> bool {
        let place = self.place(name);
        let values: Vec<String> = self
            .rows
            .iter()
            .filter_map(|row| row[place].text())
            .collect();
        let different: BTreeSet<&String> = values.iter().collect();
        different.len() < values.len()
    }
}

/// One joined row: the row of each table, none where it has no partner.
type Joined = Vec<Option<usize>>;

fn joined(setting: &Setting, tables: &[Table]) -> Vec<Joined> {
    let mut rows: Vec<Joined> = (0..tables[0].rows.len())
        .map(|row| vec![Some(row)])
        .collect();
    for (place, table) in setting.tables.iter().enumerate().skip(1) {
        let footing = table.footing.as_ref().unwrap();
        let mine = tables[place].place(&footing.mine[0]);
        let theirs = tables[footing.on].place(&footing.theirs[0]);
        let of_theirs = footing.by_hand.as_ref().map(|hand| hand.of_theirs);
        let by_hand = |key: Option<String>, applies: bool| {
            let mut rows = tables[super::random::BY_HAND].rows.iter();
            let row = rows.find(|row| applies && row[0].text() == key);
            row.map_or(key.clone(), |row| row[1].text())
        };
        let mut more = Vec::new();
        for row in rows {
            let key = row[footing.on].and_then(|it| tables[footing.on].rows[it][theirs].text());
            let key = by_hand(key, of_theirs == Some(true));
            let mut found = false;
            for (number, partner) in tables[place].rows.iter().enumerate() {
                let partner = by_hand(partner[mine].text(), of_theirs == Some(false));
                if key.is_some() && partner == key {
                    found = true;
                    let mut wide = row.clone();
                    wide.push(Some(number));
                    more.push(wide);
                }
            }
            if !found && footing.keeps_all {
                let mut wide = row;
                wide.push(None);
                more.push(wide);
            }
        }
        rows = more;
    }
    rows
}

fn value(row: &Joined, column: &ColumnRef, tables: &[Table]) -> Cell {
    let table = &tables[column.table];
    match row[column.table] {
        Some(number) => table.rows[number][table.place(&column.column)].clone(),
        None => Cell::None,
    }
}

fn holds(row: &Joined, condition: &Condition, tables: &[Table]) -> bool {
    let cell = value(row, &condition.column, tables);
    if cell == Cell::None {
        return matches!(condition.comparator, Comparator::IsNull | Comparator::Ne);
    }
    let wanted = match &cell {
        Cell::Text(_) => Cell::Text(condition.value.clone()),
        _ => Cell::Number(
            days(&condition.value).unwrap_or_else(|| condition.value.parse().unwrap_or_default()),
        ),
    };
    match condition.comparator {
        Comparator::IsNull => false,
        Comparator::NotNull => true,
        Comparator::Eq => cell.compare(&wanted).is_eq(),
        Comparator::Ne => cell.compare(&wanted).is_ne(),
        Comparator::Lt => cell.compare(&wanted).is_lt(),
        Comparator::Le => cell.compare(&wanted).is_le(),
        Comparator::Gt => cell.compare(&wanted).is_gt(),
        Comparator::Ge => cell.compare(&wanted).is_ge(),
        Comparator::Contains => {
            let text = cell.text().unwrap().to_lowercase();
            text.contains(&condition.value.to_lowercase())
        }
    }
}

fn days(day: &str) -> Option<f64> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let start = jiff::civil::date(1970, 1, 1);
    Some(f64::from(day.since(start).unwrap().get_days()))
}

fn key(row: &Joined, group: &Grouping, tables: &[Table]) -> Cell {
    let cell = value(row, &group.column, tables);
    let Some(days) = cell.number().filter(|_| group.level != Level::Value) else {
        return cell;
    };
    let start = jiff::civil::date(1970, 1, 1);
    let day = start
        .checked_add(jiff::Span::new().days(days as i64))
        .unwrap();
    match group.level {
        Level::Month => Cell::Text(format!("{:04}-{:02}", day.year(), day.month())),
        _ => Cell::Number(f64::from(day.year())),
    }
}

/// What is made of the rows of one group, each row of the column's table once.
fn raw(rows: &[Joined], kind: AggregateKind, column: &ColumnRef, tables: &[Table]) -> Cell {
    let once: BTreeSet<usize> = rows.iter().filter_map(|row| row[column.table]).collect();
    if kind == AggregateKind::Count {
        return Cell::Number(once.len() as f64);
    }
    let table = &tables[column.table];
    let place = table.place(&column.column);
    let mut cells: Vec<Cell> = once
        .into_iter()
        .map(|row| table.rows[row][place].clone())
        .filter(|cell| *cell != Cell::None)
        .collect();
    cells.sort_by(Cell::compare);
    if kind == AggregateKind::Distinct {
        cells.dedup();
        return Cell::Number(cells.len() as f64);
    }
    if cells.is_empty() {
        return Cell::None;
    }
    let numbers: Vec<f64> = cells.iter().filter_map(Cell::number).collect();
    let count = numbers.len();
    match kind {
        AggregateKind::Min => cells[0].clone(),
        AggregateKind::Max => cells[cells.len() - 1].clone(),
        AggregateKind::Sum => Cell::Number(numbers.iter().sum()),
        AggregateKind::Mean => Cell::Number(numbers.iter().sum::<f64>() / count as f64),
        _ if count % 2 == 1 => Cell::Number(numbers[count / 2]),
        _ => Cell::Number(f64::midpoint(numbers[count / 2 - 1], numbers[count / 2])),
    }
}

struct Group {
    keys: Vec<Cell>,
    rows: Vec<Joined>,
}

/// The rows of the answer, in order.
pub(super) fn answer(inquiry: &Inquiry, setting: &Setting, tables: &[Table]) -> Vec<Vec<Cell>> {
    let mut rows = joined(setting, tables);
    rows.retain(|row| inquiry.conditions.iter().all(|one| holds(row, one, tables)));
    let mut groups: Vec<Group> = Vec::new();
    if inquiry.groups.is_empty() {
        groups.push(Group {
            keys: Vec::new(),
            rows: Vec::new(),
        });
    }
    for row in rows {
        let keys: Vec<Cell> = inquiry
            .groups
            .iter()
            .map(|one| key(&row, one, tables))
            .collect();
        match groups.iter_mut().find(|group| group.keys == keys) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                keys,
                rows: vec![row],
            }),
        }
    }
    let mut answer: Vec<Vec<Cell>> = groups
        .iter()
        .map(|group| {
            let mut line = group.keys.clone();
            let values = inquiry.values.iter();
            line.extend(values.map(|one| shaped(one, group, &groups, inquiry, tables)));
            line
        })
        .collect();
    let count = inquiry.groups.len();
    answer.retain(|line| {
        inquiry.kept.iter().all(|kept| {
            let Some(number) = line[count + kept.value].number() else {
                return false;
            };
            let wanted: f64 = kept.number.parse().unwrap();
            match kept.comparator {
                Comparator::Gt => number > wanted,
                Comparator::Le => number <= wanted,
                _ => (number - wanted).abs() > 0.0,
            }
        })
    });
    let mut order: Vec<(usize, bool)> = (0..count).map(|place| (place, false)).collect();
    if let Some(Ordered::Value { place, descending }) = inquiry.order {
        order.insert(0, (count + place, descending));
    }
    answer.sort_by(|one, two| {
        order
            .iter()
            .fold(Ordering::Equal, |known, (place, descending)| {
                known.then_with(|| match (&one[*place], &two[*place]) {
                    (Cell::None, Cell::None) => Ordering::Equal,
                    (Cell::None, _) => Ordering::Greater,
                    (_, Cell::None) => Ordering::Less,
                    (one, two) if *descending => two.compare(one),
                    (one, two) => one.compare(two),
                })
            })
    });
    if let Some(first) = inquiry.first {
        answer.truncate(first as usize);
    }
    answer
}

fn shaped(
    measured: &Measured,
    group: &Group,
    groups: &[Group],
    inquiry: &Inquiry,
    tables: &[Table],
) -> Cell {
    let of = |group: &Group| raw(&group.rows, measured.kind, &measured.column, tables);
    let here = of(group);
    let ratio = |factor: f64, below: Option<f64>, here: Option<f64>| match (here, below) {
        (Some(here), Some(below)) if below != 0.0 => Cell::Number(here * factor / below),
        _ => Cell::None,
    };
    match &measured.shape {
        Shape::Plain => here,
        Shape::Share => {
            let all: Vec<f64> = groups
                .iter()
                .filter_map(|group| of(group).number())
                .collect();
            let total = (!all.is_empty()).then(|| all.iter().sum());
            ratio(100.0, total, here.number())
        }
        Shape::Per(per) => {
            let below = raw(&group.rows, AggregateKind::Sum, &per.column, tables);
            ratio(f64::from(per.of), below.number(), here.number())
        }
        Shape::YearBefore => {
            let year = inquiry
                .groups
                .iter()
                .position(|one| one.level != Level::Value)
                .unwrap();
            let mut keys = group.keys.clone();
            keys[year] = match &keys[year] {
                Cell::None => return Cell::None,
                Cell::Number(year) => Cell::Number(year - 1.0),
                Cell::Text(month) => {
                    let (year, month) = month.split_once('-').unwrap();
                    Cell::Text(format!("{:04}-{month}", year.parse::<i32>().unwrap() - 1))
                }
            };
            let before = groups.iter().find(|group| group.keys == keys);
            let before = before.and_then(|group| of(group).number());
            let change = here
                .number()
                .zip(before)
                .map(|(here, before)| here - before);
            ratio(100.0, before, change)
        }
    }
}

/// Whether an answer of the engine is the expected one; numbers may differ in their last digits.
pub(super) fn compare(answer: &[String], expected: &[Vec<Cell>]) -> Result<(), String> {
    if answer.len() != expected.len() {
        return Err(format!(
            "{} rows instead of {}",
            answer.len(),
            expected.len()
        ));
    }
    for (line, cells) in answer.iter().zip(expected) {
        let found: Vec<&str> = line.split('|').collect();
        if found.len() != cells.len() {
            return Err(format!("{line}: {} cells expected", cells.len()));
        }
        for (found, cell) in found.into_iter().zip(cells) {
            let fits = match cell {
                Cell::None => found == "∅",
                Cell::Text(text) => found == text,
                Cell::Number(number) => match found.parse::<f64>() {
                    Ok(found) => (found - number).abs() <= 1e-9 * number.abs().max(1.0),
                    Err(_no_number) => {
                        days(found).is_some_and(|found| (found - number).abs() < 0.5)
                    }
                },
            };
            if !fits {
                return Err(format!("{line}: {found} instead of {cell:?}"));
            }
        }
    }
    Ok(())
}
