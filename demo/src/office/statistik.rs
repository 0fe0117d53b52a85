//! The statistics office: good numbers in bad sheets.

mod elections;
mod labour;
mod population;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "statistik",
    name: "Statistikstelle",
    kind: OrganisationKind::Statistics,
    form: "abgeschottete Statistikstelle",
    description: "Zählt Einwohner, Haushalte und Wanderungen und rechnet die Wahlen aus.",
    mailbox: "statistik",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 7] = [
    Dataset {
        file: "Einwohner nach Stadtbezirk 31.12.2025.xlsx",
        title: "Einwohner nach Stadtbezirk",
        description: "Einwohnerzahl je Stadtbezirk nach Geschlecht, Altersgruppe und Staatsangehörigkeit am 31. Dezember 2025.",
        tags: &["Einwohnerzahl", "Bevölkerung", "Stadtbezirk"],
        theme: theme::PEOPLE,
        later: &[2],
        everywhere: true,
        render: population::inhabitants,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Haushalte nach Stadtbezirk.csv",
        title: "Haushalte nach Stadtbezirk",
        description: "Zahl und Größe der Haushalte je Stadtbezirk am 31. Dezember 2025.",
        tags: &["Haushalte", "Haushaltsgröße", "Stadtbezirk"],
        theme: theme::PEOPLE,
        everywhere: true,
        render: population::households,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Altersstruktur_2021-2025.txt",
        title: "Altersstruktur nach Stadtbezirk",
        description: "Einwohner nach Stadtbezirk, Alter in Jahren und Geschlecht, 2021 bis 2025.",
        tags: &["Alter", "Bevölkerung", "Demografie"],
        theme: theme::PEOPLE,
        licence: BY,
        everywhere: true,
        render: population::ages,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Zu- und Fortzüge 2019-2025.csv",
        title: "Zu- und Fortzüge nach Stadtbezirk und Monat",
        description: "Zuzüge, Fortzüge und Umzüge je Stadtbezirk und Monat; Werte unter 3 sind gesperrt.",
        tags: &["Zuzug", "Fortzug", "Wanderung", "Umzug"],
        theme: theme::PEOPLE,
        later: &[4],
        render: population::moves,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Kopie von Arbeitslose nach Stadtbezirk.xlsx",
        title: "Arbeitslose nach Stadtbezirk",
        description: "Arbeitslose je Stadtbezirk und Quartal nach Rechtskreis, 2022 bis 2026.",
        tags: &["Arbeitslose", "Arbeitsmarkt", "SGB II"],
        theme: theme::PEOPLE,
        licence: BY,
        render: labour::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Kommunalwahl_2025_Stimmbezirke.csv",
        title: "Kommunalwahl 2025 nach Stimmbezirk",
        description: "Wahlberechtigte, Wählende und Stimmen je Stimmbezirk und (erfundener) Partei.",
        tags: &["Wahl", "Stimmbezirk", "Wahlbeteiligung", "Rat"],
        theme: theme::ELECTIONS,
        everywhere: true,
        render: elections::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Haushalte_Transferleistungen_intern.csv",
        title: "Haushalte mit Transferleistungen",
        description: "Haushalte mit Wohngeld, Grundsicherung oder Bürgergeld je Stadtbezirk und Jahr; kleine Zahlen sind nicht gesperrt, darum nur für die Statistikstelle.",
        tags: &["Wohngeld", "Grundsicherung", "Soziales"],
        theme: theme::PEOPLE,
        render: labour::transfers,
        ..Dataset::CLOSED
    },
];
