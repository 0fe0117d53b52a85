//! A grant as it stands in the list.

use super::href;
use crate::Words;
use crate::pages::dataset::DatasetPath;
use hebewerk_hub::GrantView;
use hebewerk_model::Grantee;

/// A grant.
pub(super) struct GrantLine {
    /// Whether a house or a person may read.
    pub(super) kind: String,
    pub(super) to: String,
    pub(super) purpose: String,
    /// What else is known of it: names and values.
    pub(super) facts: Vec<(String, String)>,
    /// Where it is taken back, by those who may.
    pub(super) revoke_href: Option<String>,
}

impl GrantLine {
    pub(super) fn of(w: Words, path: &DatasetPath, view: &GrantView, may_grant: bool) -> Self {
        let grant = &view.grant;
        let kind = match grant.to {
            Grantee::Organisation(_) => "grants-to-house",
            Grantee::Account(_) => "grants-to-person",
        };
        let mut facts = vec![("grants-basis", grant.legal_basis.clone())];
        if let Some(reference) = &grant.reference {
            facts.push(("grants-reference", reference.clone()));
        }
        if grant.statistics_only {
            facts.push((
                "grants-extent",
                w.t("grants-extent-statistics").into_owned(),
            ));
        }
        if grant.covers_protected {
            facts.push(("grants-covers", w.t("grants-covers-all").into_owned()));
        }
        facts.push(end(w, view));
        facts.push(("grants-given", given(w, view)));
        Self {
            kind: w.t(kind).into_owned(),
            to: view.to.clone(),
            purpose: grant.purpose.clone(),
            facts: facts
                .into_iter()
                .map(|(key, value)| (w.t(key).into_owned(), value))
                .collect(),
            revoke_href: (view.holds && may_grant)
                .then(|| format!("{}/{}/zuruecknehmen", href(path), grant.id)),
        }
    }
}

fn end(w: Words, view: &GrantView) -> (&'static str, String) {
    let grant = &view.grant;
    match (grant.revoked_at, grant.expires_at) {
        (Some(at), _) => ("grants-was-revoked", w.moment(at)),
        (None, Some(end)) if view.holds => ("grants-until", w.day(end)),
        (None, Some(end)) => ("grants-was-until", w.day(end)),
        (None, None) => ("grants-until", w.t("grants-until-revoked").into_owned()),
    }
}

fn given(w: Words, view: &GrantView) -> String {
    let day = w.day(view.grant.granted_at);
    match &view.granted_by {
        Some(name) => w.t2("grants-given-by", "day", day, "name", name),
        None => w.t1("grants-given-by-operator", "day", day),
    }
    .into_owned()
}
