//! Parts of a question as short texts, as addresses hold them: `0.eingang~monat`, `summe~1.plaetze~je~100~2.kinder`.
//!
//! A column's name never holds `~`; what is typed (the value of a condition) stands last and may hold anything.

use super::{
    AggregateKind, ColumnRef, Condition, Denominator, Grouping, KeptGroups, Level, Measured,
    Ordered, Shape, Walk,
};
use crate::Comparator;
use std::fmt;
use std::str::FromStr;

/// Between the parts of a text.
const SIGN: char = '~';
/// Denominators there are.
const FACTORS: [u32; 5] = [1, 100, 1_000, 10_000, 100_000];

/// A text that is no part of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no part of a question")]
pub struct NoPart;

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table, self.column)
    }
}

impl FromStr for ColumnRef {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let (table, column) = text.split_once('.').ok_or(NoPart)?;
        let is_name = column.len() <= 255 && !column.contains(SIGN);
        let table = table.parse().map_err(|_no_number| NoPart)?;
        is_name
            .then(|| Self {
                table,
                column: column.to_owned(),
            })
            .ok_or(NoPart)
    }
}

impl fmt::Display for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.keeps_all { "~alle" } else { "" };
        write!(f, "{}{more}", self.bridge)
    }
}

impl FromStr for Walk {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let (bridge, keeps_all) = match text.split_once(SIGN) {
            None => (text, false),
            Some((bridge, "alle")) => (bridge, true),
            Some(_) => return Err(NoPart),
        };
        let bridge = bridge.parse().map_err(|_no_id| NoPart)?;
        Ok(Self { bridge, keeps_all })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.column, self.comparator.code())?;
        if self.comparator.is_of_presence() {
            return Ok(());
        }
        write!(f, "~{}", self.value)
    }
}

impl FromStr for Condition {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let mut parts = text.splitn(3, SIGN);
        let column = parts.next().ok_or(NoPart)?.parse()?;
        let comparator = Comparator::from_code(parts.next().ok_or(NoPart)?).ok_or(NoPart)?;
        let value = parts.next();
        if comparator.is_of_presence() == value.is_some() {
            return Err(NoPart);
        }
        Ok(Self {
            column,
            comparator,
            value: value.unwrap_or_default().to_owned(),
        })
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Value => self.column.fmt(f),
            level => write!(f, "{}~{}", self.column, level.code()),
        }
    }
}

impl FromStr for Grouping {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let (column, level) = match text.split_once(SIGN) {
            None => (text, Level::Value),
            Some((column, level)) => (column, Level::from_code(level).ok_or(NoPart)?),
        };
        let column: ColumnRef = column.parse()?;
        if column.column.is_empty() {
            return Err(NoPart);
        }
        Ok(Self { column, level })
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.kind.code(), self.column)?;
        match &self.shape {
            Shape::Plain => Ok(()),
            Shape::Share => f.write_str("~anteil"),
            Shape::YearBefore => f.write_str("~vorjahr"),
            Shape::Per(per) => write!(f, "~je~{}~{}", per.of, per.column),
        }
    }
}

impl FromStr for Measured {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let parts: Vec<&str> = text.split(SIGN).collect();
        let [kind, column, shape @ ..] = parts.as_slice() else {
            return Err(NoPart);
        };
        let shape = match shape {
            [] => Shape::Plain,
            ["anteil"] => Shape::Share,
            ["vorjahr"] => Shape::YearBefore,
            ["je", of, column] => {
                let of = of.parse().map_err(|_no_number| NoPart)?;
                if !FACTORS.contains(&of) {
                    return Err(NoPart);
                }
                let column = column.parse()?;
                Shape::Per(Denominator { of, column })
            }
            _ => return Err(NoPart),
        };
        let kind = AggregateKind::from_code(kind).ok_or(NoPart)?;
        let column: ColumnRef = column.parse()?;
        // Only a count is of rows and not of a column.
        if column.column.is_empty() != (kind == AggregateKind::Count) {
            return Err(NoPart);
        }
        Ok(Self {
            kind,
            column,
            shape,
        })
    }
}

