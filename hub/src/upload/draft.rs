//! What somebody has decided about a staged file so far, kept beside it: no address could carry it, and nothing is
//! lost by going back.

use super::staged::{StagedId, read, write};
use super::target::Target;
use crate::{Hub, HubError};
use hebewerk_model::{Description, Principal, Recipe, TableRecipe, Visibility};
use serde::{Deserialize, Serialize};

const DRAFT: &str = "draft.json";

/// What somebody has decided about a staged file so far.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Where it goes.
    pub target: Target,
    /// What earlier deliveries of the target's dataset were corrected by.
    pub kept: Recipe,
    /// Everything this file is read with: what is kept, with what was decided here on top.
    pub recipe: Recipe,
    /// What is said about a new dataset.
    pub words: Option<DraftWords>,
}

/// What is said about a new dataset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftWords {
    /// Slug of its organisation.
    pub house: String,
    /// Title and so on.
    pub description: Description,
    /// Who may read its rows.
    pub visibility: Visibility,
}

impl Draft {
    /// The corrections for the tables of these names.
    ///
    /// A file with a single table calls it after itself; the next delivery may be called otherwise. Corrections of
    /// the only table then are those of the only table now.
    #[must_use]
    pub fn recipe_for(&self, names: &[&str]) -> Recipe {
        let mut recipe = self.recipe.clone();
        if let ([name], [only]) = (names, recipe.tables.as_mut_slice())
            && !only.table.is_empty()
            // A table that is left out is another one, or there would be nothing to take in.
            && !only.leaves_out()
        {
            (*name).clone_into(&mut only.table);
        }
        recipe
    }

    /// Another target: what was decided here stays, what its earlier deliveries were corrected by comes beneath it.
    pub(super) fn aim(&mut self, target: Target, kept: Recipe) {
        let own = without(&self.recipe, &self.kept);
        self.recipe = laid_over(&kept, &own);
        self.target = target;
        self.kept = kept;
    }
}

