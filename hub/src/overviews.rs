//! *Übersichten*: pages put together of views, figures and texts, answered anew whenever they are opened.
//!
//! A page holds names of views, no rows: each part is answered as its reader, like the view itself. Who may know of a
//! page is in its circle and may know of every view on it (docs/decisions/0037).

use crate::authorise::authorise;
use crate::grants::{invalid, said};
use crate::ports::StoreError;
use crate::views::Known;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource};
use hebewerk_model::{
    Organisation, Overview, OverviewId, OverviewPart, Principal, Slug, Visibility,
};

/// Parts of a page at most: each is a question of its own.
const MOST_PARTS: usize = 12;
/// Rows of a table on a page at most.
const MOST_ROWS: u32 = 100;
/// Longest title and heading in characters.
const LONGEST_TITLE: usize = 200;
/// Longest text in characters.
const LONGEST_TEXT: usize = 10_000;

/// What is said of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewWords {
    /// What it is called.
    pub title: String,
    /// The widest circle that may know of it.
    pub circle: Visibility,
    /// What stands on it, in order.
    pub parts: Vec<OverviewPart>,
}

/// A page that is to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOverview {
    /// Its name in addresses; made of the title if empty.
    pub name: String,
    /// Slug of the organisation in whose name it is saved.
    pub organisation: String,
    /// What is said of it.
    pub words: OverviewWords,
}

/// A page as its reader may know it.
#[derive(Debug, Clone)]
pub struct OverviewCard {
    /// The page.
    pub overview: Overview,
    /// Whose it is.
    pub organisation: Organisation,
    /// Whether the asker may change it.
    pub may_change: bool,
}

impl Hub {
    /// The pages somebody may know of, by title.
    pub async fn overviews(&self, principal: &Principal) -> Result<Vec<OverviewCard>, HubError> {
        let mut known = Known::default();
        let mut cards = Vec::new();
        for overview in self.parts.overviews.all().await? {
            if self
                .knows_overview(principal, &overview, &mut known)
                .await?
            {
                cards.push(self.overview_card(principal, overview).await?);
            }
        }
        cards.sort_by_cached_key(|card| card.overview.title.to_lowercase());
        Ok(cards)
    }

