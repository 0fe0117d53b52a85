//! Every row once: what is counted directly, and what has to be freed of repetitions first.

use super::tables::{Partners, alike, conditions, from, grouped, plain, row_of};
use super::{Inquiry, Setting};
use hebewerk_model::{AggregateKind, ColumnRef, Measured, Shape};

/// One number before it is put in relation to anything.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Raw {
    kind: AggregateKind,
    column: ColumnRef,
}

/// What has to be counted for the values of a question.
pub(super) struct Counted<'a> {
    pub(super) values: &'a [Measured],
    raws: Vec<Raw>,
    /// Tables whose rows would be counted several times.
    repeated: Vec<usize>,
    /// Tables whose rows get numbers.
    pub(super) numbered: Vec<usize>,
}

impl<'a> Counted<'a> {
    pub(super) fn of(setting: &Setting, values: &'a [Measured]) -> Self {
        let mut raws: Vec<Raw> = Vec::new();
        for value in values {
            for raw in std::iter::once(numerator(value)).chain(denominator(value)) {
                if !raws.contains(&raw) {
                    raws.push(raw);
                }
            }
        }
        let mut repeated = Vec::new();
        let mut numbered = Vec::new();
        for raw in &raws {
            let table = raw.column.table;
            // The smallest, the largest and how many different ones are the same however often a row stands there.
            let minds = !matches!(
                raw.kind,
                AggregateKind::Min | AggregateKind::Max | AggregateKind::Distinct
            );
            if minds && setting.repeats(table) && !repeated.contains(&table) {
                repeated.push(table);
            }
            let counts_rows = raw.kind == AggregateKind::Count && may_be_absent(setting, table);
            if (repeated.contains(&table) || counts_rows) && !numbered.contains(&table) {
                numbered.push(table);
            }
        }
        repeated.sort_unstable();
        Self {
            values,
            raws,
            repeated,
            numbered,
        }
    }

    /// Whether nothing has to be freed of repetitions.
    pub(super) const fn is_plain(&self) -> bool {
        self.repeated.is_empty()
    }

    /// The expression of a value in a select that groups the rows themselves.
    pub(super) fn direct_value(&self, value: &Measured) -> String {
        let raw = |raw: &Raw| aggregate(raw.kind, self.source(raw).as_deref());
        self.related(value, &raw)
    }

    /// The expression of a value over what was counted before (`a`), and a year before (`v`).
    pub(super) fn shaped(&self, value: &Measured) -> String {
        let raw = |raw: &Raw| format!("a.{}", self.name(raw));
        self.related(value, &raw)
    }

    fn related(&self, value: &Measured, written: &dyn Fn(&Raw) -> String) -> String {
        let number = written(&numerator(value));
        match &value.shape {
            Shape::Plain => number,
            Shape::Share => format!(
                "cast({number} as double) * 100 / nullif(cast(sum({number}) over () as double), 0)"
            ),
            Shape::Per(per) => {
                let below = denominator(value).map(|raw| written(&raw));
                let below = below.unwrap_or_default();
                format!(
                    "cast({number} as double) * {} / nullif(cast({below} as double), 0)",
                    per.of
                )
            }
            Shape::YearBefore => {
                let before = format!("v.{}", self.name(&numerator(value)));
                format!(
                    "(cast({number} as double) - cast({before} as double)) * 100 / nullif(cast({before} as double), 0)"
                )
            }
        }
    }

    fn name(&self, raw: &Raw) -> String {
        let place = self.raws.iter().position(|known| known == raw);
        format!("r{}", place.unwrap_or_default())
    }

    /// What an aggregate looks at, among joined rows; nothing for a count of all rows.
    fn source(&self, raw: &Raw) -> Option<String> {
        if raw.kind == AggregateKind::Count {
            let is_numbered = self.numbered.contains(&raw.column.table);
            return is_numbered.then(|| row_of(raw.column.table));
        }
        Some(plain(&raw.column))
    }

    /// Named steps that end in `gezaehlt`: `g0`, `g1`… for the groupings, `r0`, `r1`… for what was counted.
    pub(super) fn steps(&self, inquiry: &Inquiry, setting: &Setting) -> Vec<(String, String)> {
        let groups: Vec<String> = inquiry
            .groups
            .iter()
            .enumerate()
            .map(|(place, grouping)| format!("{} as g{place}", grouped(grouping)))
            .collect();
        let names: Vec<String> = (0..groups.len()).map(|place| format!("g{place}")).collect();
        let rows = format!(
            "{}{}",
            from(
                setting,
                &self.numbered,
                setting.tables.len(),
                Partners::AsAsked
            ),
            conditions(inquiry, setting)
        );
        if self.is_plain() {
            let mut selected = groups;
            selected.extend(self.raws.iter().map(|raw| {
                format!(
                    "{} as {}",
                    aggregate(raw.kind, self.source(raw).as_deref()),
                    self.name(raw)
                )
            }));
            let sql = format!(
                "select {}\n{rows}{}",
                selected.join(",\n       "),
                by(&names)
            );
            return vec![("gezaehlt".to_owned(), sql)];
        }
        let mut steps = vec![("zeilen".to_owned(), self.all_rows(&groups, &rows))];
        steps.push(("gruppen".to_owned(), self.direct(&names)));
        for table in &self.repeated {
            steps.push((format!("einmal_{table}"), self.once(*table, &names)));
        }
        steps.push(("gezaehlt".to_owned(), self.together(&names)));
        steps
    }

