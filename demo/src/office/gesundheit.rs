//! Public health: two files, both closed.

mod health;

use hebewerk_model::OrganisationKind;

use crate::dataset::{Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "gesundheit",
    name: "Gesundheitsamt",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Schützt vor Krankheiten, prüft Trinkwasser und untersucht Kinder vor der Einschulung.",
    mailbox: "gesundheitsamt",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 2] = [
    Dataset {
        file: "Trinkwasserproben.csv",
        title: "Trinkwasserproben",
        description: "Untersuchungen des Trinkwassers nach Entnahmestelle, Parameter und Messwert.",
        tags: &["Trinkwasser", "Probe", "Grenzwert"],
        theme: theme::HEALTH,
        render: health::water,
        ..Dataset::CLOSED
    },
    Dataset {
        file: "Schuleingangsuntersuchung_2026.xlsx",
        title: "Schuleingangsuntersuchung 2026",
        description: "Untersuchte Kinder mit Befund und Empfehlung (erfundene Personen).",
        tags: &["Einschulung", "Untersuchung", "Kinder"],
        theme: theme::HEALTH,
        render: health::examinations,
        ..Dataset::PERSONAL
    },
];
