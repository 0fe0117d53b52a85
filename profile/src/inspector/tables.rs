//! From counts to the inspected table.

use super::{TableInspector, TableSight, report};
use crate::column_names::{column_names, made_up_label};
use crate::column_sight::ColumnSight;
use crate::column_verdict::{self, ColumnVerdict, Named};
use crate::layout::Layout;
use crate::number_verdict::{self, TableSigns};
use crate::personal::{ColumnValues, personal_data};
use crate::semantic::{self, ColumnEvidence};
use hebewerk_model::{
    ColumnRecipe, ColumnType, Dialect, InspectedColumn, InspectedTable, TableRecipe,
};

/// Decides every column and puts the table together.
pub(super) fn build(mut inspector: TableInspector) -> TableSight {
    let layout = inspector.layout.take().unwrap_or_default();
    let sparse = inspector.seed.dialect.delimiter.is_none();
    let dropped = drop_empty_columns(&mut inspector.columns, &layout, sparse);
    let semicolons = inspector.seed.dialect.delimiter.as_deref() == Some(";");
    let recipe = inspector.recipe.clone();
    let said = recipe.as_ref().and_then(|recipe| recipe.decimal);
    let signs = TableSigns::of(&inspector.columns, semicolons, said);
    let labels = labels(&layout, inspector.columns.len());
    let corrections = match &recipe {
        Some(recipe) => recipe.by_column(labels.iter().map(String::as_str)),
        None => vec![None; labels.len()],
    };
    let verdicts: Vec<ColumnVerdict> = inspector
        .columns
        .iter()
        .zip(labels.iter().zip(&corrections))
        .map(|(sight, (label, correction))| verdict(sight, label, signs, *correction))
        .collect();
    let mut columns = columns(
        &inspector.columns,
        &verdicts,
        &layout,
        &labels,
        &corrections,
    );
    find_persons(&inspector.columns, &mut columns);
    let samples: Vec<Vec<&str>> = inspector.columns.iter().map(samples).collect();
    let systems = semantic::zone::declare(&mut columns, &samples);
    let mut dialect = inspector.seed.dialect.clone();
    set_signs(&mut dialect, &inspector.columns, &verdicts, recipe.as_ref());
    let misfits: u64 = verdicts.iter().map(|verdict| verdict.misfits).sum();
    let table = InspectedTable {
        name: inspector.seed.name.clone(),
        member: inspector.seed.member.clone(),
        dialect,
        header_line: layout.header_line as u64,
        header_rows: layout.header_rows as u32,
        data_rows: inspector.data_rows,
        footer_rows: inspector.footers.count,
        set_aside: misfits + inspector.long.count + inspector.torn.count,
        columns,
        confidence: inspector.seed.confidence.min(layout.confidence),
        is_prose: false,
    };
    let mut findings = report::findings(&inspector, &layout, &table, &verdicts, dropped);
    findings.extend(
        systems
            .into_iter()
            .map(|finding| finding.in_table(&table.name)),
    );
    TableSight { table, findings }
}

/// Columns at the end with neither label nor value come from delimiters at line ends and formatted empty cells.
/// Text that gives them a place in the header (or has none) keeps them: they are part of what it says.
fn drop_empty_columns(columns: &mut Vec<ColumnSight>, layout: &Layout, sparse: bool) -> usize {
    let before = columns.len();
    let kept = if sparse {
        1
    } else {
        layout.header_width.max(1)
    };
    while columns.len() > kept {
        let unlabelled = layout
            .labels
            .get(columns.len() - 1)
            .is_none_or(String::is_empty);
        let empty = columns
            .last()
            .is_some_and(|column| column.values() == 0 && column.native.errors == 0);
        if !(unlabelled && empty) {
            break;
        }
        columns.pop();
    }
    before - columns.len()
}

fn samples(sight: &ColumnSight) -> Vec<&str> {
    sight.samples.iter().map(AsRef::as_ref).collect()
}

fn labels(layout: &Layout, width: usize) -> Vec<String> {
    (0..width)
        .map(|index| match layout.labels.get(index) {
            Some(label) if !label.is_empty() => label.clone(),
            _ => made_up_label(index),
        })
        .collect()
}

