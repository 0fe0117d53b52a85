//! How things stand now, for one reader.

use crate::grants::invalid;
use crate::ports::{AskError, WatchedSources};
use crate::views::Bound;
use crate::{Asked, Hub, HubError, each_as_text};
use arrow::array::{Array, AsArray as _};
use arrow::datatypes::DataType;
use futures::StreamExt as _;
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{DatasetId, Line, Principal, SavedView, Slug, TableName, Watched};

/// The figure lies on the side that is worth telling.
pub(super) const BEYOND: &str = "beyond";
/// It does not.
pub(super) const WITHIN: &str = "within";

/// How something stands.
pub(super) struct FoundNow {
    /// As a subscription keeps it; none for a figure that is no number now.
    pub(super) stand: Option<String>,
    /// What it stands on.
    pub(super) sources: WatchedSources,
    /// The current version, of a dataset.
    pub(super) version: Option<u32>,
}

impl Hub {
    /// How something stands now. Looking at a view answers it as this reader, on record and within the limits of a
    /// question; no statistics count it.
    pub(super) async fn found_now(
        &self,
        principal: &Principal,
        watched: &Watched,
    ) -> Result<FoundNow, HubError> {
        match watched {
            Watched::Dataset(id) => self.dataset_now(principal, *id).await,
            Watched::View(name) => {
                let view = self.known_view(principal, name.as_str()).await?;
                let asked = self.looked_through(principal, &view, None).await?;
                Ok(FoundNow {
                    stand: Some(self.fingerprint(asked).await?),
                    sources: self.stands_on_now(principal, &view).await?,
                    version: None,
                })
            }
            Watched::Figure(name, line) => {
                let view = self.known_view(principal, name.as_str()).await?;
                let asked = self.looked_through(principal, &view, Some(1)).await?;
                let figure = figure(asked, line).await?;
                let side = |figure| {
                    let is_beyond = line.is_crossed_by(figure);
                    if is_beyond { BEYOND } else { WITHIN }.to_owned()
                };
                Ok(FoundNow {
                    stand: figure.map(side),
                    sources: self.stands_on_now(principal, &view).await?,
                    version: None,
                })
            }
        }
    }

    async fn dataset_now(
        &self,
        principal: &Principal,
        id: DatasetId,
    ) -> Result<FoundNow, HubError> {
        let missing = || HubError::not_found("dataset", id);
        let dataset = self.parts.datasets.get(id).await?.ok_or_else(missing)?;
        if !decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
            return Err(missing());
        }
        let version = self.parts.versions.get(id, None).await?;
        let number = version.map_or(0, |version| version.number.0);
        Ok(FoundNow {
            stand: Some(number.to_string()),
            sources: WatchedSources {
                datasets: vec![id],
                views: Vec::new(),
            },
            version: Some(number),
        })
    }

    async fn looked_through(
        &self,
        principal: &Principal,
        view: &SavedView,
        most: Option<usize>,
    ) -> Result<Asked, HubError> {
        let sql = self.statement_of_rows(principal, view, most).await?;
        let (limits, bound) = (self.parts.question_limits, Bound::default());
        let answered = self.answer_with(principal, &sql, &bound, (None, limits));
        match answered.await {
            Ok((asked, _used)) => Ok(asked),
            // What for is stated by people, each time; nobody is there to be asked.
            Err(HubError::PurposeNeeded { .. }) => Err(invalid("view", "subscription_purpose")),
            Err(error) => Err(error),
        }
    }

    /// What of an answer can be compared, and tells nothing of it to whoever has only that: a hash with a key of the hub
    /// of each row, added up. Rows that only come in another order are the same answer: a view that orders by one column
    /// leaves open how equal ones follow each other.
    async fn fingerprint(&self, asked: Asked) -> Result<String, HubError> {
        let key = self.parts.vault.derive("subscriptions")?;
        let schema = asked.answer.schema.clone();
        let mut names = Vec::new();
        for field in schema.fields() {
            add(&mut names, Some(field.name().as_bytes()));
        }
        let mut sum = Sum::default();
        let mut batches = asked.answer.batches;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let mut rows = vec![Vec::new(); batch.num_rows()];
            for array in batch.columns() {
                add_all(array, &mut rows)?;
            }
            for row in &rows {
                sum.add(blake3::keyed_hash(&key, row).as_bytes());
            }
        }
        let mut whole = blake3::Hasher::new_keyed(&key);
        whole.update(&names);
        whole.update(&sum.rows.to_le_bytes());
        for lane in sum.lanes {
            whole.update(&lane.to_le_bytes());
        }
        Ok(whole.finalize().to_hex().to_string())
    }

    /// Datasets behind a view, and the views in between.
    async fn stands_on_now(
        &self,
        principal: &Principal,
        view: &SavedView,
    ) -> Result<WatchedSources, HubError> {
        let missing = || HubError::not_found("view", &view.name);
        let name = view.table_name().ok_or_else(missing)?;
        let behind = self.behind_one(principal, (&name, view)).await?;
        let mut sources = WatchedSources::default();
        for leaf in &behind.leaves {
            let TableName { schema, table, .. } = &leaf.name;
            let dataset = self.parts.datasets.by_table(schema, table).await?;
            let dataset = dataset.map(|dataset| dataset.id);
            if let Some(id) = dataset.filter(|id| !sources.datasets.contains(id)) {
                sources.datasets.push(id);
            }
        }
        let named = behind.views.iter().map(|view| &view.name);
        let saved = named.filter(|name| SavedView::is_name(name));
        let mut views: Vec<Slug> = saved.map(|name| name.table.clone()).collect();
        views.push(view.name.clone());
        views.sort_unstable();
        views.dedup();
        sources.views = views;
        Ok(sources)
    }
}

