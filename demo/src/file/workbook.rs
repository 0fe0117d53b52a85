//! Excel workbooks.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Sheet};
use crate::error::DemoError;

/// Writes the sheets as one workbook; the creation time is fixed, so that equal sheets give equal bytes.
pub(crate) fn xlsx(sheets: &[Sheet], out: &mut dyn Write) -> Result<(), DemoError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 2)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet)?;
    }
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("dd\\.mm\\.yyyy");
    worksheet.set_name(&sheet.name)?;
    worksheet.set_hidden(sheet.hidden);
    for &(row, column, last_row, last_column) in &sheet.merged {
        worksheet.merge_range(row, column, last_row, last_column, "", &bold)?;
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(value) => {
                    worksheet.write_string(row, column, value)?;
                }
                Cell::Bold(value) => {
                    worksheet.write_string_with_format(row, column, value, &bold)?;
                }
                Cell::Number(value) => {
                    worksheet.write_number(row, column, *value)?;
                }
                Cell::Date(day) => {
                    // Excel counts from 30 December 1899; our days count from 1 January 1970.
                    worksheet.write_number_with_format(
                        row,
                        column,
                        f64::from(day.0 + 25_569),
                        &date,
                    )?;
                }
            }
        }
    }
    Ok(())
}
