//! CSV for a German Excel: byte order mark, semicolon, decimal comma, German dates, no formulas.

use super::text::{Class, Columns, push_field};
use super::{EncodeError, TableMeta};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;

/// Characters with which Excel begins a formula: those of ASVS 1.2.10; line ends, which Excel skips (OWASP, *CSV
/// Injection*); and the full-width forms, which East Asian versions take for the same.
const FORMULA_SIGNS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠',
];

pub(super) struct ExcelCsvEncoder {
    /// Byte order mark and header line until they are sent.
    head: String,
}

impl ExcelCsvEncoder {
    pub(super) fn new(schema: &Schema, meta: &TableMeta) -> Self {
        let mut head = String::from("\u{feff}");
        for (index, field) in schema.fields().iter().enumerate() {
            if index > 0 {
                head.push(';');
            }
            push_field(&mut head, &harmless(&meta.heading(index, field)), ';');
        }
        head.push_str("\r\n");
        Self { head }
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut lines = std::mem::take(&mut self.head);
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            for (index, column) in columns.iter().enumerate() {
                if index > 0 {
                    lines.push(';');
                }
                if column.read(row, &mut value)? {
                    push_field(&mut lines, &german(column.class, &value), ';');
                }
            }
            lines.push_str("\r\n");
        }
        Ok(lines.into_bytes())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.head.into_bytes()
    }
}

/// A value as a German Excel reads it.
fn german(class: Class, value: &str) -> String {
    match class {
        Class::Exact | Class::Float => value.replace('.', ","),
        Class::Boolean if value == "true" => "WAHR".to_owned(),
        Class::Boolean => "FALSCH".to_owned(),
        Class::Date => german_date(value).unwrap_or_else(|| value.to_owned()),
        Class::Timestamp | Class::TimestampUtc => german_moment(value),
        Class::Time => value.to_owned(),
        Class::Text | Class::Other => harmless(value),
    }
}

/// Text that Excel does not take for a formula: an apostrophe stands in front.
fn harmless(text: &str) -> String {
    if text.starts_with(FORMULA_SIGNS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// `2026-11-20` as `20.11.2026`; none for years outside 0 to 9999.
fn german_date(iso: &str) -> Option<String> {
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4 && parts.next().is_none()).then(|| format!("{day}.{month}.{year}"))
}

/// `2026-11-20T06:10:00Z` as `20.11.2026 06:10:00`; the heading says that it is UTC.
fn german_moment(iso: &str) -> String {
    iso.trim_end_matches('Z')
        .split_once('T')
        .and_then(|(date, time)| Some(format!("{} {}", german_date(date)?, time.replace('.', ","))))
        .unwrap_or_else(|| iso.to_owned())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn text_that_excel_would_compute_gets_an_apostrophe() {
        let formulas = [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM",
        ];
        for text in formulas {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "Eiche", "3-5", " =1", "Straße"] {
            assert_eq!(harmless(text), text);
        }
    }
}
