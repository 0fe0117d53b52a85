//! Surveyors: the directory of streets that every other office should use.

mod ground;
mod map;
mod streets;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "vermessung",
    name: "Vermessung und Kataster",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Führt Straßenverzeichnis, Adressen, Flurstücke und die Karten der Stadt.",
    mailbox: "geodaten",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 7] = [
    Dataset {
        file: "Straßenverzeichnis.csv",
        title: "Straßenverzeichnis",
        description: "Alle Straßen mit amtlichem Straßenschlüssel, Stadtbezirk, Postleitzahl, Länge und Lage.",
        tags: &["Straße", "Straßenschlüssel", "Adresse", "Stadtbezirk"],
        theme: theme::MAPS,
        later: &[2, 5],
        everywhere: true,
        render: streets::directory,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Stadtbezirke.geojson",
        title: "Stadtbezirke",
        description: "Grenzen der Stadtbezirke, Gebietsstand 1. Januar 2026.",
        tags: &["Grenze", "Stadtbezirk", "Gebiet"],
        theme: theme::MAPS,
        everywhere: true,
        render: map::districts,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Hauskoordinaten_2026-10.csv",
        title: "Hauskoordinaten",
        description: "Jede Hausnummer mit Straße, Postleitzahl und Koordinate (ETRS89/UTM 32N).",
        tags: &["Hausnummer", "Anschrift", "Koordinate", "Adresse"],
        theme: theme::MAPS,
        everywhere: true,
        render: streets::houses,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Straßenabschnitte.geojson",
        title: "Straßenabschnitte",
        description: "Mittellinien der Straßen als Karte, mit Straßenschlüssel und Länge.",
        tags: &["Straße", "Netz", "Karte"],
        theme: theme::MAPS,
        licence: BY,
        render: map::lines,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Bodenrichtwerte 2026.csv",
        title: "Bodenrichtwerte 2026",
        description: "Bodenrichtwerte für Wohnbauland je Zone zum Stichtag 1. Januar 2026 in Euro je Quadratmeter und Zonengröße.",
        tags: &["Bodenrichtwert", "Grundstück", "Bauland"],
        theme: theme::HOUSING,
        later: &[3],
        render: ground::values,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Übersicht Bebauungspläne (Kopie von Mai).xlsx",
        title: "Übersicht der Bebauungspläne",
        description: "Rechtskräftige und laufende Bebauungspläne mit Nummer, Datum und Fläche.",
        tags: &["Bebauungsplan", "Bauleitplanung", "Planung"],
        theme: theme::HOUSING,
        render: ground::plans,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "flurstuecke_auszug.parquet",
        title: "Flurstücke (Auszug)",
        description: "Flurstücke mit Gemarkung, Flur, Nummer, amtlicher Fläche und Nutzung, ohne Eigentümer.",
        tags: &["Flurstück", "Gemarkung", "Kataster", "Nutzung"],
        theme: theme::MAPS,
        render: ground::parcels,
        ..Dataset::INTERNAL
    },
];
