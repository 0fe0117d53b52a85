//! Which columns there are and how each is read.

use super::QUOTE;
use super::failure::Failure;
use super::kind::{Taken, taken};
use crate::database::{Kind, Wanted, scaled};
use tokio_postgres::Transaction;

/// The columns of a table or query. In SQL they are called `c1`, `c2` …: a query may have several of one name.
pub(super) struct Plan(Vec<Planned>);

struct Planned {
    name: String,
    kind: Kind,
    /// What the server makes of it first: nothing, text or a number.
    cast: &'static str,
}

/// The server writes it.
const WRITTEN: &str = "::text";
/// The server makes bytes of it.
const BYTES: &str = "::bytea";
/// The server makes a number of it.
const NUMBER: &str = "::numeric";

impl Plan {
    /// Asks for the columns, and where their types do not say how wide numbers are, for the widest.
    pub(super) async fn make(
        transaction: &Transaction<'_>,
        wanted: &Wanted,
    ) -> Result<Self, Failure> {
        let alone = transaction.prepare(&wanted.sql(QUOTE)).await;
        let alone = alone.map_err(|error| Failure::within(&error))?;
        if alone.columns().is_empty() || !alone.params().is_empty() {
            return Err(Failure::writes());
        }
        let mut any = Vec::new();
        let mut columns = Vec::new();
        for (index, column) in alone.columns().iter().enumerate() {
            let taken = taken(column.type_(), column.type_modifier());
            if matches!(taken, Taken::AnyDecimal | Taken::Amount) {
                any.push(index);
            }
            columns.push(Planned {
                name: column.name().to_owned(),
                kind: match taken {
                    Taken::Own(kind) => kind,
                    Taken::Geometry => Kind::Geometry,
                    Taken::AnyDecimal | Taken::Amount | Taken::Written => Kind::Text,
                },
                cast: match taken {
                    Taken::Own(_) => "",
                    Taken::AnyDecimal | Taken::Written => WRITTEN,
                    Taken::Amount => NUMBER,
                    Taken::Geometry => BYTES,
                },
            });
        }
        let mut plan = Self(columns);
        let nested = transaction.prepare(&plan.sql(wanted, None)).await;
        nested.map_err(|error| match Failure::within(&error) {
            failure if failure.is_no_select() => Failure::writes(),
            failure => failure,
        })?;
        plan.measure(transaction, wanted, &any).await?;
        Ok(plan)
    }

    /// Names and types.
    pub(super) fn columns(&self) -> Vec<(String, Kind)> {
        self.0
            .iter()
            .map(|column| (column.name.clone(), column.kind))
            .collect()
    }

    /// The SELECT that is read: all rows, or those for which a condition holds.
    pub(super) fn sql(&self, wanted: &Wanted, condition: Option<&str>) -> String {
        let columns: Vec<String> = (1..)
            .zip(&self.0)
            .map(|(number, column)| format!("c{number}{}", column.cast))
            .collect();
        self.select(&columns.join(", "), &wanted.narrowed(QUOTE, condition))
    }

    /// Reads a column as text from now on.
    pub(super) fn widen(&mut self, index: usize) {
        if let Some(column) = self.0.get_mut(index) {
            column.kind = Kind::Text;
            column.cast = WRITTEN;
        }
    }

    async fn measure(
        &mut self,
        transaction: &Transaction<'_>,
        wanted: &Wanted,
        any: &[usize],
    ) -> Result<(), Failure> {
        if any.is_empty() {
            return Ok(());
        }
        let widest: Vec<String> = any
            .iter()
            .map(|index| {
                let name = format!("c{}{NUMBER}", index + 1);
                format!("max(length(trunc(abs({name}))::text)), max(scale({name}))")
            })
            .collect();
        let sql = self.select(&widest.join(", "), &wanted.nested(QUOTE));
        let failed = |error| Failure::within(&error);
        let row = transaction.query_one(&sql, &[]).await.map_err(failed)?;
        for (place, index) in any.iter().enumerate() {
            let before: Option<i32> = row.try_get(2 * place).map_err(failed)?;
            let behind: Option<i32> = row.try_get(2 * place + 1).map_err(failed)?;
            let kind = scaled(before.unwrap_or(1), behind.unwrap_or(0));
            if let Some(column) = self.0.get_mut(*index) {
                column.kind = kind;
                column.cast = match (kind, column.cast) {
                    (Kind::Text, _) => WRITTEN,
                    (_, NUMBER) => NUMBER,
                    _ => "",
                };
            }
        }
        Ok(())
    }

    fn select(&self, what: &str, from: &str) -> String {
        let names: Vec<String> = (1..=self.0.len())
            .map(|number| format!("c{number}"))
            .collect();
        let names = names.join(", ");
        format!("select {what} from {from} as q({names})")
    }
}
