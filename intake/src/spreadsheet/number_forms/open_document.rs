//! Number formats of OpenDocument sheets: a cell has a style, or its row or column gives it one; a style has a *data
//! style*, or the one of the style above it.
//!
//! A format of several sections is a data style that sends positive numbers to another one.

use super::{MOST_COLUMNS, MOST_STYLES, NumberForms, SheetForms};
use crate::spreadsheet::hidden::{Archive, attribute, each_element, number};
use crate::spreadsheet::number_format::{MOST_DIGITS, NumberForm};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// How many styles above each other are followed.
const MOST_ABOVE: usize = 32;

/// Looks through all sheets of a workbook.
pub(super) fn find(archive: &mut Archive, forms: &mut NumberForms) {
    let mut named = Styles::default();
    each_element(archive, "styles.xml", |element| named.see(element));
    let named = named.resolved(&Resolved::default());
    let mut walk = Walk {
        named,
        ..Walk::default()
    };
    each_element(archive, "content.xml", |element| walk.see(element, forms));
    walk.end_sheet(forms);
}

/// What a data style shows.
#[derive(Default)]
struct DataStyle {
    form: NumberForm,
    /// The data style for positive numbers, if it is another one.
    positive: Option<String>,
}

/// The styles of one part.
#[derive(Default)]
struct Styles {
    data: HashMap<String, DataStyle>,
    /// Of each style of cells, its data style and the style above it.
    cells: HashMap<String, (Option<String>, Option<String>)>,
    /// The data style being read.
    open: Option<String>,
}

/// The forms of the styles of cells and of data.
#[derive(Default)]
struct Resolved {
    cells: HashMap<String, NumberForm>,
    data: HashMap<String, NumberForm>,
}

impl Styles {
    fn see(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        match name.as_ref() {
            "style" => {
                self.open = None;
                let is_of_cells = attribute(element, "family").is_some_and(|it| it == "table-cell");
                if let Some(name) = attribute(element, "name")
                    && is_of_cells
                    && self.cells.len() < MOST_STYLES
                {
                    let data = attribute(element, "data-style-name");
                    let above = attribute(element, "parent-style-name");
                    self.cells.insert(name, (data, above));
                }
            }
            "number-style" | "percentage-style" | "currency-style" | "date-style"
            | "time-style" | "boolean-style" | "text-style" => {
                self.open = attribute(element, "name").filter(|_| self.data.len() < MOST_STYLES);
                if let Some(style) = &self.open {
                    let form = match name.as_ref() {
                        "percentage-style" => NumberForm::Percent,
                        _ => NumberForm::Plain,
                    };
                    let style = self.data.entry(style.clone()).or_default();
                    *style = DataStyle {
                        form,
                        positive: None,
                    };
                }
            }
            "number" => {
                if let Some(style) = self.open_style()
                    && style.form == NumberForm::Plain
                {
                    style.form = padded(element);
                }
            }
            "map" => {
                let condition = attribute(element, "condition").unwrap_or_default();
                let is_positive = condition.starts_with("value()>");
                let applied = attribute(element, "apply-style-name").filter(|_| is_positive);
                if let (Some(style), Some(applied)) = (self.open_style(), applied) {
                    style.positive = Some(applied);
                }
            }
            _ => {}
        }
    }

    fn open_style(&mut self) -> Option<&mut DataStyle> {
        self.data.get_mut(self.open.as_ref()?)
    }

    /// The forms, with those of another part where this one has none of a name.
    fn resolved(self, others: &Resolved) -> Resolved {
        let form = |style: &DataStyle| {
            let positive = style.positive.as_ref().and_then(|name| self.data.get(name));
            positive.unwrap_or(style).form
        };
        let data: HashMap<String, NumberForm> = self
            .data
            .iter()
            .map(|(name, style)| (name.clone(), form(style)))
            .collect();
        let of_cells = |name: &String| {
            let mut at = name;
            for _ in 0..MOST_ABOVE {
                let Some((style, above)) = self.cells.get(at) else {
                    return others.cells.get(at).copied().unwrap_or_default();
                };
                if let Some(style) = style {
                    let known = data.get(style).or_else(|| others.data.get(style));
                    return known.copied().unwrap_or_default();
                }
                match above {
                    Some(above) => at = above,
                    None => break,
                }
            }
            NumberForm::Plain
        };
        let cells = self
            .cells
            .keys()
            .map(|name| (name.clone(), of_cells(name)))
            .collect();
        Resolved { cells, data }
    }
}

