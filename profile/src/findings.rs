//! Codes of everything the recognition notices; `words` has a sentence for each (`finding-<code>`, `-` for `_`).

/// Rows above the header are no data. `count`.
pub const PREAMBLE: &str = "preamble";
/// The file names no columns; names were made up.
pub const NO_HEADER: &str = "no_header";
/// A column has no label; `name` is the made-up one.
pub const UNNAMED_COLUMN: &str = "unnamed_column";
/// Two columns share a label; the later is called `name` in SQL.
pub const DUPLICATE_LABEL: &str = "duplicate_label";
/// The header has several rows; `rows`.
pub const HEADER_ROWS: &str = "header_rows";
/// Header rows were repeated among the data and left out. `count`.
pub const REPEATED_HEADER: &str = "repeated_header";
/// Empty rows were left out. `count`.
pub const EMPTY_ROWS: &str = "empty_rows";
/// Comment lines between the rows.
pub const COMMENT_ROWS: &str = "comment_rows";
/// Rows behind the data (totals, notes) are no data. `count`.
pub const FOOTER: &str = "footer";
/// Rows among the data sum up others: whoever sums a column counts twice. `count`.
pub const TOTAL_ROWS: &str = "total_rows";
/// Lines have all the same length, but no place that is blank in each: columns of fixed width that only their description
/// can part.
pub const EVEN_LINES: &str = "even_lines";
/// Several tables stand below each other in one file.
pub const SEVERAL_TABLES: &str = "several_tables";
/// Rows with fewer cells than columns were filled up. `count`, `expected`.
pub const SHORT_ROW: &str = "short_row";
/// Rows with more values than columns were set aside. `count`, `expected`, `found`.
pub const LONG_ROW: &str = "long_row";
/// Rows of several megabytes were set aside in pieces. `count`.
pub const TORN_ROW: &str = "torn_row";
/// Columns without label and values at the end were left out. `count`.
pub const EMPTY_COLUMNS: &str = "empty_columns";
/// Values do not fit the column's type and were set aside. `count`, `type`.
pub const MISFIT: &str = "misfit";
/// Signs stand for missing values. `count`, `sign`, `meaning` (`nothing`, `secret`, `senseless`, `uncertain`, `later`,
/// `missing`).
pub const MISSING_SIGN: &str = "missing_sign";
/// Numbers with zeros in front: kept as text.
pub const LEADING_ZEROS: &str = "leading_zeros";
/// Numbers and words in one column: kept as text. `numbers` and `words` count them.
pub const MIXED_VALUES: &str = "mixed_values";
/// Whether a point or comma separates thousands or decimals was guessed. `sign`, `meaning` (`decimal`, `thousands`).
pub const UNSURE_THOUSANDS: &str = "unsure_thousands";
/// Whether the day or the month stands first was guessed.
pub const UNSURE_DAY_ORDER: &str = "unsure_day_order";
/// Years with two digits. `meaning` (`window`, `past`).
pub const SHORT_YEARS: &str = "short_years";
/// Days counted from 1900 on, as spreadsheets do, were read as days.
pub const SHEET_DAYS: &str = "sheet_days";
/// Blanks around values were removed. `count`.
pub const PADDED_VALUES: &str = "padded_values";
/// Days among codes: a spreadsheet program took some of the codes for days. `count`.
pub const CODES_AS_DAYS: &str = "codes_as_days";
/// Long numbers of which a spreadsheet program left the first digits only. `count`.
pub const SHORTENED_NUMBERS: &str = "shortened_numbers";
/// Zero bytes in texts, each shown as `␀`. `count` values.
pub const ZERO_SIGNS: &str = "zero_signs";
/// Letters that a program could not keep, each left as the replacement character. `count` values.
pub const LOST_LETTERS: &str = "lost_letters";
/// Error cells of a spreadsheet are empty. `count`.
pub const ERROR_CELLS: &str = "error_cells";
/// Bytes that are not of the file's encoding. `count`, `encoding`.
pub const MIXED_ENCODING: &str = "mixed_encoding";
/// The encoding is a guess. `encoding`.
pub const UNSURE_ENCODING: &str = "unsure_encoding";
/// The delimiter is a guess. `delimiter`.
pub const UNSURE_DELIMITER: &str = "unsure_delimiter";
/// Stray quotes were taken for letters. `count`.
pub const STRAY_QUOTES: &str = "stray_quotes";
/// Quotes that close only below whole rows were taken for letters. `count`.
pub const SWALLOWED_ROWS: &str = "swallowed_rows";
/// Lines end in different ways.
pub const MIXED_NEWLINES: &str = "mixed_newlines";
/// Nothing a table can be read from. `what` names the kind of content.
pub const UNKNOWN_FORMAT: &str = "unknown_format";
/// A file without any content.
pub const EMPTY_FILE: &str = "empty_file";
/// Content and file ending differ. `found`, `ending`.
pub const OTHER_ENDING: &str = "other_ending";
/// A table without a row of data.
pub const NO_ROWS: &str = "no_rows";
/// A column holds personal data. `kind`, `basis` (`dictionary`, `check_digit`, `pattern`), `found` of `cells` different
/// values.
pub const PERSONAL_DATA: &str = "personal_data";

/// The system is an old one (Gauß-Krüger): transformed without a grid it is metres off. `crs`.
pub const CRS_INACCURATE: &str = "crs_inaccurate";

/// Every code, for tests that look for its sentences.
pub const ALL: [&str; 42] = [
    PREAMBLE,
    NO_HEADER,
    UNNAMED_COLUMN,
    DUPLICATE_LABEL,
    HEADER_ROWS,
    REPEATED_HEADER,
    EMPTY_ROWS,
    COMMENT_ROWS,
    FOOTER,
    TOTAL_ROWS,
    EVEN_LINES,
    SEVERAL_TABLES,
    SHORT_ROW,
    LONG_ROW,
    TORN_ROW,
    EMPTY_COLUMNS,
    MISFIT,
    MISSING_SIGN,
    LEADING_ZEROS,
    MIXED_VALUES,
    UNSURE_THOUSANDS,
    UNSURE_DAY_ORDER,
    SHORT_YEARS,
    SHEET_DAYS,
    PADDED_VALUES,
    CODES_AS_DAYS,
    SHORTENED_NUMBERS,
    ZERO_SIGNS,
    LOST_LETTERS,
    ERROR_CELLS,
    MIXED_ENCODING,
    UNSURE_ENCODING,
    UNSURE_DELIMITER,
    STRAY_QUOTES,
    SWALLOWED_ROWS,
    MIXED_NEWLINES,
    UNKNOWN_FORMAT,
    EMPTY_FILE,
    OTHER_ENDING,
    NO_ROWS,
    PERSONAL_DATA,
    CRS_INACCURATE,
];
