//! The transport company.

mod passengers;
mod timetable;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "verkehrsbetriebe",
    name: "Verkehrsbetriebe {fluss} GmbH",
    kind: OrganisationKind::Company,
    form: "Gesellschaft",
    description: "Fährt Busse und Bahnen auf zwölf Linien.",
    mailbox: "fahrplan",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 4] = [
    Dataset {
        file: "gtfs_fahrplan_2026.zip",
        title: "Fahrplan 2026 (GTFS)",
        description: "Haltestellen, Linien, Fahrten und Abfahrtszeiten als Tabellen nach GTFS.",
        tags: &["Fahrplan", "GTFS", "Haltestelle", "Bus", "Straßenbahn"],
        theme: theme::TRAFFIC,
        licence: BY,
        everywhere: true,
        render: timetable::gtfs,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Haltestellen_Barrierefreiheit_NEU.xlsx",
        title: "Barrierefreiheit der Haltestellen",
        description: "Je Haltestelle: Bordhöhe, Leitstreifen, Anzeiger und Stand des Umbaus.",
        tags: &["Haltestelle", "barrierefrei", "Umbau"],
        theme: theme::TRAFFIC,
        render: timetable::access,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Fahrgastzahlen je Linie.csv",
        title: "Fahrgastzahlen je Linie und Monat",
        description: "Gezählte Einstiege je Linie und Monat seit 2022, ab Oktober 2026 vorläufig.",
        tags: &["Fahrgäste", "Linie", "Zählung"],
        theme: theme::TRAFFIC,
        later: &[2, 4],
        everywhere: true,
        render: passengers::monthly,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "puenktlichkeit_2026-10.parquet",
        title: "Pünktlichkeit Oktober 2026",
        description: "Planmäßige und wirkliche Abfahrt je Fahrt und Haltestelle im Oktober 2026.",
        tags: &["Pünktlichkeit", "Verspätung", "Abfahrt"],
        theme: theme::TRAFFIC,
        render: passengers::punctuality,
        ..Dataset::INTERNAL
    },
];