/// A whole number without points between its digits, shown with at least so many of them.
fn padded(element: &BytesStart<'_>) -> NumberForm {
    let has = |name: &str| attribute(element, name).is_some_and(|it| it != "0" && it != "false");
    let digits = number(element, "min-integer-digits").unwrap_or_default() as usize;
    if (2..=MOST_DIGITS).contains(&digits) && !has("decimal-places") && !has("grouping") {
        NumberForm::Padded(digits)
    } else {
        NumberForm::Plain
    }
}

/// Where the reader is in the sheets.
#[derive(Default)]
struct Walk {
    named: Resolved,
    styles: Styles,
    /// The forms of all styles, from the first sheet on.
    forms: Option<Resolved>,
    sheet: Option<(String, SheetForms)>,
    /// One behind the last column (0-based), and the form its cells have by themselves.
    columns: Vec<(u32, NumberForm)>,
    row: u32,
    next_row: u32,
    column: u32,
    row_form: Option<NumberForm>,
}

impl Walk {
    fn see(&mut self, element: &BytesStart<'_>, forms: &mut NumberForms) {
        let times = |name: &str| number(element, name).unwrap_or(1);
        match element.local_name().as_ref() {
            "table" => {
                self.end_sheet(forms);
                if self.forms.is_none() {
                    let styles = std::mem::take(&mut self.styles);
                    let named = std::mem::take(&mut self.named);
                    let mut all = styles.resolved(&named);
                    for (name, form) in named.cells {
                        all.cells.entry(name).or_insert(form);
                    }
                    self.forms = Some(all);
                }
                self.sheet = attribute(element, "name").map(|name| (name, SheetForms::default()));
                self.columns.clear();
                (self.row, self.next_row, self.column) = (0, 0, 0);
            }
            "table-column" if self.columns.len() < MOST_COLUMNS as usize => {
                let first = self.columns.last().map_or(0, |(end, _)| *end);
                let end = first.saturating_add(times("number-columns-repeated"));
                let form = self.form(element, "default-cell-style-name");
                self.columns.push((end, form.unwrap_or_default()));
            }
            "table-row" => {
                self.row = self.next_row;
                let count = times("number-rows-repeated");
                self.next_row = self.row.saturating_add(count);
                self.column = 0;
                self.row_form = self.form(element, "default-cell-style-name");
            }
            "table-cell" | "covered-table-cell" => {
                let count = times("number-columns-repeated").min(MOST_COLUMNS);
                self.cell(element, count, forms);
                self.column = self.column.saturating_add(count);
            }
            _ if self.sheet.is_none() => self.styles.see(element),
            _ => {}
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>, count: u32, forms: &mut NumberForms) {
        let kind = attribute(element, "value-type").unwrap_or_default();
        if !matches!(kind.as_str(), "float" | "percentage" | "currency") {
            return;
        }
        let own = match kind.as_str() {
            "percentage" => Some(NumberForm::Percent),
            _ => self.form(element, "style-name").or(self.row_form),
        };
        for column in self.column..self.column.saturating_add(count).min(MOST_COLUMNS) {
            let form = own.unwrap_or_else(|| self.form_of_column(column));
            if let Some((_, sheet)) = &mut self.sheet {
                forms.see(sheet, (self.row, column), form);
            }
        }
    }

    fn form(&self, element: &BytesStart<'_>, name: &str) -> Option<NumberForm> {
        let style = attribute(element, name)?;
        let forms = self.forms.as_ref()?;
        Some(forms.cells.get(&style).copied().unwrap_or_default())
    }

    fn form_of_column(&self, column: u32) -> NumberForm {
        let before = self.columns.partition_point(|(end, _)| *end <= column);
        let found = self.columns.get(before);
        found.map_or(NumberForm::Plain, |(_, form)| *form)
    }

    fn end_sheet(&mut self, forms: &mut NumberForms) {
        if let Some((name, sheet)) = self.sheet.take() {
            forms.keep(name, sheet);
        }
    }
}
