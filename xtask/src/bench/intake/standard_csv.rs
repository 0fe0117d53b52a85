//! Reads standard CSV: comma, `"` doubled. No more than what truth tables, clean files and our own output need.

/// The records of a text; blank lines are none.
pub(in crate::bench) fn records(text: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut record = Vec::new();
    let mut cell = String::new();
    let mut signs = text.chars().peekable();
    let (mut quoted, mut was_quoted) = (false, false);
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => (quoted, was_quoted) = (true, true),
            _ if quoted => cell.push(sign),
            ',' => {
                record.push(std::mem::take(&mut cell));
                was_quoted = false;
            }
            '\r' if signs.peek() == Some(&'\n') => {}
            '\n' => {
                end(&mut all, &mut record, &mut cell, was_quoted);
                was_quoted = false;
            }
            _ => cell.push(sign),
        }
    }
    end(&mut all, &mut record, &mut cell, was_quoted);
    all
}

fn end(all: &mut Vec<Vec<String>>, record: &mut Vec<String>, cell: &mut String, was_quoted: bool) {
    if record.is_empty() && cell.is_empty() && !was_quoted {
        return;
    }
    record.push(std::mem::take(cell));
    all.push(std::mem::take(record));
}

/// A text whose first record names its columns.
pub(in crate::bench) struct Rows {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    pub(in crate::bench) fn of(text: &str) -> Self {
        let mut rows = records(text);
        let names = if rows.is_empty() {
            Vec::new()
        } else {
            rows.remove(0)
        };
        Self { names, rows }
    }

    /// Rows as look-ups by column name; a missing cell is empty.
    pub(in crate::bench) fn each(&self) -> impl Iterator<Item = impl Fn(&str) -> String + '_> {
        self.rows.iter().map(move |row| {
            move |name: &str| {
                let place = self.names.iter().position(|known| known == name);
                place
                    .and_then(|place| row.get(place))
                    .cloned()
                    .unwrap_or_default()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_protect_and_blank_lines_are_no_records() {
        let expected: Vec<Vec<&str>> = vec![vec!["a,\n", "b\"c"], vec![""], vec!["", "x"]];
        assert_eq!(records("\"a,\n\",\"b\"\"c\"\r\n\n\"\"\n,x"), expected);
    }
}
