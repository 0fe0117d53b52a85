//! A program brings a file: it is taken in at once, without a look before.
//!
//! Nobody looks, so nothing is published by chance: a circle that is said must be that of the dataset found, and a
//! file that is only found by its name and says no circle goes to what its own office reads, or nowhere. Whoever
//! publishes says so, by the dataset's name or by its circle. This holds also when the dataset was opened wider after
//! the last delivery: the first one afterwards is refused, and its program is told what to say from then on.

use crate::authorise::authorise;
use crate::take_in::{Corrections, Destination, OnDrift, Progress, TakeIn, TakenIn, same_circle};
use crate::upload::{Receiving, plain_file_name};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, Rule};
use hebewerk_model::{Description, Organisation, Principal, Recipe, Visibility};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file received by [`Hub::receive_delivery`], and where it goes.
pub struct Deliver {
    /// Slug of the organisation.
    pub organisation: String,
    /// Slug of the dataset it is a new delivery of; found by the file's name, or made, if none.
    pub dataset: Option<String>,
    /// Where the bytes are.
    pub file: PathBuf,
    /// Name of the file as it arrived: the key by which the next delivery finds its dataset.
    pub file_name: String,
    /// Title of a new dataset; made of the file name if none.
    pub title: Option<String>,
    /// Circle of a new dataset; its own office if none. If the dataset is there, it must be open to this circle.
    pub visibility: Option<Visibility>,
    /// Corrections on top of the kept ones. A program has not seen what was decided on the pages since: what was left
    /// out there stays left out.
    pub recipe: Option<Recipe>,
    /// What happens when it breaks what people have built on the version before.
    pub on_drift: OnDrift,
}

impl Hub {
    /// Begins to receive a delivery of about `expected_bytes`, for those who may take in files of this organisation (of
    /// any, where a program says only behind the file which it is) and have less than `quota_bytes` waiting or on
    /// their way.
    pub async fn receive_delivery(
        &self,
        principal: &Principal,
        organisation: Option<&str>,
        expected_bytes: u64,
        quota_bytes: u64,
    ) -> Result<Receiving, HubError> {
        if let Some(organisation) = organisation {
            self.taking(principal, organisation).await?;
        } else if self.stewarded(principal).await?.is_empty() {
            return Err(HubError::Refused(Rule::NotASteward));
        }
        let account = principal.answerable();
        let account = account.ok_or(HubError::Refused(Rule::NotPublic))?;
        self.receiving(account, expected_bytes, quota_bytes).await
    }

    /// Refuses whoever may not take in files of this organisation. [`Hub::deliver`] decides again; doors ask before they
    /// say what else is wrong with a file.
    pub async fn may_deliver(
        &self,
        principal: &Principal,
        organisation: &str,
    ) -> Result<(), HubError> {
        self.taking(principal, organisation).await.map(|_house| ())
    }

    /// Takes the file in and forgets the copy at [`Deliver::file`], however it ends.
    pub async fn deliver(
        &self,
        principal: &Principal,
        delivery: Deliver,
    ) -> Result<TakenIn, HubError> {
        let file = delivery.file.clone();
        let taken = self.take_in_delivery(principal, delivery).await;
        self.forget_delivery(&file).await;
        taken
    }

    /// Removes a file that was taken in or refused; what cannot be removed is swept after a day.
    pub(crate) async fn forget_delivery(&self, file: &Path) {
        let Some(folder) = file
            .parent()
            .filter(|folder| folder.starts_with(&self.parts.staging))
        else {
            return;
        };
        if let Err(error) = tokio::fs::remove_dir_all(folder).await {
            tracing::warn!(%error, "a staged delivery could not be removed");
        }
    }

    async fn take_in_delivery(
        &self,
        principal: &Principal,
        delivery: Deliver,
    ) -> Result<TakenIn, HubError> {
        let organisation = self.taking(principal, &delivery.organisation).await?;
        let file_name = plain_file_name(&delivery.file_name);
        let into = match &delivery.dataset {
            Some(slug) => {
                let dataset = self.known_dataset(principal, &organisation, slug).await?;
                if let Some(said) = delivery.visibility {
                    let said = self.circle_said(principal, &dataset, said);
                    same_circle(&organisation, &dataset, said)?;
                }
                Destination::Existing(dataset.id)
            }
            None => Destination::ByFileName(file_name.clone()),
        };
        let request = TakeIn {
            organisation,
            into,
            file: delivery.file,
            file_name,
            corrections: delivery
                .recipe
                .map_or(Corrections::Kept, Corrections::KeptWith),
            description: delivery.title.map(titled).transpose()?,
            visibility: delivery.visibility,
            received_at: None,
            on_drift: delivery.on_drift,
        };
        let silent: Progress = Arc::new(|_stage, _done, _of| {});
        self.take_in(principal, request, silent).await
    }

    /// The organisation, if the principal may take in its files.
    pub(crate) async fn taking(
        &self,
        principal: &Principal,
        organisation: &str,
    ) -> Result<Organisation, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        authorise(
            principal,
            Action::TakeIn,
            &Resource::Organisation(organisation.id),
        )?;
        Ok(organisation)
    }
}

/// A description that is only a title.
fn titled(title: String) -> Result<Description, HubError> {
    crate::describe::checked(Description::titled(title))
}
