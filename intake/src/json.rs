//! JSON documents, NDJSON and GeoJSON, streaming.
//!
//! A text is walked three times in one small buffer: where are the records ([`survey`]), which columns do they
//! have ([`columns`]), what is in them ([`records`]). Nested objects become columns (`adresse.strasse`), arrays
//! stay JSON, geometries of features become WKB. A damaged element is set aside alone; a text cut off gives what stands before the cut.
//!
//! Deliberately absent: tables in tables. Of several arrays of records the largest is read, the others are named.

mod columns;
mod elements;
mod input;
mod left;
mod record_form;
mod records;
mod scan;
mod survey;
mod text;
mod walk;

pub mod findings;

use crate::frame::{RecordReader, SourceTable};
use crate::geojson::reference_system;
use crate::geometry::declare;
use crate::inspect_records::inspect_records;
use crate::layers::{Layer, LayerColumn, declared};
use crate::read_records::read_records;
use crate::scratch::Scratch;
use columns::Columns;
use elements::{Element, Elements};
use findings::{
    JSON_ELEMENT_UNREADABLE, JSON_MANY_FIELDS, JSON_NO_RECORDS, JSON_NOT_UTF8, JSON_OTHER_RECORDS,
    JSON_RECORDS_AT, JSON_SINGLE_RECORD, JSON_TRUNCATED,
};
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{Dialect, Finding, Format, InspectedTable, Inspection, Recipe, Severity};
use input::JsonText;
use left::LeftElements;
use record_form::RecordForm;
use records::{JsonRecords, Plan};
use std::path::Path;
use std::sync::Arc;
use survey::{Place, Shape, Survey};

/// Looks at a JSON text; `table` is the name its table gets.
pub(crate) fn inspect(
    scratch: &Scratch,
    file: &Path,
    table: &str,
    recipe: &Recipe,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let (plan, survey) = plan(scratch, file, tick)?;
    let format = format(&plan);
    let mut inspection = Inspection {
        format,
        tables: Vec::new(),
        findings: Vec::new(),
    };
    if plan.columns.elements == 0 || plan.columns.labels.is_empty() {
        let code = if plan.columns.broken {
            JSON_TRUNCATED
        } else {
            JSON_NO_RECORDS
        };
        inspection
            .findings
            .push(Finding::new(code, Severity::Error));
        return Ok(inspection);
    }
    let plan = Arc::new(plan);
    let mut records = JsonRecords::open(Arc::clone(&plan), Some(tick))?;
    let corrections = match plan.columns.geometry {
        Some(_) => declared(&layer(&plan, table), recipe),
        None => recipe.for_table(table).cloned(),
    };
    let source = source(&plan, table);
    let mut seen = inspect_records(&mut records, &source, corrections.as_ref())?;
    seen.table.set_aside += plan.columns.unreadable.count;
    let mut noticed = findings_of(&plan, &survey);
    if let Some(column) = plan
        .columns
        .geometry
        .and_then(|number| seen.table.columns.get_mut(number))
    {
        let geometries = &records.geometries;
        let (system, finding) = reference_system(survey.member("crs"), geometries);
        noticed.extend(finding);
        noticed.extend(declare(column, geometries, system.as_ref()));
        seen.table.set_aside += geometries.refused();
    }
    inspection.findings = noticed
        .into_iter()
        .map(|finding| finding.in_table(table))
        .collect();
    inspection.findings.extend(seen.findings);
    inspection.tables.push(seen.table);
    tick(plan.text.bytes, plan.text.bytes);
    Ok(inspection)
}

/// Reads the rows of a JSON text.
pub(crate) fn read(
    scratch: &Scratch,
    file: &Path,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let (plan, _) = plan(scratch, file, &|_, _| {})?;
    let plan = Arc::new(plan);
    let left = LeftElements::open(Arc::clone(&plan))?;
    let records = JsonRecords::open(plan, None)?;
    let rows = read_records(Box::new(records), table, recipe.for_table(&table.name));
    Ok(Box::new(left.chain(rows)))
}

/// Opens the records of a JSON text.
pub(crate) fn records(scratch: &Scratch, file: &Path) -> Result<Box<dyn RecordReader>, ReadError> {
    let (plan, _) = plan(scratch, file, &|_, _| {})?;
    Ok(Box::new(JsonRecords::open(Arc::new(plan), None)?))
}

