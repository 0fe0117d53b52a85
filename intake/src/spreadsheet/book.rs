//! The four office formats behind one face: sheets, merged ranges, cells.

use super::markup::MarkupBook;
use super::merge::MergedRange;
use super::number_format::{NumberForm, number_form};
use super::number_forms::{NumberForms, SheetForms};
use super::sheet_sink::SheetSink;
use super::value::{from_data, from_ref};
use crate::archive::{Damage, OfficeMarks};
use calamine::{
    DataRef, Dimensions, Ods, OdsError, Reader, Sheet, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

type Input = BufReader<File>;

/// Faults of single cells that are passed over before a sheet is given up.
const MAX_BROKEN_CELLS: u64 = 100_000;

/// An open workbook.
pub(super) enum Book {
    Xlsx(Box<Xlsx<Input>>),
    Xlsb(Box<Xlsb<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
    Markup(MarkupBook),
}

/// Why a sheet could not be read to its end.
#[derive(Debug)]
pub(super) enum SheetError {
    /// The sheet is damaged.
    Damaged(Damage),
    /// The whole workbook is given up.
    Fatal(ReadError),
}

impl From<ReadError> for SheetError {
    fn from(error: ReadError) -> Self {
        Self::Fatal(error)
    }
}

impl Book {
    /// Opens a workbook of a known format.
    pub(super) fn open(file: &Path, format: Format) -> Result<Self, ReadError> {
        if format == Format::Xls && MarkupBook::is_one(file)? {
            return MarkupBook::open(file).map(Self::Markup);
        }
        let input = BufReader::new(File::open(file)?);
        let code = format.code();
        let book = match format {
            Format::Xlsx => Xlsx::new(input)
                .map(|book| Self::Xlsx(Box::new(book)))
                .map_err(|error| of_xlsx(&error)),
            Format::Xlsb => Xlsb::new(input)
                .map(|book| Self::Xlsb(Box::new(book)))
                .map_err(|error| of_xlsb(&error)),
            Format::Ods => Ods::new(input)
                .map(|book| Self::Ods(Box::new(book)))
                .map_err(|error| of_ods(&error)),
            _ => Xls::new(input)
                .map(|book| Self::Xls(Box::new(book)))
                .map_err(|error| of_xls(&error)),
        };
        book.map_err(|damage| damage.error(code))
    }

    /// Sheets in workbook order, of every kind.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        match self {
            Self::Xlsx(book) => book.sheets_metadata().to_vec(),
            Self::Xlsb(book) => book.sheets_metadata().to_vec(),
            Self::Xls(book) => book.sheets_metadata().to_vec(),
            Self::Ods(book) => book.sheets_metadata().to_vec(),
            Self::Markup(book) => book.sheets().to_vec(),
        }
    }

    /// Whether it is a text, in which nothing is hidden that is not said to be.
    pub(super) fn is_markup(&self) -> bool {
        matches!(self, Self::Markup(_))
    }

    /// Merged ranges of a sheet; none where the format or library does not tell.
    pub(super) fn merged_ranges(&mut self, sheet: &str, marks: OfficeMarks) -> Vec<MergedRange> {
        let ranges = match self {
            Self::Xlsx(book) if marks.merged_cells => {
                book.merge_cells_by_sheet_name(sheet).unwrap_or_default()
            }
            Self::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Self::Markup(book) => return book.merged_ranges(sheet),
            _ => Vec::new(),
        };
        ranges.iter().map(range).collect()
    }

    /// Gives all cells of a sheet to the sink; `forms` are those the library does not tell.
    pub(super) fn read_sheet(
        &mut self,
        sheet: &str,
        marks: OfficeMarks,
        forms: &NumberForms,
        sink: &mut SheetSink<'_>,
    ) -> Result<(), SheetError> {
        let forms = forms.sheet(sheet);
        match self {
            Self::Xlsx(book) => {
                let empty = read_xlsx(book, sheet, sink)?;
                if empty && marks.formulas {
                    find_empty_formulas(book, sheet, sink);
                }
                Ok(())
            }
            Self::Xlsb(book) => read_xlsb(book, sheet, forms, sink),
            Self::Xls(book) => {
                let range = book
                    .worksheet_range(sheet)
                    .map_err(|error| SheetError::Damaged(of_xls(&error)))?;
                read_range(&range, forms, sink)
            }
            Self::Ods(book) => {
                let range = book
                    .worksheet_range(sheet)
                    .map_err(|error| SheetError::Damaged(of_ods(&error)))?;
                read_range(&range, forms, sink)
            }
            Self::Markup(book) => book.read_sheet(sheet, sink),
        }
    }
}

fn range(dimensions: &Dimensions) -> MergedRange {
    MergedRange {
        first_row: dimensions.start.0,
        last_row: dimensions.end.0,
        first_column: dimensions.start.1,
        last_column: dimensions.end.1,
    }
}

