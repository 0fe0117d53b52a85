//! *Was sähe …?* The dataset through the eyes of somebody else.

use super::mistake::Mistake;
use super::{href, page_again};
use crate::form::Fields;
use crate::fragments::cell::{Cell, Style, rows};
use crate::fragments::column_card::label;
use crate::fragments::mask_words::mask_words;
use crate::pages::dataset::DatasetPath;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{SeenBy, SeenTable, Viewer};

#[derive(Template)]
#[template(path = "dataset/seen_by.html")]
struct SeenPage {
    shell: Shell,
    w: Words,
    headline: String,
    /// Whether they may, in a sentence with its reason.
    verdict: String,
    may_read: bool,
    /// Purpose of the grant under which they read.
    purpose: Option<String>,
    tables: Vec<Table>,
    back: String,
}

struct Table {
    name: String,
    /// Columns of which something is held back: heading and sentence.
    held_back: Vec<(String, String)>,
    /// Whether only some rows are seen.
    some_rows: bool,
    heads: Vec<(String, bool)>,
    rows: Vec<Vec<Cell>>,
}

/// `POST /daten/{organisation}/{dataset}/schutz/blick`: a form, because the address of a person belongs into no log.
pub(crate) async fn look(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let viewer = match fields.text("wer") {
        "haus" => Viewer::Organisation(fields.text("haus").to_owned()),
        "person" => Viewer::Person(fields.text("person").to_owned()),
        _ => Viewer::Public,
    };
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let hub = visitor.hub();
    let seen = hub
        .seen_by(&visitor.principal, organisation, dataset, &viewer)
        .await;
    match seen {
        Ok(seen) => shown(&visitor, &path, &seen),
        Err(error) => {
            let mistake = Mistake::of(&visitor, "blick", error)?;
            page_again(&visitor, &path, fields, mistake).await
        }
    }
}

fn shown(visitor: &Visitor, path: &DatasetPath, seen: &SeenBy) -> PageResult {
    let w = visitor.words;
    let title = &seen.dataset.description.title;
    let headline = match &seen.name {
        Some(name) => w.t1("seen-by", "name", name),
        None => w.t("seen-by-public"),
    };
    let rule = w.code("rule", seen.read.determined_by.code());
    let verdict = match (seen.knows, seen.read.allowed) {
        (_, true) => w.t1("seen-reads", "rule", rule),
        (true, false) => w.t1("seen-knows", "rule", rule),
        (false, false) => w.t1("seen-nothing", "rule", rule),
    };
    let (find, back) = (w.t("nav-find"), href(path));
    let steps = [
        ("/daten", &*find),
        (&*path.href(), title),
        (&*back, &*w.t("protection-view")),
    ];
    let tables = seen.tables.iter().map(|table| table_of(w, table));
    page(&SeenPage {
        shell: Shell::new(visitor, Place::Find, &*headline).below(&steps),
        w,
        headline: headline.into_owned(),
        verdict: verdict.into_owned(),
        may_read: seen.read.allowed,
        purpose: seen.grant.as_ref().map(|grant| grant.purpose.clone()),
        tables: tables.collect::<Result<_, _>>()?,
        back: back.clone(),
    })
}

fn table_of(w: Words, table: &SeenTable) -> Result<Table, Refusal> {
    let columns = table.access.columns(&table.stored);
    let styles: Vec<Style> = columns.iter().map(Style::of).collect();
    let masked = table.stored.iter().filter_map(|column| {
        let mask = table.access.masks.get(&column.name)?;
        Some((label(column), mask_words(w, *mask)))
    });
    Ok(Table {
        name: table.name.clone(),
        held_back: masked.collect(),
        some_rows: table.access.row_filter.is_some(),
        heads: columns
            .iter()
            .zip(&styles)
            .map(|(column, style)| (label(column), *style == Style::Number))
            .collect(),
        rows: rows(w, &table.page.batches, &styles)?,
    })
}