fn plan(scratch: &Scratch, file: &Path, tick: WatchTick<'_>) -> Result<(Plan, Survey), ReadError> {
    let text = JsonText::of(scratch, file)?;
    let survey = Survey::of(&text)?;
    let place = survey.place(text.start());
    let form = form(&text, &survey, &place)?;
    let columns = Columns::of(&text, &place, form, tick)?;
    let plan = Plan {
        text,
        place,
        form,
        columns,
    };
    Ok((plan, survey))
}

fn form(text: &JsonText, survey: &Survey, place: &Place) -> Result<RecordForm, ReadError> {
    let collection = survey.member("type") == Some(b"\"FeatureCollection\"");
    if collection && place.shape == Shape::Array && place.path == ["features"] {
        return Ok(RecordForm::Feature);
    }
    if place.shape == Shape::Array {
        let count = place.count;
        return Ok(if count.objects == 0 && count.arrays == 0 {
            RecordForm::Scalar
        } else if count.arrays > count.objects {
            RecordForm::Row
        } else {
            RecordForm::Object
        });
    }
    let mut element = Element::default();
    let found = Elements::open(text, place)?.next(&mut element)?;
    Ok(match element.raw.first() {
        _ if !found => RecordForm::Object,
        Some(b'{') if crate::geojson::is_feature(&element.raw) => RecordForm::Feature,
        Some(b'{') => RecordForm::Object,
        Some(b'[') => RecordForm::Row,
        _ => RecordForm::Scalar,
    })
}

fn format(plan: &Plan) -> Format {
    match (plan.form, plan.place.shape) {
        (RecordForm::Feature, _) => Format::Geojson,
        (_, Shape::Lines | Shape::Sequence) => Format::Ndjson,
        _ => Format::Json,
    }
}

fn source(plan: &Plan, table: &str) -> SourceTable {
    SourceTable {
        name: table.to_owned(),
        dialect: Dialect {
            encoding: Some(plan.text.encoding.to_owned()),
            bom: plan.text.bom,
            ..Dialect::default()
        },
        labels: (plan.form != RecordForm::Row).then(|| plan.columns.labels.clone()),
        confidence: 1.0,
        ..SourceTable::default()
    }
}

/// The same as columns of a layer: only the geometry has a type that is known.
fn layer(plan: &Plan, table: &str) -> Layer {
    let labels = plan.columns.labels.iter().enumerate();
    Layer {
        name: table.to_owned(),
        columns: labels
            .map(|(number, label)| {
                if plan.columns.geometry == Some(number) {
                    LayerColumn::geometry(label)
                } else {
                    LayerColumn::new(label, None)
                }
            })
            .collect(),
        ..Layer::default()
    }
}

fn findings_of(plan: &Plan, survey: &Survey) -> Vec<Finding> {
    let mut findings = Vec::new();
    let columns = &plan.columns;
    if !plan.place.path.is_empty() && plan.form != RecordForm::Feature {
        findings.push(
            Finding::new(JSON_RECORDS_AT, Severity::Note).with("path", plan.place.path.join(".")),
        );
    }
    let others = survey.others(&plan.place);
    if !others.is_empty() {
        findings.push(
            Finding::new(JSON_OTHER_RECORDS, Severity::Warning)
                .times(others.len() as u64)
                .with("paths", others.join(", ")),
        );
    }
    if plan.place.shape == Shape::Single && plan.form != RecordForm::Feature {
        findings.push(Finding::new(JSON_SINGLE_RECORD, Severity::Note));
    }
    if columns.broken {
        findings.push(
            Finding::new(JSON_TRUNCATED, Severity::Error)
                .at_row(columns.elements + columns.unreadable.count),
        );
    }
    let mut seen = |code, severity, seen: columns::Seen| {
        if seen.count > 0 {
            findings.push(
                Finding::new(code, severity)
                    .times(seen.count)
                    .at_row(seen.first),
            );
        }
    };
    seen(JSON_ELEMENT_UNREADABLE, Severity::Error, columns.unreadable);
    seen(JSON_NOT_UTF8, Severity::Warning, columns.foreign);
    if let Some(label) = columns.rest.and_then(|number| columns.labels.get(number)) {
        findings.push(Finding::new(JSON_MANY_FIELDS, Severity::Warning).in_column(label));
    }
    findings
}
