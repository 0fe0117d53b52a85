//! The housing company.

mod stock;

use hebewerk_model::OrganisationKind;

use crate::dataset::{Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "wohnungsgesellschaft",
    name: "Wohnungsgesellschaft {stadt} mbH",
    kind: OrganisationKind::Company,
    form: "Gesellschaft",
    description: "Vermietet Wohnungen in allen Stadtbezirken und saniert ihre Siedlungen.",
    mailbox: "bestand",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 2] = [
    Dataset {
        file: "Wohnungsbestand 31.12.2025.xlsx",
        title: "Wohnungsbestand",
        description: "Gebäude der Gesellschaft mit Anschrift, Baujahr, Zahl der Wohnungen und Energieklasse.",
        tags: &["Wohnung", "Gebäude", "Wohneinheiten", "Energie"],
        theme: theme::HOUSING,
        render: stock::buildings,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Mieten_Leerstand_2019-2025.ods",
        title: "Mieten und Leerstand",
        description: "Mittlere Miete je Quadratmeter und leere Wohnungen je Stadtbezirk und Jahr.",
        tags: &["Miete", "Leerstand", "Wohnen"],
        theme: theme::HOUSING,
        render: stock::rents,
        ..Dataset::PLAIN
    },
];
