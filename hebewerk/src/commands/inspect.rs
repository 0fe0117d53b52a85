//! `hebewerk inspect`: a stable contract for other tools.

use crate::cli::InspectArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::lone_reader::LoneReader;
use crate::output::UntilClosed;
use crate::trouble::Trouble;
use crate::{output, progress, recipe};
use anyhow::bail;
use hebewerk_hub::HubError;
use hebewerk_hub::ports::FileReader;
use hebewerk_model::{
    Finding, InspectedColumn, InspectedTable, Inspection, Language, Recipe, SemanticType,
};
use hebewerk_words::{Value, finding, t, t_with};
use serde_json::json;

/// Looks at a file without taking it in.
pub(crate) fn run(context: &Context, args: &InspectArgs) -> anyhow::Result<Done> {
    let name = args
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if !args.file.exists() {
        bail!(Trouble::NoSuchPath(args.file.clone()));
    }
    let recipe = recipe::read(args.recipe.as_deref())?;
    let reader = LoneReader::new()?;
    let bar = progress::bytes(&name);
    let tick = |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let mut inspection = reader
        .inspect(&args.file, &name, &recipe, &tick)
        .map_err(HubError::from)?;
    inspection.tables.retain(|table| recipe.takes(table));
    bar.finish_and_clear();
    let done = if inspection.tables.is_empty() {
        Done::WithDamage
    } else {
        Done::Whole
    };
    if args.form.is_some() {
        write_csv(
            &reader,
            args,
            (&name, &recipe),
            &inspection,
            context.language,
        )?;
    } else if args.output.json {
        output::json(&document(&inspection, context.language))?;
    } else {
        for_people(&inspection, context.language)?;
    }
    Ok(done)
}

fn write_csv(
    reader: &LoneReader,
    args: &InspectArgs,
    (name, recipe): (&str, &Recipe),
    inspection: &Inspection,
    language: Language,
) -> anyhow::Result<()> {
    if inspection.tables.is_empty() {
        for found in &inspection.findings {
            output::note(&finding(language, found));
        }
        return Ok(());
    }
    let number = chosen(inspection, args.table.as_deref())?;
    let mut out = UntilClosed::new(std::io::stdout().lock());
    let mut buffer = std::io::BufWriter::new(&mut out);
    let written = hebewerk_intake::standard_csv(
        reader,
        (&args.file, name),
        recipe,
        inspection,
        number,
        &mut buffer,
    )
    .and_then(|()| Ok(std::io::Write::flush(&mut buffer)?));
    // What is still in the buffer goes nowhere when nobody reads it.
    drop(buffer.into_parts());
    match written {
        Err(_nobody_reads) if out.is_closed() => Ok(()),
        written => Ok(written.map_err(HubError::from)?),
    }
}

fn chosen(inspection: &Inspection, table: Option<&str>) -> anyhow::Result<usize> {
    let place = match table {
        None => Some(0),
        Some(name) => inspection
            .tables
            .iter()
            .position(|table| table.name == name),
    };
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    place.ok_or_else(|| Trouble::NoSuchTable(names.join(", ")).into())
}

/// The contract of `--json`.
fn document(inspection: &Inspection, language: Language) -> serde_json::Value {
    let findings_of = |table: Option<&str>| -> Vec<serde_json::Value> {
        inspection
            .findings
            .iter()
            .filter(|found| found.table.as_deref() == table)
            .map(|found| {
                json!({
                    "code": found.code.as_str(),
                    "severity": found.severity.code(),
                    "row": found.row,
                    "column": found.column,
                    "count": found.count,
                    "message": finding(language, found),
                })
            })
            .collect()
    };
    let tables: Vec<serde_json::Value> = inspection
        .tables
        .iter()
        .map(|table| described(table, &findings_of(Some(&table.name))))
        .collect();
    json!({
        "format": inspection.format.code(),
        "tables": tables,
        "findings": findings_of(None),
    })
}

