//! Codes of what is noticed in workbooks; the sentences are in `words`, `findings_office.ftl`.

/// The sheet is hidden in the workbook and was read all the same. `sheet`.
pub const HIDDEN_SHEET: &str = "hidden_sheet";
/// Rows are hidden in the workbook, by hand or by a filter, and were read all the same. `sheet`.
pub const HIDDEN_ROWS: &str = "hidden_rows";
/// Columns are hidden in the workbook and were read all the same. `sheet`, `columns` (their letters).
pub const HIDDEN_COLUMNS: &str = "hidden_columns";
/// There are several tables in the sheet. `sheet`, `tables`.
pub const SEVERAL_TABLES_IN_SHEET: &str = "several_tables_in_sheet";
/// The sheet holds no cell with a value. `sheet`.
pub const EMPTY_SHEET: &str = "empty_sheet";
/// The sheet holds text for people, not a table, and is left out unless a recipe takes it. `sheet`.
pub const SHEET_OF_TEXT: &str = "sheet_of_text";
/// The sheet could not be read; the others could. `sheet`, `reason`.
pub const SHEET_UNREADABLE: &str = "sheet_unreadable";
/// Formulas whose result is not stored in the file.
pub const FORMULA_WITHOUT_VALUE: &str = "formula_without_value";
/// The value of a merged range was repeated into the cells it covers.
pub const MERGED_CELLS_FILLED: &str = "merged_cells_filled";
/// Numbers that office programs show as percent; they are taken as shown, with the unit `%`.
pub const PERCENT_FORMAT: &str = "percent_format";
/// Whole numbers whose format shows leading zeros were kept as that text.
pub const ZEROS_BY_FORMAT: &str = "zeros_by_format";
/// Numbers stored as text in a column of numbers.
pub const NUMBER_STORED_AS_TEXT: &str = "number_stored_as_text";
/// Cells whose value could not be read, such as kinds of errors newer than the reading library.
pub const CELL_UNREADABLE: &str = "cell_unreadable";
