//! Pages and maps from forms that are made on use.

use crate::build::{FormBuilder, Unfit};
use crate::form::Form;
use crate::key::FormKey;
use crate::shelf::{Found, Kept, Shelf};
use crate::small_pages::{SmallPages, compact};
use async_trait::async_trait;
use futures::TryStreamExt;
use hebewerk_hub::ports::{
    AskError, Engine, GuardedTable, Limits, MapOutline, NoMap, Page, PageRequest, PreparedRows,
    Slip, TileAddress, WrittenPage,
};
use hebewerk_model::ColumnType;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thiserror::Error;
use tokio::sync::{Notify, Semaphore};

/// Rows up to which an order is made while somebody waits.
const QUICK_ROWS: u32 = 50_000;
/// Rows of a page that is kept as the engine read it, at most.
const SMALL_PAGE_ROWS: u32 = 250;
/// How often the bytes gathered are in memory while a form is made of them: once, the form, and a column twice over.
pub(crate) const WHILE_MADE: usize = 3;
/// The part of the budget that one form may take.
pub(crate) const PART_OF_ONE: usize = 4;
/// The same where rows are held back: whoever asks may be one of few whom this form is good for.
pub(crate) const PART_OF_FEW: usize = 16;

/// Pages from memory, for an engine that builds the forms and answers meanwhile.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) limits: Limits,
    pub(crate) budget: usize,
    shelf: Mutex<Shelf>,
    /// Locked after the shelf where both are.
    pages: Mutex<SmallPages>,
    /// One is built at a time.
    pub(crate) turn: Semaphore,
    /// A map is made, or will not be.
    pub(crate) made: Notify,
}

#[derive(Debug, Error)]
pub(crate) enum NotBuilt {
    #[error(transparent)]
    Engine(#[from] AskError),
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Prepared {
    /// Forms of what `engine` lets through, read within `limits` each; with all that is needed to make them they take at
    /// most `budget_bytes`.
    pub fn new(engine: Arc<dyn Engine>, limits: Limits, budget_bytes: u64) -> Self {
        let budget = usize::try_from(budget_bytes).unwrap_or(usize::MAX);
        Self {
            shared: Arc::new(Shared {
                engine,
                limits,
                budget,
                shelf: Mutex::new(Shelf::new(budget)),
                pages: Mutex::new(SmallPages::new(budget)),
                turn: Semaphore::new(1),
                made: Notify::new(),
            }),
        }
    }

    /// What forms take of memory now, in bytes, with what is booked for those being made. Never more than the budget.
    pub fn bytes(&self) -> u64 {
        self.shared.shelf().bytes() as u64
    }

    /// How many forms there are.
    pub fn forms(&self) -> usize {
        self.shared.shelf().forms()
    }
}

#[async_trait]
impl PreparedRows for Prepared {
    async fn page(&self, table: &GuardedTable, request: &PageRequest) -> Option<WrittenPage> {
        // Rows that may only be counted are shown to nobody.
        if table.access.counts.is_some() {
            return None;
        }
        let key = FormKey::of(table)?;
        let (found, era) = {
            let mut kept = self.shared.shelf();
            (kept.ask(key), kept.era())
        };
        let form = match found {
            Found::Form(form) => form,
            Found::Build => {
                let (shared, table) = (Arc::clone(&self.shared), table.clone());
                tokio::spawn(async move { shared.build_or_give_up(key, table, era).await });
                return None;
            }
            Found::Nothing => return None,
        };
        let missing = form.missing_orders(request)?;
        if !missing.is_empty() && !self.order(key, &form, missing) {
            return None;
        }
        let asked = form.asked(request)?;
        let page = if asked.is_light() {
            asked.page()
        } else {
            drop(asked);
            let request = request.clone();
            let page = tokio::task::spawn_blocking(move || form.page(&request));
            page.await.ok().flatten()
        };
        if page.is_some() {
            metrics::counter!("hebewerk_prepared_pages_total").increment(1);
        }
        page
    }

    fn known_page(&self, table: &GuardedTable, request: &PageRequest) -> Result<Page, Slip> {
        let slip = Slip(self.shared.shelf().era());
        if !is_small(table, request) {
            return Err(slip);
        }
        let key = FormKey::of(table).ok_or(slip)?;
        self.shared.pages().find(key, request).ok_or(slip)
    }

    fn keep_page(&self, slip: Slip, table: &GuardedTable, request: &PageRequest, page: &Page) {
        if !is_small(table, request) {
            return;
        }
        let Some((key, page)) = FormKey::of(table).zip(compact(page)) else {
            return;
        };
        // All is forgotten under the same lock: nothing gets in behind it.
        let kept = self.shared.shelf();
        if kept.era() == slip.0 {
            self.shared.pages().keep(key, request.clone(), page);
        }
    }

    async fn tile(&self, table: &GuardedTable, at: TileAddress) -> Result<Vec<u8>, NoMap> {
        let map = self.map_of(table).await?;
        let layer = table.name.table.to_string();
        let tile = tokio::task::spawn_blocking(move || map.tile(&layer, at)).await;
        metrics::counter!("hebewerk_prepared_tiles_total").increment(1);
        tile.map_err(|_ended| NoMap::NotReady)
    }

    async fn map(&self, table: &GuardedTable) -> Result<MapOutline, NoMap> {
        Ok(self.map_of(table).await?.outline().clone())
    }

    fn forget(&self) {
        let mut kept = self.shared.shelf();
        kept.forget();
        self.shared.pages().forget();
        note(&kept);
    }
}

/// Whether a page is one that is kept. Rows that may only be counted are shown to nobody.
fn is_small(table: &GuardedTable, request: &PageRequest) -> bool {
    table.access.counts.is_none() && request.limit <= SMALL_PAGE_ROWS
}

impl Prepared {
    /// Makes orders of columns; whether they are there now, and not on their way or too large.
    fn order(&self, key: FormKey, form: &Arc<Form>, columns: Vec<usize>) -> bool {
        let bytes = form.bytes_to_order(&columns);
        if !self.shared.shelf().order(&key, bytes) {
            return false;
        }
        let booking = Ordering {
            shared: Arc::clone(&self.shared),
            key,
            form: Arc::clone(form),
            bytes,
        };
        let make = move || {
            booking.form.make_orders(&columns);
            drop(booking);
        };
        let is_quick = form.rows() <= QUICK_ROWS;
        if is_quick {
            make();
        } else {
            tokio::task::spawn_blocking(make);
        }
        is_quick
    }
}

/// Orders on their way; what was booked for them is settled however that ends.
struct Ordering {
    shared: Arc<Shared>,
    key: FormKey,
    form: Arc<Form>,
    bytes: usize,
}

impl Drop for Ordering {
    fn drop(&mut self) {
        let mut kept = self.shared.shelf();
        kept.ordered(&self.key, &self.form, self.bytes);
        note(&kept);
    }
}

/// Bytes booked for a form that is being made, given back however that ends.
pub(crate) struct Booking<'a> {
    shared: &'a Shared,
    bytes: usize,
}

impl<'a> Booking<'a> {
    pub(crate) const fn new(shared: &'a Shared) -> Self {
        Self { shared, bytes: 0 }
    }

