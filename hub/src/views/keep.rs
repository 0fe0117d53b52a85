//! Saving a view, changing it, removing it.

use super::behind::{MOST_DEPTH, bound_values};
use super::sight::{Known, is_author};
use crate::authorise::authorise;
use crate::grants::{invalid, said};
use crate::inquiry::check;
use crate::ports::{AskError, Question, StoreError};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{
    Organisation, Principal, SavedView, Slug, TableName, ViewDefinition, ViewEdition, ViewId,
    ViewParameter, Visibility,
};
use std::collections::HashSet;

/// Longest title in characters.
const LONGEST_TITLE: usize = 200;
/// Longest description in characters.
const LONGEST_TEXT: usize = 5_000;
/// Longest statement in bytes: what a statement may have.
const LONGEST_SQL: usize = 64 << 10;
/// Parameters at most.
const MOST_PARAMETERS: usize = 12;
/// Longest label and default of a parameter in characters.
const LONGEST_VALUE: usize = 200;

/// What is said of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewWords {
    /// What it is called.
    pub title: String,
    /// What is said of it; may be empty.
    pub description: String,
    /// The widest circle that may know of it.
    pub circle: Visibility,
    /// What it asks.
    pub definition: ViewDefinition,
    /// What it asks its reader.
    pub parameters: Vec<ViewParameter>,
}

/// A view that is to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// Its name behind `sichten.`; made of the title if empty.
    pub name: String,
    /// Slug of the organisation in whose name it is saved.
    pub organisation: String,
    /// What is said of it.
    pub words: ViewWords,
}

