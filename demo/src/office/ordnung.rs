//! Public order.

mod reports;

use hebewerk_model::OrganisationKind;

use crate::dataset::{Dataset, Office, theme};

pub(crate) const OFFICE: Office = Office {
    slug: "ordnung",
    name: "Ordnungsamt",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Kümmert sich um Parken, Märkte und wilde Müllablagerungen.",
    mailbox: "ordnung",
    datasets: &DATASETS,
};

const DATASETS: [Dataset; 3] = [
    Dataset {
        file: "Wilde Müllablagerungen.csv",
        title: "Wilde Müllablagerungen",
        description: "Gemeldete Ablagerungen mit Fundort, Art und Zeit bis zur Räumung.",
        tags: &["Müllablagerung", "Sperrgut", "Sauberkeit", "wilder Müll"],
        theme: theme::WASTE,
        later: &[2, 3],
        everywhere: true,
        render: reports::dumping,
        ..Dataset::PLAIN
    },
    Dataset {
        file: "Verwarnungen_ruhender_Verkehr_2026.txt",
        title: "Verwarnungen im ruhenden Verkehr 2026",
        description: "Verwarnungen nach Straße, Tag und Tatbestand, ohne Kennzeichen.",
        tags: &["Parken", "Verwarnung", "Knöllchen"],
        theme: theme::ORDER,
        render: reports::warnings,
        ..Dataset::INTERNAL
    },
    Dataset {
        file: "Wochenmärkte.csv",
        title: "Wochenmärkte",
        description: "Märkte mit Platz, Tag, Zeit und Zahl der Stände.",
        tags: &["Markt", "Wochenmarkt", "Einkaufen"],
        theme: theme::ORDER,
        render: reports::markets,
        ..Dataset::PLAIN
    },
];
