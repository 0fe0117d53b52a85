//! The audit as a file: in words for Excel, in codes for programs.

use crate::pages::audit::rule_kind;
use crate::{Refusal, Visitor, streaming};
use axum::body::Body;
use hebewerk_exchange::tabular::{ColumnMeta, TableMeta, TabularForm};
use hebewerk_hub::ports::AuditFilter;
use hebewerk_hub::{AuditColumns, Say};
use std::sync::Arc;

/// What a filter lets through, as a stream.
pub(crate) async fn body(
    visitor: &Visitor,
    filter: AuditFilter,
    form: TabularForm,
) -> Result<Body, Refusal> {
    let w = visitor.words;
    let say: Say = if form == TabularForm::ExcelCsv {
        Arc::new(move |kind, code| {
            let kind = if code == "password" || code == "wrong_credentials" {
                rule_kind("sign_in")
            } else {
                kind
            };
            w.code(kind, code).into_owned()
        })
    } else {
        Arc::new(|_kind, code: &str| code.to_owned())
    };
    let answer = visitor
        .hub()
        .export_audit(&visitor.principal, filter, say)
        .await?;
    let columns = AuditColumns::NAMES.map(|name| ColumnMeta {
        label: w
            .t(&format!("audit-column-{}", name.replace('_', "-")))
            .into_owned(),
        ..ColumnMeta::default()
    });
    let meta = TableMeta {
        columns: columns.to_vec(),
        ..TableMeta::default()
    };
    Ok(streaming::body(form, answer, meta, u64::MAX)?)
}
