//! Writing the rows of a file while it is still being looked at.

use super::write::{Writing, Written};
use super::{Arrival, Look, Progress};
use crate::ports::{EarlyEnd, EarlyReading, ReadError, RowsError, WriteTable};
use crate::{Hub, HubError};
use hebewerk_model::{Inspection, TableRecipe, TableVersion, VersionId};
use std::sync::Arc;

/// What became of an early reading.
enum End {
    Written(Inspection, crate::ports::WrittenTable),
    /// The rows are to be read again, as this says if it is known.
    Again(Option<Inspection>),
}

impl Hub {
    /// Begins to read a file early, where its reader can and the recipe leaves no table out.
    pub(super) async fn look_early(
        &self,
        look: &Look,
        progress: &Progress,
    ) -> Result<Option<EarlyReading>, HubError> {
        if look.recipe.tables.iter().any(TableRecipe::leaves_out) {
            return Ok(None);
        }
        let (reader, progress) = (self.parts.reader.clone(), Arc::clone(progress));
        let (path, name, recipe) = (look.path.clone(), look.name.clone(), look.recipe.clone());
        let begun = tokio::task::spawn_blocking(move || {
            let tick = Arc::new(move |done, of| progress("write", done, of));
            reader.read_early(&path, &name, &recipe, tick)
        })
        .await?;
        // What is wrong with a file is said by the look at all of it.
        Ok(begun.unwrap_or_default())
    }

    /// Writes what is read early. None where the rows must be read again; `arrival` then says what is really there.
    pub(super) async fn write_early(
        &self,
        arrival: &mut Arrival,
        early: EarlyReading,
        (before, version): (&[TableVersion], VersionId),
        progress: &Progress,
    ) -> Result<Option<Written>, HubError> {
        let writing = Writing {
            arrival,
            before,
            version,
        };
        let (sql_name, aside) = self.only_names(&writing).await?;
        let place = self.place(&writing, sql_name, aside).await?;
        let columns = writing.columns(0, &place);
        let table = WriteTable {
            folder: writing.folder(&place),
            columns,
            reading: early.reading,
        };
        let written = self.parts.rows.write(table).await;
        let end = match (written, early.end.try_recv()) {
            (Ok(written), Ok(EarlyEnd::Held(inspection))) => End::Written(inspection, written),
            (_, Ok(EarlyEnd::Held(inspection) | EarlyEnd::Other(inspection))) => {
                End::Again(Some(inspection))
            }
            (Err(RowsError::Read(ReadError::Again)) | Ok(_), Err(_)) => End::Again(None),
            (Err(RowsError::Read(error)), Err(_)) if error.lies_in_the_file() => End::Again(None),
            (Err(error), Err(_)) => return Err(error.into()),
        };
        match end {
            End::Written(inspection, written) => {
                arrival.inspection = inspection;
                let writing = Writing {
                    arrival,
                    before,
                    version,
                };
                Ok(Some(Written {
                    tables: self.new_tables(&writing, 0, place, written),
                    ..Written::default()
                }))
            }
            End::Again(Some(inspection)) => {
                arrival.inspection = inspection;
                Ok(None)
            }
            End::Again(None) => {
                let look = Look {
                    path: arrival.path.clone(),
                    name: arrival.delivery.file_name().to_owned(),
                    recipe: arrival.recipe.clone(),
                };
                let (inspection, is_final) = self.look(look, Arc::clone(progress)).await?;
                if !is_final {
                    arrival.delivery.is_not_final();
                }
                arrival.inspection = inspection;
                Ok(None)
            }
        }
    }
}
