//! The DataStore: rows of a table, by its identity, which is that of its CSV.
//!
//! What one page of the hub's own interface can answer is answered by it; what needs alternatives or words in any column
//! becomes a statement of its own (`sql.rs`). Either way rows come from the guard.

mod condition;

use self::condition::{Conditions, conditions};
use super::call::Call;
use super::{Acted, Read, WithRows, sql};
use crate::Refusal;
use hebewerk_exchange::tabular::{ColumnMeta, Encoder, TableMeta, TabularForm};
use hebewerk_hub::ports::{Cursor, Filter, PageRequest, Sort};
use hebewerk_hub::{CatalogueEntry, CatalogueTable, OpenTable};
use hebewerk_model::{Column, ColumnType, Kind, TableId, TableName};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::io::Read as _;

/// Rows of an answer, if the caller does not say.
const USUAL: u64 = 100;
/// Rows of an answer at most, as CKAN has it; what is asked beyond is cut.
pub(super) const MOST: u64 = 32_000;
/// Bytes of the rows of an answer at most: it is made in memory.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Rows of one page of the engine.
const PAGE: u32 = 10_000;
/// Rows that can be passed over by turning pages.
const PASSED: u64 = 1_000_000;

/// A table that is asked for.
pub(super) struct Asked {
    pub(super) entry: CatalogueEntry,
    pub(super) table: CatalogueTable,
    pub(super) name: TableName,
}

/// The table of a resource.
pub(super) async fn asked(call: &Call, id: &str) -> Result<Asked, Refusal> {
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", id);
    let table: TableId = id.parse().map_err(|_error| missing())?;
    let found = call.hub().table_named_by(call.principal(), table).await;
    let (entry, table, name) = found.map_err(|error| {
        let refusal = Refusal::from(error);
        if refusal.kind == Kind::NotFound {
            missing()
        } else {
            refusal
        }
    })?;
    Ok(Asked { entry, table, name })
}

/// Which rows are wanted.
pub(super) struct Wish {
    pub(super) columns: Vec<Column>,
    pub(super) conditions: Conditions,
    pub(super) words: Option<String>,
    pub(super) sort: Vec<Sort>,
    pub(super) distinct: bool,
    pub(super) limit: u64,
    pub(super) offset: u64,
    pub(super) with_total: bool,
}

impl Wish {
    fn of(call: &Call, columns: &[Column]) -> Result<Self, Refusal> {
        let filters = call.object("filters")?;
        Ok(Self {
            columns: fields(call, columns)?,
            conditions: conditions(&filters, columns)?,
            words: call.text("q").or_else(|| call.text("full_text")),
            sort: sort(call, columns)?,
            distinct: call.truth("distinct", false),
            limit: call.number("limit", USUAL)?.min(MOST),
            offset: call.number("offset", 0)?,
            with_total: call.truth("include_total", true),
        })
    }

    /// Whether one page of the hub's own interface can answer it.
    fn is_plain(&self) -> bool {
        self.words.is_none()
            && !self.distinct
            && self.sort.len() < 2
            && self.conditions.any.is_empty()
    }
}

/// Rows of an answer.
pub(super) struct Rows {
    pub(super) records: Vec<Box<RawValue>>,
    pub(super) total: Option<u64>,
    /// What `_id` of the first row is.
    pub(super) first: u64,
}

pub(super) async fn search(call: &Call) -> Read {
    let id = match call.text("resource_id") {
        Some(id) => id,
        None => call
            .text("id")
            .map_or_else(|| call.needed("resource_id"), Ok)?,
    };
    let asked = asked(call, &id).await?;
    let open = call.hub().open_table(call.principal(), &asked.name).await?;
    let columns = open.table.columns.clone();
    let wish = Wish::of(call, &columns)?;
    let rows = if wish.is_plain() {
        plain(call, &open, &wish).await?
    } else {
        sql::rows(call, &asked.name, &columns, &wish).await?
    };
    let records: Vec<Box<RawValue>> = rows
        .records
        .iter()
        .zip(rows.first..)
        .map(|(record, number)| numbered(record, number))
        .collect::<Result<_, _>>()?;
    let mut result = Map::new();
    result.insert("include_total".to_owned(), wish.with_total.into());
    result.insert("limit".to_owned(), wish.limit.into());
    result.insert("offset".to_owned(), wish.offset.into());
    for name in ["filters", "q", "sort"] {
        if let Some(value) = call.value(name) {
            result.insert(name.to_owned(), value.clone());
        }
    }
    result.insert("records_format".to_owned(), "objects".into());
    result.insert("resource_id".to_owned(), id.clone().into());
    result.insert("fields".to_owned(), told(&wish.columns));
    result.insert("_links".to_owned(), links(call, &wish));
    if let Some(total) = rows.total {
        result.insert("total".to_owned(), total.into());
        result.insert("total_was_estimated".to_owned(), false.into());
    }
    Ok(WithRows {
        said: result,
        records,
    })
}

