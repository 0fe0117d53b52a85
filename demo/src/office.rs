//! The offices and companies of the city, in the order of its organisation chart.

mod buergerservice;
mod entsorgung;
mod gesundheit;
mod jugend;
mod kaemmerei;
mod ordnung;
mod planning;
mod schule;
mod stadtgruen;
mod stadtwerke;
mod statistik;
mod tiefbau;
mod verkehrsbetriebe;
mod vermessung;
mod wohnen;

use crate::dataset::Office;

static OFFICES: [Office; 16] = [
    verkehrsbetriebe::OFFICE,
    tiefbau::OFFICE,
    ordnung::OFFICE,
    stadtgruen::OFFICE,
    vermessung::OFFICE,
    entsorgung::OFFICE,
    stadtwerke::OFFICE,
    wohnen::OFFICE,
    statistik::OFFICE,
    buergerservice::OFFICE,
    jugend::OFFICE,
    schule::OFFICE,
    kaemmerei::OFFICE,
    gesundheit::OFFICE,
    planning::DIGITAL,
    planning::PLANNING,
];

/// All of them.
pub(crate) fn offices() -> &'static [Office] {
    &OFFICES
}
