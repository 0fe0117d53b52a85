//! The forms in which a table can be downloaded.

use super::DatasetPath;
use crate::Words;
use crate::query::Query;
use hebewerk_exchange::tabular::{Placement, TabularForm};
use hebewerk_model::Column;

/// A link to a table as a file.
pub(super) struct FormLink {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) what_for: String,
    pub(super) ending: &'static str,
}

/// Links for every form a table with these columns can have; filters and order of the address are kept.
pub(super) fn links(
    w: Words,
    path: &DatasetPath,
    (table, columns): (&str, &[Column]),
    query: &Query,
) -> Vec<FormLink> {
    TabularForm::offered(&Placement::of_columns(columns))
        .map(|form| {
            let code = form.extension();
            let file = format!("{}/herunterladen/{table}.{code}", path.href());
            let key = code.replace('.', "-");
            FormLink {
                href: query.href(&file),
                name: w.t(&format!("form-{key}")).into_owned(),
                what_for: w.t(&format!("form-{key}-what-for")).into_owned(),
                ending: code,
            }
        })
        .collect()
}
