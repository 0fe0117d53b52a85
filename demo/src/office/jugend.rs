//! Children and young people.

mod daycare;

use hebewerk_model::OrganisationKind;

use crate::dataset::{Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "jugend",
    name: "Jugend und Familie",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Plant und betreibt Kindertagesstätten, Jugendzentren und Hilfen für Familien.",
    mailbox: "kita",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 3] = [
    Dataset {
        file: "Kita-Plätze nach Stadtbezirk 2026-27.xlsx",
        title: "Kita-Plätze nach Stadtbezirk 2026/27",
        description: "Plätze unter und über drei Jahren, Kinder und Versorgungsquote je Stadtbezirk.",
        tags: &["Kita-Plätze", "Kinder", "Betreuung", "Versorgungsquote"],
        theme: theme::EDUCATION,
        later: &[4],
        everywhere: true,
        render: daycare::places,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "kita_einrichtungen.csv",
        title: "Kindertagesstätten",
        description: "Einrichtungen mit Träger, Anschrift, Lage, Plätzen und Öffnungszeit.",
        tags: &["Kita", "Kindergarten", "Einrichtung"],
        theme: theme::EDUCATION,
        everywhere: true,
        render: daycare::sites,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Kita-Anmeldungen_Warteliste.xlsx",
        title: "Warteliste der Kita-Anmeldungen",
        description: "Angemeldete Kinder mit Eltern, Anschrift und Wunscheinrichtung (erfundene Personen).",
        tags: &["Kita", "Anmeldung", "Warteliste"],
        theme: theme::EDUCATION,
        render: daycare::waiting_list,
        ..Dataset::PERSONAL
    },
];
