//! What was noticed in a table, as findings.

use super::TableInspector;
use crate::column_sight::ColumnSight;
use crate::column_verdict::ColumnVerdict;
use crate::findings as codes;
use crate::layout::Layout;
use crate::marker::meaning;
use crate::moment::MomentForm;
use crate::personal::personal_finding;
use hebewerk_model::{ColumnType, Finding, InspectedColumn, InspectedTable, Severity};

/// Findings of one kind listed one by one; more are summed up in the last.
const MOST_OF_A_KIND: usize = 40;

/// All findings of a table.
pub(super) fn findings(
    inspector: &TableInspector,
    layout: &Layout,
    table: &InspectedTable,
    verdicts: &[ColumnVerdict],
    dropped: usize,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    about_layout(inspector, layout, table, dropped, &mut findings);
    about_labels(layout, table, &mut findings);
    about_totals(&inspector.columns, table, &mut findings);
    for ((sight, verdict), column) in inspector.columns.iter().zip(verdicts).zip(&table.columns) {
        about_column(sight, verdict, column, &mut findings);
        if let Some(data) = &column.personal {
            findings.push(personal_finding(&column.label, data));
        }
    }
    bounded(findings)
        .into_iter()
        .map(|finding| finding.in_table(&table.name))
        .collect()
}

fn about_layout(
    inspector: &TableInspector,
    layout: &Layout,
    table: &InspectedTable,
    dropped: usize,
    findings: &mut Vec<Finding>,
) {
    if inspector.seed.labels.is_none() {
        let above = inspector
            .head
            .iter()
            .take(layout.header_line)
            .filter(|record| !record.is_blank())
            .count();
        if above > 0 {
            findings.push(
                Finding::new(codes::PREAMBLE, Severity::Note)
                    .at_row(inspector.head.first().map_or(1, crate::record::Record::row))
                    .times(above as u64),
            );
        }
        if layout.header_rows == 0 && table.data_rows > 0 {
            findings.push(Finding::new(codes::NO_HEADER, Severity::Warning));
        }
        if layout.header_rows > 1 {
            let row = inspector
                .head
                .get(layout.header_line)
                .map_or(1, crate::record::Record::row);
            findings.push(
                Finding::new(codes::HEADER_ROWS, Severity::Note)
                    .at_row(row)
                    .with("rows", layout.header_rows),
            );
        }
    }
    if table.data_rows == 0 {
        findings.push(Finding::new(codes::NO_ROWS, Severity::Warning));
    }
    about_rows(inspector, layout.width, findings);
    if dropped > 0 {
        findings.push(Finding::new(codes::EMPTY_COLUMNS, Severity::Note).times(dropped as u64));
    }
}

/// Rows that are left out, filled up or set aside.
fn about_rows(inspector: &TableInspector, width: usize, findings: &mut Vec<Finding>) {
    for (tally, code, severity) in [
        (inspector.repeated, codes::REPEATED_HEADER, Severity::Note),
        (inspector.comments, codes::COMMENT_ROWS, Severity::Note),
        (inspector.blank, codes::EMPTY_ROWS, Severity::Note),
        (inspector.footers, codes::FOOTER, Severity::Note),
        (inspector.short, codes::SHORT_ROW, Severity::Warning),
        (inspector.long, codes::LONG_ROW, Severity::Error),
        (inspector.torn, codes::TORN_ROW, Severity::Error),
    ] {
        let short_by_nature =
            code == codes::SHORT_ROW && inspector.seed.dialect.delimiter.is_none();
        if let Some(row) = tally.first.filter(|_| !short_by_nature) {
            let mut finding = Finding::new(code, severity)
                .at_row(row)
                .times(tally.count)
                .with("expected", width);
            if code == codes::LONG_ROW {
                finding = finding.with("found", inspector.longest);
            }
            findings.push(finding);
        }
    }
}

/// Totals of parts between the rows. Where most of a column is called so, it is no total.
fn about_totals(columns: &[ColumnSight], table: &InspectedTable, findings: &mut Vec<Finding>) {
    let most = columns.iter().zip(&table.columns);
    let most = most.max_by_key(|(sight, _column)| sight.totals);
    let Some((sight, column)) = most.filter(|(sight, _column)| sight.totals > 0) else {
        return;
    };
    let sums_up = table.columns.iter().any(|it| it.column_type.is_number());
    if sums_up && sight.totals * 2 <= table.data_rows {
        findings.push(
            Finding::new(codes::TOTAL_ROWS, Severity::Warning)
                .times(sight.totals)
                .in_column(&column.label),
        );
    }
}

fn about_labels(layout: &Layout, table: &InspectedTable, findings: &mut Vec<Finding>) {
    if layout.labels.iter().all(String::is_empty) {
        return;
    }
    let mut seen = std::collections::HashSet::new();
    for (index, column) in table.columns.iter().enumerate() {
        if layout.labels.get(index).is_none_or(String::is_empty) {
            findings.push(
                Finding::new(codes::UNNAMED_COLUMN, Severity::Warning)
                    .in_column(&column.label)
                    .with("name", &column.name),
            );
        } else if !seen.insert(column.label.to_lowercase()) {
            findings.push(
                Finding::new(codes::DUPLICATE_LABEL, Severity::Warning)
                    .in_column(&column.label)
                    .with("name", &column.name),
            );
        }
    }
}

