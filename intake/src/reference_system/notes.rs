//! What the coordinates of a column say about its reference system.

use super::findings::{
    CRS_AXES_SUSPECT, CRS_CONTRADICTED, CRS_GUESSED, CRS_INACCURATE, CRS_OTHER, CRS_UNKNOWN,
};
use super::known::{KNOWN, lies_in};
use super::{Declared, Known};
use hebewerk_model::{Finding, Severity};

/// The box around all positions of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent([f64; 4]);

impl Default for Extent {
    fn default() -> Self {
        Self([
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        ])
    }
}

impl Extent {
    /// Takes a position in.
    pub(crate) fn add(&mut self, x: f64, y: f64) {
        if x.is_finite() && y.is_finite() {
            let [left, bottom, right, top] = self.0;
            self.0 = [left.min(x), bottom.min(y), right.max(x), top.max(y)];
        }
    }

    /// Whether there was no position.
    pub(crate) fn is_empty(&self) -> bool {
        self.0[0] > self.0[2]
    }

    /// The same box with its axes exchanged.
    pub(crate) fn exchanged(&self) -> Self {
        let [left, bottom, right, top] = self.0;
        Self([bottom, left, top, right])
    }

    /// The system these coordinates are most probably of.
    pub(crate) fn guess(&self) -> Option<Declared> {
        let fits = |range: fn(&Known) -> [f64; 4]| {
            KNOWN
                .iter()
                .find(|known| known.is_guess && lies_in(self.0, range(known)))
        };
        let in_germany = fits(|known| known.germany);
        // Elsewhere only degrees are told from metres.
        let found = in_germany.or_else(|| {
            let degrees = KNOWN.first()?;
            lies_in(self.0, degrees.world).then_some(degrees)
        })?;
        Some(Declared::Epsg(found.number))
    }

    /// Whether all positions can be of a system.
    pub(crate) fn is_of(&self, declared: &Declared) -> bool {
        declared
            .known()
            .is_some_and(|known| lies_in(self.0, known.world))
    }

    /// Whether exchanging the axes moves the coordinates into the Germany of this system.
    pub(crate) fn is_exchanged(&self, declared: &Declared) -> bool {
        !self.is_empty()
            && declared.known().is_some_and(|known| {
                !lies_in(self.0, known.germany) && lies_in(self.exchanged().0, known.germany)
            })
    }

    /// The system of the column, and what is to be said about it.
    pub(crate) fn decide(&self, declared: Option<&Declared>) -> (Option<Declared>, Vec<Finding>) {
        let Some(declared) = declared else {
            return self.undeclared();
        };
        let mut findings = Vec::new();
        let contradicted = !self.is_empty() && declared.known().is_some() && !self.is_of(declared);
        if contradicted {
            let found = self
                .guess()
                .map_or_else(|| "none".to_owned(), |found| found.label());
            findings.push(
                Finding::new(CRS_CONTRADICTED, Severity::Warning)
                    .with("crs", declared.label())
                    .with("found", found),
            );
        }
        if !contradicted && self.is_exchanged(declared) {
            findings.push(
                Finding::new(CRS_AXES_SUSPECT, Severity::Warning).with("crs", declared.label()),
            );
        }
        if let Declared::Other(name) = declared {
            findings.push(Finding::new(CRS_OTHER, Severity::Warning).with("crs", name));
        }
        findings.extend(inaccurate(declared));
        (Some(declared.clone()), findings)
    }

    fn undeclared(&self) -> (Option<Declared>, Vec<Finding>) {
        if self.is_empty() {
            return (None, Vec::new());
        }
        let Some(guessed) = self.guess() else {
            return (None, vec![Finding::new(CRS_UNKNOWN, Severity::Warning)]);
        };
        let mut findings =
            vec![Finding::new(CRS_GUESSED, Severity::Warning).with("crs", guessed.label())];
        findings.extend(inaccurate(&guessed));
        (Some(guessed), findings)
    }
}

pub(super) fn inaccurate(declared: &Declared) -> Option<Finding> {
    declared
        .known()
        .filter(|known| known.inaccurate)
        .map(|_| Finding::new(CRS_INACCURATE, Severity::Warning).with("crs", declared.label()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(positions: &[(f64, f64)]) -> Extent {
        let mut extent = Extent::default();
        for (x, y) in positions {
            extent.add(*x, *y);
        }
        extent
    }

    #[test]
    fn coordinates_tell_the_system_where_nothing_is_declared() {
        let check = |x: f64, y: f64, number: Option<u32>| {
            let seen = extent(&[(x, y)]).guess();
            assert_eq!(seen, number.map(Declared::Epsg), "{x} {y}");
        };
        check(7.2, 51.5, Some(4326));
        check(-73.9, 40.7, Some(4326));
        check(369_000.0, 5_711_000.0, Some(25832));
        check(32_369_000.0, 5_711_000.0, Some(4647));
        check(33_390_000.0, 5_820_000.0, Some(5650));
        check(2_570_000.0, 5_711_000.0, Some(31466));
        check(3_560_000.0, 5_711_000.0, Some(31467));
        check(801_000.0, 6_710_000.0, Some(3857));
        check(12_345_678.0, 1.0, None);
    }

    #[test]
    fn a_declared_system_is_kept_and_checked() {
        let codes = |declared: u32, position| {
            let (kept, findings) = extent(&[position]).decide(Some(&Declared::Epsg(declared)));
            assert_eq!(kept, Some(Declared::Epsg(declared)));
            findings
                .iter()
                .map(|finding| finding.code.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert!(codes(25832, (369_000.0, 5_711_000.0)).is_empty());
        assert_eq!(codes(4326, (369_000.0, 5_711_000.0)), [CRS_CONTRADICTED]);
        assert_eq!(codes(4326, (51.5, 7.2)), [CRS_AXES_SUSPECT]);
        assert_eq!(codes(31466, (2_570_000.0, 5_711_000.0)), [CRS_INACCURATE]);
        let guessed = extent(&[(369_000.0, 5_711_000.0)]).decide(None);
        assert_eq!(guessed.1[0].code.as_str(), CRS_GUESSED);
        assert_eq!(extent(&[]).decide(None), (None, Vec::new()));
    }

    #[test]
    fn exchanged_axes_are_noticed() {
        let exchanged = extent(&[(51.5, 7.2)]);
        assert!(exchanged.is_exchanged(&Declared::Epsg(4326)));
        assert!(!extent(&[(7.2, 51.5)]).is_exchanged(&Declared::Epsg(4326)));
        assert!(extent(&[(5_711_000.0, 2_570_000.0)]).is_exchanged(&Declared::Epsg(31466)));
    }
}
