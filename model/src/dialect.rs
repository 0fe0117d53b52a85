//! How a text file writes its table.

use serde::{Deserialize, Serialize};

/// Line ends of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Newline {
    /// `\n`
    #[serde(rename = "LF")]
    Lf,
    /// `\r\n`
    #[serde(rename = "CRLF")]
    CrLf,
    /// `\r`
    #[serde(rename = "CR")]
    Cr,
    /// Several kinds in one file.
    #[serde(rename = "mixed")]
    Mixed,
}

/// Everything needed to cut a text file into records and fields. Absent for formats that need none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dialect {
    /// WHATWG encoding label in lower case: `utf-8`, `windows-1252`, `utf-16le`, `ibm850` …
    pub encoding: Option<String>,
    /// Whether a byte order mark stands in front.
    pub bom: bool,
    /// Line ends.
    pub newline: Option<Newline>,
    /// Field delimiter; may have several characters; empty for a single column.
    pub delimiter: Option<String>,
    /// Quote character.
    pub quote: Option<char>,
    /// Escape character before a quote, if not doubling.
    pub escape: Option<char>,
    /// Decimal sign of numbers, if the file has decimals.
    pub decimal: Option<char>,
    /// Thousands separator of numbers, if the file has one.
    pub thousands: Option<char>,
}