    pub(crate) fn raise_to(&mut self, bytes: usize) -> Result<(), Unfit> {
        let more = bytes.saturating_sub(self.bytes);
        if more == 0 {
            return Ok(());
        }
        let mut kept = self.shared.shelf();
        if !kept.book(more) {
            return Err(Unfit::TooLarge);
        }
        note(&kept);
        drop(kept);
        self.bytes += more;
        Ok(())
    }

    /// Nothing is given back: the shelf has taken it over.
    pub(crate) fn settle(mut self) -> usize {
        std::mem::take(&mut self.bytes)
    }
}

impl Drop for Booking<'_> {
    fn drop(&mut self) {
        if self.bytes > 0 {
            let mut kept = self.shared.shelf();
            kept.release(self.bytes);
            note(&kept);
        }
    }
}

/// Tells the operator.
pub(crate) fn note(shelf: &Shelf) {
    metrics::gauge!("hebewerk_prepared_bytes").set(shelf.bytes() as f64);
}

impl Shared {
    pub(crate) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pages(&self) -> MutexGuard<'_, SmallPages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A fault of ours over one table must not leave its place taken for ever.
    async fn build_or_give_up(self: Arc<Self>, key: FormKey, table: GuardedTable, era: u64) {
        let shared = Arc::clone(&self);
        let built = tokio::spawn(async move { shared.build(key, table, era).await });
        if let Err(error) = built.await {
            tracing::error!(%error, "a table stays without a form");
            self.shelf().put_none(key, era);
        }
    }

    async fn build(&self, key: FormKey, table: GuardedTable, era: u64) {
        let Ok(_turn) = self.turn.acquire().await else {
            return;
        };
        let mut booking = Booking::new(self);
        match self.built(&table, &mut booking).await {
            Ok(form) => {
                tracing::debug!(
                    rows = form.rows(),
                    bytes = form.bytes(),
                    "a table is in memory"
                );
                let booked = booking.settle();
                let mut kept = self.shelf();
                kept.put(key, era, Kept::Rows(Arc::new(form)), booked);
                note(&kept);
            }
            Err(NotBuilt::Unfit(reason)) => {
                tracing::debug!(%reason, "a table stays without a form");
                self.shelf().put_none(key, era);
            }
            Err(NotBuilt::Engine(error)) => {
                tracing::debug!(%error, "a table could not be read for its form");
                self.shelf().give_up(&key, era);
            }
        }
    }

    async fn built(
        &self,
        table: &GuardedTable,
        booking: &mut Booking<'_>,
    ) -> Result<Form, NotBuilt> {
        let columns = table.access.columns(&table.columns);
        let types: Vec<ColumnType> = columns.iter().map(|column| column.column_type).collect();
        let part = match table.access.row_filter {
            Some(_) => PART_OF_FEW,
            None => PART_OF_ONE,
        };
        let mut answer = self.engine.numbered(table, self.limits).await?;
        let mut builder = FormBuilder::new(&answer.schema, &types, self.budget / part);
        while let Some(batch) = answer.batches.try_next().await? {
            builder.push(&batch)?;
            booking.raise_to(builder.bytes().saturating_mul(WHILE_MADE))?;
            tokio::task::yield_now().await;
        }
        // Names of columns and the like: never less than the form takes in the end.
        let finished = tokio::task::spawn_blocking(move || builder.finish()).await;
        let form = finished.map_err(|_ended| AskError::Internal)??;
        booking.raise_to(form.bytes())?;
        Ok(form)
    }
}
