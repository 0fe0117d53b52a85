//! Waste collection: the files that carry the story.

mod calendar;
mod containers;
mod garden_waste;
mod logbook;
mod orders;
mod quantities;
mod schedule;

use hebewerk_model::OrganisationKind;

use crate::dataset::{BY, Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "entsorgung",
    name: "Entsorgung {stadt} AöR",
    kind: OrganisationKind::Enterprise,
    form: "Anstalt öffentlichen Rechts",
    description: "Sammelt Abfall ein, reinigt die Straßen und betreibt den Betriebshof und zwei Wertstoffhöfe.",
    mailbox: "betriebssteuerung",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 8] = [
    Dataset {
        file: "Abholaufträge Sperrmüll.csv",
        title: "Abholaufträge Sperrmüll",
        description: "Jede Zeile ist ein Auftrag zur Abholung von Sperrmüll: wann er einging, wo abgeholt wird, wie viel und mit welcher Tour.",
        tags: &["Sperrmüll", "Abholung", "Tour", "Sperrgut"],
        theme: theme::WASTE,
        personal: true,
        later: &[3, 4, 5],
        everywhere: true,
        render: orders::render,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Tourenplan Sperrmüll.xlsx",
        title: "Tourenplan Sperrmüll",
        description: "Geplante Touren der Kalenderwochen 23 bis 35 mit Wochentag, Fahrzeug, Abfolge der Straßen und Fahrstrecke.",
        tags: &["Sperrmüll", "Tour", "Fahrstrecke", "Fahrzeug"],
        theme: theme::WASTE,
        everywhere: true,
        render: schedule::render,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Fahrtenbuch_Sperrmüll_2026.csv",
        title: "Fahrtenbuch Sperrmüll 2026",
        description: "Jede gefahrene Sperrmüll-Tour mit Tag, Fahrzeug, Zahl der Halte und gefahrenen Kilometern.",
        tags: &["Sperrmüll", "Kilometer", "Fahrstrecke", "Diesel"],
        theme: theme::WASTE,
        later: &[5],
        everywhere: true,
        render: logbook::render,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Containerstandorte 2026.xlsx",
        title: "Containerstandorte für Glas, Papier und Altkleider",
        description: "Standorte der Sammelcontainer mit Straße, Koordinaten, Zahl der Behälter und Leerungstag.",
        tags: &["Container", "Altglas", "Papier", "Altkleider"],
        theme: theme::WASTE,
        later: &[4],
        everywhere: true,
        render: containers::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Grünschnitt_2026_NEU_final(2).xlsx",
        title: "Abholung von Grünschnitt 2026",
        description: "Abgeholter Grünschnitt mit Datum, Straße, Menge und Kosten. Das Blatt „Preise“ nennt den Tarif.",
        tags: &["Grünschnitt", "Grünabfall", "Garten"],
        theme: theme::WASTE,
        render: garden_waste::render,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Sperrmüllmengen nach Stadtbezirk.ods",
        title: "Sperrmüllmengen nach Stadtbezirk",
        description: "Abgeholte Menge je Stadtbezirk und Monat seit 2019 in Tonnen, ohne Personenbezug.",
        tags: &["Sperrmüll", "Menge", "Tonnen"],
        theme: theme::WASTE,
        licence: BY,
        everywhere: true,
        render: quantities::render,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Behälterbestand nach Anschrift.csv",
        title: "Behälterbestand nach Anschrift",
        description: "Rest-, Bio- und Papiertonnen je Grundstück mit Größe und Leerungsrhythmus (nicht Sperrmüll).",
        tags: &["Tonne", "Restmüll", "Biotonne", "Papiertonne"],
        theme: theme::WASTE,
        render: containers::bins,
        ..Dataset::CLOSED
    },
    Dataset {
        file: "Abfallkalender ♻️ 2026.csv",
        title: "Abfallkalender 2026",
        description: "Leerungstage für Rest-, Bio- und Papiertonne je Straße.",
        tags: &["Abfallkalender", "Leerung", "Müllabfuhr"],
        theme: theme::WASTE,
        render: calendar::render,
        ..Dataset::PLAIN
    },
];
