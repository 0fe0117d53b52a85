//! `datastore_create`, `datastore_upsert`, `datastore_delete`, `datastore_records_delete`: rows of a program are a delivery.
//!
//! The version that holds is read whole, changed, and what becomes of it is the next one: kept, on record, held and
//! released like every file. Whoever does not see every row and column as it is may not write.

mod cells;
mod chosen;
mod fields;
mod merge;
mod next;

use self::chosen::Chosen;
use self::fields::{Field, Target, completed, declared, places, told, with_fields};
use self::merge::{Merge, Method, Wish};
use self::next::{Next, make};
use super::Acted;
use super::call::Call;
use super::change::by_a_program;
use super::datastore::{Asked, asked};
use super::packages::{entry, link_parts, resource_exists};
use super::{links, resources};
use crate::Refusal;
use hebewerk_hub::{Behind, CatalogueEntry, OnDrift, WholeTable};
use hebewerk_model::{DatasetId, TableId, WrittenRows};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The address CKAN gives a resource that is only rows.
const NO_ADDRESS: &str = "_datastore_only_resource";
/// What an answer does not repeat.
const NOT_TOLD: [&str; 6] = [
    "records",
    "force",
    "id",
    "include_records",
    "include_deleted_records",
    "fields",
];

/// Whether an action takes as long as a table is large.
pub(super) fn takes_time(action: &str) -> bool {
    [
        "datastore_create",
        "datastore_upsert",
        "datastore_delete",
        "datastore_records_delete",
    ]
    .contains(&action)
}

pub(super) async fn create(call: &Call) -> Acted {
    by_a_program(call)?;
    let resource = call.value("resource").is_some();
    let id = call.text("resource_id").or_else(|| call.text("id"));
    match (resource, id) {
        (true, Some(_)) => Err(Refusal::invalid("ckan_resource_twice").with("field", "resource")),
        (false, None) => Err(Refusal::invalid("ckan_resource_needed").with("field", "resource_id")),
        (true, None) => {
            let (entry, table) = announced(call).await?;
            first(call, &entry, table).await
        }
        (false, Some(id)) => match link_parts(call, &id).await? {
            Some((entry, _place)) => {
                may_bring(call, &entry).await?;
                if entry.version.is_some() {
                    return Err(Refusal::invalid("ckan_has_file").with("field", "resource_id"));
                }
                let table: Option<TableId> = id.parse().ok();
                first(call, &entry, table).await
            }
            None => more(call, &id).await,
        },
    }
}

pub(super) async fn upsert(call: &Call) -> Acted {
    by_a_program(call)?;
    let id = call.needed("resource_id")?;
    let asked = writable(call, &id).await?;
    let method = match call.text("method").as_deref() {
        None | Some("upsert") => Method::Upsert,
        Some("insert") => Method::Insert,
        Some("update") => Method::Update,
        Some(_other) => return Err(Refusal::invalid("ckan_bad_method").with("field", "method")),
    };
    let records = fields::list(call, "records")?.unwrap_or_default();
    if !records.is_empty() {
        let hub = call.hub();
        let turn = hub.writers_turn(asked.entry.dataset.id).await;
        // Whoever wrote before may have named another key.
        let asked = writable(call, &id).await?;
        let whole = hub.whole_table(call.principal(), &asked.name).await?;
        let targets = fields::of_table(&whole.table.columns, &whole.answer.schema);
        let merge = Merge::new(Wish {
            key: kept_key(&asked.entry, &targets),
            targets,
            method,
            records,
            without: None,
            key_is_new: false,
        })?;
        let next = following(&asked, whole, call.truth("dry_run", false));
        make(call, next, merge, turn).await?;
    }
    let mut answer = said(call);
    let method = call.text("method").unwrap_or_else(|| "upsert".to_owned());
    answer.insert("method".to_owned(), method.into());
    Ok(answer.into())
}

/// `datastore_delete` without filters leaves a version without rows: the table of a dataset is not dropped, and what it was
/// stays in the versions before.
pub(super) async fn delete(call: &Call) -> Acted {
    by_a_program(call)?;
    let asked = writable(call, &call.needed("resource_id")?).await?;
    // An empty text is no filter, and must not be taken for all rows.
    if call
        .value("filters")
        .and_then(Value::as_str)
        .is_some_and(|text| text.trim().is_empty())
    {
        return Err(Refusal::invalid("ckan_no_object").with("field", "filters"));
    }
    let filters = call.object("filters")?;
    let hub = call.hub();
    let turn = hub.writers_turn(asked.entry.dataset.id).await;
    let whole = hub.whole_table(call.principal(), &asked.name).await?;
    let targets = fields::of_table(&whole.table.columns, &whole.answer.schema);
    let merge = Merge::new(Wish {
        key: Vec::new(),
        method: Method::Insert,
        records: Vec::new(),
        without: Some(Chosen::read(&filters, &targets)?),
        targets,
        key_is_new: false,
    })?;
    make(call, following(&asked, whole, false), merge, turn).await?;
    Ok(said(call).into())
}

