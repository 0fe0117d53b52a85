//! Notices as their reader may read them now.

use crate::sessions::own_account;
use crate::views::Known;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Account, DatasetId, Failure as _, Kind, Notice, Principal, SavedView, Slug, Watched,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// What a notice or a subscription is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is called now.
    pub title: String,
    /// Where it is.
    pub place: SubjectPlace,
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectPlace {
    /// A dataset, by the slugs of organisation and dataset.
    Dataset(Slug, Slug),
    /// A view, by its name.
    View(Slug),
}

/// A notice its reader may read now.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeView {
    /// The notice.
    pub notice: Notice,
    /// What it is about.
    pub subject: Subject,
}

/// What was looked up while one list is made: many notices are about the same thing.
#[derive(Default)]
pub(super) struct Seen {
    datasets: HashMap<DatasetId, Option<Subject>>,
    /// When it was made, its subject, and whether its rows may be read, as far as that was asked.
    views: HashMap<Slug, Option<SeenView>>,
}

#[derive(Clone)]
struct SeenView {
    view: SavedView,
    may_read: Option<bool>,
}

impl Hub {
    /// One's own notices, newest first, as far as one may read them now.
    pub async fn own_notices(&self, principal: &Principal) -> Result<Vec<NoticeView>, HubError> {
        let account = own_account(principal)?;
        let notices = self.parts.notices.of(account).await?;
        self.readable(principal, notices).await
    }

    /// Marks one's own notices as read that came until a moment.
    pub async fn read_notices(
        &self,
        principal: &Principal,
        until: Timestamp,
    ) -> Result<(), HubError> {
        let account = own_account(principal)?;
        Ok(self.parts.notices.read_until(account, until).await?)
    }

    /// Those of some notices that somebody may read now.
    pub(super) async fn readable(
        &self,
        principal: &Principal,
        notices: Vec<Notice>,
    ) -> Result<Vec<NoticeView>, HubError> {
        let mut seen = Seen::default();
        let mut views = Vec::new();
        for notice in notices {
            let about = (&notice.watched, notice.at);
            let Some(subject) = self.known_subject(principal, about, &mut seen).await? else {
                continue;
            };
            // That an answer changed is part of it: whoever may not read it any more is not told.
            let is_told = match notice.watched.view() {
                Some(view) => self.reads_seen(principal, view, &mut seen).await?,
                None => true,
            };
            if is_told {
                views.push(NoticeView { notice, subject });
            }
        }
        Ok(views)
    }

    /// What something is called and where it is, for somebody who may know of it now. A view of that name that was made
    /// later is another one.
    pub(super) async fn known_subject(
        &self,
        principal: &Principal,
        (watched, at): (&Watched, Timestamp),
        seen: &mut Seen,
    ) -> Result<Option<Subject>, HubError> {
        match watched {
            Watched::Dataset(id) => {
                if let Some(known) = seen.datasets.get(id) {
                    return Ok(known.clone());
                }
                let subject = self.known_dataset_subject(principal, *id).await?;
                seen.datasets.insert(*id, subject.clone());
                Ok(subject)
            }
            Watched::View(name) | Watched::Figure(name, _) => {
                let view = self.seen_view(principal, name, seen).await?;
                let view = view.filter(|view| view.created_at <= at);
                Ok(view.map(|view| Subject {
                    title: view.edition.title,
                    place: SubjectPlace::View(view.name),
                }))
            }
        }
    }

    async fn known_dataset_subject(
        &self,
        principal: &Principal,
        id: DatasetId,
    ) -> Result<Option<Subject>, HubError> {
        let Some(dataset) = self.parts.datasets.get(id).await? else {
            return Ok(None);
        };
        if !decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
            return Ok(None);
        }
        let organisation = self.parts.organisations.get(dataset.organisation).await?;
        Ok(organisation.map(|organisation| Subject {
            title: dataset.description.title,
            place: SubjectPlace::Dataset(organisation.slug, dataset.slug),
        }))
    }

    async fn seen_view(
        &self,
        principal: &Principal,
        name: &Slug,
        seen: &mut Seen,
    ) -> Result<Option<SavedView>, HubError> {
        if let Some(known) = seen.views.get(name) {
            return Ok(known.as_ref().map(|seen| seen.view.clone()));
        }
        let mut known = Known::default();
        let view = match self.parts.views.by_name(name).await? {
            Some(view) if self.knows_view(principal, &view, &mut known).await? => Some(view),
            _ => None,
        };
        let kept = view.clone().map(|view| SeenView {
            view,
            may_read: None,
        });
        seen.views.insert(name.clone(), kept);
        Ok(view)
    }

    async fn reads_seen(
        &self,
        principal: &Principal,
        name: &Slug,
        seen: &mut Seen,
    ) -> Result<bool, HubError> {
        let Some(Some(known)) = seen.views.get_mut(name) else {
            return Ok(false);
        };
        if let Some(may_read) = known.may_read {
            return Ok(may_read);
        }
        let may_read = self.reads_rows_of(principal, &known.view).await?;
        known.may_read = Some(may_read);
        Ok(may_read)
    }

    /// Whether somebody may read all tables behind a view now. No row is read for it.
    async fn reads_rows_of(
        &self,
        principal: &Principal,
        view: &SavedView,
    ) -> Result<bool, HubError> {
        let Some(name) = view.table_name() else {
            return Ok(false);
        };
        let behind = match self.behind_one(principal, (&name, view)).await {
            Ok(behind) => behind,
            Err(error) => return closed(error),
        };
        for leaf in &behind.leaves {
            let table = self.table_for_columns(principal, leaf.act, &leaf.name);
            if let Err(error) = table.await {
                return closed(error);
            }
        }
        Ok(true)
    }

    /// Who somebody is while they are not here: for feeds, letters, and looking at what changed. Nobody once their account
    /// is closed, has ended, or has a password that somebody else knows; and never with the powers of those who run the
    /// hub or watch over it.
    pub(super) async fn absent(&self, account: &Account) -> Result<Option<Principal>, HubError> {
        if account.closed_at.is_some() || self.is_password_given(account.id).await? {
            return Ok(None);
        }
        Ok(match self.person(account).await? {
            Principal::Anonymous => None,
            Principal::Person {
                account,
                memberships,
                grants,
                ..
            } => Some(Principal::Person {
                account,
                administrator: false,
                officer: false,
                memberships,
                grants,
            }),
            other => Some(other),
        })
    }
}

/// Whatever is closed to a reader is no failure of ours.
fn closed(error: HubError) -> Result<bool, HubError> {
    match error.kind() {
        Kind::Internal | Kind::Unavailable => Err(error),
        _ => Ok(false),
    }
}
