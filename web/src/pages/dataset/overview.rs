//! The overview of a dataset: preview, columns, downloads, last versions, use.

mod said;

use self::said::{Fact, facts};
use super::forms::{FormLink, links};
use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, table_name};
use crate::fragments::cell::{Cell, Style, headed, rows};
use crate::fragments::column_card::{ColumnCard, label};
use crate::fragments::version_line::VersionLine;
use crate::pages::bridges::{Here, here};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Parameter, Refusal, Visitor, Words, dcat};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_exchange::schema_org;
use hebewerk_guard::Rule;
use hebewerk_hub::ports::PageRequest;
use hebewerk_hub::{BridgeFilter, DatasetView, TableView};
use hebewerk_model::{DatasetState, Grant, Principal, VersionNumber, Visibility};

/// Rows of the preview.
const PREVIEW: u32 = 6;
/// Columns of the preview; all of them stand in the view of the table.
const PREVIEW_COLUMNS: usize = 12;
/// Column cards shown at first.
const CARDS: usize = 12;
/// Versions in the margin.
const VERSIONS: usize = 4;

/// The first rows.
struct Preview {
    caption: String,
    heads: Vec<(String, bool)>,
    rows: Vec<Vec<Cell>>,
    table_href: String,
    /// None where some rows are held back.
    total: Option<u64>,
    /// How many columns are not in the preview.
    other_columns: usize,
}

/// A file or interface that the hub does not have.
struct Elsewhere {
    href: String,
    name: String,
    format: String,
    about: String,
}

#[derive(Template)]
#[template(path = "dataset/overview.html")]
struct OverviewPage {
    shell: Shell,
    w: Words,
    head: Head,
    text: Vec<String>,
    tags: Vec<(String, String)>,
    licence: Option<String>,
    may_read: bool,
    /// Whether no file has come yet.
    is_announced: bool,
    /// Where its first file is brought, by those who may.
    first_file_href: Option<String>,
    /// Files and interfaces elsewhere.
    elsewhere: Vec<Elsewhere>,
    /// For what somebody reads who was granted it.
    granted: Option<String>,
    /// Who could grant it to somebody who may not read.
    may_ask: Option<String>,
    /// Where somebody who may only count begins to.
    count_href: Option<String>,
    is_saved: bool,
    /// What somebody has just decided about a delivery that waited.
    decided: Option<String>,
    why_href: String,
    rule: String,
    preview: Option<Preview>,
    cards: Vec<ColumnCard>,
    all_columns: usize,
    all_columns_href: Option<String>,
    forms: Vec<FormLink>,
    raw: Option<(String, String, String)>,
    versions: Vec<VersionLine>,
    use_words: Option<String>,
    facts: Vec<Fact>,
    bridges: Option<Here>,
    /// Views that stand on it: address and title.
    views: Vec<(String, String)>,
    /// What search engines and portals are told, of what everybody may know.
    machines: Option<Machines>,
}

/// JSON in which no sign ends a script element, as [`schema_org::block`] writes it: escaped once more it would be no
/// JSON.
struct Block(String);

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Block {}