pub(super) async fn info(call: &Call) -> Acted {
    let id = match call.text("id") {
        Some(id) => id,
        None => call
            .text("resource_id")
            .map_or_else(|| call.needed("id"), Ok)?,
    };
    let asked = asked(call, &id).await?;
    let rows = asked
        .entry
        .dataset
        .description
        .details
        .written_rows
        .as_ref();
    let key = rows.map_or(&[][..], |rows| &rows.key);
    let fields = asked.table.columns.iter().map(|column| {
        let kind = type_name(column.column_type);
        json!({
            "id": column.name,
            "type": kind,
            "info": { "label": column.label, "notes": "", "type_override": "" },
            "schema": {
                "native_type": kind,
                "notnull": false,
                "index_name": null,
                "is_index": false,
                "uniquekey": key.contains(&column.name),
            },
        })
    });
    Ok(json!({
        "meta": {
            "id": id,
            "count": asked.table.rows,
            "table_type": "BASE TABLE",
            "size": null,
            "db_size": null,
            "idx_size": null,
            "aliases": [asked.entry.dataset.slug],
        },
        "fields": fields.collect::<Vec<Value>>(),
    }))
}

/// An answer through the hub's own pages.
async fn plain(call: &Call, open: &OpenTable, wish: &Wish) -> Result<Rows, Refusal> {
    let is_whole = wish.conditions.all.is_empty() && wish.sort.is_empty();
    // Where nobody holds rows back, the number of a row is its place; elsewhere it would tell of the others.
    let access = open.access();
    let shows_all = access.row_filter.is_none() && access.counts.is_none();
    let by_number = shows_all && wish.sort.is_empty();
    let number = wish.conditions.behind.unwrap_or(0);
    let (after, mut to_pass) = if by_number && is_whole {
        (number.saturating_add(wish.offset), 0)
    } else if by_number {
        (number, wish.offset)
    } else {
        (0, number.saturating_add(wish.offset))
    };
    if to_pass > PASSED {
        return Err(Refusal::invalid("ckan_offset_too_large")
            .with("field", "offset")
            .with("most", PASSED));
    }
    let first = if is_whole && by_number {
        after.saturating_add(1)
    } else {
        wish.offset.saturating_add(1)
    };
    let mut cursor = cursor(after);
    while to_pass > 0 {
        let mut some = request(wish, cursor.clone());
        some.fields.truncate(1);
        some.limit = u32::try_from(to_pass).unwrap_or(PAGE).min(PAGE);
        let (page, _place) = call.hub().rows(call.principal(), open, &some).await?;
        to_pass = to_pass.saturating_sub(u64::from(some.limit));
        match page.next {
            Some(next) => cursor = Some(next),
            None => return empty(call, open, wish, first).await,
        }
    }
    let mut rows = Rows {
        records: Vec::new(),
        total: None,
        first,
    };
    let (mut left, mut room) = (wish.limit, MOST_BYTES);
    loop {
        let mut some = request(wish, cursor);
        some.limit = u32::try_from(left).unwrap_or(PAGE).clamp(1, PAGE);
        some.with_total = wish.with_total && rows.total.is_none();
        let with_total = some.with_total;
        let (page, _place) = call.hub().rows(call.principal(), open, &some).await?;
        if with_total {
            rows.total = page.total;
        }
        if left == 0 {
            break;
        }
        let next = page.next.clone();
        let records = encoded(page.schema, &page.batches, &wish.columns)?;
        room = room_for(&records, room)?;
        left = left.saturating_sub(records.len() as u64);
        rows.records.extend(records);
        match next {
            Some(next) if left > 0 => cursor = Some(next),
            _ => break,
        }
    }
    Ok(rows)
}

/// No row stands behind so many others; how many there are is told all the same.
async fn empty(call: &Call, open: &OpenTable, wish: &Wish, first: u64) -> Result<Rows, Refusal> {
    let mut some = request(wish, None);
    some.limit = 1;
    some.with_total = wish.with_total;
    let (page, _place) = call.hub().rows(call.principal(), open, &some).await?;
    Ok(Rows {
        records: Vec::new(),
        total: page.total,
        first,
    })
}

fn cursor(after: u64) -> Option<Cursor> {
    (after > 0).then(|| Cursor {
        sort_value: None,
        row: i64::try_from(after).unwrap_or(i64::MAX),
    })
}

fn request(wish: &Wish, after: Option<Cursor>) -> PageRequest {
    PageRequest {
        fields: wish
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        filters: wish.conditions.all.clone(),
        sort: wish.sort.first().cloned(),
        after,
        limit: PAGE,
        with_total: false,
    }
}

/// Rows as one object each.
pub(super) fn encoded(
    schema: arrow::datatypes::SchemaRef,
    batches: &[arrow::record_batch::RecordBatch],
    columns: &[Column],
) -> Result<Vec<Box<RawValue>>, Refusal> {
    let columns = columns.iter().map(|column| ColumnMeta {
        json: column.column_type == ColumnType::Json,
        ..ColumnMeta::default()
    });
    let meta = TableMeta {
        columns: columns.collect(),
        ..TableMeta::default()
    };
    let mut encoder = Encoder::new(TabularForm::Json, schema, meta)?;
    let mut text = Vec::new();
    for batch in batches {
        text.extend(encoder.encode(batch)?);
    }
    let mut tail = encoder.finish()?;
    tail.read_to_end(&mut text).map_err(Refusal::internal)?;
    serde_json::from_slice(&text).map_err(Refusal::internal)
}

