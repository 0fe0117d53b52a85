//! Taking a file in: the way every delivery goes.

use crate::authorise::authorise;
use crate::ports::{Event, UnreadDelivery};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Delivery, DeliveryId, DeliveryOutcome, Description, Finding,
    Format, Inspection, Organisation, Principal, Protection, Recipe, Severity, Slug, TableId,
    Version, Visibility,
};
use std::path::PathBuf;
use std::sync::Arc;

mod arriving;
mod destination;
mod drift;
mod early;
mod naming;
mod personal;
mod turns;
mod unchanged;
mod version;
mod write;

pub(crate) use arriving::{Announced, Arriving};
pub(crate) use destination::same_circle;
pub use destination::{Behind, Destination};
pub(crate) use naming::{expected as expected_names, is_aside, slug as slug_of_file};
pub(crate) use turns::{Turn, Turns};

/// What a flow tells while it works: a stage (`keep`, `look`, `write`, `commit`) and how far it is, `done` of `of`.
pub type Progress = Arc<dyn Fn(&'static str, u64, u64) + Send + Sync>;

/// A file to take in.
pub struct TakeIn {
    /// Whose it is.
    pub organisation: Organisation,
    /// Which dataset it belongs to.
    pub into: Destination,
    /// Where the bytes are.
    pub file: PathBuf,
    /// Name of the file as it arrived.
    pub file_name: String,
    /// What the recogniser is told to do otherwise.
    pub corrections: Corrections,
    /// Words for a new dataset; made of the file name if none.
    pub description: Option<Description>,
    /// Circle of a new dataset; its own office if none. A found one keeps its own.
    pub visibility: Option<Visibility>,
    /// When it arrived, if not now (deliveries of the demo city and of restored folders).
    pub received_at: Option<jiff::Timestamp>,
    /// What happens when it breaks what people have built on the version before.
    pub on_drift: OnDrift,
}

/// What happens to a delivery that does something gravely otherwise than the version that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDrift {
    /// It is stored and waits for somebody to accept it: nobody has looked at it.
    Hold,
    /// It becomes current: somebody has seen it, or has said so.
    Accept,
}

/// What the recogniser is told to do otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrections {
    /// What is kept with the dataset; nothing for a new one.
    Kept,
    /// What is kept, with these on top (see [`Recipe::with`]): whoever corrects one thing must not bring back what
    /// was left out.
    KeptWith(Recipe),
    /// Exactly these, in place of what is kept: for whoever has seen and decided everything.
    Exactly(Recipe),
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// The delivery.
    pub delivery: Delivery,
    /// The version, if it became one.
    pub version: Option<Version>,
    /// SQL name and rows of each table.
    pub tables: Vec<(Slug, u64)>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// What is looked at, and how.
pub(crate) struct Look {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) recipe: Recipe,
}

/// Everything known once the bytes are kept and looked at.
pub(crate) struct Arrival {
    pub(crate) event: Event,
    pub(crate) organisation: Organisation,
    pub(crate) dataset: Dataset,
    pub(crate) is_new: bool,
    pub(crate) delivery: Arriving,
    pub(crate) recipe: Recipe,
    pub(crate) inspection: Inspection,
    pub(crate) path: PathBuf,
    pub(crate) on_drift: OnDrift,
    /// Identity of its only table, if that is not there yet and somebody has one for it.
    pub(crate) new_table: Option<TableId>,
    /// When its version becomes visible.
    pub(crate) visible_at: jiff::Timestamp,
}

impl Hub {
    /// Takes a file in: keeps its bytes, reads them, writes the tables and makes them visible at once.
    ///
    /// Dirty data is no error; a file without tables is kept as a raw delivery. The same bytes again are one
    /// version. Returns after everything is synced.
    pub async fn take_in(
        &self,
        principal: &Principal,
        request: TakeIn,
        progress: Progress,
    ) -> Result<TakenIn, HubError> {
        // Many steps wait in there: on the heap they do not make the future of every caller large.
        Box::pin(self.take_in_now(principal, request, progress)).await
    }

