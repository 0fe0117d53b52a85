//! Few classes of numbers with round limits, so that a colour can be told by eye and read in words.

use super::super::result::short_number;
use super::mark::{Drawing, text_width};
use crate::Words;

/// Classes at most: more shades nobody tells apart.
const MOST: usize = 5;
const TYPE: f64 = 13.5;

/// Numbers in classes of about the same size.
pub(super) struct Classes {
    /// Lower limits of all classes but the first.
    limits: Vec<f64>,
}

/// One class, from 0 for the smallest numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    shade: usize,
}

impl Class {
    /// Class of a field.
    pub(super) const fn field(self) -> &'static str {
        ["hw-m-st1", "hw-m-st2", "hw-m-st3", "hw-m-st4", "hw-m-st6"][self.shade]
    }

    /// Class of an area of a map.
    pub(super) const fn area(self) -> &'static str {
        [
            "hw-m-bezirk hw-m-st1",
            "hw-m-bezirk hw-m-st2",
            "hw-m-bezirk hw-m-st3",
            "hw-m-bezirk hw-m-st4",
            "hw-m-bezirk hw-m-st6",
        ][self.shade]
    }

    /// Class of a dot on a map.
    pub(super) const fn dot(self) -> &'static str {
        [
            "hw-m-ort hw-m-st1",
            "hw-m-ort hw-m-st2",
            "hw-m-ort hw-m-st3",
            "hw-m-ort hw-m-st4",
            "hw-m-ort hw-m-st6",
        ][self.shade]
    }

    /// Class of a number in a field of it.
    pub(super) const fn text(self) -> &'static str {
        if self.shade < 4 {
            "hw-c-feld"
        } else {
            "hw-c-feld hw-c-feld--hell"
        }
    }
}

impl Classes {
    /// Classes of some numbers: as many numbers in each as round limits allow.
    pub(super) fn of(numbers: impl Iterator<Item = f64>) -> Option<Self> {
        let mut numbers: Vec<f64> = numbers.collect();
        numbers.sort_by(f64::total_cmp);
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        let mut different = numbers.clone();
        different.dedup();
        let count = different.len().min(MOST);
        let mut limits: Vec<f64> = Vec::new();
        for class in 1..count {
            let place = class * numbers.len() / count;
            let Some(limit) = numbers.get(place) else {
                continue;
            };
            let limit = rounded(*limit, (last - first) / count as f64);
            let is_above = limits.last().is_none_or(|known| limit > *known);
            if is_above && limit > first && limit <= last {
                limits.push(limit);
            }
        }
        Some(Self { limits })
    }

    /// The class of a number.
    pub(super) fn class(&self, number: f64) -> Class {
        let place = self.limits.iter().filter(|limit| number >= **limit).count();
        Class {
            shade: self.shade(place),
        }
    }

    /// The shade of a class: few classes are spread over all shades.
    fn shade(&self, place: usize) -> usize {
        let last = self.limits.len();
        if last == 0 {
            return 2;
        }
        (place * (MOST - 1)).div_ceil(last).min(MOST - 1)
    }

    /// Draws what the shades mean, from `top` on.
    pub(super) fn legend(&self, w: Words, drawing: &mut Drawing, top: f64) {
        let (mut x, mut y) = (0.0, top);
        let number = |limit: f64| short_number(w, limit);
        for place in 0..=self.limits.len() {
            let below = place
                .checked_sub(1)
                .and_then(|place| self.limits.get(place));
            let words = match (below, self.limits.get(place)) {
                (None, None) => w.t("analysis-class-all").into_owned(),
                (None, Some(to)) => w.t1("analysis-class-below", "to", number(*to)).into_owned(),
                (Some(from), Some(to)) => w
                    .t2(
                        "analysis-class-between",
                        "from",
                        number(*from),
                        "to",
                        number(*to),
                    )
                    .into_owned(),
                (Some(from), None) => w
                    .t1("analysis-class-above", "from", number(*from))
                    .into_owned(),
            };
            let wide = 52.0 + text_width(&words, TYPE) + 18.0;
            if x > 0.0 && x + wide > drawing.width {
                x = 0.0;
                y += 22.0;
            }
            let class = Class {
                shade: self.shade(place),
            };
            drawing.rect(class.legend(), (x + 0.5, y), (40.0, 13.0));
            drawing.text("hw-c-notiz", (x + 48.0, y + 11.5), "start", words);
            x += wide;
        }
        drawing.height = drawing.height.max(y + 22.0);
    }
}

impl Class {
    const fn legend(self) -> &'static str {
        [
            "hw-stufe hw-m-st1",
            "hw-stufe hw-m-st2",
            "hw-stufe hw-m-st3",
            "hw-stufe hw-m-st4",
            "hw-stufe hw-m-st6",
        ][self.shade]
    }
}

/// A limit as round as the distance between limits allows.
fn rounded(limit: f64, distance: f64) -> f64 {
    if distance <= 0.0 {
        return limit;
    }
    let power = 10_f64.powf(distance.log10().floor());
    let step = if distance / power >= 5.0 {
        power
    } else {
        power / 2.0
    };
    let step = if step >= 1.0 { step.round() } else { step };
    (limit / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_about_the_same_and_have_round_limits() {
        let numbers = [
            317.6, 252.4, 247.3, 239.2, 206.4, 202.3, 188.0, 180.6, 145.1,
        ];
        let classes = Classes::of(numbers.into_iter()).unwrap();
        assert!(
            classes.limits.iter().all(|limit| limit % 5.0 == 0.0),
            "{:?}",
            classes.limits
        );
        assert!((3..=4).contains(&classes.limits.len()));
        let shades: Vec<usize> = numbers
            .iter()
            .map(|number| classes.class(*number).shade)
            .collect();
        assert!(shades.is_sorted_by(|one, two| one >= two), "{shades:?}");
        assert_eq!((shades[0], shades[8]), (4, 0));
    }

    #[test]
    fn equal_numbers_are_one_class() {
        let classes = Classes::of([7.0, 7.0].into_iter()).unwrap();
        assert!(classes.limits.is_empty());
        assert!(Classes::of(std::iter::empty()).is_none());
    }
}
