//! How to call and how to cite a dataset.

use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, table_name};
use crate::fragments::source_text::SourceText;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words, api};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use hebewerk_hub::{DatasetView, TableView};
use hebewerk_model::Visibility;
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
        let columns = table.seen.iter();
        columns
            .map(|column| {
                let kind = w
                    .column_kind(column.column_type, column.semantic_type)
                    .into_owned();
                (column.name.clone(), kind, column.label.clone())
            })
            .collect()
    });
    page(&InterfacePage {
        shell: head.shell(&visitor, View::Interface),
        w,
        is_open: view.dataset.visibility == Visibility::Public,
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

/// Calls in the languages people use, of exactly the version shown.
fn calls(
    w: Words,
    base: &str,
    path: &DatasetPath,
    view: &DatasetView,
    table: &TableView,
) -> Vec<SourceText> {
    let version = view.version.as_ref().map_or(1, |version| version.number.0);
    let sql_name = &table.table.sql_name;
    let api = format!("{base}{}", api::ROOT);
    let address = format!(
        "{api}/datasets/{}/{}/tables/{sql_name}",
        path.organisation, path.dataset
    );
    let rows = format!("{address}/rows?version={version}&limit=100");
    let file = |ending: &str| format!("{address}/download.{ending}?version={version}");
    let source = |id, key: &str, text: String| SourceText {
        id,
        title: w.t(key).into_owned(),
        text,
        wraps: false,
    };
    let is_open = view.dataset.visibility == Visibility::Public;
    let mut calls = vec![source(
        "sql",
        "call-sql",
        format!("select *\nfrom {}\nlimit 100;", table_name(view, table)),
    )];
    if !is_open {
        calls.push(source("anmelden", "call-sign-in", signing_in(&api)));
    }
    // Programs read open data as they are; everything else needs the token in a header.
    let curl = if is_open {
        "curl -fsSL"
    } else {
        "curl -fsSL -H \"Authorization: Bearer $TOKEN\""
    };
    calls.push(source(
        "rest",
        "call-rest",
        format!("{curl} \\\n  '{rows}'"),
    ));
    calls.push(source(
        "curl",
        "call-curl",
        format!("{curl} -o {sql_name}.csv \\\n  '{}'", file("csv")),
    ));
    calls.push(source(
        "python",
        "call-python",
        python(is_open, &file("parquet")),
    ));
    calls.push(source("r", "call-r", r(is_open, &file("csv"))));
    if super::map::has_map(table) {
        let tiles = format!("{address}/tiles?version={version}");
        calls.push(source("kacheln", "call-tiles", tiles));
    }
    calls.push(source(
        "openapi",
        "call-document",
        format!("{api}/openapi.json"),
    ));
    calls
}

/// A token for the calls below; the password stays out of the history of the shell.
fn signing_in(api: &str) -> String {
    format!(
        "read -rs PASSWORD\nTOKEN=$(jq -n --arg password \"$PASSWORD\" \\\n  '{{e_mail: \"name@stadt.example\", password: $password}}' |\n  curl -fsS -H 'Content-Type: application/json' --data @- '{api}/sessions' |\n  jq -r .token)"
    )
}

fn python(is_open: bool, address: &str) -> String {
    let options = if is_open {
        ""
    } else {
        ",\n    storage_options={\"Authorization\": f\"Bearer {token}\"}"
    };
    format!("import pandas as pd\n\ntabelle = pd.read_parquet(\n    \"{address}\"{options}\n)")
}

fn r(is_open: bool, address: &str) -> String {
    if is_open {
        return format!("tabelle <- read.csv(\n  \"{address}\"\n)");
    }
    format!(
        "tabelle <- read.csv(url(\n  \"{address}\",\n  headers = c(Authorization = paste(\"Bearer\", token))\n))"
    )
}
