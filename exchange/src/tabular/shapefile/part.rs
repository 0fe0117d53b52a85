//! The three files of one Shapefile, while they are being written.

use super::cells;
use super::columns::DbfColumn;
use super::notes::TextFile;
use super::record::{Content, ShapeForm, extent};
use crate::tabular::EncodeError;
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Seek, SeekFrom, Write};

/// Bytes in front of the first record of `.shp` and `.shx`.
const HEAD_BYTES: u64 = 100;

/// What all parts of a layer share.
#[derive(Clone, Copy)]
pub(super) struct PartForm<'a> {
    pub(super) columns: &'a [DbfColumn],
    pub(super) shape: ShapeForm,
}

pub(super) struct Part<'a> {
    pub(super) name: String,
    form: PartForm<'a>,
    shapes: BufWriter<File>,
    index: BufWriter<File>,
    table: BufWriter<File>,
    shapes_bytes: u64,
    rows: u32,
    around: [Option<[f64; 2]>; 4],
    record: Vec<u8>,
}

impl<'a> Part<'a> {
    pub(super) fn new(name: String, form: PartForm<'a>) -> io::Result<Self> {
        let mut part = Self {
            name,
            form,
            shapes: BufWriter::new(tempfile::tempfile()?),
            index: BufWriter::new(tempfile::tempfile()?),
            table: BufWriter::new(tempfile::tempfile()?),
            shapes_bytes: HEAD_BYTES,
            rows: 0,
            around: [None; 4],
            record: Vec::new(),
        };
        // Room for what is known at the end.
        part.shapes.write_all(&[0; HEAD_BYTES as usize])?;
        part.index.write_all(&[0; HEAD_BYTES as usize])?;
        let head = vec![0; part.table_head_bytes()];
        part.table.write_all(&head)?;
        Ok(part)
    }

    /// Whether a row with so many bytes of geometry keeps all files below a size; the first one always has room.
    pub(super) fn has_room(&self, content_bytes: usize, most_bytes: u64) -> bool {
        let shapes = self.shapes_bytes + 8 + content_bytes as u64;
        let rows = u64::from(self.rows) + 1;
        let table = self.table_head_bytes() as u64 + rows * self.row_bytes() as u64 + 1;
        self.rows == 0 || shapes.max(table) <= most_bytes
    }

    pub(super) fn push(
        &mut self,
        content: &Content,
        mut cells: &[u8],
        texts: &mut TextFile,
    ) -> Result<(), EncodeError> {
        self.rows += 1;
        let words = (content.bytes.len() / 2) as i32;
        let place = (self.shapes_bytes / 2) as i32;
        self.index.write_all(&place.to_be_bytes())?;
        self.index.write_all(&words.to_be_bytes())?;
        self.shapes.write_all(&(self.rows as i32).to_be_bytes())?;
        self.shapes.write_all(&words.to_be_bytes())?;
        self.shapes.write_all(&content.bytes)?;
        self.shapes_bytes += 8 + content.bytes.len() as u64;
        let [west, south, east, north] = content.around.map_or([None; 4], |edges| edges.map(Some));
        let seen = [
            west.zip(east).map(|(west, east)| [west, east]),
            south.zip(north).map(|(south, north)| [south, north]),
            content.heights,
            content.measures,
        ];
        for (around, seen) in self.around.iter_mut().zip(seen) {
            *around = extent(around.iter().chain(seen.iter()).flatten().copied());
        }
        self.record.clear();
        self.record.push(b' ');
        for column in self.form.columns {
            let value = cells::take(&mut cells);
            if !column.form.push(&mut self.record, value) {
                texts.push(
                    &self.name,
                    self.rows,
                    &column.name,
                    value.unwrap_or_default(),
                )?;
            }
        }
        if self.form.columns.is_empty() {
            self.record.extend(format!("{:>10}", self.rows).as_bytes());
        }
        self.table.write_all(&self.record)?;
        Ok(())
    }

    /// `.shp`, `.shx` and `.dbf`, whole.
    pub(super) fn finish(
        mut self,
        made_at: Option<jiff::Timestamp>,
    ) -> Result<[File; 3], EncodeError> {
        // The end of a table of dBASE.
        self.table.write_all(&[0x1A])?;
        let index_bytes = HEAD_BYTES + 8 * u64::from(self.rows);
        let shapes_head = self.head(self.shapes_bytes);
        let index_head = self.head(index_bytes);
        let table_head = self.table_head(made_at);
        Ok([
            with_head(self.shapes, &shapes_head)?,
            with_head(self.index, &index_head)?,
            with_head(self.table, &table_head)?,
        ])
    }

    fn head(&self, bytes: u64) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEAD_BYTES as usize);
        head.extend(9994_i32.to_be_bytes());
        head.extend([0; 20]);
        head.extend(((bytes / 2) as i32).to_be_bytes());
        head.extend(1000_i32.to_le_bytes());
        head.extend(self.form.shape.kind().to_le_bytes());
        let [x, y, z, m] = self.around.map(Option::unwrap_or_default);
        for number in [x[0], y[0], x[1], y[1], z[0], z[1], m[0], m[1]] {
            head.extend(number.to_le_bytes());
        }
        head
    }

    fn fields(&self) -> usize {
        // A table of dBASE has a column: the number of the row, where there is no other one.
        self.form.columns.len().max(1)
    }

    fn table_head_bytes(&self) -> usize {
        32 + 32 * self.fields() + 1
    }

    fn row_bytes(&self) -> usize {
        let columns = self.form.columns.iter();
        let bytes: usize = columns.map(|column| column.form.bytes()).sum();
        1 + if self.form.columns.is_empty() {
            10
        } else {
            bytes
        }
    }

    fn table_head(&self, made_at: Option<jiff::Timestamp>) -> Vec<u8> {
        let day = made_at
            .unwrap_or_default()
            .to_zoned(jiff::tz::TimeZone::UTC);
        let mut head = vec![
            3,
            (day.year() - 1900).clamp(0, 255) as u8,
            day.month() as u8,
            day.day() as u8,
        ];
        head.extend(self.rows.to_le_bytes());
        head.extend((self.table_head_bytes() as u16).to_le_bytes());
        head.extend((self.row_bytes() as u16).to_le_bytes());
        head.extend([0; 20]);
        let mut field = |name: &str, (kind, bytes, decimals): (u8, u8, u8)| {
            let mut padded = name.as_bytes().to_vec();
            padded.resize(11, 0);
            head.extend(padded);
            head.extend([kind, 0, 0, 0, 0, bytes, decimals]);
            head.extend([0; 14]);
        };
        for column in self.form.columns {
            field(&column.name, column.form.described());
        }
        if self.form.columns.is_empty() {
            field("nr", (b'N', 10, 0));
        }
        head.push(0x0D);
        head
    }
}

fn with_head(file: BufWriter<File>, head: &[u8]) -> io::Result<File> {
    let mut file = file.into_inner().map_err(IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(head)?;
    Ok(file)
}
