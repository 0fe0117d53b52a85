//! What a recipe says about reference systems goes above what a file declares or its coordinates suggest.

use super::findings::{
    CRS_CONTRADICTED, CRS_GUESSED, CRS_INACCURATE, CRS_OTHER, CRS_SAID_CONTRADICTED, CRS_UNKNOWN,
};
use super::notes::inaccurate;
use super::{Declared, from_name};
use hebewerk_model::{Finding, InspectedColumn, Inspection, Recipe, SemanticType, Severity};

/// What is not said any more where somebody has said which system it is.
const SETTLED: [&str; 5] = [
    CRS_GUESSED,
    CRS_UNKNOWN,
    CRS_OTHER,
    CRS_CONTRADICTED,
    CRS_INACCURATE,
];

/// Whether a recipe names a reference system.
pub(crate) fn says_something(recipe: &Recipe) -> bool {
    let mut columns = recipe.tables.iter().flat_map(|table| &table.columns);
    columns.any(|column| column.reference_system.is_some())
}

/// Gives the columns that hold places the systems a recipe names.
pub(crate) fn apply(recipe: &Recipe, inspection: &mut Inspection) {
    for table in &mut inspection.tables {
        let Some(said) = recipe.for_table(&table.name) else {
            continue;
        };
        let labels = table.columns.iter().map(|column| column.label.as_str());
        let numbers: Vec<Option<u32>> = said
            .by_column(labels)
            .into_iter()
            .map(|column| column.and_then(|column| column.reference_system))
            .collect();
        for (column, number) in table.columns.iter_mut().zip(numbers) {
            let Some(number) = number.filter(|_number| column.holds_places()) else {
                continue;
            };
            let declared = Declared::Epsg(number);
            let looks_like = looks_like(column, &inspection.findings, &table.name);
            let contradicted = looks_like.filter(|looks_like| !declared.may_be(looks_like));
            column.unit = Some(declared.label());
            inspection.findings.retain(|finding| {
                !SETTLED.contains(&finding.code.as_str())
                    || finding.table.as_deref() != Some(&table.name)
                    || finding.column.as_deref() != Some(&column.label)
            });
            inspection.findings.extend(
                contradicted
                    .map(|found| {
                        Finding::new(CRS_SAID_CONTRADICTED, Severity::Warning)
                            .with("crs", declared.label())
                            .with("found", found.label())
                    })
                    .into_iter()
                    .chain(inaccurate(&declared))
                    .map(|finding| finding.in_table(&table.name).in_column(&column.label)),
            );
        }
    }
}

/// The system the coordinates of a column are of, as far as that was seen.
fn looks_like(column: &InspectedColumn, findings: &[Finding], table: &str) -> Option<Declared> {
    let mut about = findings.iter().filter(|finding| {
        finding.table.as_deref() == Some(table) && finding.column.as_deref() == Some(&column.label)
    });
    if about
        .clone()
        .any(|finding| finding.code.as_str() == CRS_UNKNOWN)
    {
        return None;
    }
    let named = |name: &str| from_name(name).map(|(declared, _)| declared);
    let contradiction = about.find(|finding| finding.code.as_str() == CRS_CONTRADICTED);
    if let Some(finding) = contradiction {
        return named(finding.parameters.get("found")?);
    }
    match (&column.unit, column.semantic_type) {
        (Some(unit), _) if named(unit).is_some() => named(unit),
        (_, Some(SemanticType::Longitude | SemanticType::Latitude)) => Some(Declared::Epsg(4326)),
        (_, Some(SemanticType::Easting | SemanticType::Northing)) => Some(Declared::Epsg(25832)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{ColumnRecipe, ColumnType, Dialect, Format, InspectedTable, TableRecipe};

    fn column(label: &str, semantic_type: Option<SemanticType>) -> InspectedColumn {
        InspectedColumn {
            label: label.to_owned(),
            name: label.to_owned(),
            column_type: ColumnType::Float,
            semantic_type,
            confidence: 1.0,
            unit: None,
            null_share: 0.0,
            distinct: 3,
            pattern: None,
            personal: None,
        }
    }

    fn looked_at() -> Inspection {
        Inspection {
            format: Format::Geopackage,
            tables: vec![InspectedTable {
                name: "Bäume".to_owned(),
                member: None,
                dialect: Dialect::default(),
                header_line: 0,
                header_rows: 0,
                data_rows: 3,
                footer_rows: 0,
                set_aside: 0,
                columns: vec![
                    column("geom", Some(SemanticType::Geometry)),
                    column("Ost", Some(SemanticType::Easting)),
                    column("Höhe", None),
                ],
                confidence: 1.0,
                is_prose: false,
            }],
            findings: ["geom", "Ost"]
                .map(|label| {
                    Finding::new(CRS_GUESSED, Severity::Warning)
                        .in_table("Bäume")
                        .in_column(label)
                })
                .to_vec(),
        }
    }

    fn recipe(number: u32) -> Recipe {
        let columns = ["geom", "Höhe"].map(|label| ColumnRecipe {
            label: label.to_owned(),
            reference_system: Some(number),
            ..ColumnRecipe::default()
        });
        Recipe {
            tables: vec![TableRecipe {
                columns: columns.to_vec(),
                ..TableRecipe::default()
            }],
        }
    }

    #[test]
    fn what_is_said_goes_above_what_was_guessed_and_settles_it() {
        let mut inspection = looked_at();
        apply(&recipe(25833), &mut inspection);
        let units: Vec<_> = inspection.tables[0]
            .columns
            .iter()
            .map(|column| column.unit.as_deref())
            .collect();
        assert_eq!(units, [Some("EPSG:25833"), None, None]);
        assert_eq!(inspection.findings.len(), 1, "what nobody settled stays");
        assert_eq!(inspection.findings[0].column.as_deref(), Some("Ost"));
        assert!(says_something(&recipe(25833)));
        assert!(!says_something(&Recipe::default()));
    }

    #[test]
    fn an_old_system_that_is_said_is_still_said_to_be_inaccurate() {
        let mut inspection = looked_at();
        apply(&recipe(31467), &mut inspection);
        assert_eq!(inspection.findings[1].code.as_str(), CRS_INACCURATE);
        assert_eq!(inspection.findings[1].column.as_deref(), Some("geom"));
    }

    #[test]
    fn what_is_said_is_checked_against_what_the_coordinates_look_like() {
        let said = |found: &str, number: u32| {
            let mut inspection = looked_at();
            inspection.findings[0] = Finding::new(CRS_CONTRADICTED, Severity::Warning)
                .in_table("Bäume")
                .in_column("geom")
                .with("found", found);
            apply(&recipe(number), &mut inspection);
            let mut findings = inspection.findings.iter();
            findings.any(|finding| finding.code.as_str() == CRS_SAID_CONTRADICTED)
        };
        assert!(said("EPSG:4326", 25832));
        assert!(said("EPSG:25832", 31466));
        assert!(!said("EPSG:25832", 25833));
        assert!(!said("EPSG:4326", 4258));
        assert!(!said("none", 25832));
    }

    #[test]
    fn the_systems_offered_are_those_that_are_known() {
        let mut known = super::super::known::KNOWN.map(|known| known.number);
        let mut offered = hebewerk_model::geometry::REFERENCE_SYSTEMS;
        known.sort_unstable();
        offered.sort_unstable();
        assert_eq!(known, offered);
    }
}
