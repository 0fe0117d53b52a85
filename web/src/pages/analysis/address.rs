//! A question as an address: all of it stands there, so it can be passed on, and Back undoes a step.

use crate::query::Query;
use hebewerk_model::{Condition, Grouping, Inquiry, KeptGroups, Measured, Ordered, TableName};
use std::fmt::Display;
use std::str::FromStr;

/// Where the page is.
pub(super) const PATH: &str = "/auswertung";

/// How an answer is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Bars,
    Line,
    Area,
    Scatter,
    Heat,
    Map,
    Table,
}

impl Look {
    pub(crate) const ALL: [Self; 7] = [
        Self::Bars,
        Self::Line,
        Self::Area,
        Self::Scatter,
        Self::Heat,
        Self::Map,
        Self::Table,
    ];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Bars => "balken",
            Self::Line => "linie",
            Self::Area => "flaeche",
            Self::Scatter => "punkte",
            Self::Heat => "raster",
            Self::Map => "karte",
            Self::Table => "tabelle",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.code() == code)
    }
}

/// What an address says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Address {
    pub(crate) inquiry: Inquiry,
    /// How the answer is looked at, if somebody chose.
    pub(crate) look: Option<Look>,
    /// Whether some parts were not understood and are left out.
    pub(crate) is_partial: bool,
}

impl Address {
    /// Reads an address; none where it names no table.
    pub(crate) fn read(query: &Query) -> Option<Self> {
        let from: TableName = query.get("von")?.parse().ok()?;
        let mut is_partial = false;
        let mut inquiry = Inquiry::of(from);
        inquiry.joins = parts(query, "bruecke", &mut is_partial);
        inquiry.conditions = parts::<Condition>(query, "nur", &mut is_partial);
        inquiry.groups = parts::<Grouping>(query, "je", &mut is_partial);
        inquiry.values = parts::<Measured>(query, "wert", &mut is_partial);
        inquiry.kept = parts::<KeptGroups>(query, "ab", &mut is_partial);
        inquiry.order = parts::<Ordered>(query, "nach", &mut is_partial).pop();
        inquiry.first = parts::<u32>(query, "erste", &mut is_partial).pop();
        let look = query.get("bild").and_then(Look::from_code);
        Some(Self {
            inquiry,
            look,
            is_partial,
        })
    }

    /// A question about all rows of a table.
    pub(crate) const fn of(from: TableName) -> Self {
        Self {
            inquiry: Inquiry::of(from),
            look: None,
            is_partial: false,
        }
    }

    /// The parameters, in the order of the steps.
    pub(crate) fn query(&self) -> Query {
        let inquiry = &self.inquiry;
        let mut query = Query::default().with("von", table_text(&inquiry.from));
        let mut all = |name: &str, parts: Vec<String>| {
            for part in parts {
                query = query.and(name, part);
            }
        };
        all("bruecke", texts(&inquiry.joins));
        all("nur", texts(&inquiry.conditions));
        all("je", texts(&inquiry.groups));
        all("wert", texts(&inquiry.values));
        all("ab", texts(&inquiry.kept));
        all(
            "nach",
            inquiry.order.iter().map(Ordered::to_string).collect(),
        );
        all("erste", inquiry.first.iter().map(u32::to_string).collect());
        let look = self.look.iter().map(|look| look.code().to_owned());
        all("bild", look.collect());
        query
    }

    /// The address of the page.
    pub(crate) fn href(&self) -> String {
        self.query().href(PATH)
    }

    /// The address with the question changed.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut Inquiry)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.inquiry);
        changed
    }

    /// The address with another look.
    pub(crate) fn looked_at(&self, look: Look) -> Self {
        Self {
            look: Some(look),
            ..self.clone()
        }
    }
}

/// A table as an address names it.
pub(super) fn table_text(table: &TableName) -> String {
    format!("{}.{}", table.schema, table.table_part())
}

fn texts<T: Display>(parts: &[T]) -> Vec<String> {
    parts.iter().map(T::to_string).collect()
}

fn parts<T: FromStr>(query: &Query, name: &str, is_partial: &mut bool) -> Vec<T> {
    let mut parts = Vec::new();
    // Not trimmed: a condition may be on a text that ends in spaces.
    for (_name, text) in query.pairs().filter(|(known, _text)| *known == name) {
        match text.parse() {
            Ok(part) => parts.push(part),
            Err(_no_part) => *is_partial |= !text.trim().is_empty(),
        }
    }
    parts
}