    /// Every joined row with what is looked at.
    fn all_rows(&self, groups: &[String], rows: &str) -> String {
        let mut selected = groups.to_vec();
        for table in &self.numbered {
            selected.push(format!("{} as z{table}", row_of(*table)));
        }
        for raw in self
            .raws
            .iter()
            .filter(|raw| raw.kind != AggregateKind::Count)
        {
            selected.push(format!("{} as s{}", plain(&raw.column), self.name(raw)));
        }
        format!("select {}\n{rows}", selected.join(",\n       "))
    }

    /// What can be counted over all joined rows.
    fn direct(&self, names: &[String]) -> String {
        let mut selected = names.to_vec();
        // There always is a column, also where everything is counted elsewhere.
        selected.push("count(*) as faelle".to_owned());
        let direct = self.raws.iter().filter(|raw| !self.is_once(raw));
        selected.extend(direct.map(|raw| self.named_aggregate(raw)));
        format!("select {}\nfrom zeilen{}", selected.join(", "), by(names))
    }

    /// What is counted over the rows of one table, each once in a group.
    fn once(&self, table: usize, names: &[String]) -> String {
        let mine: Vec<&Raw> = self
            .raws
            .iter()
            .filter(|raw| self.is_once(raw) && raw.column.table == table)
            .collect();
        let mut looked_at = names.to_vec();
        looked_at.push(format!("z{table}"));
        let sources = mine.iter().filter(|raw| raw.kind != AggregateKind::Count);
        looked_at.extend(sources.map(|raw| format!("s{}", self.name(raw))));
        let mut selected = names.to_vec();
        selected.extend(mine.iter().map(|raw| self.named_aggregate(raw)));
        format!(
            "select {}\nfrom (select distinct {} from zeilen){}",
            selected.join(", "),
            looked_at.join(", "),
            by(names)
        )
    }

    fn together(&self, names: &[String]) -> String {
        let mut selected: Vec<String> =
            names.iter().map(|name| format!("gruppen.{name}")).collect();
        for raw in &self.raws {
            let step = if self.is_once(raw) {
                format!("einmal_{}", raw.column.table)
            } else {
                "gruppen".to_owned()
            };
            selected.push(format!("{step}.{}", self.name(raw)));
        }
        let mut sql = format!("select {}\nfrom gruppen", selected.join(", "));
        for table in &self.repeated {
            let equal: Vec<String> = names
                .iter()
                .map(|name| {
                    alike(
                        &format!("einmal_{table}.{name}"),
                        &format!("gruppen.{name}"),
                    )
                })
                .collect();
            if equal.is_empty() {
                sql.push_str(&format!("\ncross join einmal_{table}"));
            } else {
                sql.push_str(&format!(
                    "\njoin einmal_{table}\n  on {}",
                    equal.join("\n  and ")
                ));
            }
        }
        sql
    }

    fn is_once(&self, raw: &Raw) -> bool {
        self.repeated.contains(&raw.column.table)
    }

    fn named_aggregate(&self, raw: &Raw) -> String {
        let source = if raw.kind == AggregateKind::Count {
            let table = raw.column.table;
            self.numbered.contains(&table).then(|| format!("z{table}"))
        } else {
            Some(format!("s{}", self.name(raw)))
        };
        format!(
            "{} as {}",
            aggregate(raw.kind, source.as_deref()),
            self.name(raw)
        )
    }
}

fn numerator(value: &Measured) -> Raw {
    Raw {
        kind: value.kind,
        column: value.column.clone(),
    }
}

fn denominator(value: &Measured) -> Option<Raw> {
    match &value.shape {
        Shape::Per(per) => Some(Raw {
            kind: AggregateKind::Sum,
            column: per.column.clone(),
        }),
        _ => None,
    }
}

/// Whether a row may stand there without a partner in this table.
fn may_be_absent(setting: &Setting, table: usize) -> bool {
    let mut here = table;
    while let Some(footing) = setting.tables.get(here).and_then(|it| it.footing.as_ref()) {
        if footing.keeps_all {
            return true;
        }
        here = footing.on;
    }
    false
}

fn aggregate(kind: AggregateKind, source: Option<&str>) -> String {
    let of = source.unwrap_or("*");
    match kind {
        AggregateKind::Count => format!("count({of})"),
        AggregateKind::Distinct => format!("count(distinct {of})"),
        AggregateKind::Sum => format!("sum({of})"),
        // Whole numbers would give a whole number in the middle.
        AggregateKind::Mean => format!("avg(cast({of} as double))"),
        AggregateKind::Median => format!("median(cast({of} as double))"),
        AggregateKind::Min => format!("min({of})"),
        AggregateKind::Max => format!("max({of})"),
    }
}

fn by(names: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("\ngroup by {}", names.join(", "))
    }
}
