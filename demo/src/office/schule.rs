//! Schools and libraries.

mod schools;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "schule",
    name: "Schule und Bildung",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Baut und verwaltet Schulen, plant Schulbezirke und führt die Stadtbibliothek.",
    mailbox: "schulverwaltung",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 4] = [
    Dataset {
        file: "Schulen 2025_26.csv",
        title: "Schulen",
        description: "Schulen mit sechsstelliger Schulnummer, Schulform, Anschrift und Lage.",
        tags: &["Schule", "Schulnummer", "Grundschule", "Gymnasium"],
        theme: theme::EDUCATION,
        everywhere: true,
        render: schools::directory,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Schülerzahlen 2021-2025.xlsx",
        title: "Schülerzahlen nach Schule und Schuljahr",
        description: "Schülerinnen und Schüler je Schule, Schuljahr und Jahrgang. Die Schulnummer hat hier ihre führende Null verloren.",
        tags: &["Schülerzahl", "Schuljahr", "Jahrgang"],
        theme: theme::EDUCATION,
        everywhere: true,
        render: schools::pupils,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Schulwege_Querungen.csv",
        title: "Querungen auf Schulwegen",
        description: "Stellen, an denen Kinder auf dem Schulweg Straßen überqueren, mit Sicherung und Bewertung.",
        tags: &["Schulweg", "Querung", "Zebrastreifen"],
        theme: theme::EDUCATION,
        render: schools::crossings,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Bibliothek_Ausleihen.ods",
        title: "Ausleihen der Stadtbibliothek",
        description: "Ausleihen je Zweigstelle, Medienart und Monat seit 2023.",
        tags: &["Bibliothek", "Ausleihe", "Bücher"],
        theme: theme::EDUCATION,
        licence: BY,
        render: schools::loans,
        ..Dataset::PLAIN
    },
];
