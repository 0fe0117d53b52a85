//! Delimited text in the dialects of offices.

use std::io::Write;

use crate::error::DemoError;

/// How the letters become bytes.
#[derive(Clone, Copy)]
pub(crate) enum Encoding {
    Utf8,
    /// UTF-8 with byte order mark, as Excel's "CSV UTF-8" writes it.
    Utf8Bom,
    /// Western European Windows, as everything before 2010 writes it.
    Windows1252,
    /// UTF-16 little endian with byte order mark, as Excel's "Unicode-Text" writes it.
    Utf16,
}

/// A text that grows row by row.
pub(crate) struct Text {
    written: String,
    delimiter: char,
    newline: &'static str,
}

impl Text {
    /// With Windows line ends.
    pub(crate) fn new(delimiter: char) -> Self {
        Self {
            written: String::with_capacity(64 * 1024),
            delimiter,
            newline: "\r\n",
        }
    }

    /// With Unix line ends.
    pub(crate) fn unix(delimiter: char) -> Self {
        Self {
            newline: "\n",
            ..Self::new(delimiter)
        }
    }

    /// Changes the line ends from here on, as copying files together does.
    pub(crate) fn newline(&mut self, newline: &'static str) {
        self.newline = newline;
    }

    /// A line as it is: titles, footnotes, empty lines.
    pub(crate) fn line(&mut self, line: &str) {
        self.written.push_str(line);
        self.written.push_str(self.newline);
    }

    /// A row of plain cells, parted by `|` here and by the delimiter in the file.
    pub(crate) fn head(&mut self, names: &str) {
        let names: Vec<&str> = names.split('|').collect();
        self.row(&names);
    }

    /// A row; cells that need quotes get them.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.written.push(self.delimiter);
            }
            if cell.contains([self.delimiter, '"', '\n', '\r']) {
                self.written.push('"');
                self.written.push_str(&cell.replace('"', "\"\""));
                self.written.push('"');
            } else {
                self.written.push_str(cell);
            }
        }
        self.written.push_str(self.newline);
    }

    /// Hands the text over as bytes; a letter the encoding lacks becomes a question mark, as in old programs.
    pub(crate) fn write(&self, encoding: Encoding, out: &mut dyn Write) -> Result<(), DemoError> {
        match encoding {
            Encoding::Utf8 => out.write_all(self.written.as_bytes())?,
            Encoding::Utf8Bom => {
                out.write_all(b"\xef\xbb\xbf")?;
                out.write_all(self.written.as_bytes())?;
            }
            Encoding::Windows1252 => {
                let known: String = self
                    .written
                    .chars()
                    .map(|letter| {
                        if letter <= 'ÿ' || "€–„“”…".contains(letter) {
                            letter
                        } else {
                            '?'
                        }
                    })
                    .collect();
                out.write_all(&encoding_rs::WINDOWS_1252.encode(&known).0)?;
            }
            Encoding::Utf16 => {
                let mut bytes = vec![0xff, 0xfe];
                for unit in self.written.encode_utf16() {
                    bytes.extend(unit.to_le_bytes());
                }
                out.write_all(&bytes)?;
            }
        }
        Ok(())
    }

    /// The text itself, for members of archives.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.written.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Text};

    #[test]
    fn cells_with_delimiters_and_line_breaks_are_quoted() {
        let mut text = Text::unix(';');
        text.row(&["a;b", "sagt \"ja\"", "zwei\nZeilen", "x"]);
        assert_eq!(
            text.into_bytes(),
            b"\"a;b\";\"sagt \"\"ja\"\"\";\"zwei\nZeilen\";x\n"
        );
    }

    #[test]
    fn old_windows_letters_are_one_byte_each() {
        let mut text = Text::new(';');
        text.line("Straße €");
        let mut bytes = Vec::new();
        text.write(Encoding::Windows1252, &mut bytes)
            .expect("memory takes everything");
        assert_eq!(bytes, b"Stra\xdfe \x80\r\n");
    }
}
