//! One encoder for all forms: batches in, bytes out.

use super::arrow_file::ArrowEncoder;
use super::csv::CsvEncoder;
use super::excel_csv::ExcelCsvEncoder;
use super::flatgeobuf::FlatGeobufEncoder;
use super::geojson::GeoJsonEncoder;
use super::geopackage::GeoPackageEncoder;
use super::json::{JsonEncoder, Shape};
use super::kml::KmlEncoder;
use super::ods::OdsEncoder;
use super::parquet::ParquetEncoder;
use super::shapefile::ShapefileEncoder;
use super::xlsx::XlsxEncoder;
use super::{EncodeError, TableMeta, TabularForm};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use std::io::{Cursor, Read};

/// What is left to send when the last batch is in; read it in pieces.
///
/// A spreadsheet is one archive, a GeoPackage one database, a FlatGeobuf begins with its index, Shapefiles come in a ZIP: they come as a whole at
/// the end, from temporary files.
pub type Tail = Box<dyn Read + Send>;

/// Writes a table piece by piece. Not asynchronous: a door runs it where blocking is allowed.
pub struct Encoder(Form);

enum Form {
    Csv(CsvEncoder),
    ExcelCsv(ExcelCsvEncoder),
    Json(JsonEncoder),
    Parquet(Box<ParquetEncoder>),
    Xlsx(Box<XlsxEncoder>),
    Ods(Box<OdsEncoder>),
    Arrow(Box<ArrowEncoder>),
    GeoJson(GeoJsonEncoder),
    GeoPackage(Box<GeoPackageEncoder>),
    FlatGeobuf(Box<FlatGeobufEncoder>),
    Shapefile(Box<ShapefileEncoder>),
    Kml(KmlEncoder),
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
            TabularForm::Ods => Form::Ods(Box::new(OdsEncoder::new(schema, meta)?)),
            TabularForm::Arrow => Form::Arrow(Box::new(ArrowEncoder::new(&schema)?)),
            TabularForm::GeoJson => Form::GeoJson(GeoJsonEncoder::new(&schema, &meta)?),
            TabularForm::GeoPackage => {
                Form::GeoPackage(Box::new(GeoPackageEncoder::new(&schema, &meta)?))
            }
            TabularForm::FlatGeobuf => {
                Form::FlatGeobuf(Box::new(FlatGeobufEncoder::new(&schema, &meta)?))
            }
            TabularForm::Shapefile => {
                Form::Shapefile(Box::new(ShapefileEncoder::new(schema, meta)?))
            }
            TabularForm::Kml => Form::Kml(KmlEncoder::new(&schema, &meta)?),
        }))
    }

    /// Writes a batch and returns the bytes that are ready to be sent; often none for Parquet, never any for
    /// spreadsheets, GeoPackages, FlatGeobufs and Shapefiles.
    pub fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        match &mut self.0 {
            Form::Csv(form) => form.encode(batch),
            Form::ExcelCsv(form) => form.encode(batch),
            Form::Json(form) => form.encode(batch),
            Form::Parquet(form) => form.encode(batch),
            Form::Xlsx(form) => form.encode(batch).map(|()| Vec::new()),
            Form::Ods(form) => form.encode(batch).map(|()| Vec::new()),
            Form::GeoPackage(form) => form.encode(batch).map(|()| Vec::new()),
            Form::FlatGeobuf(form) => form.encode(batch).map(|()| Vec::new()),
            Form::Shapefile(form) => form.encode(batch).map(|()| Vec::new()),
            Form::Arrow(form) => form.encode(batch),
            Form::GeoJson(form) => form.encode(batch),
            Form::Kml(form) => form.encode(batch),
        }
    }

    /// Ends the file. Without any batch before, the file still is a valid one with its headings.
    pub fn finish(self) -> Result<Tail, EncodeError> {
        let bytes = match self.0 {
            Form::Csv(form) => form.finish(),
            Form::ExcelCsv(form) => form.finish(),
            Form::Json(form) => form.finish(),
            Form::Parquet(form) => form.finish()?,
            Form::Arrow(form) => form.finish()?,
            Form::GeoJson(form) => form.finish(),
            Form::Kml(form) => form.finish(),
            Form::Xlsx(form) => return Ok(Box::new(form.finish()?)),
            Form::Ods(form) => return Ok(Box::new(form.finish()?)),
            Form::GeoPackage(form) => return Ok(Box::new(form.finish()?)),
            Form::FlatGeobuf(form) => return Ok(Box::new(form.finish()?)),
            Form::Shapefile(form) => return Ok(Box::new(form.finish()?)),
        };
        Ok(Box::new(Cursor::new(bytes)))
    }
}