    /// One page.
    pub async fn overview(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<OverviewCard, HubError> {
        let missing = || HubError::not_found("overview", name);
        let slug: Slug = name.parse().map_err(|_no_name| missing())?;
        let found = self.parts.overviews.by_name(&slug).await?;
        let overview = found.ok_or_else(missing)?;
        let mut known = Known::default();
        let may_know = self.knows_overview(principal, &overview, &mut known);
        if !may_know.await? {
            return Err(missing());
        }
        self.overview_card(principal, overview).await
    }

    /// Saves a page in the name of an organisation.
    pub async fn save_overview(
        &self,
        principal: &Principal,
        new: NewOverview,
    ) -> Result<Overview, HubError> {
        let organisation = self.organisation_named(&new.organisation).await?;
        let office = Resource::Organisation(organisation.id);
        let decision = authorise(principal, Action::KeepViews, &office)?;
        let typed = new.name.trim();
        let is_named = !typed.is_empty();
        let wanted = if is_named {
            typed
                .parse()
                .map_err(|_no_slug| invalid("name", "view_name"))?
        } else {
            Slug::from_text(&new.words.title, "uebersicht")
        };
        let words = self.checked_overview(principal, new.words).await?;
        let mut overview = Overview {
            id: OverviewId::from_uuid(self.parts.identifiers.fresh()),
            name: wanted.clone(),
            organisation: organisation.id,
            edition: 1,
            title: words.title,
            circle: words.circle,
            parts: words.parts,
            saved_at: self.parts.clock.now(),
            saved_by: principal.answerable(),
        };
        let event = self.event(principal, "save_overview", None, &decision);
        let mut number = 1;
        while !self.parts.overviews.add(&overview, &event).await? {
            if is_named {
                return Err(invalid("name", "overview_name_taken"));
            }
            number += 1;
            overview.name = wanted.numbered(number);
        }
        Ok(overview)
    }

    /// Changes a page; `edition` is the one that was looked at.
    pub async fn change_overview(
        &self,
        principal: &Principal,
        name: &str,
        edition: u32,
        words: OverviewWords,
    ) -> Result<Overview, HubError> {
        let (known, decision) = self.own_overview(principal, name).await?;
        let words = self.checked_overview(principal, words).await?;
        let overview = Overview {
            edition: edition.saturating_add(1),
            title: words.title,
            circle: words.circle,
            parts: words.parts,
            saved_at: self.parts.clock.now(),
            saved_by: principal.answerable(),
            ..known
        };
        let event = self.event(principal, "change_overview", None, &decision);
        if !self.parts.overviews.change(&overview, &event).await? {
            return Err(overtaken());
        }
        Ok(overview)
    }

    /// Removes a page; `edition` is the one that was looked at. The views stay.
    pub async fn remove_overview(
        &self,
        principal: &Principal,
        name: &str,
        edition: u32,
    ) -> Result<(), HubError> {
        let (known, decision) = self.own_overview(principal, name).await?;
        let event = self.event(principal, "remove_overview", None, &decision);
        let overviews = &self.parts.overviews;
        if !overviews.remove(known.id, edition, &event).await? {
            return Err(overtaken());
        }
        Ok(())
    }

    async fn knows_overview(
        &self,
        principal: &Principal,
        overview: &Overview,
        known: &mut Known,
    ) -> Result<bool, HubError> {
        if !self.is_in_circle(principal, overview.organisation, overview.circle) {
            return Ok(false);
        }
        let account = principal.account();
        let is_author = *principal == Principal::Operator
            || (account.is_some() && account == overview.saved_by);
        for view in overview.parts.iter().filter_map(OverviewPart::view) {
            let may_know = match self.parts.views.by_name(view).await? {
                Some(view) => self.knows_view(principal, &view, known).await?,
                // What is gone is known to whoever wrote its name.
                None => is_author,
            };
            if !may_know {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn own_overview(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<(Overview, Decision), HubError> {
        let card = self.overview(principal, name).await?;
        let decision = may_change(principal, &card.overview)?;
        Ok((card.overview, decision))
    }

    async fn overview_card(
        &self,
        principal: &Principal,
        overview: Overview,
    ) -> Result<OverviewCard, HubError> {
        let organisation = self.parts.organisations.get(overview.organisation).await?;
        let missing = || HubError::not_found("organisation", overview.organisation);
        Ok(OverviewCard {
            organisation: organisation.ok_or_else(missing)?,
            may_change: may_change(principal, &overview).is_ok(),
            overview,
        })
    }

    /// The words of a page as they are kept. Nobody puts a view on it they may not know of.
    async fn checked_overview(
        &self,
        principal: &Principal,
        words: OverviewWords,
    ) -> Result<OverviewWords, HubError> {
        let title = said(&words.title, LONGEST_TITLE);
        let title = title.ok_or_else(|| invalid("title", "view_title"))?;
        if words.parts.is_empty() || words.parts.len() > MOST_PARTS {
            return Err(invalid("parts", "overview_parts"));
        }
        for part in &words.parts {
            let is_long = part.heading().chars().count() > LONGEST_TITLE;
            let fits = match part {
                OverviewPart::Text { text, .. } => text.chars().count() <= LONGEST_TEXT,
                OverviewPart::Table { rows, .. } => (1..=MOST_ROWS).contains(rows),
                OverviewPart::Figure { .. } | OverviewPart::Picture { .. } => true,
            };
            if is_long || !fits {
                return Err(invalid("parts", "overview_part"));
            }
            if let Some(view) = part.view() {
                self.known_view(principal, view.as_str()).await?;
            }
        }
        Ok(OverviewWords { title, ..words })
    }
}

fn may_change(principal: &Principal, overview: &Overview) -> Result<Decision, HubError> {
    let office = Resource::Organisation(overview.organisation);
    let account = principal.account();
    if account.is_some() && account == overview.saved_by {
        return authorise(principal, Action::KeepViews, &office);
    }
    authorise(principal, Action::Maintain, &office)
}

fn overtaken() -> HubError {
    StoreError::Conflict {
        what: "a page that was changed meanwhile",
    }
    .into()
}