impl Hub {
    /// Saves a view in the name of an organisation. Whoever saves it may know of all it names.
    pub async fn save_view(
        &self,
        principal: &Principal,
        new: NewView,
    ) -> Result<SavedView, HubError> {
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
            Slug::from_text(&new.words.title, "sicht")
        };
        let now = self.parts.clock.now();
        let edition = ViewEdition {
            number: 1,
            title: String::new(),
            description: String::new(),
            circle: new.words.circle,
            definition: new.words.definition.clone(),
            parameters: Vec::new(),
            sources: Vec::new(),
            saved_at: now,
            saved_by: principal.answerable(),
        };
        let mut view = SavedView {
            id: ViewId::from_uuid(self.parts.identifiers.fresh()),
            name: wanted.clone(),
            organisation: organisation.id,
            created_at: now,
            created_by: principal.answerable(),
            edition,
        };
        view.edition = self.checked(principal, &view, new.words).await?;
        let event = self.event(principal, "save_view", None, &decision);
        let mut number = 1;
        while !self.parts.views.add(&view, &event).await? {
            if is_named {
                return Err(invalid("name", "view_name_taken"));
            }
            number += 1;
            view.name = wanted.numbered(number);
        }
        Ok(view)
    }

    /// Changes a view; `number` is the edition that was looked at. Its name and its history stay.
    pub async fn change_view(
        &self,
        principal: &Principal,
        name: &str,
        number: u32,
        words: ViewWords,
    ) -> Result<SavedView, HubError> {
        let (mut view, decision) = self.own_view(principal, name).await?;
        if view.edition.number != number {
            return Err(overtaken());
        }
        let mut edition = self.checked(principal, &view, words).await?;
        edition.number = number.saturating_add(1);
        edition.saved_at = self.parts.clock.now();
        edition.saved_by = principal.answerable();
        let event = self.event(principal, "change_view", None, &decision);
        let views = &self.parts.views;
        if !views.add_edition(view.id, &edition, &event).await? {
            return Err(overtaken());
        }
        view.edition = edition;
        Ok(view)
    }

    /// Removes a view with its history; `number` is the edition that was looked at. Statements that name it then fail,
    /// and say so.
    pub async fn remove_view(
        &self,
        principal: &Principal,
        name: &str,
        number: u32,
    ) -> Result<(), HubError> {
        let (view, decision) = self.own_view(principal, name).await?;
        let event = self.event(principal, "remove_view", None, &decision);
        if !self.parts.views.remove(view.id, number, &event).await? {
            return Err(overtaken());
        }
        Ok(())
    }

    /// Organisations in whose name somebody may save views.
    pub async fn works_for(&self, principal: &Principal) -> Result<Vec<Organisation>, HubError> {
        let mut organisations = self.parts.organisations.list().await?;
        organisations.retain(|office| {
            let office = Resource::Organisation(office.id);
            decide(principal, Action::KeepViews, &office).allowed
        });
        Ok(organisations)
    }

    /// A view somebody may know of; else the same answer as for one that is not there.
    pub(crate) async fn known_view(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<SavedView, HubError> {
        let missing = || HubError::not_found("view", name);
        let slug: Slug = name.parse().map_err(|_no_name| missing())?;
        let view = self.parts.views.by_name(&slug).await?.ok_or_else(missing)?;
        let mut known = Known::default();
        let may_know = self.knows_view(principal, &view, &mut known);
        if may_know.await? {
            Ok(view)
        } else {
            Err(missing())
        }
    }

    /// A view somebody may change: who saved it and still works there, and who maintains what its organisation has.
    async fn own_view(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<(SavedView, Decision), HubError> {
        let view = self.known_view(principal, name).await?;
        let decision = may_change(principal, &view)?;
        Ok((view, decision))
    }

    /// The words of a view as they are kept, with what its definition names.
    async fn checked(
        &self,
        principal: &Principal,
        view: &SavedView,
        words: ViewWords,
    ) -> Result<ViewEdition, HubError> {
        let title = said(&words.title, LONGEST_TITLE);
        let title = title.ok_or_else(|| invalid("title", "view_title"))?;
        let description = words.description.trim().to_owned();
        if description.chars().count() > LONGEST_TEXT {
            return Err(invalid("description", "view_description"));
        }
        check_parameters(&words)?;
        let sources = self.named_in(principal, &words.definition).await?;
        if sources.is_empty() {
            return Err(invalid("definition", "view_without_source"));
        }
        let edition = ViewEdition {
            title,
            description,
            circle: words.circle,
            definition: words.definition,
            parameters: words.parameters,
            sources,
            ..view.edition.clone()
        };
        for source in &edition.sources {
            self.is_known_source(principal, source).await?;
        }
        self.stands_on_others(&view.name, &edition.sources).await?;
        let view = SavedView {
            edition,
            ..view.clone()
        };
        // Who saves it may open it: what does not fit the tables is told now.
        self.traced(principal, &view).await?;
        Ok(view.edition)
    }

    /// What a definition names.
    async fn named_in(
        &self,
        principal: &Principal,
        definition: &ViewDefinition,
    ) -> Result<Vec<TableName>, HubError> {
        match definition {
            ViewDefinition::Sql(sql) => {
                if sql.trim().is_empty() || sql.len() > LONGEST_SQL {
                    return Err(invalid("definition", "view_definition"));
                }
                let question = Question {
                    sql: sql.clone(),
                    limits: self.parts.question_limits,
                    place: self.questions.take(principal).await?,
                };
                let statement = self.parts.engine.read(question).await?;
                Ok(statement.tables().to_vec())
            }
            ViewDefinition::Inquiry(inquiry) => {
                let setting = self.setting(principal, inquiry).await?;
                if !check(inquiry, &setting).is_empty() {
                    return Err(invalid("definition", "view_definition"));
                }
                Ok(setting.reads())
            }
        }
    }

    /// Nobody saves a name of what they may not know of: whether it is there would show in what becomes of the view.
    async fn is_known_source(
        &self,
        principal: &Principal,
        source: &TableName,
    ) -> Result<(), HubError> {
        let mut known = Known::default();
        let may_know = self.knows_source(principal, source, false, &mut known);
        let may_know = may_know.await?;
        if may_know {
            return Ok(());
        }
        Err(AskError::Unknown {
            what: "table".to_owned(),
            name: source.to_string(),
            similar: Vec::new(),
        }
        .into())
    }

    /// Refuses a view that over others would name itself, or stand on too many one behind the other.
    async fn stands_on_others(&self, name: &Slug, sources: &[TableName]) -> Result<(), HubError> {
        let mut level: Vec<Slug> = names_of_views(sources);
        let mut seen: HashSet<Slug> = HashSet::new();
        let mut depth = 1;
        while !level.is_empty() {
            if level.contains(name) {
                return Err(invalid("definition", "view_circle"));
            }
            depth += 1;
            if depth > MOST_DEPTH {
                return Err(invalid("definition", "view_too_deep"));
            }
            let mut next = Vec::new();
            for known in level {
                if seen.insert(known.clone())
                    && let Some(view) = self.parts.views.by_name(&known).await?
                {
                    next.extend(names_of_views(&view.edition.sources));
                }
            }
            level = next;
        }
        Ok(())
    }
}

/// Whether somebody may change a view.
pub(super) fn may_change(principal: &Principal, view: &SavedView) -> Result<Decision, HubError> {
    let office = Resource::Organisation(view.organisation);
    if is_author(principal, view, &view.edition) {
        return authorise(principal, Action::KeepViews, &office);
    }
    authorise(principal, Action::Maintain, &office)
}

fn names_of_views(sources: &[TableName]) -> Vec<Slug> {
    let views = sources.iter().filter(|source| SavedView::is_name(source));
    views.map(|source| source.table.clone()).collect()
}

fn check_parameters(words: &ViewWords) -> Result<(), HubError> {
    let parameters = &words.parameters;
    let is_inquiry = matches!(words.definition, ViewDefinition::Inquiry(_));
    if parameters.len() > MOST_PARAMETERS || (is_inquiry && !parameters.is_empty()) {
        return Err(invalid("parameters", "view_parameters"));
    }
    let mut names = HashSet::new();
    for parameter in parameters {
        let texts = [&parameter.label, &parameter.default];
        let is_long = texts
            .iter()
            .any(|text| text.chars().count() > LONGEST_VALUE);
        if is_long || !names.insert(&parameter.name) {
            return Err(invalid("parameters", "view_parameters"));
        }
    }
    bound_values(parameters, None)?;
    Ok(())
}

fn overtaken() -> HubError {
    StoreError::Conflict {
        what: "a view that was changed meanwhile",
    }
    .into()
}