/// What a page says to programs.
struct Machines {
    /// schema.org as JSON-LD.
    block: Block,
    /// Where the same is as RDF: address and media type.
    forms: Vec<(String, &'static str)>,
}

/// `GET /daten/{organisation}/{dataset}`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let named = (path.organisation.as_str(), path.dataset.as_str());
    if let Some(rdf) = dcat::dataset::instead_of_page(&visitor, &headers, &query, named).await? {
        return Ok(rdf);
    }
    let w = visitor.words;
    let view = load(&visitor, &path, &query).await?;
    let table = chosen_table(&view, &query)?;
    let head = Head::of(&visitor, &path, &view, View::Overview).with_tables(
        &view,
        &path.href(),
        &query,
        table,
    );
    let preview = match table {
        Some(table) if view.read.allowed => {
            Some(preview(&visitor, &path, &view, table, &query).await?)
        }
        _ => None,
    };
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let filter = BridgeFilter {
        dataset: Some(view.dataset.id),
        ..BridgeFilter::default()
    };
    let hub = visitor.hub();
    let bridges = hub.bridge_groups(&visitor.principal, &filter).await?;
    let views = hub
        .views_of_dataset(&visitor.principal, &view.dataset)
        .await?;
    let shows_all = query.get("spalten") == Some("alle");
    let machines = machines(&visitor, &headers, &view).await?;
    let columns = table.map_or(0, |table| table.columns.len());
    let is_announced = view.dataset.state == DatasetState::Announced;
    page(&OverviewPage {
        shell: head.shell(&visitor, View::Overview),
        w,
        text: paragraphs(&view),
        tags: tags(&view),
        licence: view
            .dataset
            .description
            .licence
            .as_ref()
            .map(|licence| w.code("licence", &licence.0).into_owned()),
        may_read: view.read.allowed,
        is_announced,
        first_file_href: (is_announced && view.may_maintain).then(|| {
            let (house, dataset) = (&view.organisation.slug, &view.dataset.slug);
            format!("/hochladen?ziel={house}/{dataset}")
        }),
        elsewhere: elsewhere(&view),
        granted: view.grant.as_ref().map(|grant| granted(w, grant)),
        may_ask: (view.read.determined_by == Rule::NotAMember).then(|| {
            let house = &view.organisation.name;
            w.t1("grant-ask-for", "house", house).into_owned()
        }),
        count_href: table
            .filter(|_table| view.read.determined_by == Rule::StatisticsOnly)
            .map(|table| count_href(&path, table.table.sql_name.as_str())),
        is_saved: query.get("gespeichert").is_some(),
        decided: decided(w, &view, &query),
        why_href: head.to("/tabelle"),
        rule: w.code("rule", view.read.determined_by.code()).into_owned(),
        preview,
        cards: table.map_or_else(Vec::new, |table| cards(w, table, shows_all)),
        all_columns: columns,
        all_columns_href: (columns > CARDS && !shows_all).then(|| {
            super::head::kept(&view, &query)
                .with("spalten", "alle")
                .href(&path.href())
        }),
        forms: match table {
            Some(table) if view.read.allowed => links(
                w,
                &path,
                (table.table.sql_name.as_str(), &table.seen),
                &kept_version(&query),
            ),
            _ => Vec::new(),
        },
        raw: raw(w, &path, &view),
        versions: view
            .versions
            .iter()
            .take(VERSIONS)
            .map(|version| VersionLine::of(w, &path.href(), version, head.version))
            .collect(),
        use_words: use_words(w, &view, &houses),
        facts: facts(w, &view.dataset.description.details),
        bridges: here(w, &bridges, view.dataset.id),
        views: views.iter().map(crate::pages::views::link).collect(),
        machines,
        head,
    })
}

fn elsewhere(view: &DatasetView) -> Vec<Elsewhere> {
    let links = view.dataset.description.details.links.iter();
    links
        .map(|link| Elsewhere {
            href: link.url.clone(),
            name: link.name.clone(),
            format: link.format.clone(),
            about: link.description.clone(),
        })
        .collect()
}

/// What programs are told: nothing of what is not for everybody.
async fn machines(
    visitor: &Visitor,
    headers: &HeaderMap,
    view: &DatasetView,
) -> Result<Option<Machines>, Refusal> {
    if view.dataset.visibility != Visibility::Public {
        return Ok(None);
    }
    let id = view.dataset.id;
    let entry = visitor
        .hub()
        .catalogue_entry(&Principal::Anonymous, id)
        .await?;
    let addresses = dcat::Addresses::below(visitor.base_url(headers));
    let settings = &visitor.state.settings;
    let described = dcat::described(visitor.words, settings, &addresses, &entry);
    let forms = RdfForm::ALL.map(|form| {
        let media_type = form.media_type().split(';').next().unwrap_or_default();
        (format!("/dataset/{id}.{}", form.extension()), media_type)
    });
    Ok(Some(Machines {
        block: Block(schema_org::block(&described, &addresses.catalogue())),
        forms: forms.to_vec(),
    }))
}

/// The page of queries with one that counts.
fn count_href(path: &DatasetPath, table: &str) -> String {
    let sql = format!("select count(*) from {}.{table}", path.organisation);
    Query::default().with("sql", sql).href("/sql")
}

/// Under what somebody reads, in a sentence.
fn granted(w: Words, grant: &Grant) -> String {
    let end = grant.expires_at.map(|end| w.day(end));
    let key = if end.is_some() {
        "grant-you-read-until"
    } else {
        "grant-you-read-revocable"
    };
    let (purpose, basis) = (&grant.purpose, &grant.legal_basis);
    let day = end.unwrap_or_default();
    w.t_with(
        key,
        &[("purpose", purpose), ("basis", basis), ("day", &day)],
    )
    .into_owned()
}

/// What was just decided about a delivery that waited, as the address says.
fn decided(w: Words, view: &DatasetView, query: &Query) -> Option<String> {
    let newest = view.versions.first().map_or(0, |version| version.number.0);
    match query.get("freigabe")? {
        "angenommen" => Some(w.t1("held-accepted", "version", newest).into_owned()),
        "abgelehnt" => Some(w.t("held-refused").into_owned()),
        _ => None,
    }
}

