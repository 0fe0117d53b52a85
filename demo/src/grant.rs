//! Rights to read that offices of the demo give each other.

use crate::city::City;

/// Who may read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DemoGrantee {
    /// An organisation by its slug.
    Organisation(&'static str),
    /// A person by their sign-in name.
    Person(String),
}

/// A right to read for a purpose.
#[derive(Clone, Debug)]
pub struct DemoGrant {
    /// Sign-in name of the data owner who grants it.
    pub owner: String,
    /// Slug of the organisation whose dataset it is.
    pub organisation: &'static str,
    /// File of the dataset, as in the catalogue.
    pub file: &'static str,
    /// Who may read.
    pub to: DemoGrantee,
    /// What for.
    pub purpose: &'static str,
    /// On which legal basis.
    pub legal_basis: &'static str,
    /// File reference of the decision.
    pub reference: &'static str,
    /// Whether it ends after a year; else it holds until it is taken back.
    pub ends: bool,
}

/// The grants of a city; the neighbours have none.
pub fn grants(city: &City) -> Vec<DemoGrant> {
    if !city.is_musterstadt() {
        return Vec::new();
    }
    let email = |mailbox: &str| format!("{mailbox}@{}.example", city.slug);
    vec![
        DemoGrant {
            owner: email("ayse.kaya"),
            organisation: "entsorgung",
            file: "Behälterbestand nach Anschrift.csv",
            to: DemoGrantee::Organisation("statistik"),
            purpose: "Abfallmengen je Kopf und Stadtbezirk auswerten",
            legal_basis: "§ 5 Abs. 1 DSG NRW",
            reference: "70-32-04/2026",
            ends: false,
        },
        DemoGrant {
            owner: email("ayse.kaya"),
            organisation: "entsorgung",
            file: "Behälterbestand nach Anschrift.csv",
            to: DemoGrantee::Person(email("jana.brinkmann")),
            purpose: "Stellplätze für Abfallbehälter in Bebauungsplänen vorsehen",
            legal_basis: "§ 5 Abs. 1 DSG NRW",
            reference: "61-20-11/2026",
            ends: true,
        },
        DemoGrant {
            owner: email("rosa.uferling"),
            organisation: "gesundheit",
            file: "Trinkwasserproben.csv",
            to: DemoGrantee::Organisation("stadtwerke"),
            purpose: "Leitungen nach auffälligen Proben spülen",
            legal_basis: "§ 5 Abs. 1 DSG NRW",
            reference: "53-40-02/2026",
            ends: true,
        },
        DemoGrant {
            owner: email("rosa.uferling"),
            organisation: "gesundheit",
            file: "Schuleingangsuntersuchung_2026.xlsx",
            to: DemoGrantee::Organisation("statistik"),
            purpose: "Ergebnisse der Schuleingangsuntersuchung nach Stadtbezirk auswerten",
            legal_basis: "§ 17 DSG NRW",
            reference: "53-10-07/2026",
            ends: true,
        },
    ]
}
