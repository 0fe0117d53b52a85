//! Data files of a version, with the hashes the manifest has no place for.

use crate::database::{Row, Session, insert, query};
use crate::stored::{from_json, to_json};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{DataFile, TableId, VersionId};

/// Remembers the files of a table of a version.
pub(super) async fn add(
    (version, table): (VersionId, TableId),
    files: &[DataFile],
    session: &mut Session,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(files.len());
    for (position, file) in files.iter().enumerate() {
        rows.push(vec![
            version.into(),
            table.into(),
            position.into(),
            file.path.as_str().into(),
            file.rows.into(),
            file.size_bytes.into(),
            file.footer_bytes.into(),
            file.content.to_string().into(),
            to_json("null counts", &file.null_counts)?.into(),
        ]);
    }
    insert(
        "hw_file (version_id, table_id, position, path, row_count, size_bytes, footer_bytes, content, null_counts)",
        rows,
        session,
    )
    .await
}

/// The files of a version, by table and in order.
pub(super) async fn of_version(
    version: VersionId,
    session: &mut Session,
) -> Result<Vec<(TableId, DataFile)>, StoreError> {
    let rows = query(
        "select table_id, path, row_count, size_bytes, footer_bytes, content, null_counts
         from hw_file
         where version_id = $1
         order by table_id, position",
    )
    .bind(version)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| Ok((TableId::from_uuid(row.uuid("table_id")?), file(row)?)))
        .collect()
}

fn file(row: &Row) -> Result<DataFile, StoreError> {
    Ok(DataFile {
        path: row.get("path")?,
        rows: row.count("row_count")?,
        size_bytes: row.count("size_bytes")?,
        footer_bytes: row.count("footer_bytes")?,
        content: row.parsed("content")?,
        null_counts: from_json(row, "null_counts")?,
    })
}
