//! `hebewerk view`: views of a hub.

use crate::cli::{ViewArgs, ViewCommand, ViewDeleteArgs, ViewListArgs, ViewOneArgs, ViewSaveArgs};
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::{Hub, HubError, NewView, ViewCard, ViewWords};
use hebewerk_model::{
    Language, ParameterKind, Principal, ViewDefinition, ViewParameter, Visibility,
};
use hebewerk_words::{Value, code, t, t_with};
use serde_json::json;

/// Lists, shows, saves or deletes, as whoever holds the data directory.
pub(crate) async fn run(context: &Context, args: &ViewArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let only_looks = matches!(args.what, ViewCommand::List(_) | ViewCommand::Show(_));
    let lock = if only_looks { None } else { Some(home.lock()?) };
    let wired = if only_looks {
        wiring::open_reading(&home, &config).await?
    } else {
        wiring::open(&home, &config).await?
    };
    let said = Said {
        language: context.language,
        hub: &wired.hub,
    };
    let done = match &args.what {
        ViewCommand::List(args) => said.list(args).await,
        ViewCommand::Show(args) => said.show(args).await,
        ViewCommand::Save(args) => said.save(args).await,
        ViewCommand::Delete(args) => said.delete(args).await,
    };
    wired.close().await;
    drop(lock);
    done.map(|()| Done::Whole)
}

/// Who is spoken to, and what about.
struct Said<'a> {
    language: Language,
    hub: &'a Hub,
}

impl Said<'_> {
    async fn list(&self, args: &ViewListArgs) -> anyhow::Result<()> {
        let mut cards = self.hub.views(&Principal::Operator).await?;
        if let Some(organisation) = &args.organisation {
            cards.retain(|card| card.organisation.slug.as_str() == organisation);
        }
        if args.output.json {
            let list: Vec<_> = cards.iter().map(document).collect();
            return output::json(&list);
        }
        let rows: Vec<Vec<String>> = cards
            .iter()
            .map(|card| {
                let edition = &card.view.edition;
                vec![
                    format!("sichten.{}", card.view.name),
                    edition.title.clone(),
                    card.organisation.slug.to_string(),
                    code(self.language, "view-circle", edition.circle.code()).into_owned(),
                    edition.number.to_string(),
                ]
            })
            .collect();
        let header = ["name", "title", "organisation", "visibility", "edition"];
        let header = header.map(|key| self.column(key));
        output::table(&header, &rows)
    }

    fn column(&self, key: &str) -> String {
        t(self.language, &format!("cli-view-column-{key}")).into_owned()
    }

    async fn show(&self, args: &ViewOneArgs) -> anyhow::Result<()> {
        let shown = self.hub.view(&Principal::Operator, &args.name).await?;
        if args.output.json {
            return output::json(&document(&shown.card));
        }
        let edition = &shown.card.view.edition;
        let sources: Vec<String> = edition.sources.iter().map(ToString::to_string).collect();
        let lines = [
            ("name", format!("sichten.{}", shown.card.view.name)),
            ("title", edition.title.clone()),
            ("organisation", shown.card.organisation.slug.to_string()),
            (
                "visibility",
                code(self.language, "view-circle", edition.circle.code()).into_owned(),
            ),
            ("edition", edition.number.to_string()),
            ("sources", sources.join(", ")),
        ];
        for (key, value) in lines {
            output::line(&format!("{}: {value}", self.column(key)))?;
        }
        if !edition.description.is_empty() {
            output::line(&edition.description)?;
        }
        output::line(&asked(&edition.definition))
    }

    /// Saves a new view, or changes the one of this name.
    async fn save(&self, args: &ViewSaveArgs) -> anyhow::Result<()> {
        let operator = &Principal::Operator;
        let parameters = args.parameters.iter().map(|text| parameter(text));
        let words = ViewWords {
            title: args.title.clone(),
            description: args.description.clone(),
            circle: args.visibility.parse().unwrap_or(Visibility::City),
            definition: ViewDefinition::Sql(args.sql.clone()),
            parameters: parameters.collect::<Result<_, _>>()?,
        };
        let view = match self.hub.view(operator, &args.name).await {
            Ok(shown) => {
                let number = shown.card.view.edition.number;
                self.hub
                    .change_view(operator, &args.name, number, words)
                    .await?
            }
            Err(HubError::NotFound { what: "view", .. }) => {
                let new = NewView {
                    name: args.name.clone(),
                    organisation: args.organisation.clone().unwrap_or_default(),
                    words,
                };
                self.hub.save_view(operator, new).await?
            }
            Err(error) => return Err(error.into()),
        };
        if args.output.json {
            let shown = self.hub.view(operator, view.name.as_str()).await?;
            return output::json(&document(&shown.card));
        }
        let name = format!("sichten.{}", view.name);
        let values = [
            ("name", Value::from(name.as_str())),
            ("number", Value::from(u64::from(view.edition.number))),
        ];
        output::line(&t_with(self.language, "cli-view-saved", &values))
    }

    async fn delete(&self, args: &ViewDeleteArgs) -> anyhow::Result<()> {
        let operator = &Principal::Operator;
        let shown = self.hub.view(operator, &args.name).await?;
        if !args.yes {
            return Err(invalid("yes", "view_delete_unconfirmed").into());
        }
        let number = shown.card.view.edition.number;
        self.hub.remove_view(operator, &args.name, number).await?;
        let name = format!("sichten.{}", args.name);
        let values = [("name", Value::from(name.as_str()))];
        output::line(&t_with(self.language, "cli-view-deleted", &values))
    }
}

const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}

/// A parameter as it is typed: `bezirk:text=Mitte`.
fn parameter(text: &str) -> Result<ViewParameter, HubError> {
    let wrong = || invalid("parameters", "view_parameters");
    let (name, rest) = text.split_once(':').ok_or_else(wrong)?;
    let (kind, default) = rest.split_once('=').unwrap_or((rest, ""));
    Ok(ViewParameter {
        name: name.parse().map_err(|_no_name| wrong())?,
        label: String::new(),
        kind: ParameterKind::from_code(kind).ok_or_else(wrong)?,
        default: default.to_owned(),
    })
}

/// A statement, or a question by steps in its own words.
fn asked(definition: &ViewDefinition) -> String {
    match definition {
        ViewDefinition::Sql(sql) => sql.clone(),
        ViewDefinition::Inquiry(inquiry) => {
            serde_json::to_string_pretty(inquiry).unwrap_or_default()
        }
    }
}

fn document(card: &ViewCard) -> serde_json::Value {
    let view = &card.view;
    let edition = &view.edition;
    let sources = edition.sources.iter().map(ToString::to_string);
    json!({
        "name": view.name,
        "table": format!("sichten.{}", view.name),
        "title": edition.title,
        "description": edition.description,
        "organisation": card.organisation.slug,
        "visibility": edition.circle.code(),
        "edition": edition.number,
        "saved_at": edition.saved_at.to_string(),
        "definition": edition.definition,
        "parameters": edition.parameters,
        "sources": sources.collect::<Vec<_>>(),
    })
}
