//! What stands above and beneath the barrier in plans as they are run.

use super::{GuardedProvider, RowNumbers};
use crate::session::{Base, Spread, schema_of};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, ident};
use datafusion::physical_plan::displayable;
use hebewerk_guard::{Access, Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{GuardedTable, Limits};
use hebewerk_lake::{DataFiles, ROW_NUMBER};
use hebewerk_model::{Column, ColumnId, ColumnType, ContentHash, DataFile, Mask};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    memory_bytes: 1 << 26,
    rows: 1_000,
};

fn table() -> GuardedTable {
    let types = [
        ("id", ColumnType::Integer),
        ("dept", ColumnType::Text),
        ("secret", ColumnType::Integer),
    ];
    let columns: Vec<Column> = (1..)
        .zip(types)
        .map(|(id, (name, column_type))| Column {
            id: ColumnId(id),
            name: name.to_owned(),
            label: name.to_owned(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        })
        .collect();
    let file = |number: u8| DataFile {
        path: format!("o1/d1/{number}.parquet"),
        rows: 1_000,
        size_bytes: 100_000_000,
        footer_bytes: 1_000,
        content: ContentHash::from_bytes([number; 32]),
        null_counts: vec![0; 3],
    };
    GuardedTable {
        name: "s.t".parse().unwrap(),
        columns,
        files: vec![file(1), file(2)],
        rows: 2_000,
        access: Access {
            row_filter: Some(RowFilter::Compare {
                column: "dept".to_owned(),
                comparison: Comparison::Equal,
                literal: Literal::Text("a".to_owned()),
            }),
            masks: BTreeMap::from([("secret".to_owned(), Mask::Null)]),
            counts: None,
        },
        pseudonyms: None,
        counting: None,
    }
}

fn base() -> Base {
    let folder = tempfile::tempdir().unwrap();
    Base::new(&DataFiles::at(folder.path()).unwrap()).unwrap()
}

/// The text of the plan above and beneath the barrier.
async fn planned(sql: &str) -> (String, String) {
    let base = base();
    let state = base.question(LIMITS).unwrap();
    let provider = GuardedProvider::new(&table(), base.data(), RowNumbers::Absent);
    let schema = schema_of(&state, "s").unwrap();
    schema
        .register_table("t".to_owned(), Arc::new(provider))
        .unwrap();
    let plan = state.create_logical_plan(sql).await.unwrap();
    let physical = state.create_physical_plan(&plan).await.unwrap();
    let text = displayable(physical.as_ref()).indent(false).to_string();
    let (above, beneath) = text.split_once("PolicyBarrierExec").unwrap();
    (above.to_owned(), beneath.to_owned())
}

#[tokio::test]
async fn leakproof_conditions_go_down_and_all_others_stay_up() {
    let (above, beneath) =
        planned("select id from s.t where id > 5 and 10 / id > 1 and secret = 3").await;
    assert!(beneath.contains("id@0 > 5"), "{beneath}");
    assert!(beneath.contains("dept@1 = a"), "{beneath}");
    assert!(above.contains("10 / id@"), "{above}");
    assert!(above.contains("secret@1 = 3"), "{above}");
    assert!(
        !beneath.contains("10 /") && !beneath.contains("secret@2 ="),
        "{beneath}"
    );
}

#[tokio::test]
async fn order_and_limit_stay_up() {
    for sql in [
        "select id from s.t order by id limit 3",
        "select id from s.t order by -id, dept",
        "select id, secret from s.t order by secret desc, id limit 2 offset 1",
        "select max(id) from s.t group by dept order by 1",
        "select a.id from s.t a join s.t b on a.id = b.id order by a.id limit 5",
    ] {
        let (_, beneath) = planned(sql).await;
        for word in ["Sort", "TopK", "fetch", "limit=", "DynamicFilter", "Limit"] {
            // Of a join the text beneath holds the second barrier's plan too, never an operator of the asker.
            assert!(!beneath.contains(word), "{sql}:\n{beneath}");
        }
    }
}

fn rows_in_order(numbers: RowNumbers) -> (Base, LogicalPlan) {
    let base = base();
    let provider = Arc::new(GuardedProvider::new(&table(), base.data(), numbers));
    let plan = LogicalPlanBuilder::scan("t", provider_as_source(provider), None)
        .and_then(|plan| plan.sort(vec![ident(ROW_NUMBER).sort(true, false)]))
        .and_then(|plan| plan.limit(0, Some(10)))
        .and_then(LogicalPlanBuilder::build)
        .unwrap();
    (base, plan)
}

#[tokio::test]
async fn pages_in_row_order_are_not_sorted_again() {
    let (base, plan) = rows_in_order(RowNumbers::Ordered);
    let state = base.page(Spread::One).unwrap();
    let physical = state.create_physical_plan(&plan).await.unwrap();
    let text = displayable(physical.as_ref()).indent(false).to_string();
    assert!(!text.contains("Sort"), "{text}");
    assert!(text.contains("Limit"), "{text}");
}

#[tokio::test]
async fn rows_whose_order_is_not_known_are_sorted() {
    let (base, plan) = rows_in_order(RowNumbers::Present);
    let state = base.question(LIMITS).unwrap();
    let physical = state.create_physical_plan(&plan).await.unwrap();
    let text = displayable(physical.as_ref()).indent(false).to_string();
    assert!(text.contains("Sort"), "{text}");
}
