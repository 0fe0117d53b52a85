//! GeoJSON (RFC 7946): one feature a row, in longitude and latitude whatever system the table is in.

use super::json::{push_value, quoted};
use super::placement::Places;
use super::text::Columns;
use super::{EncodeError, TableMeta};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;

pub(super) struct GeoJsonEncoder {
    places: Places,
    /// Keys as JSON with colon, in order.
    keys: Vec<String>,
    /// Which columns hold JSON values.
    json: Vec<bool>,
    /// The beginning of the file until it is sent.
    head: String,
    begun: bool,
}

impl GeoJsonEncoder {
    pub(super) fn new(schema: &Schema, meta: &TableMeta) -> Result<Self, EncodeError> {
        let places = Places::on_earth(meta, schema)?;
        let fields = schema.fields();
        let name = quoted(&meta.sheet);
        Ok(Self {
            places,
            keys: fields
                .iter()
                .map(|field| format!("{}:", quoted(field.name())))
                .collect(),
            json: (0..fields.len()).map(|index| meta.is_json(index)).collect(),
            head: format!("{{\"type\":\"FeatureCollection\",\"name\":{name},\"features\":["),
            begun: false,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut text = std::mem::take(&mut self.head);
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            text.push_str(if self.begun { ",\n" } else { "\n" });
            self.begun = true;
            text.push_str("{\"type\":\"Feature\",\"geometry\":");
            let geometry = self.places.geojson(batch, &columns, row);
            text.push_str(geometry.as_deref().unwrap_or("null"));
            text.push_str(",\"properties\":{");
            let mut is_first = true;
            for (index, column) in columns.iter().enumerate() {
                if self.places.geometries() == Some(index) {
                    continue;
                }
                if !std::mem::take(&mut is_first) {
                    text.push(',');
                }
                if let Some(key) = self.keys.get(index) {
                    text.push_str(key);
                }
                let json = self.json.get(index).copied().unwrap_or_default();
                push_value(&mut text, column, row, json, &mut value)?;
            }
            text.push_str("}}");
        }
        Ok(text.into_bytes())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        format!("{}\n]}}\n", self.head).into_bytes()
    }
}
