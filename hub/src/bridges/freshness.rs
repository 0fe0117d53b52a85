//! How fresh both banks are, and of which borders they speak: keys of districts and municipalities change with reforms, so
//! two lists may be right and still not fit.

use super::view::{BridgeBank, BridgeCard};
use hebewerk_model::Span;
use jiff::civil::Date;

/// Words behind which a description says by which borders data are counted.
const TERRITORY: [&str; 3] = ["gebietsstand", "gebietsstandes", "territorial status"];
/// Characters looked at behind such a word.
const NEAR: usize = 40;
/// Years between two versions from which they are told apart.
const YEARS_APART: i16 = 1;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez",
];

/// The day, or only the year, whose borders count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Territory {
    /// Borders of a day.
    Day(Date),
    /// Borders of a year.
    Year(i16),
}

impl Territory {
    fn year(self) -> i16 {
        match self {
            Self::Day(day) => day.year(),
            Self::Year(year) => year,
        }
    }

    /// Whether both may be the same borders.
    fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(one), Self::Day(two)) => one == two,
            _ => self.year() == other.year(),
        }
    }

    /// What a text says of itself: `Gebietsstand 31.12.2020`, `Gebietsstand: 1. Januar 2026`, `Gebietsstand 2021`.
    fn said(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        TERRITORY.iter().find_map(|word| {
            let (_before, behind) = text.split_once(word)?;
            let behind: String = behind.chars().take(NEAR).collect();
            first_day(&behind)
        })
    }
}

/// What is to be minded about time and borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreshnessCaution {
    /// Both say by which borders they count, and these are not the same.
    OtherTerritory(Territory, Territory),
    /// The days they speak of do not meet.
    OtherDays,
    /// Their versions lie so many years apart.
    YearsApart(i16),
}

impl BridgeBank {
    /// By which borders it counts, as its description says.
    pub fn territory(&self) -> Option<Territory> {
        let description = &self.dataset.description;
        let said = [&description.title, &description.text];
        said.into_iter().find_map(|text| Territory::said(text))
    }

    /// The days it speaks of, as its description says.
    pub fn span(&self) -> Span {
        self.dataset.description.details.span
    }
}

impl BridgeCard {
    /// What is to be minded about the time and the borders both banks speak of.
    pub fn freshness_cautions(&self) -> Vec<FreshnessCaution> {
        let mut cautions = Vec::new();
        if let (Some(left), Some(right)) = (self.left.territory(), self.right.territory())
            && !left.agrees(right)
        {
            cautions.push(FreshnessCaution::OtherTerritory(left, right));
        }
        if are_apart(self.left.span(), self.right.span()) {
            cautions.push(FreshnessCaution::OtherDays);
        }
        let day = |bank: &BridgeBank| bank.version.created_at.as_second() / (24 * 60 * 60);
        let years = (day(&self.left) - day(&self.right)).abs() / 365;
        let years = i16::try_from(years).unwrap_or(i16::MAX);
        if years >= YEARS_APART {
            cautions.push(FreshnessCaution::YearsApart(years));
        }
        cautions
    }
}

fn are_apart(one: Span, two: Span) -> bool {
    let ends_before = |one: Span, two: Span| {
        one.until
            .zip(two.from)
            .is_some_and(|(until, from)| until < from)
    };
    ends_before(one, two) || ends_before(two, one)
}

/// The first day of a text, or else the first year.
fn first_day(text: &str) -> Option<Territory> {
    let pieces: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
        .collect();
    let number = |piece: &str| piece.parse::<i16>().ok();
    let month = |piece: &str| {
        let named = MONTHS.iter().position(|name| piece.starts_with(name));
        named
            .map(|place| place as i16 + 1)
            .or_else(|| number(piece))
    };
    let is_year = |year: &i16| (1_800..2_200).contains(year);
    for (place, piece) in pieces.iter().enumerate() {
        let Some(year) = number(piece).filter(is_year) else {
            continue;
        };
        let before = place.checked_sub(2).and_then(|first| {
            let (day, month) = (number(pieces[first])?, month(pieces[first + 1])?);
            Some((day, month))
        });
        let behind = pieces.get(place + 1).zip(pieces.get(place + 2));
        let behind = behind.and_then(|(one, two)| Some((number(two)?, number(one)?)));
        let date = [before, behind]
            .into_iter()
            .flatten()
            .find_map(|(day, month)| {
                let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
                Date::new(year, month, day).ok()
            });
        return Some(date.map_or(Territory::Year(year), Territory::Day));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Territory, are_apart};
    use hebewerk_model::Span;
    use jiff::civil::date;

    #[test]
    fn a_description_says_by_which_borders_it_counts() {
        #[track_caller]
        fn check(text: &str, expected: Option<Territory>) {
            assert_eq!(Territory::said(text), expected, "{text}");
        }
        let day = |year, month, day| Some(Territory::Day(date(year, month, day)));
        check(
            "Stadtbezirke, Gebietsstand 1. Januar 2026.",
            day(2026, 1, 1),
        );
        check("Gemeinden (Gebietsstand: 31.12.2020)", day(2020, 12, 31));
        check("Kreise, Gebietsstand 2020-06-30", day(2020, 6, 30));
        check("Gebietsstand vom 1. März 2019", day(2019, 3, 1));
        check("Gebietsstand 2021", Some(Territory::Year(2021)));
        check("Zum Gebietsstand ist nichts gesagt.", None);
        check("Einwohner am 31.12.2020", None);
        check("Gebietsstand 99.99.2020", Some(Territory::Year(2020)));
    }

    #[test]
    fn a_year_agrees_with_its_days_and_a_day_with_no_other() {
        let day = |month| Territory::Day(date(2020, month, 1));
        assert!(day(1).agrees(Territory::Year(2020)));
        assert!(!day(1).agrees(day(7)));
        assert!(!Territory::Year(2019).agrees(day(1)));
    }

    #[test]
    fn days_that_do_not_meet_are_apart_and_open_ends_meet_everything() {
        let span = |from, until| Span { from, until };
        let (old, new) = (date(2020, 1, 1), date(2024, 1, 1));
        assert!(are_apart(span(None, Some(old)), span(Some(new), None)));
        assert!(are_apart(span(Some(new), None), span(None, Some(old))));
        assert!(!are_apart(span(Some(old), None), span(Some(new), None)));
        assert!(!are_apart(Span::default(), span(Some(new), Some(new))));
    }
}
