//! Row numbers in cursors of those from whom rows are held back: by gaps between them they would tell how many.

use crate::browse::RowsPage;
use crate::ports::{Cursor, GuardedTable, Page, PageRequest};
use crate::{Hub, HubError};
use hebewerk_model::DatasetId;
use std::borrow::Cow;

/// Rounds of the permutation.
const ROUNDS: u8 = 6;

/// A permutation of the 64-bit numbers that nobody can undo without its key (a Feistel network whose rounds are keyed
/// hashes, after Luby and Rackoff 1988).
struct Permutation([u8; 32]);

impl Permutation {
    fn hide(&self, number: i64) -> i64 {
        let [mut left, mut right] = halves(number);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.mixed(round, right));
        }
        whole(left, right)
    }

    fn show(&self, number: i64) -> i64 {
        let [mut left, mut right] = halves(number);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.mixed(round, left), left);
        }
        whole(left, right)
    }

    fn mixed(&self, round: u8, half: u32) -> u32 {
        let mut text = [round; 5];
        text[1..].copy_from_slice(&half.to_le_bytes());
        let hash = blake3::keyed_hash(&self.0, &text);
        let [a, b, c, d, ..] = *hash.as_bytes();
        u32::from_le_bytes([a, b, c, d])
    }
}

fn halves(number: i64) -> [u32; 2] {
    let bits = number.cast_unsigned();
    [(bits >> 32) as u32, bits as u32]
}

fn whole(left: u32, right: u32) -> i64 {
    (u64::from(left) << 32 | u64::from(right)).cast_signed()
}

/// How cursors of a table name rows: by their numbers, or hidden.
struct Hidden(Option<Permutation>);

impl Hidden {
    /// The request with the row number that its cursor hides.
    fn shown<'a>(&self, request: &'a PageRequest) -> Cow<'a, PageRequest> {
        let (Some(permutation), Some(after)) = (&self.0, &request.after) else {
            return Cow::Borrowed(request);
        };
        Cow::Owned(PageRequest {
            after: Some(Cursor {
                row: permutation.show(after.row),
                ..after.clone()
            }),
            ..request.clone()
        })
    }

    fn hide(&self, next: Cursor) -> Cursor {
        match &self.0 {
            Some(permutation) => Cursor {
                row: permutation.hide(next.row),
                ..next
            },
            None => next,
        }
    }
}

impl Hub {
    /// A page of a table. Where rows are held back, its cursor hides which row it stands behind.
    pub(crate) async fn page_of(
        &self,
        dataset: DatasetId,
        table: &GuardedTable,
        request: &PageRequest,
    ) -> Result<Page, HubError> {
        let hidden = self.hidden(dataset, table)?;
        self.read_page(&hidden, table, &hidden.shown(request)).await
    }

    /// What the engine answers, or has answered before, to a request whose row number is shown, hidden again.
    async fn read_page(
        &self,
        hidden: &Hidden,
        table: &GuardedTable,
        asked: &PageRequest,
    ) -> Result<Page, HubError> {
        let prepared = &self.parts.prepared;
        let mut page = match prepared.known_page(table, asked) {
            Ok(page) => page,
            Err(slip) => {
                let limits = self.parts.page_limits;
                let page = self.parts.engine.page(table, asked, limits).await?;
                prepared.keep_page(slip, table, asked, &page);
                page
            }
        };
        page.next = page.next.map(|next| hidden.hide(next));
        Ok(page)
    }

    /// The same from memory where there is a form of the table that can answer, written already.
    pub(crate) async fn rows_page_of(
        &self,
        dataset: DatasetId,
        table: &GuardedTable,
        request: &PageRequest,
    ) -> Result<RowsPage, HubError> {
        let hidden = self.hidden(dataset, table)?;
        let asked = hidden.shown(request);
        let Some(mut page) = self.parts.prepared.page(table, &asked).await else {
            return Ok(RowsPage::Read(
                self.read_page(&hidden, table, &asked).await?,
            ));
        };
        page.next = page.next.map(|next| hidden.hide(next));
        Ok(RowsPage::Written(page))
    }

    fn hidden(&self, dataset: DatasetId, table: &GuardedTable) -> Result<Hidden, HubError> {
        if table.access.row_filter.is_none() {
            return Ok(Hidden(None));
        }
        let key = self.parts.vault.derive(&format!("row numbers {dataset}"))?;
        Ok(Hidden(Some(Permutation(key))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_hidden_is_found_again_with_the_same_key_only() {
        let (ours, theirs) = (Permutation([1; 32]), Permutation([2; 32]));
        for number in [0, 1, 2, 1_000_000, i64::MAX, i64::MIN, -1] {
            let hidden = ours.hide(number);
            assert_eq!(ours.show(hidden), number);
            assert_ne!(theirs.show(hidden), number);
        }
        let near = [ours.hide(1), ours.hide(2), ours.hide(3)];
        assert!(near[1].abs_diff(near[0]) > 1_000 && near[2].abs_diff(near[1]) > 1_000);
    }
}