    async fn take_in_now(
        &self,
        principal: &Principal,
        request: TakeIn,
        progress: Progress,
    ) -> Result<TakenIn, HubError> {
        let decision = authorise(
            principal,
            Action::TakeIn,
            &Resource::Organisation(request.organisation.id),
        )?;
        let _turn = self.intake_turns.wait(request.turn()).await;
        progress("keep", 0, 1);
        let known = self.dataset_of(principal, &request).await?;
        let _dataset_turn = match &known {
            // An upload for a dataset and its watched source take turns too.
            Some(dataset) if !request.into.is_of_dataset() => {
                Some(self.intake_turns.wait(dataset.id.to_string()).await)
            }
            _ => None,
        };
        let kept_before = self.kept_before(known.as_ref(), &request.file).await?;
        let kept = self.parts.raw.keep(&request.file, kept_before).await?;
        let recipe = self.recipe(known.as_ref(), &request.corrections).await?;
        // What is only just being copied is not what came last.
        if let (Some(dataset), Some(stored)) = (&known, kept.stored())
            && let Some(taken) = self
                .unchanged(principal, &request, dataset, &recipe, stored.content)
                .await?
        {
            kept.settle().await?;
            self.refuse_erased(&taken.dataset, &taken.delivery, &[])
                .await?;
            return Ok(taken);
        }
        let is_new = known.is_none();
        let (dataset, _name_turn) = if let Some(dataset) = known {
            (dataset, None)
        } else {
            let (dataset, turn) = self.new_dataset(principal, &request).await?;
            (dataset, Some(turn))
        };
        let announced = Announced {
            leaves_out: recipe.leaves_out(),
            ..self.announced(principal, &request, &dataset)
        };
        let path = kept.path().to_owned();
        let visible_at = announced.received_at;
        let mut delivery = Arriving::Now(kept, announced);
        let look = Look {
            path: path.clone(),
            name: request.file_name.clone(),
            recipe: recipe.clone(),
        };
        let early = self.look_early(&look, &progress).await?;
        let inspection = if let Some(early) = &early {
            early.inspection.clone()
        } else {
            let (inspection, is_final) = self.look(look, progress.clone()).await?;
            if !is_final {
                delivery.is_not_final();
            }
            inspection
        };
        let mut inspection = inspection;
        if is_new
            && request
                .visibility
                .is_some_and(|wanted| wanted > dataset.visibility)
        {
            let needed = Finding::new("release_needed", Severity::Note);
            inspection.findings.push(needed);
        }
        let arrival = Arrival {
            event: self.event(principal, "take_in", Some(dataset.id), &decision),
            organisation: request.organisation,
            dataset,
            is_new,
            visible_at,
            delivery,
            recipe,
            inspection,
            path,
            on_drift: request.on_drift,
            new_table: request.into.new_table(),
        };
        let taken = if arrival.inspection.tables.is_empty() {
            self.keep_unread(arrival).await?
        } else {
            self.make_version(arrival, early, &progress).await?
        };
        self.refresh_index_quietly().await;
        Ok(taken)
    }

    /// The recipe a delivery is read with; `dataset` is the one it belongs to, if it is there already.
    pub(crate) async fn recipe(
        &self,
        dataset: Option<&Dataset>,
        corrections: &Corrections,
    ) -> Result<Recipe, HubError> {
        if let Corrections::Exactly(recipe) = corrections {
            return Ok(recipe.clone());
        }
        let kept = match dataset {
            Some(dataset) => self.parts.datasets.recipe(dataset.id).await?,
            None => Recipe::default(),
        };
        Ok(match corrections {
            Corrections::KeptWith(changes) => kept.with(changes),
            _ => kept,
        })
    }

