//! How to call and how to cite a dataset.

use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, table_name};
use crate::fragments::source_text::SourceText;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use hebewerk_hub::DatasetView;
use hebewerk_words::date;

#[derive(Template)]
#[template(path = "dataset/interface.html")]
struct InterfacePage {
    shell: Shell,
    w: Words,
    head: Head,
    is_open: bool,
    citation: Vec<SourceText>,
    calls: Vec<SourceText>,
    columns: Vec<(String, String, String)>,
}

/// `GET /daten/{organisation}/{dataset}/schnittstelle`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
    headers: HeaderMap,
) -> PageResult {
    let w = visitor.words;
    let view = load(&visitor, &path, &query).await?;
    let base = visitor.base_url(&headers);
    let table = chosen_table(&view, &query)?;
    let step = format!("{}/schnittstelle", path.href());
    let head =
        Head::of(&visitor, &path, &view, View::Interface).with_tables(&view, &step, &query, table);
    let columns = table.map_or_else(Vec::new, |table| {
        let columns = table.columns.iter();
        columns
            .map(|column| {
                let kind = w
                    .code("column-type", column.column_type.name())
                    .into_owned();
                (column.name.clone(), kind, column.label.clone())
            })
            .collect()
    });
    page(&InterfacePage {
        shell: head.shell(&visitor, View::Interface),
        w,
        is_open: view.dataset.visibility == hebewerk_model::Visibility::Public,
        citation: citation(w, &visitor, &base, &path, &view),
        calls: table.map_or_else(Vec::new, |table| calls(w, &base, &path, &view, table)),
        columns,
        head,
    })
}

/// The citation and the address of exactly this version.
fn citation(
    w: Words,
    visitor: &Visitor,
    base: &str,
    path: &DatasetPath,
    view: &DatasetView,
) -> Vec<SourceText> {
    let Some(version) = &view.version else {
        return Vec::new();
    };
    let address = format!("{base}{}?fassung={}", path.href(), version.number);
    let licence = view.dataset.description.licence.as_ref();
    let mut sentence = w
        .t_with(
            "cite-sentence",
            &[
                ("house", &view.organisation.name),
                ("title", &view.dataset.description.title),
                ("version", &version.number.0),
                ("day", &w.day(version.created_at)),
                ("hub", &visitor.state.settings.hub_title),
                ("address", &address),
                ("today", &date::day_of(w.language, w.now)),
            ],
        )
        .into_owned();
    if let Some(licence) = licence {
        sentence.push(' ');
        sentence.push_str(&w.t1("cite-licence", "licence", w.code("licence", &licence.0)));
    }
    vec![
        SourceText {
            id: "zitat",
            title: w.t("cite-citation").into_owned(),
            text: sentence,
            wraps: true,
        },
        SourceText {
            id: "adresse",
            title: w.t("cite-address").into_owned(),
            text: address,
            wraps: true,
        },
    ]
}

/// Calls in the languages people use.
fn calls(
    w: Words,
    base: &str,
    path: &DatasetPath,
    view: &DatasetView,
    table: &hebewerk_hub::TableView,
) -> Vec<SourceText> {
    let version = view.version.as_ref().map_or(1, |version| version.number.0);
    let name = table_name(view, table);
    let file = |ending: &str| {
        format!(
            "{base}{}/herunterladen/{}.{ending}?fassung={version}",
            path.href(),
            table.table.sql_name
        )
    };
    let sql = format!("select *\nfrom {name}\nlimit 100;");
    vec![
        SourceText {
            id: "sql",
            title: w.t("call-sql").into_owned(),
            text: sql,
            wraps: false,
        },
        SourceText {
            id: "curl",
            title: w.t("call-curl").into_owned(),
            text: format!(
                "curl -fsSL -o {}.csv \\\n  '{}'",
                table.table.sql_name,
                file("csv")
            ),
            wraps: false,
        },
        SourceText {
            id: "python",
            title: w.t("call-python").into_owned(),
            text: format!(
                "import pandas as pd\n\ntabelle = pd.read_parquet(\n    \"{}\"\n)",
                file("parquet")
            ),
            wraps: false,
        },
        SourceText {
            id: "r",
            title: w.t("call-r").into_owned(),
            text: format!("tabelle <- read.csv(\n  \"{}\"\n)", file("csv")),
            wraps: false,
        },
    ]
}