/// Hashes of rows added up, whatever their order.
#[derive(Default)]
struct Sum {
    rows: u64,
    lanes: [u64; 4],
}

impl Sum {
    fn add(&mut self, hash: &[u8; 32]) {
        self.rows = self.rows.wrapping_add(1);
        let (parts, _rest) = hash.as_chunks::<8>();
        for (lane, part) in self.lanes.iter_mut().zip(parts) {
            *lane = lane.wrapping_add(u64::from_le_bytes(*part));
        }
    }
}

/// A value with its length in front, so that none runs into the next.
fn add(text: &mut Vec<u8>, value: Option<&[u8]>) {
    match value {
        Some(value) => {
            text.push(1);
            text.extend_from_slice(&(value.len() as u64).to_le_bytes());
            text.extend_from_slice(value);
        }
        None => text.push(0),
    }
}

/// The values of a column, each at the end of its row.
fn add_all(array: &dyn Array, rows: &mut [Vec<u8>]) -> Result<(), HubError> {
    let mut rows = rows.iter_mut();
    let mut take = |value: Option<&[u8]>| {
        if let Some(row) = rows.next() {
            add(row, value);
        }
    };
    match array.data_type() {
        DataType::Binary => array.as_binary::<i32>().iter().for_each(take),
        DataType::LargeBinary => array.as_binary::<i64>().iter().for_each(take),
        DataType::BinaryView => array.as_binary_view().iter().for_each(take),
        _ => each_as_text(array, |text| take(text.map(str::as_bytes)))
            .map_err(|_unwritable| AskError::Internal)?,
    }
    Ok(())
}

/// The number in the first row of a column; none where there is no row or no number.
async fn figure(asked: Asked, line: &Line) -> Result<Option<f64>, HubError> {
    let schema = asked.answer.schema.clone();
    let place = if line.column.is_empty() {
        0
    } else {
        let mut fields = schema.fields().iter();
        let place = fields.position(|field| *field.name() == line.column);
        place.ok_or_else(|| invalid("column", "no_figure"))?
    };
    let mut batches = asked.answer.batches;
    while let Some(batch) = batches.next().await {
        let batch = batch?;
        let Some(column) = batch.columns().get(place) else {
            return Ok(None);
        };
        if column.is_empty() {
            continue;
        }
        let mut first = None;
        each_as_text(&column.slice(0, 1), |text| first = text.map(str::to_owned))
            .map_err(|_unwritable| AskError::Internal)?;
        let number = first.and_then(|text| text.parse::<f64>().ok());
        return Ok(number.filter(|number| number.is_finite()));
    }
    Ok(None)
}
