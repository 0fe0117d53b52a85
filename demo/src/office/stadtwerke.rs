//! The utility company: meters, gauges and connections.

mod connections;
mod consumption;
mod gauges;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "stadtwerke",
    name: "Stadtwerke {stadt} GmbH",
    kind: OrganisationKind::Company,
    form: "Gesellschaft",
    description: "Liefert Strom, Gas, Wärme und Wasser und misst die Pegel der {fluss}.",
    mailbox: "netzdaten",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 7] = [
    Dataset {
        file: "Hausanschlüsse.csv",
        title: "Hausanschlüsse",
        description: "Jeder Anschluss an Strom, Gas, Wasser oder Wärme mit Anschrift, Baujahr und Zahl der Wohneinheiten.",
        tags: &["Hausanschluss", "Leitung", "Anschrift", "Wohneinheiten"],
        theme: theme::ENERGY,
        later: &[2, 4],
        everywhere: true,
        render: connections::render,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Pegel_Messwerte_2023-2026.csv",
        title: "Pegel {fluss}, Messwerte aller Messstellen",
        description: "Wasserstand, Abfluss und Wassertemperatur an fünf Messstellen alle zehn Minuten, eine Million Zeilen.",
        tags: &["Pegel", "Wasserstand", "Hochwasser", "Abfluss"],
        theme: theme::ENERGY,
        everywhere: false,
        render: gauges::series,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "messstellen.json",
        title: "Messstellen der Pegel",
        description: "Die Messstellen an der {fluss} mit Lage, Nullpunkt und Meldestufen.",
        tags: &["Pegel", "Messstelle", "Meldestufe"],
        theme: theme::ENERGY,
        licence: BY,
        render: gauges::stations,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "ladepunkte.json",
        title: "Ladepunkte für Elektrofahrzeuge",
        description: "Ladesäulen mit Anschrift, Lage und ihren Ladepunkten.",
        tags: &["Ladepunkt", "Ladesäule", "Elektroauto"],
        theme: theme::ENERGY,
        later: &[3],
        everywhere: true,
        render: connections::charging,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Verbrauch nach PLZ 2021-2025.xlsx",
        title: "Strom-, Gas- und Wasserverbrauch nach Postleitzahl",
        description: "Jahresverbrauch und Zahl der Zähler je Postleitzahl und Sparte, 2021 bis 2025.",
        tags: &["Strom", "Gas", "Wasser", "Verbrauch"],
        theme: theme::ENERGY,
        render: consumption::by_postcode,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "lastgang_strom_2025.parquet",
        title: "Lastgang Strom 2025",
        description: "Netzlast und Einspeisung aus Sonnenstrom je Viertelstunde im Jahr 2025 in Kilowatt.",
        tags: &["Lastgang", "Stromnetz", "Photovoltaik"],
        theme: theme::ENERGY,
        render: consumption::load,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Kundenkonten_Export_2026-11.csv",
        title: "Kundenkonten",
        description: "Kundenkonten mit Name, Anschrift, Bankverbindung und Abschlag (erfundene Personen).",
        tags: &["Kunde", "Abschlag", "Bankverbindung"],
        theme: theme::ENERGY,
        render: consumption::customers,
        ..Dataset::PERSONAL
    },
];