pub(super) async fn records_delete(call: &Call) -> Acted {
    by_a_program(call)?;
    if call.value("filters").is_none() {
        return Err(Refusal::invalid("ckan_missing_value").with("field", "filters"));
    }
    delete(call).await
}

/// The dataset of `resource`, and the identity the program has for its table.
async fn announced(call: &Call) -> Result<(CatalogueEntry, Option<TableId>), Refusal> {
    let resource = call.object("resource")?;
    let text = |name: &str| {
        resource
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let package = text("package_id");
    if package.is_empty() {
        return Err(Refusal::invalid("ckan_missing_value").with("field", "package_id"));
    }
    let entry = entry(call, package).await?;
    may_bring(call, &entry).await?;
    if !matches!(text("url"), "" | NO_ADDRESS) {
        return Err(Refusal::invalid("ckan_no_pusher").with("field", "resource"));
    }
    if entry.version.is_some() {
        return Err(Refusal::invalid("ckan_has_file").with("field", "resource"));
    }
    let id = match text("id") {
        "" => None,
        id => {
            let id: Uuid = id
                .parse()
                .map_err(|_error| Refusal::invalid("ckan_bad_id").with("field", "id"))?;
            if resource_exists(call, id).await? {
                return Err(Refusal::invalid("id_taken").with("field", "id"));
            }
            Some(TableId::from_uuid(id))
        }
    };
    Ok((entry, id))
}

/// The first rows of an announced dataset, or only its columns.
async fn first(call: &Call, entry: &CatalogueEntry, table: Option<TableId>) -> Acted {
    may_maintain(call, entry).await?;
    let records = fields::list(call, "records")?.unwrap_or_default();
    let fields = completed(declared(call)?.unwrap_or_default(), &[], records.first())?;
    let targets = with_fields(Vec::new(), &fields);
    if targets.is_empty() {
        return Err(Refusal::invalid("ckan_missing_value").with("field", "fields"));
    }
    let key = places(call, "primary_key", &targets)?;
    let names = names(&key, &targets);
    let turn = call.hub().writers_turn(entry.dataset.id).await;
    let merge = Merge::new(Wish {
        targets,
        key_is_new: !key.is_empty(),
        key,
        method: Method::Insert,
        records,
        without: None,
    })?;
    let next = Next {
        entry,
        behind: Behind {
            dataset: entry.dataset.id,
            version: None,
            table,
        },
        on_drift: OnDrift::Accept,
        is_reshaped: true,
        is_trial: false,
        former: None,
    };
    let turn = make(call, next, merge, turn).await?;
    let id = remember(call, entry.dataset.id, |rows| {
        rows.key = names;
        rows.made_here = true;
    });
    let id = id.await?;
    drop(turn);
    Ok(created(call, &fields, id))
}

/// More rows or columns of a table that is there, another key or other headings.
async fn more(call: &Call, id: &str) -> Acted {
    let asked = writable(call, id).await?;
    may_maintain(call, &asked.entry).await?;
    let records = fields::list(call, "records")?.unwrap_or_default();
    let said = declared(call)?;
    let hub = call.hub();
    let turn = hub.writers_turn(asked.entry.dataset.id).await;
    // Whoever wrote before may have named another key.
    let asked = writable(call, id).await?;
    let whole = hub.whole_table(call.principal(), &asked.name).await?;
    let before = fields::of_table(&whole.table.columns, &whole.answer.schema);
    // A table without rows is as good as none: it becomes what is said.
    let is_blank = whole.table.rows == 0 && said.is_some();
    let known = if is_blank { &[][..] } else { &before[..] };
    let fields = completed(said.unwrap_or_default(), known, records.first())?;
    let mut targets = with_fields(known.to_vec(), &fields);
    if call.truth("delete_fields", false) && !fields.is_empty() {
        let named = |target: &Target| {
            let one = std::slice::from_ref(target);
            fields
                .iter()
                .any(|field| fields::position(one, &field.id).is_some())
        };
        targets.retain(named);
    }
    let former_key = kept_key(&asked.entry, &targets);
    let key = if call.value("primary_key").is_some() {
        places(call, "primary_key", &targets)?
    } else {
        former_key.clone()
    };
    let (names, is_reshaped) = (names(&key, &targets), targets != before);
    let merge = Merge::new(Wish {
        targets,
        key_is_new: !key.is_empty() && key != former_key,
        key,
        method: Method::Insert,
        records,
        without: None,
    })?;
    let next = Next {
        is_reshaped,
        ..following(&asked, whole, false)
    };
    let turn = make(call, next, merge, turn).await?;
    let id = remember(call, asked.entry.dataset.id, |rows| rows.key = names).await?;
    drop(turn);
    Ok(created(call, &fields, id))
}

/// The table of a resource, if its rows may be written. CKAN warns of what the next file would undo, and so does the hub.
async fn writable(call: &Call, id: &str) -> Result<Asked, Refusal> {
    let asked = asked(call, id).await?;
    may_bring(call, &asked.entry).await?;
    if asked.entry.tables.len() > 1 {
        return Err(Refusal::invalid("ckan_one_of_many").with("field", "resource_id"));
    }
    if !is_made_here(&asked.entry) && !call.truth("force", false) {
        return Err(Refusal::invalid("ckan_read_only").with("field", "read-only"));
    }
    Ok(asked)
}

/// Whether a program made the table row by row.
pub(super) fn is_made_here(entry: &CatalogueEntry) -> bool {
    let rows = entry.dataset.description.details.written_rows.as_ref();
    rows.is_some_and(|rows| rows.made_here)
}

/// Who may not bring files of this house hears nothing of what else is wrong.
async fn may_bring(call: &Call, entry: &CatalogueEntry) -> Result<(), Refusal> {
    let house = entry.organisation.slug.as_str();
    Ok(call.hub().may_deliver(call.principal(), house).await?)
}

/// Keys that only bring files must not leave a table behind whose key could not be kept.
async fn may_maintain(call: &Call, entry: &CatalogueEntry) -> Result<(), Refusal> {
    let (house, dataset) = (
        entry.organisation.slug.as_str(),
        entry.dataset.slug.as_str(),
    );
    let hub = call.hub();
    Ok(hub.may_maintain(call.principal(), house, dataset).await?)
}

/// What follows the version that was read. What a program says row by row of its own table is meant; where files bring it,
/// what breaks what others build on waits for somebody.
fn following(asked: &Asked, whole: WholeTable, is_trial: bool) -> Next<'_> {
    Next {
        entry: &asked.entry,
        behind: Behind {
            dataset: asked.entry.dataset.id,
            version: Some(whole.version.id),
            table: None,
        },
        on_drift: if is_made_here(&asked.entry) {
            OnDrift::Accept
        } else {
            OnDrift::Hold
        },
        is_reshaped: false,
        is_trial,
        former: Some((whole.answer, whole.table.rows)),
    }
}