fn described(table: &InspectedTable, findings: &[serde_json::Value]) -> serde_json::Value {
    let columns: Vec<serde_json::Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.label,
                "sql_name": column.name,
                "type": column.column_type.to_string(),
                "semantic_type": column.semantic_type.map(hebewerk_model::SemanticType::name),
                "confidence": column.confidence,
                "unit": column.unit,
                "null_share": column.null_share,
                "distinct": column.distinct,
                "personal_data": column.personal.as_ref().map(|data| json!({
                    "kind": data.kind.code(),
                    "confidence": (f64::from(data.confidence) * 100.0).round() / 100.0,
                })),
            })
        })
        .collect();
    json!({
        "name": table.name,
        "member": table.member,
        "encoding": table.dialect.encoding,
        "bom": table.dialect.bom,
        "newline": table.dialect.newline,
        "delimiter": table.dialect.delimiter,
        "quote": table.dialect.quote,
        "escape": table.dialect.escape,
        "decimal": table.dialect.decimal,
        "thousands": table.dialect.thousands,
        "header_line": table.header_line,
        "header_rows": table.header_rows,
        "data_rows": table.data_rows,
        "footer_rows": table.footer_rows,
        "set_aside": table.set_aside,
        "confidence": table.confidence,
        "columns": columns,
        "findings": findings,
    })
}

fn for_people(inspection: &Inspection, language: Language) -> anyhow::Result<()> {
    for table in &inspection.tables {
        output::line(&t_with(
            language,
            "cli-inspect-table-line",
            &[
                ("name", Value::from(table.name.as_str())),
                ("rows", Value::from(table.data_rows)),
                ("columns", Value::from(table.columns.len() as u64)),
            ],
        ))?;
        let header = [
            "column", "type", "meaning", "filled", "distinct", "personal",
        ]
        .map(|key| t(language, &format!("cli-inspect-{key}")).into_owned());
        let rows: Vec<Vec<String>> = table
            .columns
            .iter()
            .map(|column| {
                vec![
                    column.label.replace('\n', " "),
                    type_name(column, language),
                    meaning(column, language),
                    hebewerk_words::number::share(language, 1.0 - column.null_share),
                    hebewerk_words::number::integer(language, column.distinct),
                    column.personal.as_ref().map_or_else(String::new, |data| {
                        hebewerk_words::code(language, "personal-kind", data.kind.code())
                            .into_owned()
                    }),
                ]
            })
            .collect();
        output::table(&header, &rows)?;
        output::line("")?;
    }
    let several = inspection.tables.len() > 1;
    for found in &inspection.findings {
        let place = place(found, several, language);
        output::line(&format!("{place}{}", finding(language, found)))?;
    }
    Ok(())
}

/// The type of a column; of places it says nothing that how they are stored would add.
fn type_name(column: &InspectedColumn, language: Language) -> String {
    if column.semantic_type == Some(SemanticType::Geometry) {
        return hebewerk_words::code(language, "semantic-type", SemanticType::Geometry.name())
            .into_owned();
    }
    hebewerk_words::code(language, "column-type", column.column_type.name()).into_owned()
}

/// What a column means, and the reference system of places.
fn meaning(column: &InspectedColumn, language: Language) -> String {
    let kind = column
        .semantic_type
        .map(|kind| hebewerk_words::code(language, "semantic-type", kind.name()).into_owned());
    let system = column.unit.clone().filter(|_unit| column.holds_places());
    let parts: Vec<String> = kind.into_iter().chain(system).collect();
    parts.join(", ")
}

/// Table (where there are several), row and column a finding is about, with a colon behind.
fn place(found: &Finding, several: bool, language: Language) -> String {
    let said = |key: &str, name: &'static str, value: Value<'_>| {
        t_with(language, &format!("cli-inspect-in-{key}"), &[(name, value)]).into_owned()
    };
    let table = found.table.as_deref().filter(|_table| several);
    let parts: Vec<String> = [
        table.map(|name| said("table", "table", name.into())),
        found.row.map(|row| said("row", "row", row.into())),
        found.column.as_deref().map(|label| {
            let label = label.replace('\n', " ");
            said("column", "column", label.as_str().into())
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{}: ", parts.join(", "))
}
