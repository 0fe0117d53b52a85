//! Trees, playgrounds, parks and the climate of the city.

mod maps;
mod trees;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "stadtgruen",
    name: "Stadtgrün und Umwelt",
    kind: OrganisationKind::Enterprise,
    form: "Eigenbetrieb",
    description: "Pflegt Bäume, Parks und Spielplätze und misst Luft und Hitze.",
    mailbox: "stadtgruen",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 4] = [
    Dataset {
        file: "Baumkataster.csv",
        title: "Baumkataster",
        description: "Bäume an Straßen und in Anlagen mit Art, Anschrift, Lage, Pflanzjahr und Zustand.",
        tags: &["Baum", "Straßenbaum", "Linde", "Klimaanpassung"],
        theme: theme::GREEN,
        later: &[2, 3, 5],
        everywhere: true,
        render: trees::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Spielplätze.geojson",
        title: "Spielplätze",
        description: "Spielplätze mit Größe, Geräten und Altersgruppe als Punkte auf der Karte.",
        tags: &["Spielplatz", "Kinder", "Freizeit"],
        theme: theme::GREEN,
        everywhere: true,
        render: maps::playgrounds,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Grünflächen_Umriss.geojson",
        title: "Grünflächen",
        description: "Parks, Friedhöfe und Kleingärten als Flächen auf der Karte, mit Größe und Pflegeklasse.",
        tags: &["Park", "Grünfläche", "Kleingarten", "Friedhof"],
        theme: theme::GREEN,
        licence: BY,
        render: maps::parks,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "klimasensoren.ndjson",
        title: "Klimasensoren",
        description: "Lufttemperatur und Feuchte an 24 Masten im Sommer 2026, je Stunde eine Zeile.",
        tags: &["Hitze", "Temperatur", "Klima", "Sensor"],
        theme: theme::GREEN,
        render: maps::sensors,
        ..Dataset::PLAIN
    },
];
