//! What is said about a table inside its file.

use super::{Class, Placement};

/// What is said about one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMeta {
    /// Heading as people know it; used where people read (Excel), the name elsewhere.
    pub label: String,
    /// Whether the text is a JSON value and goes into JSON files as such.
    pub json: bool,
    /// Cells of this column's row in the explaining sheet, one for each of [`TableMeta::column_heads`].
    pub about: Vec<String>,
}

/// What is said about a table: all texts come from the door, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableMeta {
    /// Name of the data sheet; shortened to what Excel allows.
    pub sheet: String,
    /// Name of the explaining sheet.
    pub about_sheet: String,
    /// Lines above the table of columns: `("Herkunft", "Stadtgrün")`. Nothing here, no explaining sheet.
    pub facts: Vec<(String, String)>,
    /// Headings of the table of columns.
    pub column_heads: Vec<String>,
    /// One for each field of the schema; missing ones take the field's name.
    pub columns: Vec<ColumnMeta>,
    /// Line for the explaining sheet if texts had to be cut because Excel holds 32,767 characters a cell.
    pub cut_note: String,
    /// When it was made.
    pub made_at: Option<jiff::Timestamp>,
    /// Where its rows lie, if the door knows; else what the fields say counts.
    pub placement: Placement,
    /// What a Shapefile says of its limits.
    pub shapefile: ShapefileWords,
}

/// Sentences for the text beside Shapefiles, each for a limit of the format; an empty one is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShapefileWords {
    /// Names are short: the whole ones stand in `spalten.csv`.
    pub names: String,
    /// What the table does not hold as it is stands in `texte.csv`.
    pub texts: String,
    /// Points, lines and areas have files of their own.
    pub layers: String,
    /// A geometry of several kinds stands in several files.
    pub spread: String,
    /// Places without a height got zero.
    pub heights: String,
    /// Rows go on in further files.
    pub parts: String,
}

impl TableMeta {
    /// The heading of column `index`, `name` if none is known.
    fn label<'a>(&'a self, index: usize, name: &'a str) -> &'a str {
        self.columns
            .get(index)
            .map(|column| column.label.as_str())
            .filter(|label| !label.is_empty())
            .unwrap_or(name)
    }

    /// The heading for people: says that points in time are in UTC, because their cells do not.
    pub(crate) fn heading(&self, index: usize, field: &arrow::datatypes::Field) -> String {
        let label = self.label(index, field.name());
        if Class::of(field.data_type()) == Class::TimestampUtc && !label.contains("UTC") {
            format!("{label} (UTC)")
        } else {
            label.to_owned()
        }
    }

    /// Whether column `index` holds JSON values.
    pub(crate) fn is_json(&self, index: usize) -> bool {
        self.columns.get(index).is_some_and(|column| column.json)
    }
}