fn kept_version(query: &Query) -> Query {
    query.only(&["fassung"])
}

async fn preview(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &DatasetView,
    table: &TableView,
    query: &Query,
) -> Result<Preview, Refusal> {
    let w = visitor.words;
    let columns: Vec<_> = table.seen.iter().take(PREVIEW_COLUMNS).collect();
    let request = PageRequest {
        fields: columns.iter().map(|column| column.name.clone()).collect(),
        filters: Vec::new(),
        sort: None,
        after: None,
        limit: PREVIEW,
        with_total: false,
    };
    let browsed = visitor
        .hub()
        .browse(&visitor.principal, &table_name(view, table), &request)
        .await?;
    let styles: Vec<Style> = columns.iter().map(|column| Style::of(column)).collect();
    let key = table.key();
    let key = columns.iter().position(|column| Some(*column) == key);
    let rows = headed(rows(w, &browsed.page.batches, &styles)?, key);
    Ok(Preview {
        caption: preview_caption(w, table, rows.len(), browsed.version.number),
        heads: columns
            .iter()
            .zip(&styles)
            .map(|(column, style)| (label(column), *style == Style::Number))
            .collect(),
        rows,
        table_href: kept_version(query)
            .with("tabelle", &table.table.sql_name)
            .href(&format!("{}/tabelle", path.href())),
        total: table.rows,
        other_columns: table.seen.len().saturating_sub(PREVIEW_COLUMNS),
    })
}

fn cards(w: Words, table: &TableView, all: bool) -> Vec<ColumnCard> {
    let shown = if all { table.columns.len() } else { CARDS };
    table
        .columns
        .iter()
        .take(shown)
        .enumerate()
        .map(|(index, column)| {
            let statistics = table.statistics.get(index).and_then(Option::as_ref);
            ColumnCard::of(w, column, statistics).held_back(w, table.access.masks.get(&column.name))
        })
        .collect()
}

fn preview_caption(w: Words, table: &TableView, shown: usize, version: VersionNumber) -> String {
    let key = match table.rows {
        None => "preview-caption-some",
        Some(rows) if rows == shown as u64 => "preview-caption-all",
        Some(_) => "preview-caption",
    };
    let rows = table.rows.unwrap_or_default();
    let parameters: [(&str, &dyn Parameter); 3] =
        [("shown", &shown), ("rows", &rows), ("version", &version.0)];
    w.t_with(key, &parameters).into_owned()
}

/// The description behind its first paragraph, which stands in the head already.
fn paragraphs(view: &DatasetView) -> Vec<String> {
    let text = &view.dataset.description.text;
    let all: Vec<&str> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let first = all.first().copied().unwrap_or_default();
    let skip = usize::from(crate::pages::find::beginning(text) == first);
    all.into_iter().skip(skip).map(str::to_owned).collect()
}

fn tags(view: &DatasetView) -> Vec<(String, String)> {
    let tags = view.dataset.description.tags.iter();
    tags.map(|tag| {
        (
            Query::default().with("schlagwort", tag).href("/daten"),
            tag.clone(),
        )
    })
    .collect()
}

/// The raw file of the version shown: address, name, size.
fn raw(w: Words, path: &DatasetPath, view: &DatasetView) -> Option<(String, String, String)> {
    let delivery = match &view.version {
        Some(version) => view
            .deliveries
            .iter()
            .find(|known| known.id == version.delivery),
        None => view.deliveries.first(),
    }?;
    let href = format!("{}/original/{}", path.href(), delivery.id);
    Some((
        href,
        delivery.file_name.clone(),
        w.bytes(delivery.size_bytes),
    ))
}

/// Who used it: offices by name, the public as one.
fn use_words(
    w: Words,
    view: &DatasetView,
    houses: &[hebewerk_hub::OrganisationSummary],
) -> Option<String> {
    let total: u64 = view.uses.iter().map(|(_house, count)| count).sum();
    if total == 0 {
        return None;
    }
    let mut uses: Vec<_> = view.uses.iter().collect();
    uses.sort_by_key(|(_house, count)| std::cmp::Reverse(*count));
    let names: Vec<String> = uses
        .iter()
        .take(3)
        .map(|(house, _count)| {
            house
                .and_then(|house| houses.iter().find(|known| known.organisation.id == house))
                .map_or_else(
                    || w.t("use-public").into_owned(),
                    |known| known.organisation.name.clone(),
                )
        })
        .collect();
    Some(
        w.t2("use-words", "count", total, "names", names.join(", "))
            .into_owned(),
    )
}