    /// A dataset that is not there yet, and the turn that keeps its name until it is.
    async fn new_dataset(
        &self,
        principal: &Principal,
        request: &TakeIn,
    ) -> Result<(Dataset, Turn), HubError> {
        if request.organisation.sealed && request.visibility == Some(Visibility::City) {
            return Err(HubError::Invalid {
                field: "visibility",
                code: "sealed_from_city",
            });
        }
        let now = request
            .received_at
            .unwrap_or_else(|| self.parts.clock.now());
        let description = request
            .description
            .clone()
            .unwrap_or_else(|| naming::description(&request.file_name));
        let id = DatasetId::from_uuid(self.parts.identifiers.fresh());
        let (source, name) = match &request.into {
            Destination::BySource(source) | Destination::ByFileName(source) => {
                (source.clone(), source)
            }
            Destination::ByKey { key, name } => (key.clone(), name),
            // Nothing finds it again by its source: the next file of the same name is another dataset.
            _ => (format!("upload:{id}"), &request.file_name),
        };
        let (slug, turn) = self
            .free_slug(request.organisation.id, &naming::slug(name))
            .await?;
        let dataset = Dataset {
            id,
            organisation: request.organisation.id,
            slug,
            description,
            visibility: self
                .circle_before_release(principal, request.visibility.unwrap_or(Visibility::Office)),
            sealed: request.organisation.sealed,
            protection: Protection::default(),
            state: DatasetState::RawOnly,
            source,
            created_at: now,
            updated_at: now,
        };
        Ok((dataset, turn))
    }

    async fn free_slug(
        &self,
        organisation: hebewerk_model::OrganisationId,
        wanted: &Slug,
    ) -> Result<(Slug, Turn), HubError> {
        let mut slug = wanted.clone();
        let mut number = 1;
        loop {
            let turn = self
                .intake_turns
                .take(format!("{organisation}/name/{slug}"));
            if let Some(turn) = turn
                && self
                    .parts
                    .datasets
                    .by_slug(organisation, &slug)
                    .await?
                    .is_none()
            {
                return Ok((slug, turn));
            }
            number += 1;
            slug = wanted.numbered(number);
        }
    }

    fn announced(&self, principal: &Principal, request: &TakeIn, dataset: &Dataset) -> Announced {
        Announced {
            id: DeliveryId::from_uuid(self.parts.identifiers.fresh()),
            dataset: dataset.id,
            file_name: request.file_name.clone(),
            received_at: request
                .received_at
                .unwrap_or_else(|| self.parts.clock.now()),
            by: principal.account(),
            reader: self.parts.reader.version(),
            leaves_out: false,
        }
    }

    /// Looks at the file, and says whether another look would see the same. A file that cannot be read at all is an
    /// inspection without tables that says why; a fault of the machine is an error, because another try may succeed.
    pub(crate) async fn look(
        &self,
        look: Look,
        progress: Progress,
    ) -> Result<(Inspection, bool), HubError> {
        let reader = self.parts.reader.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let tick = move |done, of| progress("look", done, of);
            reader.inspect(&look.path, &look.name, &look.recipe, &tick)
        })
        .await;
        match looked {
            Ok(Ok(inspection)) => Ok((inspection, true)),
            Ok(Err(error)) if error.lies_in_the_file() => {
                Ok((unreadable(error.cause()), error.is_final()))
            }
            Ok(Err(error)) => Err(error.into()),
            Err(ended) if ended.is_panic() => {
                tracing::error!(%ended, "reading a file ended unexpectedly");
                Ok((unreadable("fault"), true))
            }
            Err(ended) => Err(ended.into()),
        }
    }

    async fn keep_unread(&self, arrival: Arrival) -> Result<TakenIn, HubError> {
        let mut delivery = arrival.delivery.settle().await?;
        self.refuse_erased(&arrival.dataset, &delivery, &[]).await?;
        delivery.outcome = DeliveryOutcome::Unreadable;
        self.parts
            .versions
            .record(UnreadDelivery {
                dataset: arrival.dataset.clone(),
                delivery: delivery.clone(),
                findings: arrival.inspection.findings.clone(),
                event: arrival.event,
            })
            .await?;
        Ok(TakenIn {
            organisation: arrival.organisation,
            dataset: arrival.dataset,
            delivery,
            version: None,
            tables: Vec::new(),
            findings: arrival.inspection.findings,
        })
    }
}

/// What a file is seen as of which nothing can be read: no table, and the reason as a finding.
pub(crate) fn unreadable(reason: &'static str) -> Inspection {
    Inspection {
        format: Format::Unknown,
        tables: Vec::new(),
        findings: vec![Finding::new("unreadable", Severity::Error).with("reason", reason)],
    }
}