impl fmt::Display for KeptGroups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comparator = self.comparator.code();
        write!(f, "{}~{comparator}~{}", self.value, self.number)
    }
}

impl FromStr for KeptGroups {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let parts: Vec<&str> = text.split(SIGN).collect();
        let [value, comparator, number] = parts.as_slice() else {
            return Err(NoPart);
        };
        let comparator = Comparator::from_code(comparator).ok_or(NoPart)?;
        if comparator.is_of_presence() || comparator == Comparator::Contains {
            return Err(NoPart);
        }
        Ok(Self {
            value: value.parse().map_err(|_no_number| NoPart)?,
            comparator,
            number: (*number).to_owned(),
        })
    }
}

impl fmt::Display for Ordered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, place, descending) = match self {
            Self::Value { place, descending } => ("wert", place, descending),
            Self::Group { place, descending } => ("gruppe", place, descending),
        };
        let way = if *descending { "ab" } else { "auf" };
        write!(f, "{kind}~{place}~{way}")
    }
}

impl FromStr for Ordered {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        let parts: Vec<&str> = text.split(SIGN).collect();
        let [kind, place, way] = parts.as_slice() else {
            return Err(NoPart);
        };
        let place = place.parse().map_err(|_no_number| NoPart)?;
        let descending = match *way {
            "ab" => true,
            "auf" => false,
            _ => return Err(NoPart),
        };
        match *kind {
            "wert" => Ok(Self::Value { place, descending }),
            "gruppe" => Ok(Self::Group { place, descending }),
            _ => Err(NoPart),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same<T: FromStr<Err = NoPart> + fmt::Display>(texts: &[&str]) {
        for text in texts {
            let part: T = text.parse().unwrap_or_else(|_no| panic!("{text}"));
            assert_eq!(part.to_string(), *text);
        }
    }

    #[track_caller]
    fn none<T: FromStr<Err = NoPart>>(texts: &[&str]) {
        for text in texts {
            assert!(text.parse::<T>().is_err(), "{text}");
        }
    }

    #[test]
    fn parts_are_read_as_they_are_written() {
        let bridge = "01890000-0000-7000-8000-000000000000";
        same::<Walk>(&[bridge, &format!("{bridge}~alle")]);
        same::<Condition>(&[
            "0.eingang~ge~2026-01-01",
            "1.a~is_null",
            "0.b~eq~x~y~z",
            "0.b~eq~",
        ]);
        same::<Grouping>(&["0.stadtbezirk", "0.eingang~monat", "3.eingang~jahr"]);
        same::<Measured>(&[
            "anzahl~1.",
            "summe~0.menge_m3",
            "median~0.m~vorjahr",
            "summe~0.plaetze~je~100~1.kinder",
            "anzahl~0.~anteil",
        ]);
        same::<KeptGroups>(&["0~gt~20", "1~le~2.5"]);
        same::<Ordered>(&["wert~0~ab", "gruppe~1~auf"]);
    }

    #[test]
    fn what_means_nothing_is_no_part() {
        none::<Walk>(&["", "nichts", "01890000-0000-7000-8000-000000000000~x"]);
        none::<Condition>(&["", "a~eq~1", "0.a~etwa~1", "0.a~eq", "0.a~is_null~1"]);
        none::<Grouping>(&["", "0.", "x.a", "0.a~woche", "0.a~jahr~jahr"]);
        none::<Measured>(&[
            "summe",
            "summe~0.",
            "anzahl~0.a",
            "summe~0.a~je~7~1.b",
            "summe~0.a~je~100",
            "summe~0.a~anteil~anteil",
        ]);
        none::<KeptGroups>(&["0~contains~2", "0~gt", "x~gt~1"]);
        none::<Ordered>(&["wert~0", "wert~a~ab", "wert~0~quer", "zeile~0~ab"]);
    }
}
