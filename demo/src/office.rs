//! The offices and companies of the city, in the order of its organisation chart.

mod entsorgung;
mod statistik;
mod stadtwerke;
mod verkehrsbetriebe;
mod vermessung;


use crate::dataset::Office;

static OFFICES: [Office; 5] =
    [entsorgung::OFFICE, vermessung::OFFICE, statistik::OFFICE, stadtwerke::OFFICE, verkehrsbetriebe::OFFICE];

/// All of them.
pub(crate) fn offices() -> &'static [Office] {
    &OFFICES
}