fn about_column(
    sight: &ColumnSight,
    verdict: &ColumnVerdict,
    column: &InspectedColumn,
    findings: &mut Vec<Finding>,
) {
    let mut push = |finding: Finding| findings.push(finding.in_column(&column.label));
    if verdict.misfits > 0 {
        let mut finding = Finding::new(codes::MISFIT, Severity::Error)
            .times(verdict.misfits)
            .with("type", verdict.column_type.name());
        if let Some(row) = sight.first_text_row {
            finding = finding.at_row(row);
        }
        push(finding);
    }
    for (sign, count) in &verdict.markers {
        push(
            Finding::new(codes::MISSING_SIGN, Severity::Note)
                .times(*count)
                .with("sign", sign)
                .with("meaning", meaning(sign)),
        );
    }
    if verdict.guessed_thousands {
        let writing = verdict.writing.unwrap_or_default();
        let (sign, meaning) = match (writing.decimal, writing.thousands) {
            (Some(sign), None) => (sign, "decimal"),
            (_, Some(sign)) => (sign, "thousands"),
            (None, None) => (b'.', "decimal"),
        };
        push(
            Finding::new(codes::UNSURE_THOUSANDS, Severity::Warning)
                .with("sign", char::from(sign))
                .with("meaning", meaning),
        );
    }
    if verdict.guessed_day_order {
        push(Finding::new(codes::UNSURE_DAY_ORDER, Severity::Warning));
    }
    let pattern = verdict.pattern.as_deref().unwrap_or("");
    if pattern.contains("%y") {
        let past = pattern.contains(MomentForm::PointDatePast.pattern());
        let meaning = if past { "past" } else { "window" };
        push(Finding::new(codes::SHORT_YEARS, Severity::Note).with("meaning", meaning));
    }
    if pattern == MomentForm::SheetDay.pattern() {
        push(Finding::new(codes::SHEET_DAYS, Severity::Note));
    }
    if sight.native.errors > 0 {
        let mut finding =
            Finding::new(codes::ERROR_CELLS, Severity::Warning).times(sight.native.errors);
        finding.row = sight.native.first_error_row;
        push(finding);
    }
    if sight.padded > 0 {
        push(Finding::new(codes::PADDED_VALUES, Severity::Note).times(sight.padded));
    }
    about_damage(sight, verdict.column_type, &mut push);
    if verdict.column_type == ColumnType::Text {
        about_text(sight, &mut push);
    }
}

fn about_damage(sight: &ColumnSight, column_type: ColumnType, push: &mut impl FnMut(Finding)) {
    let placed = |finding: Finding| match sight.damage.first_row {
        Some(row) => finding.at_row(row),
        None => finding,
    };
    let days = days_among_codes(sight, column_type);
    if days > 0 {
        push(placed(
            Finding::new(codes::CODES_AS_DAYS, Severity::Warning).times(days),
        ));
    }
    for (spot, code) in [
        (&sight.damage.zeros, codes::ZERO_SIGNS),
        (&sight.damage.lost, codes::LOST_LETTERS),
    ] {
        if let Some(row) = spot.first_row {
            push(
                Finding::new(code, Severity::Warning)
                    .times(spot.count)
                    .at_row(row),
            );
        }
    }
    let shortened = sight.damage.shortened + sight.native.rounded;
    if shortened > 0 {
        push(placed(
            Finding::new(codes::SHORTENED_NUMBERS, Severity::Warning).times(shortened),
        ));
    }
}

/// Days in a column whose other values are codes or numbers: then most likely they were such as well.
fn days_among_codes(sight: &ColumnSight, column_type: ColumnType) -> u64 {
    let is_moment = matches!(
        column_type,
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc
    );
    let damage = &sight.damage;
    let stored = sight.native.dates + sight.native.stamps;
    let days = damage.part_days + stored;
    if is_moment || days == 0 {
        return 0;
    }
    let others = (sight.values() - sight.marked()).saturating_sub(days);
    let numbers = sight.numbers.all() + sight.native.integers + sight.native.numbers;
    let codes = numbers + sight.codes + damage.pairs;
    let like_codes = codes >= days && codes * 10 >= others * 8;
    let like_pairs = damage.pairs > 0 && damage.pairs * 10 >= others * 3;
    if like_codes || like_pairs { days } else { 0 }
}

fn about_text(sight: &ColumnSight, push: &mut impl FnMut(Finding)) {
    let counts = &sight.numbers;
    let zeros = counts.leading_zero;
    let numbers = counts.all() + sight.native.integers + sight.native.numbers - zeros;
    if zeros > 0 && (zeros + numbers) * 10 >= sight.values() * 9 {
        push(Finding::new(codes::LEADING_ZEROS, Severity::Note).times(zeros));
    } else if zeros == 0 && sight.texts > 0 && numbers * 10 >= sight.values() * 7 {
        let mut finding = Finding::new(codes::MIXED_VALUES, Severity::Warning)
            .times(sight.texts)
            .with("numbers", numbers)
            .with("words", sight.texts);
        if let Some(row) = sight.first_text_row {
            finding = finding.at_row(row);
        }
        push(finding);
    }
}

/// A table of a thousand unnamed columns is one remark, not a thousand.
fn bounded(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let mut same = kept.iter_mut().filter(|known| known.code == finding.code);
        let listed = same.by_ref().count();
        if listed < MOST_OF_A_KIND {
            kept.push(finding);
        } else if let Some(last) = kept.iter_mut().rfind(|known| known.code == finding.code) {
            last.count += finding.count;
        }
    }
    kept
}