impl Hub {
    /// The draft of one of one's own staged files.
    pub async fn upload_draft(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Draft, HubError> {
        let staged = self.staged(principal, id).await?;
        Ok(read(&staged.folder, DRAFT).await.unwrap_or_default())
    }

    /// Keeps corrections of a staged file.
    pub async fn correct_upload(
        &self,
        principal: &Principal,
        id: StagedId,
        recipe: Recipe,
    ) -> Result<(), HubError> {
        let mut draft = self.upload_draft(principal, id).await?;
        draft.recipe = recipe;
        self.keep_upload_draft(principal, id, &draft).await
    }

    /// Keeps what shall be said about a new dataset, also while it is not complete yet.
    pub async fn describe_upload(
        &self,
        principal: &Principal,
        id: StagedId,
        words: DraftWords,
    ) -> Result<(), HubError> {
        let mut draft = self.upload_draft(principal, id).await?;
        draft.words = Some(words);
        self.keep_upload_draft(principal, id, &draft).await
    }

    pub(super) async fn keep_upload_draft(
        &self,
        principal: &Principal,
        id: StagedId,
        draft: &Draft,
    ) -> Result<(), HubError> {
        let staged = self.staged(principal, id).await?;
        write(&staged.folder, DRAFT, draft).await
    }
}

/// The entries of `recipe` that do not stand in `other` just so.
fn without(recipe: &Recipe, other: &Recipe) -> Recipe {
    let mut own = recipe.clone();
    own.tables.retain_mut(|table| {
        let Some(known) = other.tables.iter().find(|it| it.table == table.table) else {
            return true;
        };
        let is_same = *table == *known;
        table
            .columns
            .retain(|column| !known.columns.contains(column));
        drop_same(&mut table.encoding, known.encoding.as_ref());
        drop_same(&mut table.delimiter, known.delimiter.as_ref());
        drop_same(&mut table.column_starts, known.column_starts.as_ref());
        drop_same(&mut table.quote, known.quote.as_ref());
        drop_same(&mut table.escape, known.escape.as_ref());
        drop_same(&mut table.decimal, known.decimal.as_ref());
        drop_same(&mut table.header_line, known.header_line.as_ref());
        drop_same(&mut table.header_rows, known.header_rows.as_ref());
        !is_same
    });
    own
}

fn drop_same<T: PartialEq>(own: &mut Option<T>, known: Option<&T>) {
    if own.as_ref() == known {
        *own = None;
    }
}

/// `lower` with the entries of `upper` in place of its own of the same table and column.
fn laid_over(lower: &Recipe, upper: &Recipe) -> Recipe {
    let mut laid = lower.clone();
    for table in &upper.tables {
        match laid.tables.iter_mut().find(|it| it.table == table.table) {
            Some(below) => lay_table(below, table),
            None => laid.tables.push(table.clone()),
        }
    }
    laid
}

fn lay_table(below: &mut TableRecipe, above: &TableRecipe) {
    let mut columns = std::mem::take(&mut below.columns);
    columns.retain(|column| !above.columns.iter().any(|it| it.is_for_same(column)));
    columns.extend(above.columns.iter().cloned());
    *below = TableRecipe {
        table: above.table.clone(),
        encoding: above.encoding.clone().or(below.encoding.take()),
        delimiter: above.delimiter.clone().or(below.delimiter.take()),
        column_starts: above.column_starts.clone().or(below.column_starts.take()),
        quote: above.quote.clone().or(below.quote.take()),
        escape: above.escape.clone().or(below.escape.take()),
        decimal: above.decimal.or(below.decimal),
        header_line: above.header_line.or(below.header_line),
        header_rows: above.header_rows.or(below.header_rows),
        skip: above.skip.or(below.skip),
        columns,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::ColumnRecipe;

    fn column(label: &str, name: &str) -> ColumnRecipe {
        ColumnRecipe {
            label: label.to_owned(),
            name: Some(name.to_owned()),
            ..ColumnRecipe::default()
        }
    }

    fn recipe(table: &str, delimiter: Option<&str>, columns: Vec<ColumnRecipe>) -> Recipe {
        Recipe {
            tables: vec![TableRecipe {
                table: table.to_owned(),
                delimiter: delimiter.map(str::to_owned),
                columns,
                ..TableRecipe::default()
            }],
        }
    }

    #[test]
    fn another_target_brings_its_own_corrections_and_takes_those_of_the_first_away() {
        let mut draft = Draft::default();
        let first = recipe("a", None, vec![column("PLZ", "plz_eins")]);
        draft.aim(
            Target::VersionOf {
                organisation: "x".to_owned(),
                dataset: "eins".to_owned(),
            },
            first.clone(),
        );
        assert_eq!(draft.recipe, first);
        draft.recipe.tables[0]
            .columns
            .push(column("Ort", "ort_hier"));
        draft.aim(
            Target::VersionOf {
                organisation: "x".to_owned(),
                dataset: "zwei".to_owned(),
            },
            recipe("a", Some(";"), vec![column("PLZ", "plz_zwei")]),
        );
        assert_eq!(
            draft.recipe,
            recipe(
                "a",
                Some(";"),
                vec![column("PLZ", "plz_zwei"), column("Ort", "ort_hier")]
            )
        );
        draft.aim(Target::New, Recipe::default());
        assert_eq!(
            draft.recipe,
            recipe("a", None, vec![column("Ort", "ort_hier")])
        );
    }

    #[test]
    fn corrections_of_an_only_table_hold_for_the_only_table_of_the_next_file() {
        let draft = Draft {
            recipe: recipe("Bäume_2026", None, vec![column("Art", "art")]),
            ..Draft::default()
        };
        assert_eq!(
            draft.recipe_for(&["Bäume_2027"]).tables[0].table,
            "Bäume_2027"
        );
        assert_eq!(draft.recipe_for(&["A", "B"]), draft.recipe);
        let mut left_out = draft;
        left_out.recipe.tables[0].skip = Some(true);
        assert_eq!(left_out.recipe_for(&["Bäume_2027"]), left_out.recipe);
    }
}