/// The columns that name a row; none if one of them is gone.
fn kept_key(entry: &CatalogueEntry, targets: &[Target]) -> Vec<usize> {
    let rows = entry.dataset.description.details.written_rows.as_ref();
    let names = rows.map_or(&[][..], |rows| &rows.key);
    let place = |name: &String| targets.iter().position(|target| target.name == *name);
    let places: Option<Vec<usize>> = names.iter().map(place).collect();
    places.unwrap_or_default()
}

fn names(key: &[usize], targets: &[Target]) -> Vec<String> {
    let key = key.iter().filter_map(|place| targets.get(*place));
    key.map(|target| target.name.clone()).collect()
}

/// Keeps how rows are written, and lets links go that the table stands for; the identity of the table.
async fn remember(
    call: &Call,
    dataset: DatasetId,
    change: impl FnOnce(&mut WrittenRows),
) -> Result<Option<String>, Refusal> {
    let now = call
        .hub()
        .catalogue_entry(call.principal(), dataset)
        .await?;
    let made = links::made(call, &now);
    let details = &now.dataset.description.details;
    let mut changed = details.clone();
    let mut rows = changed.written_rows.take().unwrap_or_default();
    change(&mut rows);
    changed.written_rows = (rows != WrittenRows::default()).then_some(rows);
    changed.links.retain(|link| !links::is_made(&made, link));
    if changed != *details {
        resources::keep_details(call, &now, changed).await?;
    }
    Ok(now.tables.first().map(|table| table.id.to_string()))
}

/// What was sent, without rows, as CKAN gives it back.
fn said(call: &Call) -> Map<String, Value> {
    let told = call.all().iter();
    let told = told.filter(|(name, _value)| !NOT_TOLD.contains(&name.as_str()));
    let mut said: Map<String, Value> = told
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let id = call.value("id").cloned();
    if let Some(id) = id {
        said.entry("resource_id").or_insert(id);
    }
    said
}

fn created(call: &Call, fields: &[Field], id: Option<String>) -> Value {
    let mut answer = said(call);
    if !fields.is_empty() {
        answer.insert("fields".to_owned(), told(fields));
    }
    if let Some(id) = id {
        answer.insert("resource_id".to_owned(), id.into());
    }
    answer.insert("method".to_owned(), "insert".into());
    answer.into()
}
