//! `fields` of a call, and the columns that the next version has.

use crate::Refusal;
use crate::ckan::call::Call;
use crate::ckan::datastore::type_name;
use arrow::datatypes::{Field as ArrowField, Schema, SchemaRef};
use hebewerk_hub::ports::data_type;
use hebewerk_model::{Column, ColumnRecipe, ColumnType, Recipe, Slug, TableRecipe};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// Longest name of a field, as in PostgreSQL.
const LONGEST: usize = 63;
/// What a number of any length begins as; it grows with its values.
const NUMERIC: ColumnType = ColumnType::Decimal {
    precision: 38,
    scale: 0,
};

/// A field as a call says it.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) column_type: Option<ColumnType>,
    /// `info.label`: what people call it.
    pub(super) label: Option<String>,
    /// As it was said.
    said: Map<String, Value>,
}

/// A column of the next version.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    /// Name in SQL.
    pub(super) name: String,
    /// Heading in the file.
    pub(super) heading: String,
    pub(super) column_type: ColumnType,
    /// Where it stands among the columns that are there.
    pub(super) from: Option<usize>,
    /// What is said of it beside its type: whether it holds geometries, and where.
    metadata: HashMap<String, String>,
    /// Reference system of its places.
    system: Option<u32>,
    /// Whether somebody said its type.
    pub(super) is_said: bool,
}

/// The list of a call, whichever way it was sent; none if it was not.
pub(super) fn list(
    call: &Call,
    name: &'static str,
) -> Result<Option<Vec<Map<String, Value>>>, Refusal> {
    let wrong = || Refusal::invalid("ckan_no_list").with("field", name);
    let parsed;
    let value = match call.value(name) {
        None => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => {
            parsed = serde_json::from_str(text).map_err(|_error| wrong())?;
            &parsed
        }
        Some(value) => value,
    };
    let values = value.as_array().ok_or_else(wrong)?;
    let objects = values
        .iter()
        .map(|one| one.as_object().cloned().ok_or_else(wrong));
    objects.collect::<Result<_, _>>().map(Some)
}

/// `fields` of a call; none if it says none.
pub(super) fn declared(call: &Call) -> Result<Option<Vec<Field>>, Refusal> {
    let Some(said) = list(call, "fields")? else {
        return Ok(None);
    };
    let mut fields: Vec<Field> = Vec::new();
    for one in said {
        let id = one
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if !is_valid(&id) {
            return Err(Refusal::invalid("ckan_bad_field")
                .with("field", "fields")
                .with("name", id));
        }
        // Here names are those of SQL, and two ids can be one name.
        let name = Slug::from_text(&id, "spalte");
        if fields
            .iter()
            .any(|known| Slug::from_text(&known.id, "spalte") == name)
        {
            return Err(Refusal::invalid("ckan_field_twice")
                .with("field", "field")
                .with("name", id));
        }
        let column_type = match one.get("type").and_then(Value::as_str) {
            None | Some("") => None,
            Some(name) => Some(read_type(name).ok_or_else(|| {
                Refusal::invalid("ckan_bad_type")
                    .with("field", "fields")
                    .with("name", name)
            })?),
        };
        let label = one
            .get("info")
            .and_then(|info| info.get("label"))
            .and_then(Value::as_str);
        let label = label
            .map(|label| label.trim().to_owned())
            .filter(|label| !label.is_empty());
        fields.push(Field {
            id,
            column_type,
            label,
            said: one,
        });
    }
    Ok((!fields.is_empty()).then_some(fields))
}

/// Fields with the types of the first row where none is said, and those that only the first row has.
pub(super) fn completed(
    fields: Vec<Field>,
    known: &[Target],
    first: Option<&Map<String, Value>>,
) -> Result<Vec<Field>, Refusal> {
    let mut completed = Vec::new();
    for mut field in fields {
        if field.column_type.is_none() && position(known, &field.id).is_none() {
            let value = first.and_then(|first| first.get(&field.id));
            let value = value.ok_or_else(|| {
                Refusal::invalid("ckan_type_unknown")
                    .with("field", "fields")
                    .with("name", &field.id)
            })?;
            field.guess(value);
        }
        completed.push(field);
    }
    for (id, value) in first.into_iter().flatten() {
        let is_known =
            completed.iter().any(|field| field.id == *id) || position(known, id).is_some();
        if is_known {
            continue;
        }
        if !is_valid(id) {
            return Err(Refusal::invalid("ckan_bad_field")
                .with("field", "fields")
                .with("name", id));
        }
        let mut field = Field {
            id: id.clone(),
            column_type: None,
            label: None,
            said: Map::from_iter([("id".to_owned(), id.as_str().into())]),
        };
        field.guess(value);
        completed.push(field);
    }
    Ok(completed)
}