/// Returns whether there were cells without value: formatted ones, or formulas without result.
fn read_xlsx(
    book: &mut Xlsx<Input>,
    sheet: &str,
    sink: &mut SheetSink<'_>,
) -> Result<bool, SheetError> {
    let mut reader = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| SheetError::Damaged(of_xlsx(&error)))?;
    let forms: Vec<NumberForm> = reader
        .styles()
        .iter()
        .map(|style| {
            style
                .number_format
                .as_ref()
                .map_or(NumberForm::Plain, |format| number_form(&format.format_code))
        })
        .collect();
    let mut empty = false;
    let mut broken = 0;
    loop {
        match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let form = forms.get(style).copied().unwrap_or_default();
                empty |= matches!(cell.get_value(), DataRef::Empty);
                sink.cell(cell.get_position(), &from_ref(cell.get_value(), form), form)?;
            }
            Ok(None) => return Ok(empty),
            Err(error) if is_one_cell(&error) && broken < MAX_BROKEN_CELLS => {
                broken += 1;
                sink.broken_cell();
            }
            Err(error) => return Err(SheetError::Damaged(of_xlsx(&error))),
        }
    }
}

/// Whether only one cell is concerned, so that the next can be read: values newer than the library (`#SPILL!`).
fn is_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::ParseFloat(_)
            | XlsxError::Unexpected(_)
    )
}

fn find_empty_formulas(book: &mut Xlsx<Input>, sheet: &str, sink: &mut SheetSink<'_>) {
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else {
        return;
    };
    let mut broken = 0;
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) if cell.formula.is_some() && cell.value == DataRef::Empty => {
                sink.formula_without_value(cell.pos.0);
            }
            Ok(Some(_)) => {}
            Err(error) if is_one_cell(&error) && broken < MAX_BROKEN_CELLS => broken += 1,
            Ok(None) | Err(_) => return,
        }
    }
}

fn read_xlsb(
    book: &mut Xlsb<Input>,
    sheet: &str,
    forms: Option<&SheetForms>,
    sink: &mut SheetSink<'_>,
) -> Result<(), SheetError> {
    let mut reader = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| SheetError::Damaged(of_xlsb(&error)))?;
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) => {
                let form = form_at(forms, cell.get_position());
                let value = from_ref(cell.get_value(), form);
                sink.cell(cell.get_position(), &value, form)?;
            }
            Ok(None) => return Ok(()),
            Err(error) => return Err(SheetError::Damaged(of_xlsb(&error))),
        }
    }
}

fn read_range(
    range: &calamine::Range<calamine::Data>,
    forms: Option<&SheetForms>,
    sink: &mut SheetSink<'_>,
) -> Result<(), SheetError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let position = (first_row + row as u32, first_column + column as u32);
        let form = form_at(forms, position);
        sink.cell(position, &from_data(value, form), form)?;
    }
    Ok(())
}

fn form_at(forms: Option<&SheetForms>, position: (u32, u32)) -> NumberForm {
    forms.map_or(NumberForm::Plain, |forms| forms.at(position))
}

fn of_xlsx(error: &XlsxError) -> Damage {
    match error {
        XlsxError::Password => Damage::Password,
        XlsxError::Io(error) => Damage::of_io(error),
        XlsxError::Zip(_) => Damage::Container,
        XlsxError::Xml(_)
        | XlsxError::XmlAttr(_)
        | XlsxError::XmlEof(_)
        | XlsxError::Encoding(_) => Damage::Xml,
        XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::WorksheetNotFound(_) => Damage::MissingPart,
        _ => Damage::Rules,
    }
}

fn of_xlsb(error: &XlsbError) -> Damage {
    match error {
        XlsbError::Password => Damage::Password,
        XlsbError::Io(error) => Damage::of_io(error),
        XlsbError::Zip(_) => Damage::Container,
        XlsbError::Xml(_) | XlsbError::XmlAttr(_) | XlsbError::Encoding(_) => Damage::Xml,
        XlsbError::FileNotFound(_) | XlsbError::WorksheetNotFound(_) => Damage::MissingPart,
        _ => Damage::Rules,
    }
}

fn of_xls(error: &XlsError) -> Damage {
    match error {
        XlsError::Password => Damage::Password,
        XlsError::Io(error) => Damage::of_io(error),
        XlsError::Cfb(_) | XlsError::EoStream(_) => Damage::Truncated,
        XlsError::WorksheetNotFound(_) => Damage::MissingPart,
        _ => Damage::Rules,
    }
}

fn of_ods(error: &OdsError) -> Damage {
    match error {
        OdsError::Password => Damage::Password,
        OdsError::Io(error) => Damage::of_io(error),
        OdsError::Zip(_) => Damage::Container,
        OdsError::Xml(_) | OdsError::XmlAttr(_) | OdsError::Eof(_) | OdsError::EncodingError(_) => {
            Damage::Xml
        }
        OdsError::FileNotFound(_) | OdsError::WorksheetNotFound(_) => Damage::MissingPart,
        OdsError::CellLimitExceeded { .. } => Damage::TooManyCells,
        _ => Damage::Rules,
    }
}
