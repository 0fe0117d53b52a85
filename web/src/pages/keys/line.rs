//! A key as it stands in the list.

use crate::Words;
use hebewerk_hub::KeyView;

/// A key.
pub(super) struct KeyLine {
    pub(super) name: String,
    pub(super) rights: String,
    pub(super) facts: Vec<(String, String)>,
    /// Where it is taken back, while it works.
    pub(super) revoke_href: Option<String>,
}

impl KeyLine {
    pub(super) fn of(w: Words, view: &KeyView, list: &str) -> Self {
        let key = &view.key;
        let rights = key.scope.rights().iter();
        let rights: Vec<_> = rights
            .map(|right| w.code("key-right", right.code()))
            .collect();
        let datasets = match key.scope.datasets() {
            None => w.t("key-all-datasets").into_owned(),
            Some(chosen) if view.datasets.is_empty() => w
                .t1("key-some-datasets", "count", chosen.len())
                .into_owned(),
            Some(_) => view.datasets.join(", "),
        };
        let end = match key.revoked_at {
            Some(at) => ("key-revoked", w.moment(at)),
            None if view.holds => ("key-until", w.moment(key.expires_at)),
            None => ("key-expired", w.day(key.expires_at)),
        };
        let used = key
            .used_at
            .map_or_else(|| w.t("key-never-used").into_owned(), |used| w.day(used));
        let made = w.t2(
            "key-made-by",
            "day",
            w.day(key.made_at),
            "name",
            &view.made_by,
        );
        let facts = [
            ("key-datasets", datasets),
            end,
            ("key-used", used),
            ("key-made", made.into_owned()),
        ];
        Self {
            name: key.name.clone(),
            rights: rights.join(", "),
            facts: facts
                .into_iter()
                .map(|(key, value)| (w.t(key).into_owned(), value))
                .collect(),
            revoke_href: view
                .holds
                .then(|| format!("{list}/{}/zuruecknehmen", key.id)),
        }
    }
}
