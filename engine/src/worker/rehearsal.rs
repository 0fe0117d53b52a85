//! What a child does while it waits: it answers a question of its own.
//!
//! Much of what a first question costs is not its own: pages of the program are read into memory, tables of functions
//! are filled. Rows and words of anybody have no part in it.

use crate::answer::{Behind, answer};
use crate::large_stack::on_large_stack;
use crate::limited::Deadline;
use crate::session::Base;
use crate::statement;
use arrow::record_batch::RecordBatch;
use futures::TryStreamExt;
use hebewerk_hub::ports::{AskError, Limits};
use std::time::Duration;
use tokio::runtime::Runtime;

/// Groups, sorts and counts, as most questions do.
const QUESTION: &str = "select s, count(*) as c, sum(n) as t, avg(n) as a, max(n) as m \
    from (values ('a', 1.5), ('b', 2.5)) as r(s, n) where n >= 1 group by s order by c desc, s limit 10";

const LIMITS: Limits = Limits {
    time: Duration::from_secs(5),
    rows: 10,
    memory_bytes: 16 << 20,
};

/// Answers the question and forgets the answer; says how many rows it had.
pub(super) fn rehearse(base: &Base, runtime: &Runtime) -> Result<usize, AskError> {
    on_large_stack(AskError::Internal, || {
        let read = statement::read(QUESTION)?;
        runtime.block_on(async {
            let deadline = Deadline::begin(LIMITS);
            let behind = Behind {
                tables: Vec::new(),
                views: Vec::new(),
                is_traced: false,
            };
            let answer = answer(base, read, &behind, LIMITS, deadline).await?;
            let batches: Vec<_> = answer.batches.try_collect().await?;
            Ok(batches.iter().map(RecordBatch::num_rows).sum())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::in_process::large_stack_runtime;
    use hebewerk_lake::DataFiles;

    #[test]
    fn the_question_of_the_rehearsal_has_an_answer() {
        let folder = tempfile::tempdir().unwrap();
        let base = Base::new(&DataFiles::at(folder.path()).unwrap()).unwrap();
        let rows = rehearse(&base, &large_stack_runtime().unwrap());
        assert_eq!(rows.unwrap(), 2);
    }
}
