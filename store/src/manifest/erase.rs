//! Other files in place of those a version had, in every snapshot that shows them: the one change the manifest makes
//! to what is past (DSGVO Art. 17).

use super::files::insert_counts;
use crate::database::{Session, query};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{Column, DataFile};
use std::collections::BTreeMap;

/// A file as the manifest knows it.
struct Known {
    id: i64,
    rows: i64,
    bytes: i64,
    first_row: i64,
}

/// Puts files in place of others of a table. There may be fewer of them, never more: a table only gets shorter.
pub(crate) async fn put_in_place(
    table: i64,
    (before, after): (&[String], &[DataFile]),
    columns: &[Column],
    session: &mut Session,
) -> Result<(), StoreError> {
    for known in appearances(table, before, session).await? {
        if known.len() < after.len() {
            return Err(StoreError::Refused {
                what: "an erasure",
                detail: "a table would have more files than before".to_owned(),
            });
        }
        let first_row = known.first().map_or(0, |file| file.first_row);
        let (mut next_row, mut rows, mut bytes) = (first_row, 0, 0);
        for (place, file) in known.iter().enumerate() {
            rows -= file.rows;
            bytes -= file.bytes;
            query("delete from ducklake_file_column_stats where data_file_id = $1")
                .bind(file.id)
                .run(session)
                .await?;
            let Some(new) = after.get(place) else {
                query("delete from ducklake_data_file where data_file_id = $1")
                    .bind(file.id)
                    .run(session)
                    .await?;
                continue;
            };
            query(
                "update ducklake_data_file
                 set path = $1, record_count = $2, file_size_bytes = $3, footer_size = $4, row_id_start = $5
                 where data_file_id = $6",
            )
            .bind(new.path.as_str())
            .bind(new.rows)
            .bind(new.size_bytes)
            .bind(new.footer_bytes)
            .bind(next_row)
            .bind(file.id)
            .run(session)
            .await?;
            insert_counts(file.id, table, columns, new, session).await?;
            next_row += new.rows as i64;
            rows += new.rows as i64;
            bytes += new.size_bytes as i64;
        }
        query(
            "update ducklake_table_stats
             set record_count = record_count + $1, file_size_bytes = file_size_bytes + $2
             where table_id = $3",
        )
        .bind(rows)
        .bind(bytes)
        .bind(table)
        .run(session)
        .await?;
    }
    Ok(())
}

/// The files by the snapshots in which they appear: a dataset that was withdrawn and came back shows the same files
/// twice.
async fn appearances(
    table: i64,
    paths: &[String],
    session: &mut Session,
) -> Result<Vec<Vec<Known>>, StoreError> {
    let rows = query(
        "select data_file_id, begin_snapshot, path, record_count, file_size_bytes, row_id_start
         from ducklake_data_file
         where table_id = $1
         order by begin_snapshot, file_order",
    )
    .bind(table)
    .all(session)
    .await?;
    let mut found: BTreeMap<i64, Vec<Known>> = BTreeMap::new();
    for row in &rows {
        if paths.contains(&row.get::<String>("path")?) {
            let known = Known {
                id: row.get("data_file_id")?,
                rows: row.get("record_count")?,
                bytes: row.get("file_size_bytes")?,
                first_row: row.get("row_id_start")?,
            };
            found
                .entry(row.get("begin_snapshot")?)
                .or_default()
                .push(known);
        }
    }
    Ok(found.into_values().collect())
}
