//! Roads and traffic.

mod counts;
mod roads;
mod sites;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "tiefbau",
    name: "Tiefbau und Verkehr",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Baut und unterhält Straßen, Brücken und Ampeln und zählt den Verkehr.",
    mailbox: "strassen",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 6] = [
    Dataset {
        file: "Baustellen und Sperrungen.geojson",
        title: "Baustellen und Sperrungen",
        description: "Laufende und geplante Baustellen mit Straße, Dauer und Art der Sperrung als Punkte auf der Karte.",
        tags: &["Baustelle", "Sperrung", "Umleitung", "Straße"],
        theme: theme::TRAFFIC,
        later: &[2, 3],
        everywhere: true,
        render: sites::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Verkehrszaehlung_14_Stellen_2026.csv",
        title: "Verkehrszählung an 14 Zählstellen",
        description: "Kraftfahrzeuge je Stunde und Richtung an 14 Zählstellen von Januar bis Oktober 2026.",
        tags: &["Verkehr", "Zählstelle", "Kfz"],
        theme: theme::TRAFFIC,
        render: counts::cars,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Radzählung (3 Dateien zusammenkopiert).csv",
        title: "Radverkehr an sechs Zählstellen",
        description: "Fahrräder je Tag an sechs Zählstellen, 2024 bis 2026.",
        tags: &["Fahrrad", "Radverkehr", "Zählstelle"],
        theme: theme::TRAFFIC,
        render: counts::bicycles,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Straßenzustand_Export_final_neu2.csv",
        title: "Straßenzustand",
        description: "Zustandsnoten der Straßenabschnitte aus der Befahrung 2025 mit Länge und Handlungsbedarf.",
        tags: &["Straßenzustand", "Schlagloch", "Sanierung"],
        theme: theme::TRAFFIC,
        render: roads::condition,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Lichtsignalanlagen.xlsx",
        title: "Ampeln",
        description: "Lichtsignalanlagen mit Standort, Baujahr, Steuerung und Ausstattung für Blinde.",
        tags: &["Ampel", "Lichtsignalanlage", "barrierefrei"],
        theme: theme::TRAFFIC,
        licence: BY,
        render: roads::signals,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "unfaelle_2021_2025.csv",
        title: "Verkehrsunfälle 2021 bis 2025",
        description: "Unfälle mit Personenschaden nach Jahr, Monat, Stunde, Beteiligten und Lage, ohne Personenbezug.",
        tags: &["Unfall", "Verkehrssicherheit", "Schulweg"],
        theme: theme::TRAFFIC,
        everywhere: true,
        render: counts::accidents,
        ..Dataset::PLAIN
    },
];