fn verdict(
    sight: &ColumnSight,
    label: &str,
    signs: TableSigns,
    correction: Option<&ColumnRecipe>,
) -> ColumnVerdict {
    let named = semantic::named(label, &samples(sight));
    let wanted = correction.and_then(|correction| correction.column_type);
    let verdict = if let Some(wanted) = wanted {
        column_verdict::forced(sight, signs, wanted)
    } else {
        let signs = TableSigns {
            whole: semantic::counts_things(label),
            ..signs
        };
        column_verdict::decide(sight, signs, named)
    };
    // Somebody who says that a column holds days does not say that people are born tomorrow.
    match named {
        Named::PastDays => column_verdict::passed(verdict),
        _ => verdict,
    }
}

fn columns(
    sights: &[ColumnSight],
    verdicts: &[ColumnVerdict],
    layout: &Layout,
    labels: &[String],
    corrections: &[Option<&ColumnRecipe>],
) -> Vec<InspectedColumn> {
    let names = column_names(labels.iter().zip(corrections).map(|(label, correction)| {
        correction
            .and_then(|correction| correction.name.as_deref())
            .unwrap_or(label)
    }));
    let mut columns = Vec::with_capacity(sights.len());
    for (index, ((sight, verdict), (label, name))) in sights
        .iter()
        .zip(verdicts)
        .zip(labels.iter().zip(names))
        .enumerate()
    {
        let marked: u64 = verdict.markers.iter().map(|(_, count)| count).sum();
        let values = sight.values().saturating_sub(marked + verdict.misfits);
        let unit = layout
            .units
            .get(index)
            .cloned()
            .flatten()
            .or_else(|| verdict.unit.map(str::to_owned));
        let samples = samples(sight);
        let distinct = sight.distinct.count().0;
        let meaning = semantic::recognise(&ColumnEvidence {
            label,
            column_type: verdict.column_type,
            unit: unit.as_deref(),
            samples: &samples,
            values: sight.values(),
            distinct,
        });
        columns.push(InspectedColumn {
            label: label.clone(),
            name,
            column_type: verdict.column_type,
            semantic_type: meaning.map(|(meaning, _)| meaning),
            confidence: meaning.map_or(verdict.confidence, |(_, sure)| {
                verdict.confidence.min(sure.max(0.5))
            }),
            unit,
            null_share: if sight.rows == 0 {
                0.0
            } else {
                1.0 - values as f64 / sight.rows as f64
            },
            distinct,
            pattern: verdict.pattern.clone(),
            personal: None,
        });
    }
    columns
}

/// Says of each column whether it holds personal data.
fn find_persons(sights: &[ColumnSight], columns: &mut [InspectedColumn]) {
    let values: Vec<ColumnValues<'_>> = sights
        .iter()
        .zip(columns.iter())
        .map(|(sight, column)| ColumnValues {
            label: &column.label,
            column_type: column.column_type,
            sample: sight.spread.values(),
            values: sight.values(),
            distinct: column.distinct,
        })
        .collect();
    let found = personal_data(&values);
    for (column, found) in columns.iter_mut().zip(found) {
        column.personal = found;
    }
}

/// Decimal and thousands signs of the table: those of most of its columns.
fn set_signs(
    dialect: &mut Dialect,
    sights: &[ColumnSight],
    verdicts: &[ColumnVerdict],
    recipe: Option<&TableRecipe>,
) {
    let mut decimals = [0_u32; 256];
    let mut thousands = [0_u32; 256];
    for verdict in verdicts {
        let Some(writing) = verdict.writing else {
            continue;
        };
        let decimal = writing
            .decimal
            .filter(|_| verdict.column_type != ColumnType::Integer);
        for (counts, sign) in [
            (&mut decimals, decimal),
            (&mut thousands, writing.thousands),
        ] {
            if let Some(count) = sign.and_then(|sign| counts.get_mut(usize::from(sign))) {
                *count += 1;
            }
        }
    }
    let most = |counts: &[u32; 256]| {
        (0_u8..=255)
            .max_by_key(|sign| counts[usize::from(*sign)])
            .filter(|sign| counts[usize::from(*sign)] > 0)
            .map(char::from)
    };
    dialect.decimal = recipe
        .and_then(|recipe| recipe.decimal)
        .or_else(|| most(&decimals))
        .or_else(|| number_verdict::decimal_among_words(sights));
    dialect.thousands = most(&thousands).filter(|sign| dialect.decimal != Some(*sign));
}