impl Field {
    /// As CKAN guesses, but that numbers with leading zeros are keys, and truths are truths.
    fn guess(&mut self, value: &Value) {
        let column_type = guessed(value);
        self.column_type = Some(column_type);
        self.said
            .insert("type".to_owned(), type_name(column_type).into());
    }

    /// As the answer tells it.
    pub(super) fn told(&self) -> Value {
        Value::Object(self.said.clone())
    }
}

/// The columns of a table that is there.
pub(super) fn of_table(columns: &[Column], schema: &SchemaRef) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for column in columns {
        let Ok(place) = schema.index_of(&column.name) else {
            continue;
        };
        let heading = heading(&targets, &column.label, &column.name);
        let unit = column.unit.as_deref().unwrap_or_default();
        targets.push(Target {
            name: column.name.clone(),
            heading,
            column_type: column.column_type,
            from: Some(place),
            metadata: schema.field(place).metadata().clone(),
            system: unit
                .strip_prefix("EPSG:")
                .and_then(|number| number.parse().ok()),
            is_said: false,
        });
    }
    targets
}

/// Adds what fields say: new columns, other headings. What is there keeps its type, as in CKAN.
pub(super) fn with_fields(mut targets: Vec<Target>, fields: &[Field]) -> Vec<Target> {
    for field in fields {
        if let Some(place) = position(&targets, &field.id) {
            let said = field.label.as_ref();
            let said =
                said.filter(|label| targets.get(place).is_some_and(|it| it.heading != **label));
            let heading = said.map(|label| heading(&targets, label, &field.id));
            if let (Some(heading), Some(target)) = (heading, targets.get_mut(place)) {
                target.heading = heading;
            }
            continue;
        }
        let mut name = Slug::from_text(&field.id, "spalte");
        let mut number = 1;
        while targets.iter().any(|target| target.name == name.as_str()) {
            number += 1;
            name = Slug::from_text(&field.id, "spalte").numbered(number);
        }
        let label = field.label.as_ref().unwrap_or(&field.id);
        targets.push(Target {
            heading: heading(&targets, label, &field.id),
            name: name.to_string(),
            column_type: field.column_type.unwrap_or(ColumnType::Text),
            from: None,
            metadata: HashMap::new(),
            system: None,
            is_said: true,
        });
    }
    targets
}

/// A heading no other column has: a file whose columns share one does not tell them apart.
fn heading(targets: &[Target], label: &str, name: &str) -> String {
    let label = label.trim();
    let is_taken = |heading: &str| targets.iter().any(|target| target.heading == heading);
    for heading in [label, name] {
        if !heading.is_empty() && !is_taken(heading) {
            return heading.to_owned();
        }
    }
    let mut number = 2;
    while is_taken(&format!("{name}_{number}")) {
        number += 1;
    }
    format!("{name}_{number}")
}

/// The column a program means: by its name, by its heading, or by the name it was made with.
pub(super) fn position(targets: &[Target], said: &str) -> Option<usize> {
    let by = |is_it: &dyn Fn(&Target) -> bool| targets.iter().position(is_it);
    by(&|target| target.name == said)
        .or_else(|| by(&|target| target.heading == said))
        .or_else(|| {
            let name = Slug::from_text(said, "spalte");
            by(&|target| target.name == name.as_str())
        })
}

