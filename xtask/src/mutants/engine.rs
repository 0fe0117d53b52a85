//! Rules of the engine.

use super::mutant::{Mutant, Room};

const GUARDED: &str = "engine/src/guarded.rs";
const LEAKPROOF: &str = "engine/src/guarded/leakproof.rs";
const BARRIER: &str = "engine/src/guarded/barrier.rs";
const MASK: &str = "engine/src/guarded/mask.rs";
const COUNTED: &str = "engine/src/guarded/counted.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    engine(
        "rows that the policy hides stay hidden",
        GUARDED,
        "conjunction(self.policy.iter().cloned().chain(leakproof))",
        "conjunction(leakproof)",
    ),
    engine(
        "what does not fit the table hides all rows",
        "engine/src/guarded/policy.rs",
        "let Some(value) = constant(name, literal, columns) else {\n        return lit(false);\n    };",
        "let Some(value) = constant(name, literal, columns) else {\n        return lit(true);\n    };",
    ),
    engine(
        "a list in which nothing fits hides all rows",
        "engine/src/guarded/policy.rs",
        "if values.is_empty() {\n        return lit(false);",
        "if values.is_empty() {\n        return lit(true);",
    ),
    engine(
        "the barrier stands",
        GUARDED,
        "Ok(Arc::new(PolicyBarrierExec::new(masked)))",
        "Ok(masked)",
    ),
    engine(
        "a plan without a barrier does not run",
        "engine/src/guarded/check.rs",
        "if children.is_empty() && !holds_no_data(node.as_ref()) {",
        "if children.is_empty() && !holds_no_data(node.as_ref()) && false {",
    ),
    engine(
        "orders of the asker stay above",
        BARRIER,
        "vec![self.properties.output_ordering().is_some()]",
        "vec![true]",
    ),
    engine(
        "masked columns are compared above",
        LEAKPROOF,
        "(!is_masked(name))\n            .then(",
        "(!is_masked(name) || true)\n            .then(",
    ),
    engine(
        "only values of the column's own type are compared beneath",
        LEAKPROOF,
        "value.data_type() == *field.data_type() && !value.is_null()",
        "!value.is_null()",
    ),
    engine(
        "only comparisons pass",
        LEAKPROOF,
        "(same_type && is_comparison(op))",
        "same_type",
    ),
    engine(
        "masks take the place of values",
        GUARDED,
        "Some(mask) => {\n                    let field = Arc::new((*field).clone());\n                    Arc::new(MaskExpr::new(mask.clone(), field, stored()?))\n                }",
        "Some(_) => stored()?,",
    ),
    engine(
        "a mask that does not fit leaves nothing",
        MASK,
        "if mask == Mask::Null || misses_key || mask.type_of(column).is_none() {",
        "if mask == Mask::Null || misses_key {",
    ),
    engine(
        "pseudonyms need their key",
        "engine/src/guarded/mask/pseudonym.rs",
        "blake3::keyed_hash(&key.0, bytes)",
        "blake3::keyed_hash(&[key.0[0] & 0; 32], bytes)",
    ),
    engine(
        "statements change nothing",
        "engine/src/statement/plan.rs",
        "        | LogicalPlan::Distinct(_) => true,",
        "        | LogicalPlan::Explain(_)\n        | LogicalPlan::Distinct(_) => true,",
    ),
    engine(
        "rows of a table of counts are not shown",
        "engine/src/statement/plan.rs",
        "LogicalPlan::TableScan(scan) if is_counted(scan) => {",
        "LogicalPlan::TableScan(scan) if is_counted(scan) && false => {",
    ),
    engine(
        "pages and downloads show no counted table",
        GUARDED,
        "if self.numbers != RowNumbers::Absent {\n            // Pages",
        "if false {\n            // Pages",
    ),
    engine(
        "a table of counts hands no rows on",
        GUARDED,
        "if let Counting::Counts(counts, _) = self.counting {",
        "if let Counting::Counts(counts, _) = self.counting && false {",
    ),
    engine(
        "conditions stay above the cells",
        GUARDED,
        "Some(_) if !is_counted =>",
        "Some(_) if !is_counted || true =>",
    ),
    engine(
        "small counts are not told",
        "engine/src/guarded/counted/noise.rs",
        "(told >= least)",
        "(told >= least || true)",
    ),
    engine(
        "counts carry noise",
        "engine/src/guarded/counted/noise.rs",
        "CellKey::of_sum(sum, rows).count(&self.noise)",
        "{ let _ = sum; rows }",
    ),
    engine(
        "the noise is that of the rows and not of their order",
        "engine/src/guarded/counted/key.rs",
        "for (number, values) in &columns {",
        "row_bytes.extend((row as u64).to_le_bytes());\n            for (number, values) in &columns {",
    ),
    engine(
        "cells stand in their own order",
        COUNTED,
        "cells.sort(order)?.build()",
        "{ let _ = order; cells.build() }",
    ),
];

const fn engine(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
) -> Mutant {
    Mutant {
        name,
        room: Room::Engine,
        file,
        from,
        to,
    }
}