/// What is left of `room` bytes behind these rows; a refusal where they are more.
pub(super) fn room_for(records: &[Box<RawValue>], room: usize) -> Result<usize, Refusal> {
    let bytes: usize = records.iter().map(|record| record.get().len()).sum();
    room.checked_sub(bytes).ok_or_else(|| {
        Refusal::invalid("ckan_answer_too_large")
            .with("field", "limit")
            .with("most", MOST_BYTES >> 20)
    })
}

/// The record with `_id` in front.
fn numbered(record: &RawValue, number: u64) -> Result<Box<RawValue>, Refusal> {
    let rest = record.get().trim().trim_start_matches('{').trim_start();
    let comma = if rest.starts_with('}') { "" } else { "," };
    RawValue::from_string(format!("{{\"_id\":{number}{comma}{rest}")).map_err(Refusal::internal)
}

/// `fields` of an answer, `_id` first.
fn told(columns: &[Column]) -> Value {
    let id = std::iter::once(json!({ "id": "_id", "type": "int" }));
    let columns = columns.iter().map(|column| {
        json!({
            "id": column.name,
            "type": type_name(column.column_type),
            "info": { "label": column.label },
        })
    });
    id.chain(columns).collect()
}

/// What PostgreSQL calls a type, which is what CKAN tells.
pub(super) const fn type_name(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Text | ColumnType::Binary => "text",
        ColumnType::Integer => "int8",
        ColumnType::Decimal { .. } => "numeric",
        ColumnType::Float => "float8",
        ColumnType::Boolean => "bool",
        ColumnType::Date => "date",
        ColumnType::Time => "time",
        ColumnType::Timestamp => "timestamp",
        ColumnType::TimestampUtc => "timestamptz",
        ColumnType::Json => "json",
    }
}

/// Where the list begins and goes on; older clients turn pages by it, also behind the last.
fn links(call: &Call, wish: &Wish) -> Value {
    let mut kept = crate::query::Query::default();
    for name in [
        "resource_id",
        "id",
        "filters",
        "q",
        "fields",
        "sort",
        "distinct",
        "include_total",
    ] {
        if let Some(value) = call.value(name) {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            kept = kept.with(name, text);
        }
    }
    let kept = kept.with("limit", wish.limit);
    let path = "/api/3/action/datastore_search";
    let next = wish.offset.saturating_add(wish.limit);
    json!({
        "start": kept.href(path),
        "next": kept.with("offset", next).href(path),
    })
}

fn fields(call: &Call, columns: &[Column]) -> Result<Vec<Column>, Refusal> {
    let names = call.list("fields");
    if names.is_empty() {
        return Ok(columns.to_vec());
    }
    let mut chosen: Vec<Column> = Vec::new();
    for name in names.iter().filter(|name| *name != "_id") {
        let column = column(name, columns, "fields")?;
        if !chosen.iter().any(|known| known.name == column.name) {
            chosen.push(column.clone());
        }
    }
    if chosen.is_empty() {
        // Only the number was asked for; the engine gives rows of at least one column.
        return Ok(columns.iter().take(1).cloned().collect());
    }
    Ok(chosen)
}

/// The column of this name, in `field` of the call.
pub(super) fn column<'a>(
    name: &str,
    columns: &'a [Column],
    field: &'static str,
) -> Result<&'a Column, Refusal> {
    columns
        .iter()
        .find(|column| column.name == name)
        // What a program called a field it made may be no name of SQL; then it is the heading.
        .or_else(|| columns.iter().find(|column| column.label == name))
        .ok_or_else(|| {
            Refusal::invalid("ckan_unknown_column")
                .with("field", field)
                .with("name", name)
        })
}

/// `a asc, "b" desc nulls last`; by `_id` is by itself.
fn sort(call: &Call, columns: &[Column]) -> Result<Vec<Sort>, Refusal> {
    let mut sort = Vec::new();
    for part in call.list("sort") {
        let mut words = part.split_whitespace();
        let name = words.next().unwrap_or_default().trim_matches('"');
        if name == "_id" {
            continue;
        }
        let way = words.next().unwrap_or("asc");
        let descending = way.eq_ignore_ascii_case("desc");
        if !descending && !way.eq_ignore_ascii_case("asc") && !way.eq_ignore_ascii_case("nulls") {
            return Err(Refusal::invalid("ckan_unknown_column")
                .with("field", "sort")
                .with("name", &part));
        }
        let column = column(name, columns, "sort")?.name.clone();
        sort.push(Sort { column, descending });
    }
    Ok(sort)
}

/// A filter of the hub's own interface.
pub(super) type Plain = Filter;
