//! `datastore_search_sql`, and statements for what a page cannot answer.
//!
//! What somebody types is planned as at every other door: the engine names its tables, each is resolved under the guard,
//! and nothing is wrapped around the text. The names of tables are those of the hub, or identities of resources, which are
//! put in as names before the statement is read.

use super::call::Call;
use super::datastore::{MOST, MOST_BYTES, Rows, Wish, asked, encoded, room_for, type_name};
use super::{Read, WithRows};
use crate::Refusal;
use arrow::datatypes::DataType;
use futures::StreamExt as _;
use hebewerk_exchange::tabular::Class;
use hebewerk_hub::ports::{Comparator, Filter};
use hebewerk_hub::{HubError, PurposeWish};
use hebewerk_model::{Column, ColumnType, TableName};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Identities in one statement at most.
const TABLES: usize = 20;

pub(super) async fn search(call: &Call) -> Read {
    let sql = call.needed("sql")?;
    let statement = named(call, &sql).await?;
    let (fields, records, is_cut) = run(call, &statement, MOST).await?;
    let mut result = Map::new();
    result.insert("sql".to_owned(), sql.into());
    result.insert("fields".to_owned(), fields);
    if is_cut {
        result.insert("records_truncated".to_owned(), true.into());
    }
    Ok(WithRows {
        said: result,
        records,
    })
}

/// The statement with names of the hub in the place of quoted identities. Nothing else in quotation marks can be a UUID
/// that names a table the caller may read.
async fn named(call: &Call, sql: &str) -> Result<String, Refusal> {
    let mut statement = String::with_capacity(sql.len());
    let last = sql.matches('"').count();
    for (place, part) in sql.split('"').enumerate() {
        if place > 2 * TABLES {
            return Err(Refusal::invalid("ckan_too_many_tables").with("field", "sql"));
        }
        let is_quoted = place % 2 == 1;
        if is_quoted && part.parse::<Uuid>().is_ok() {
            let table = asked(call, part).await?;
            statement.push_str(&table.name.to_string());
        } else if is_quoted {
            statement.push('"');
            statement.push_str(part);
            // A mark that is never closed stays so: it may stand in a text.
            if place < last {
                statement.push('"');
            }
        } else {
            statement.push_str(part);
        }
    }
    Ok(statement)
}

/// Rows that a page cannot answer for: alternatives, words in any column, several orders, each row once.
pub(super) async fn rows(
    call: &Call,
    table: &TableName,
    columns: &[Column],
    wish: &Wish,
) -> Result<Rows, Refusal> {
    let chosen: Vec<String> = wish
        .columns
        .iter()
        .map(|column| quoted(&column.name))
        .collect();
    let chosen = chosen.join(", ");
    let distinct = if wish.distinct { "distinct " } else { "" };
    let conditions = where_clause(columns, wish);
    let inner = format!("select {distinct}{chosen} from {table}{conditions}");
    let order: Vec<String> = if wish.sort.is_empty() {
        // Pages fit together only in some order.
        let sortable = wish.columns.iter().filter(|column| is_sortable(column));
        sortable.map(|column| quoted(&column.name)).collect()
    } else {
        let sort = wish.sort.iter();
        sort.map(|sort| {
            let way = if sort.descending { "desc" } else { "asc" };
            format!("{} {way} nulls last", quoted(&sort.column))
        })
        .collect()
    };
    let order = if order.is_empty() {
        String::new()
    } else {
        format!(" order by {}", order.join(", "))
    };
    let offset = wish
        .offset
        .saturating_add(wish.conditions.behind.unwrap_or(0));
    let page = format!("{inner}{order} limit {} offset {offset}", wish.limit);
    let (_fields, records, _is_cut) = run(call, &page, MOST).await?;
    let total = if wish.with_total {
        let count = format!("select count(*) as n from ({inner}) as found");
        let (_fields, counted, _is_cut) = run(call, &count, 1).await?;
        counted.first().and_then(|row| number(row))
    } else {
        None
    };
    Ok(Rows {
        records,
        total,
        first: wish.offset + 1,
    })
}

/// The number in `{"n":12}`.
fn number(row: &RawValue) -> Option<u64> {
    let row: Value = serde_json::from_str(row.get()).ok()?;
    row.get("n")?.as_u64()
}

