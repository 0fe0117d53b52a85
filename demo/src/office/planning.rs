//! Two offices that have no file of their own; people of the story belong to them.

use hebewerk_model::OrganisationKind;

use crate::dataset::Office;

pub(crate) const DIGITAL: Office = Office {
    slug: "digitalisierung",
    name: "Amt für Digitalisierung",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Betreibt diesen Datenhub und hilft den Ämtern mit ihren Daten.",
    mailbox: "daten",
    datasets: &[],
};

pub(crate) const PLANNING: Office = Office {
    slug: "stadtplanung",
    name: "Amt für Stadtplanung",
    kind: OrganisationKind::Office,
    form: "Amt",
    description: "Plant, wie die Stadt wächst, und liest dafür die Daten aller Häuser.",
    mailbox: "stadtplanung",
    datasets: &[],
};
