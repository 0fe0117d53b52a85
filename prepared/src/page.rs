//! A request answered from a form.

use crate::column::Column;
use crate::condition::Test;
use crate::form::Form;
use crate::keys::key;
use crate::order::Order;
use crate::walk::{Behind, Walk};
use hebewerk_hub::ports::{Cursor, PageRequest, Sort, WrittenPage};

/// Most rows of a page, as the engine has it.
const MOST_ROWS: u32 = 10_000;
/// Most conditions of a request, as the engine has it.
const MOST_CONDITIONS: usize = 64;
/// Rows that are looked at one after the other in no time.
const FEW_ROWS: u32 = 50_000;
/// Rows that are looked up here and there in no time.
const FEW_LOOKED_UP: usize = 10_000;
/// Rows that are written in no time.
const FEW_WRITTEN: usize = 1_000;
/// Rows whose cells are looked up together, column by column, before they are written: so many that waits for memory
/// overlap, so few that what was found stays near the processor.
const ROWS_AT_ONCE: usize = 64;

impl Form {
    /// The page a request asks for; none where the engine has to answer, be it with a page or with an error.
    ///
    /// The first request that sorts by a column, or has a condition on it, makes the order of that column: a sort of all rows.
    pub fn page(&self, request: &PageRequest) -> Option<WrittenPage> {
        self.asked(request)?.page()
    }

    /// The request in terms of the form; none where the engine has to answer. It makes the orders that are needed.
    pub(crate) fn asked(&self, request: &PageRequest) -> Option<Asked<'_>> {
        let fields = self.fields(&request.fields)?;
        if request.filters.len() > MOST_CONDITIONS {
            return None;
        }
        let mut tests = Vec::with_capacity(request.filters.len());
        for filter in &request.filters {
            let number = self.number(&filter.column)?;
            tests.push(Test::of(filter, number, &self.columns[number])?);
        }
        let sort = match &request.sort {
            Some(sort) => Some(self.sort(sort)?),
            None => None,
        };
        let behind = match &request.after {
            Some(after) => self.behind(after, sort)?,
            None => Behind::Nothing,
        };
        Some(Asked {
            form: self,
            fields,
            tests,
            sort,
            behind,
            limit: request.limit.min(MOST_ROWS) as usize,
            with_total: request.with_total,
        })
    }

    /// Columns of which a request needs an order that nobody has made yet; none where the engine has to answer anyway.
    pub(crate) fn missing_orders(&self, request: &PageRequest) -> Option<Vec<usize>> {
        let mut missing = Vec::new();
        let mut need = |number: usize| {
            if self.columns[number].order.get().is_none() && !missing.contains(&number) {
                missing.push(number);
            }
        };
        for filter in &request.filters {
            let number = self.number(&filter.column)?;
            Test::of(filter, number, &self.columns[number])?;
            need(number);
        }
        if let Some(sort) = &request.sort {
            need(self.sort(sort)?.0);
        }
        Some(missing)
    }

    pub(crate) fn make_orders(&self, columns: &[usize]) {
        for column in columns {
            self.columns[*column].order();
        }
    }

    /// Bytes that orders of these columns take while they are made.
    pub(crate) fn bytes_to_order(&self, columns: &[usize]) -> usize {
        let cells = columns.iter().map(|column| &self.columns[*column].cells);
        cells.map(Order::bytes_to_make).sum()
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The columns asked for, each once; all if none.
    fn fields(&self, asked: &[String]) -> Option<Vec<&Column>> {
        if asked.is_empty() {
            return Some(self.columns.iter().collect());
        }
        let mut fields: Vec<&Column> = Vec::with_capacity(asked.len());
        for name in asked {
            let column = &self.columns[self.number(name)?];
            if !fields.iter().any(|known| known.name == column.name) {
                fields.push(column);
            }
        }
        Some(fields)
    }

    fn sort(&self, sort: &Sort) -> Option<(usize, bool)> {
        let number = self.number(&sort.column)?;
        let is_comparable = self.columns[number].is_comparable();
        is_comparable.then_some((number, sort.descending))
    }

    fn behind(&self, after: &Cursor, sort: Option<(usize, bool)>) -> Option<Behind> {
        let row = self.numbers.first_behind(after.row);
        let Some((number, _is_down)) = sort else {
            return Some(Behind::Row(row));
        };
        let Some(value) = &after.sort_value else {
            return Some(Behind::NoValue(row));
        };
        let column = &self.columns[number];
        let (lower, upper) = column.equal(&key(value, column.kind)?)?;
        Some(Behind::Value { lower, upper, row })
    }

    fn cursor(&self, row: u32, sort: Option<(usize, bool)>) -> Option<Cursor> {
        let sort_value = match sort {
            Some((number, _is_down)) => self.columns[number].cell(row).ok()?,
            None => None,
        };
        Some(Cursor {
            sort_value,
            row: self.numbers.of(row),
        })
    }
}

/// A request in terms of a form.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    form: &'a Form,
    fields: Vec<&'a Column>,
    tests: Vec<Test>,
    sort: Option<(usize, bool)>,
    behind: Behind,
    limit: usize,
    with_total: bool,
}

impl Asked<'_> {
    /// Whether it is answered in no time: whoever asks need not go to another thread for it.
    pub(crate) fn is_light(&self) -> bool {
        let columns = &self.form.columns;
        let mut passing = self
            .tests
            .iter()
            .map(|test| test.count(&columns[test.column]));
        self.limit <= FEW_WRITTEN
            && (self.form.rows() <= FEW_ROWS
                || self.tests.len() + usize::from(self.sort.is_some()) < 2
                || passing.any(|rows| rows <= FEW_LOOKED_UP))
    }

    /// The page; none where a value cannot be told here.
    pub(crate) fn page(&self) -> Option<WrittenPage> {
        let walk = Walk {
            form: self.form,
            tests: &self.tests,
            sort: self.sort,
            behind: self.behind,
            // One more than is shown says whether there is a next page.
            most: self.limit + 1,
        };
        let (mut rows, total) = walk.run(self.with_total);
        let has_more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = match rows.last() {
            Some(last) if has_more => Some(self.form.cursor(*last, self.sort)?),
            _ => None,
        };
        Some(WrittenPage {
            rows: written(&self.fields, &rows)?,
            total,
            next,
        })
    }
}

/// The rows as JSON, in the form that the encoder of JSON gives them.
fn written(fields: &[&Column], rows: &[u32]) -> Option<String> {
    if rows.is_empty() {
        return Some("[]".to_owned());
    }
    let keys: usize = fields.iter().map(|column| column.key.len() + 1).sum();
    let mut text = Vec::new();
    let (mut ranks, mut shown) = (Vec::new(), Vec::new());
    for some in rows.chunks(ROWS_AT_ONCE) {
        shown.clear();
        for column in fields {
            column.push_shown(some, &mut ranks, &mut shown);
        }
        let values: usize = shown.iter().map(|one| one.room()).sum();
        if text.is_empty() {
            // The rows that follow are hardly longer.
            let all = (values / some.len() + keys + 4) * rows.len();
            text.reserve(all + all / 16);
        }
        for index in 0..some.len() {
            text.extend_from_slice(if text.is_empty() { b"[\n" } else { b",\n" });
            text.push(b'{');
            for (number, column) in fields.iter().enumerate() {
                if number > 0 {
                    text.push(b',');
                }
                text.extend_from_slice(column.key.as_bytes());
                shown[number * some.len() + index].push_to(&mut text);
            }
            text.push(b'}');
        }
    }
    text.extend_from_slice(b"\n]");
    String::from_utf8(text).ok()
}
