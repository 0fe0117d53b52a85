//! One encoder for all forms: batches in, bytes out.

use super::csv::CsvEncoder;
use super::excel_csv::ExcelCsvEncoder;
use super::json::{JsonEncoder, Shape};
use super::parquet::ParquetEncoder;
use super::xlsx::XlsxEncoder;
use super::{EncodeError, TableMeta, TabularForm};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use std::io::{Cursor, Read};

/// What is left to send when the last batch is in; read it in pieces.
///
/// A workbook is one archive and comes as a whole at the end, from a temporary file.
pub type Tail = Box<dyn Read + Send>;

/// Writes a table piece by piece. Not asynchronous: a door runs it where blocking is allowed.
pub struct Encoder(Form);

enum Form {
    Csv(CsvEncoder),
    ExcelCsv(ExcelCsvEncoder),
    Json(JsonEncoder),
    Parquet(Box<ParquetEncoder>),
    Xlsx(Box<XlsxEncoder>),
}

impl Encoder {
    /// Prepares a file with the columns of `schema`.
    pub fn new(form: TabularForm, schema: SchemaRef, meta: TableMeta) -> Result<Self, EncodeError> {
        Ok(Self(match form {
            TabularForm::Csv => Form::Csv(CsvEncoder::new(&schema)),
            TabularForm::ExcelCsv => Form::ExcelCsv(ExcelCsvEncoder::new(&schema, &meta)),
            TabularForm::Json => Form::Json(JsonEncoder::new(Shape::Array, &schema, &meta)),
            TabularForm::Ndjson => Form::Json(JsonEncoder::new(Shape::Lines, &schema, &meta)),
            TabularForm::Parquet => Form::Parquet(Box::new(ParquetEncoder::new(schema)?)),
            TabularForm::Xlsx => Form::Xlsx(Box::new(XlsxEncoder::new(schema, meta)?)),
        }))
    }

    /// Writes a batch and returns the bytes that are ready to be sent; often none for Parquet, never any for XLSX.
    pub fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        match &mut self.0 {
            Form::Csv(form) => form.encode(batch),
            Form::ExcelCsv(form) => form.encode(batch),
            Form::Json(form) => form.encode(batch),
            Form::Parquet(form) => form.encode(batch),
            Form::Xlsx(form) => form.encode(batch).map(|()| Vec::new()),
        }
    }

    /// Ends the file. Without any batch before, the file still is a valid one with its headings.
    pub fn finish(self) -> Result<Tail, EncodeError> {
        let bytes = match self.0 {
            Form::Csv(form) => form.finish(),
            Form::ExcelCsv(form) => form.finish(),
            Form::Json(form) => form.finish(),
            Form::Parquet(form) => form.finish()?,
            Form::Xlsx(form) => return Ok(Box::new(form.finish()?)),
        };
        Ok(Box::new(Cursor::new(bytes)))
    }
}
