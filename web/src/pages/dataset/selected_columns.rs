//! A file holds the columns the address chooses.

use super::table::COLUMN;
use crate::Refusal;
use crate::query::Query;
use futures::StreamExt;
use hebewerk_hub::Download;
use hebewerk_hub::ports::AskError;
use hebewerk_model::Kind;

/// Leaves out the columns the address does not choose; without a choice the file holds all of them.
pub(super) fn leave_out_others(download: &mut Download, query: &Query) -> Result<(), Refusal> {
    let is_chosen = |name: &str| query.all(COLUMN).any(|one| one == name);
    let schema = download.answer.schema.clone();
    let fields = schema.fields().iter().enumerate();
    let chosen: Vec<usize> = fields
        .filter(|(_index, field)| is_chosen(field.name()))
        .map(|(index, _field)| index)
        .collect();
    if chosen.is_empty() || chosen.len() == schema.fields().len() {
        return Ok(());
    }
    let internal = |_error| Refusal::new(Kind::Internal, "internal");
    download.answer.schema = schema.project(&chosen).map_err(internal)?.into();
    let columns = &mut download.table.columns;
    columns.retain(|column| is_chosen(&column.name));
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    download.etag = tagged(&download.etag, &names);
    let nothing = futures::stream::empty().boxed();
    let all = std::mem::replace(&mut download.answer.batches, nothing);
    let some = all.map(move |batch| {
        batch.and_then(|batch| batch.project(&chosen).map_err(|_error| AskError::Internal))
    });
    download.answer.batches = some.boxed();
    Ok(())
}

/// The tag of the whole table, told apart by the columns chosen.
fn tagged(etag: &str, columns: &[&str]) -> String {
    let hash = blake3::hash(columns.join("\n").as_bytes()).to_hex();
    let short = hash.get(..16).unwrap_or_default();
    format!("\"{}-{short}\"", etag.trim_matches('"'))
}
