//! The treasurer.

mod money;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "kaemmerei",
    name: "Kämmerei",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Stellt den Haushalt auf, verwaltet Beteiligungen und erhebt Steuern.",
    mailbox: "haushalt",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 4] = [
    Dataset {
        file: "Haushaltsplan_2026_Produkte.csv",
        title: "Haushaltsplan 2026 nach Produkten",
        description: "Erträge und Aufwendungen je Produkt: Ergebnis 2024, Ansatz 2025 und 2026 in Euro.",
        tags: &["Haushalt", "Haushaltsplan", "Erträge", "Aufwendungen"],
        theme: theme::BUDGET,
        later: &[2],
        everywhere: true,
        render: money::budget,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Beteiligungen 2025.xlsx",
        title: "Beteiligungen der Stadt",
        description: "Gesellschaften mit Anteil, Bilanzsumme, Ergebnis und Beschäftigten, 2021 bis 2025.",
        tags: &["Beteiligung", "Gesellschaft", "Jahresabschluss"],
        theme: theme::BUDGET,
        licence: BY,
        render: money::holdings,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Lieferanten_Auszahlungen.csv",
        title: "Auszahlungen an Lieferanten",
        description: "Zahlungen an (erfundene) Firmen mit Betrag und Kostenstelle; Postleitzahlen ohne führende Null.",
        tags: &["Lieferant", "Zahlung", "Rechnung"],
        theme: theme::BUDGET,
        render: money::suppliers,
        ..Dataset::CLOSED
    },
    Dataset {
        file: "Hundesteuer_Bestand_x.csv",
        title: "Hundesteuer, Bestand",
        description: "Angemeldete Hunde mit Halter, Anschrift und Steuer (erfundene Personen).",
        tags: &["Hundesteuer", "Hund", "Steuer"],
        theme: theme::BUDGET,
        render: money::dogs,
        ..Dataset::PERSONAL
    },
];
