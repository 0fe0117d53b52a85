//! The citizens' office.

mod service;

use hebewerk_model::OrganisationKind;

use crate::dataset::{Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "buergerservice",
    name: "Bürgerservice",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Meldet an und um, stellt Ausweise aus und nimmt Hinweise aus der Stadt entgegen.",
    mailbox: "buergerservice",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 3] = [
    Dataset {
        file: "Wartezeiten Bürgerbüro.csv",
        title: "Wartezeiten im Bürgerbüro",
        description: "Mittlere Wartezeit und Zahl der Vorsprachen je Tag und Standort.",
        tags: &["Wartezeit", "Bürgerbüro", "Termin"],
        theme: theme::SERVICE,
        later: &[3],
        everywhere: true,
        render: service::waiting,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "maengelmelder_export.json",
        title: "Mängelmelder",
        description: "Hinweise aus der Bürgerschaft mit Art, Ort, Verlauf und zuständigem Amt.",
        tags: &["Mängel", "Hinweis", "Beschwerde", "Straßenlaterne"],
        theme: theme::SERVICE,
        everywhere: true,
        render: service::defects,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Fundsachen (alt, bitte löschen).csv",
        title: "Fundsachen",
        description: "Abgegebene Fundsachen mit Tag, Art und Fundort. Die Liste wird im November 2026 eingestellt.",
        tags: &["Fundbüro", "Fundsache"],
        theme: theme::SERVICE,
        gone_in: Some(4),
        render: service::finds,
        ..Dataset::PLAIN
    },
];
