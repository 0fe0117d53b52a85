//! The record of processing activities (DSGVO Art. 30), for the data protection officer.

use super::kept_out;
use crate::pages::dataset::download;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words, streaming};
use askama::Template;
use hebewerk_exchange::tabular::{ColumnMeta, TableMeta, TabularForm};
use hebewerk_hub::{PROCESSING_COLUMNS, Processing, ProcessingKind};

/// An activity as it stands on the page.
struct Line {
    purpose: String,
    legal_basis: String,
    reference: Option<String>,
    user: String,
    datasets: Vec<String>,
    personal: String,
    kind: String,
    when: String,
}

#[derive(Template)]
#[template(path = "audit/processing.html")]
struct ProcessingPage {
    shell: Shell,
    w: Words,
    lines: Vec<Line>,
}

/// `GET /protokoll/verarbeitungen`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let record = visitor.hub().processing_record(&visitor.principal).await;
    let record = record.map_err(|error| kept_out(&visitor, error))?;
    page(&ProcessingPage {
        shell: Shell::new(&visitor, Place::Audit, w.t("processing-title"))
            .below(&[("/protokoll", &*w.t("audit-title"))]),
        w,
        lines: record.iter().map(|one| line(w, one)).collect(),
    })
}

/// `GET /protokoll/verarbeitungen/herunterladen`
pub(crate) async fn export(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let say = |kind: &'static str, code: &str| w.code(kind, code).into_owned();
    let answer = hub.export_processing(&visitor.principal, &say).await?;
    let columns = PROCESSING_COLUMNS.map(|name| ColumnMeta {
        label: w
            .t(&format!("processing-column-{}", name.replace('_', "-")))
            .into_owned(),
        ..ColumnMeta::default()
    });
    let meta = TableMeta {
        columns: columns.to_vec(),
        ..TableMeta::default()
    };
    let form = TabularForm::ExcelCsv;
    let body = streaming::body(form, answer, meta, u64::MAX)?;
    let name = w.t("processing-file");
    Ok(download::file(form.media_type(), &name, None, body))
}

fn line(w: Words, one: &Processing) -> Line {
    let kinds = one.personal.iter();
    let kinds: Vec<_> = kinds
        .map(|kind| w.code("personal-kind", kind.code()).into_owned())
        .collect();
    let since = w.day(one.since);
    let when = match (one.kind, one.until) {
        (ProcessingKind::Joined, _) if one.times < 2 => since,
        (_, Some(until)) => w
            .t2("processing-span", "since", since, "until", w.day(until))
            .into_owned(),
        (_, None) => w.t1("processing-open", "since", since).into_owned(),
    };
    Line {
        purpose: one.purpose.clone(),
        legal_basis: one.legal_basis.clone(),
        reference: one.reference.clone(),
        user: one
            .user
            .clone()
            .unwrap_or_else(|| w.t("processing-operator").into_owned()),
        datasets: one.datasets.clone(),
        personal: if kinds.is_empty() {
            w.t("processing-no-persons").into_owned()
        } else {
            kinds.join(", ")
        },
        kind: w.code("processing", one.kind.code()).into_owned(),
        when,
    }
}
