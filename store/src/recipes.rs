//! What was corrected from when on: the recipe of a dataset whenever a version changed it.

use crate::database::{Session, query};
use crate::store::Store;
use crate::stored::{from_json, to_json};
use hebewerk_hub::ports::{NewVersion, StoreError};
use hebewerk_model::{DatasetId, Recipe, RecipeChange};

/// Remembers the recipe of a version if it is another one than before.
pub(crate) async fn note(new: &NewVersion, session: &mut Session) -> Result<(), StoreError> {
    let last = query(
        "select position, recipe
         from hw_recipe
         where dataset_id = $1
         order by position desc
         limit 1",
    )
    .bind(new.dataset.id)
    .first(session)
    .await?;
    let (position, before) = match last {
        Some(row) => (row.small_count("position")?, from_json(&row, "recipe")?),
        None => (0, Recipe::default()),
    };
    if before == new.recipe {
        return Ok(());
    }
    query(
        "insert into hw_recipe (dataset_id, position, delivery_id, changed_at, by_office, recipe)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.dataset.id)
    .bind(position + 1)
    .bind(new.delivery.id)
    .bind(new.version.created_at)
    .bind(new.event.account.is_some())
    .bind(to_json("a recipe", &new.recipe)?)
    .run(session)
    .await?;
    Ok(())
}

/// The recipes of a dataset, newest first.
pub(crate) async fn of(
    dataset: DatasetId,
    limit: u32,
    store: &Store,
) -> Result<Vec<RecipeChange>, StoreError> {
    let mut session = store.reading("reading recipes").await?;
    let rows = query(
        "select changed_at, by_office, recipe
         from hw_recipe
         where dataset_id = $1
         order by position desc
         limit $2",
    )
    .bind(dataset)
    .bind(limit)
    .all(&mut session)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(RecipeChange {
                at: row.time("changed_at")?,
                by_office: row.get("by_office")?,
                recipe: from_json(row, "recipe")?,
            })
        })
        .collect()
}