/// The shape of the file.
pub(super) fn schema(targets: &[Target]) -> SchemaRef {
    let fields = targets.iter().map(|target| {
        let data_type = data_type(target.column_type);
        ArrowField::new(&target.heading, data_type, true).with_metadata(target.metadata.clone())
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// What the reader of the file is told: types somebody said, names that do not follow from headings, and what a typed file
/// cannot say by itself.
pub(super) fn recipe(targets: &[Target]) -> Recipe {
    let columns = targets.iter().filter_map(|target| {
        let is_named = Slug::from_text(&target.heading, "spalte").as_str() != target.name;
        let is_typed = target.is_said || target.column_type == ColumnType::Json;
        if !is_named && !is_typed && target.system.is_none() {
            return None;
        }
        Some(ColumnRecipe {
            label: target.heading.clone(),
            name: is_named.then(|| target.name.clone()),
            column_type: is_typed.then_some(target.column_type),
            reference_system: target.system,
            ..ColumnRecipe::default()
        })
    });
    let columns: Vec<ColumnRecipe> = columns.collect();
    if columns.is_empty() {
        return Recipe::default();
    }
    Recipe {
        tables: vec![TableRecipe {
            columns,
            ..TableRecipe::default()
        }],
    }
}

/// CKAN's rule for names of fields, and PostgreSQL's length.
fn is_valid(id: &str) -> bool {
    !id.is_empty()
        && id == id.trim()
        && id.len() <= LONGEST
        && !id.starts_with('_')
        && !id.contains('"')
        && !id.chars().any(char::is_control)
}

/// PostgreSQL's names of types.
fn read_type(name: &str) -> Option<ColumnType> {
    let name = name.trim().to_ascii_lowercase();
    if name.starts_with('_') || name.ends_with("[]") {
        return Some(ColumnType::Json);
    }
    let bare = name.split('(').next().unwrap_or_default().trim();
    Some(match bare {
        "text" | "varchar" | "char" | "bpchar" | "character varying" | "character" | "uuid"
        | "name" | "citext" => ColumnType::Text,
        "int" | "integer" | "int2" | "int4" | "int8" | "smallint" | "bigint" => ColumnType::Integer,
        "numeric" | "decimal" => NUMERIC,
        "float" | "float4" | "float8" | "real" | "double precision" => ColumnType::Float,
        "bool" | "boolean" => ColumnType::Boolean,
        "date" => ColumnType::Date,
        "time" | "time without time zone" => ColumnType::Time,
        "timestamp" | "timestamp without time zone" => ColumnType::Timestamp,
        "timestamptz" | "timestamp with time zone" => ColumnType::TimestampUtc,
        "json" | "jsonb" | "nested" => ColumnType::Json,
        _ => return None,
    })
}

fn guessed(value: &Value) -> ColumnType {
    match value {
        Value::Null => ColumnType::Text,
        Value::Bool(_) => ColumnType::Boolean,
        Value::Number(number) if number.is_f64() => ColumnType::Float,
        Value::Number(_) => ColumnType::Integer,
        Value::Array(_) | Value::Object(_) => ColumnType::Json,
        Value::String(text) => {
            let text = text.trim();
            let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
            let is_key = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
            let is_plain = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
            if is_key || text.is_empty() {
                ColumnType::Text
            } else if text.parse::<i64>().is_ok() {
                ColumnType::Integer
            } else if is_plain && text.parse::<f64>().is_ok() {
                NUMERIC
            } else if text.parse::<jiff::civil::DateTime>().is_ok() {
                ColumnType::Timestamp
            } else {
                ColumnType::Text
            }
        }
    }
}

/// A list of columns by name: as one, as JSON in a text, or parted by commas.
pub(super) fn places(
    call: &Call,
    name: &'static str,
    targets: &[Target],
) -> Result<Vec<usize>, Refusal> {
    let mut places = Vec::new();
    for said in call.list(name) {
        let place = position(targets, &said).ok_or_else(|| {
            Refusal::invalid("ckan_unknown_column")
                .with("field", name)
                .with("name", &said)
        })?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// Fields as an answer tells them.
pub(super) fn told(fields: &[Field]) -> Value {
    json!(fields.iter().map(Field::told).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_of_postgresql_or_guessed_from_the_first_row() {
        for (name, expected) in [
            ("text", Some(ColumnType::Text)),
            ("int4", Some(ColumnType::Integer)),
            ("NUMERIC(10,2)", Some(NUMERIC)),
            ("double precision", Some(ColumnType::Float)),
            ("timestamp", Some(ColumnType::Timestamp)),
            ("_text", Some(ColumnType::Json)),
            ("tsvector", None),
        ] {
            assert_eq!(read_type(name), expected, "{name}");
        }
        for (value, expected) in [
            (json!("007"), ColumnType::Text),
            (json!("7"), ColumnType::Integer),
            (json!("0.5"), NUMERIC),
            (json!("2024-06-19"), ColumnType::Timestamp),
            (json!("inf"), ColumnType::Text),
            (json!(1.5), ColumnType::Float),
            (json!(true), ColumnType::Boolean),
            (json!([1]), ColumnType::Json),
            (Value::Null, ColumnType::Text),
        ] {
            assert_eq!(guessed(&value), expected, "{value}");
        }
    }

    #[test]
    fn fields_keep_their_id_as_name_and_their_label_as_heading() {
        let field = |id: &str, label: Option<&str>| Field {
            id: id.to_owned(),
            column_type: Some(ColumnType::Text),
            label: label.map(str::to_owned),
            said: Map::new(),
        };
        let fields = [field("nr", Some("Nummer")), field("Straße", None)];
        let targets = with_fields(Vec::new(), &fields);
        let names: Vec<_> = targets
            .iter()
            .map(|it| (it.name.as_str(), it.heading.as_str()))
            .collect();
        assert_eq!(names, [("nr", "Nummer"), ("strasse", "Straße")]);
        assert_eq!(position(&targets, "Straße"), Some(1));
        let recipe = recipe(&targets);
        let columns = &recipe.tables[0].columns;
        assert_eq!(columns[0].name.as_deref(), Some("nr"));
        assert_eq!(columns[1].name, None);
        assert!(
            columns
                .iter()
                .all(|column| column.column_type == Some(ColumnType::Text))
        );
    }
}