/// Answers a statement: fields, rows, and whether there were more than `most`.
async fn run(
    call: &Call,
    statement: &str,
    most: u64,
) -> Result<(Value, Vec<Box<RawValue>>, bool), Refusal> {
    let purpose = joined_for(call);
    let asked = call
        .hub()
        .ask(call.principal(), statement, purpose.as_ref())
        .await;
    let asked = asked.map_err(wrong)?;
    let schema = asked.answer.schema.clone();
    let most = most.min(asked.row_limit);
    let mut batches = asked.answer.batches;
    let (mut kept, mut room, mut is_cut) = (Vec::new(), most, false);
    while let Some(batch) = batches.next().await {
        let batch = batch.map_err(|error| wrong(HubError::from(error)))?;
        let rows = (batch.num_rows() as u64).min(room);
        is_cut |= rows < batch.num_rows() as u64;
        room -= rows;
        kept.push(batch.slice(0, usize::try_from(rows).unwrap_or(0)));
        if is_cut {
            break;
        }
    }
    let fields = schema
        .fields()
        .iter()
        .map(|field| json!({ "id": field.name(), "type": kind(field.data_type()) }));
    let fields: Value = fields.collect();
    let records = encoded(schema, &kept, &[])?;
    room_for(&records, MOST_BYTES)?;
    Ok((fields, records, is_cut))
}

/// What a caller says they join data of several houses for. CKAN has no such parameters; they are those of the hub's own
/// interface.
fn joined_for(call: &Call) -> Option<PurposeWish> {
    let (purpose, legal_basis) = (call.text("purpose"), call.text("legal_basis"));
    if purpose.is_none() && legal_basis.is_none() {
        return None;
    }
    Some(PurposeWish {
        purpose: purpose.unwrap_or_default(),
        legal_basis: legal_basis.unwrap_or_default(),
        reference: call.text("reference").unwrap_or_default(),
    })
}

/// What is wrong about a statement is told as a wrong value of the call.
fn wrong(error: HubError) -> Refusal {
    Refusal::from(error).with("field", "query")
}

fn kind(data_type: &DataType) -> &'static str {
    match Class::of(data_type) {
        Class::Text | Class::Other => "text",
        Class::Exact if data_type.is_integer() => "int8",
        Class::Exact => "numeric",
        Class::Float => type_name(ColumnType::Float),
        Class::Boolean => type_name(ColumnType::Boolean),
        Class::Date => type_name(ColumnType::Date),
        Class::Time => type_name(ColumnType::Time),
        Class::Timestamp => type_name(ColumnType::Timestamp),
        Class::TimestampUtc => type_name(ColumnType::TimestampUtc),
    }
}

fn where_clause(columns: &[Column], wish: &Wish) -> String {
    let mut all: Vec<String> = wish.conditions.all.iter().map(condition).collect();
    for (column, values) in &wish.conditions.any {
        let name = quoted(&column.name);
        let known: Vec<String> = values.iter().flatten().map(|value| text(value)).collect();
        let mut any = Vec::new();
        if !known.is_empty() {
            any.push(format!("{name} in ({})", known.join(", ")));
        }
        if values.iter().any(Option::is_none) {
            any.push(format!("{name} is null"));
        }
        // Of no values none can be the one.
        all.push(if any.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("({})", any.join(" or "))
        });
    }
    for word in wish.words.iter().flat_map(|words| words.split_whitespace()) {
        let pattern = text(&format!("%{}%", word.to_lowercase()));
        let searched = columns.iter().filter(|column| is_sortable(column));
        let any: Vec<String> = searched
            .map(|column| {
                format!(
                    "lower(cast({} as varchar)) like {pattern}",
                    quoted(&column.name)
                )
            })
            .collect();
        if !any.is_empty() {
            all.push(format!("({})", any.join(" or ")));
        }
    }
    if all.is_empty() {
        String::new()
    } else {
        format!(" where {}", all.join(" and "))
    }
}

fn condition(filter: &Filter) -> String {
    let name = quoted(&filter.column);
    let value = text(&filter.value);
    match filter.comparator {
        Comparator::Eq => format!("{name} = {value}"),
        Comparator::Ne => format!("{name} <> {value}"),
        Comparator::Lt => format!("{name} < {value}"),
        Comparator::Le => format!("{name} <= {value}"),
        Comparator::Gt => format!("{name} > {value}"),
        Comparator::Ge => format!("{name} >= {value}"),
        Comparator::Contains => format!("strpos(cast({name} as varchar), {value}) > 0"),
        Comparator::IsNull => format!("{name} is null"),
        Comparator::NotNull => format!("{name} is not null"),
    }
}

const fn is_sortable(column: &Column) -> bool {
    !matches!(column.column_type, ColumnType::Json | ColumnType::Binary)
}

/// A name; columns have no quotation marks in theirs, and if one had, it would stay within its own.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a literal.
fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}
