//! The records of a JSON text as records of cells.

use super::columns::Columns;
use super::elements::{Element, Elements};
use super::input::JsonText;
use super::record_form::RecordForm;
use super::survey::Place;
use super::text::push_compact;
use super::walk::Leaf;
use crate::frame::RecordReader;
use crate::geometry::{GeometryColumn, from_geojson};
use hebewerk_hub::ports::{ReadError, WatchTick};
use hebewerk_profile::{RawCell, Record};
use std::sync::Arc;

/// Significant digits a double keeps without loss.
const EXACT_DIGITS: usize = 15;
/// Records after which the progress is told.
const TICK_RECORDS: u64 = 4096;

/// What everybody who reads the same text needs.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) text: JsonText,
    pub(super) place: Place,
    pub(super) form: RecordForm,
    pub(super) columns: Columns,
}

/// Reads records; elements that cannot become one are passed over ([`super::left`] has them).
pub(super) struct JsonRecords<'a> {
    plan: Arc<Plan>,
    elements: Elements,
    element: Element,
    cells: Cells,
    records: u64,
    tick: Option<WatchTick<'a>>,
    /// What was noticed about geometries.
    pub(super) geometries: GeometryColumn,
}

impl<'a> JsonRecords<'a> {
    pub(super) fn open(plan: Arc<Plan>, tick: Option<WatchTick<'a>>) -> Result<Self, ReadError> {
        Ok(Self {
            elements: Elements::open(&plan.text, &plan.place)?,
            plan,
            element: Element::default(),
            cells: Cells::default(),
            records: 0,
            tick,
            geometries: GeometryColumn::default(),
        })
    }

    /// Takes the element apart; false when it cannot become a row.
    fn take_apart(&mut self) -> bool {
        let columns = &self.plan.columns;
        self.cells.clear(columns.labels.len());
        let cells = &mut self.cells;
        let readable =
            self.plan.form.leaves(
                &self.element,
                &mut |path, leaf| match columns.number(path) {
                    Some(number) => cells.set(number, &leaf),
                    None => cells.set_rest(path, &leaf),
                },
            );
        if let Some(rest) = columns.rest {
            cells.close_rest(rest);
        }
        readable
    }

    /// The geometry as WKB; what is none is set aside with its text.
    fn push_geometry(&mut self, number: usize, record: &mut Record) {
        let row = self.element.number;
        let cell = self.cells.cell(number);
        match cell {
            RawCell::Empty => {
                self.geometries.miss(row);
                record.push(RawCell::Empty);
            }
            cell => {
                if let Some(geometry) = from_geojson(&cell.to_text()) {
                    record.push(RawCell::Binary(self.geometries.take(row, geometry)));
                } else {
                    self.geometries.refuse(row);
                    record.push(RawCell::Json(&cell.to_text()));
                }
            }
        }
    }

    fn tell(&mut self) {
        self.records += 1;
        if let Some(tick) = self.tick
            && self.records.is_multiple_of(TICK_RECORDS)
        {
            let bytes = self.plan.text.bytes;
            tick(bytes / 2 + self.elements.offset() / 2, bytes);
        }
    }
}

impl RecordReader for JsonRecords<'_> {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        while self.elements.next(&mut self.element)? {
            self.tell();
            if self.take_apart() {
                record.start(self.element.number);
                for number in 0..self.plan.columns.labels.len() {
                    if self.plan.columns.geometry == Some(number) {
                        self.push_geometry(number, record);
                    } else {
                        record.push(self.cells.cell(number));
                    }
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[derive(Debug, Clone, Copy)]
enum Slot {
    Empty,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(usize, usize),
    Json(usize, usize),
}

/// The cells of one record, in any order.
#[derive(Debug, Default)]
struct Cells {
    slots: Vec<Slot>,
    text: String,
    rest: String,
}

impl Cells {
    fn clear(&mut self, width: usize) {
        self.slots.clear();
        self.slots.resize(width, Slot::Empty);
        self.text.clear();
        self.rest.clear();
    }

    fn cell(&self, number: usize) -> RawCell<'_> {
        let text = |from, to| self.text.get(from..to).unwrap_or_default();
        match self.slots.get(number) {
            None | Some(Slot::Empty) => RawCell::Empty,
            Some(Slot::Boolean(value)) => RawCell::Boolean(*value),
            Some(Slot::Integer(value)) => RawCell::Integer(*value),
            Some(Slot::Number(value)) => RawCell::Number(*value),
            Some(Slot::Text(from, to)) => RawCell::Text(text(*from, *to)),
            Some(Slot::Json(from, to)) => RawCell::Json(text(*from, *to)),
        }
    }

    fn set(&mut self, number: usize, leaf: &Leaf<'_>) {
        let from = self.text.len();
        let slot = match leaf {
            Leaf::Null => Slot::Empty,
            Leaf::Boolean(value) => Slot::Boolean(*value),
            Leaf::Number(number) => self.number(number),
            Leaf::Text(text) => {
                self.text.push_str(text);
                Slot::Text(from, self.text.len())
            }
            Leaf::Nested(raw) => {
                push_compact(&mut self.text, raw);
                Slot::Json(from, self.text.len())
            }
        };
        if let Some(place) = self.slots.get_mut(number) {
            *place = slot;
        }
    }

    /// A number stays exact: as text where a double would round it.
    fn number(&mut self, number: &str) -> Slot {
        if let Ok(integer) = number.parse() {
            return Slot::Integer(integer);
        }
        let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
        match number.parse::<f64>() {
            Ok(value) if value.is_finite() && digits <= EXACT_DIGITS + 1 => Slot::Number(value),
            _ => {
                let from = self.text.len();
                self.text.push_str(number);
                Slot::Text(from, self.text.len())
            }
        }
    }

    fn set_rest(&mut self, path: &str, leaf: &Leaf<'_>) {
        if *leaf == Leaf::Null {
            return;
        }
        self.rest.push(if self.rest.is_empty() { '{' } else { ',' });
        push_json_text(&mut self.rest, path);
        self.rest.push(':');
        match leaf {
            Leaf::Null => self.rest.push_str("null"),
            Leaf::Boolean(value) => self.rest.push_str(if *value { "true" } else { "false" }),
            Leaf::Number(number) => self.rest.push_str(number),
            Leaf::Text(text) => push_json_text(&mut self.rest, text),
            Leaf::Nested(raw) => push_compact(&mut self.rest, raw),
        }
    }

    fn close_rest(&mut self, number: usize) {
        if self.rest.is_empty() {
            return;
        }
        self.rest.push('}');
        let from = self.text.len();
        self.text.push_str(&self.rest);
        if let Some(place) = self.slots.get_mut(number) {
            *place = Slot::Json(from, self.text.len());
        }
    }
}

fn push_json_text(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