/// The inquiry without one of its tables, and without everything that named it or a later one.
pub(super) fn without_join(inquiry: &mut Inquiry, place: usize) {
    inquiry.joins.truncate(place);
    let tables = place + 1;
    inquiry.conditions.retain(|one| one.column.table < tables);
    inquiry.groups.retain(|one| one.column.table < tables);
    let values = std::mem::take(&mut inquiry.values);
    for (value, measured) in values.into_iter().enumerate().rev() {
        let is_there = measured.column.table < tables
            && match &measured.shape {
                hebewerk_model::Shape::Per(per) => per.column.table < tables,
                _ => true,
            };
        if is_there {
            inquiry.values.insert(0, measured);
        } else {
            forget_value(inquiry, value);
        }
    }
    inquiry.order = None;
}

/// The inquiry without one of its values, and what named it.
pub(super) fn without_value(inquiry: &mut Inquiry, place: usize) {
    if place < inquiry.values.len() {
        inquiry.values.remove(place);
    }
    forget_value(inquiry, place);
}

fn forget_value(inquiry: &mut Inquiry, place: usize) {
    inquiry.kept.retain(|kept| kept.value != place);
    for kept in &mut inquiry.kept {
        if kept.value > place {
            kept.value -= 1;
        }
    }
    if let Some(Ordered::Value {
        place: known,
        descending,
    }) = inquiry.order
    {
        inquiry.order = match known.cmp(&place) {
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => inquiry.order,
            std::cmp::Ordering::Greater => Some(Ordered::Value {
                place: known - 1,
                descending,
            }),
        };
    }
}

/// The inquiry without one of its groupings.
pub(super) fn without_group(inquiry: &mut Inquiry, place: usize) {
    if place < inquiry.groups.len() {
        inquiry.groups.remove(place);
    }
    if matches!(inquiry.order, Some(Ordered::Group { .. })) {
        inquiry.order = None;
    }
    if inquiry.groups.is_empty() && inquiry.values.is_empty() {
        inquiry.kept.clear();
        inquiry.order = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "von=entsorgung.sperrmuell%403&bruecke=01890000-0000-7000-8000-000000000000&nur=0.status%7Eeq\
                         %7Eab+geholt+&je=0.eingang%7Emonat&wert=anzahl%7E0.&wert=summe%7E0.menge&ab=1%7Egt%7E20&nach=\
                         wert%7E1%7Eab&erste=10&bild=linie";

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let read = Address::read(&Query::parse(WHOLE)).unwrap();
        assert!(!read.is_partial);
        assert_eq!(read.href(), format!("/auswertung?{WHOLE}"));
        assert_eq!(read.inquiry.conditions[0].value, "ab geholt ");
    }

    #[test]
    fn what_is_not_understood_is_left_out_and_told() {
        let read = Address::read(&Query::parse("von=a.b&je=quatsch&erste=viele")).unwrap();
        assert!(read.is_partial);
        assert_eq!(read.href(), "/auswertung?von=a.b");
        assert_eq!(Address::read(&Query::parse("von=nichts")), None);
    }

    #[test]
    fn what_goes_takes_along_what_names_it() {
        let text = "von=a.b&bruecke=01890000-0000-7000-8000-000000000000&je=0.x&wert=anzahl~1.&wert=anzahl~0.&wert=\
                    summe~0.m~je~100~1.e&ab=0~gt~1&ab=1~gt~2&nach=wert~1~ab";
        let read = Address::read(&Query::parse(text)).unwrap();
        let shorter = read.changed(|inquiry| without_join(inquiry, 0));
        assert_eq!(
            shorter.query().get("wert"),
            Some("anzahl~0."),
            "{}",
            shorter.href()
        );
        assert_eq!(shorter.inquiry.values.len(), 1);
        assert_eq!(shorter.query().get("ab"), Some("0~gt~2"));
        let shorter = read.changed(|inquiry| without_value(inquiry, 0));
        assert_eq!(shorter.query().get("nach"), Some("wert~0~ab"));
    }
}
