//! The form with which a subscription begins, or is changed.

use super::line::href;
use super::list_href;
use crate::form::Fields;
use crate::pages::account::head::View;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, NewSubscription, SubjectPlace, WatchWish};
use hebewerk_model::{Language, Line, LineSide};

#[derive(Template)]
#[template(path = "subscriptions/new.html")]
struct FormPage {
    shell: Shell,
    w: Words,
    title: String,
    error: Option<String>,
    asked: Asked,
    /// What a view may be watched for, and whether it is chosen; none for a dataset.
    whens: Vec<(&'static str, String, bool)>,
    /// Columns of the view and whether it is chosen.
    columns: Vec<(String, bool)>,
    sends_mail: bool,
    back: String,
}

/// What the form asks for, as it was opened or sent.
#[derive(Default)]
struct Asked {
    /// `haus/datensatz`, for a dataset.
    dataset: String,
    /// Name of the view.
    view: String,
    column: String,
    /// `anders`, `ueber`, `unter`.
    when: String,
    value: String,
    by_mail: bool,
}

/// Where the form for something is, with the column whose figure is meant.
pub(crate) fn form_href(place: &SubjectPlace, column: Option<&str>) -> String {
    let here = format!("{}/neu", list_href());
    let query = match place {
        SubjectPlace::Dataset(organisation, dataset) => {
            Query::default().with("datensatz", format!("{organisation}/{dataset}"))
        }
        SubjectPlace::View(name) => {
            let query = Query::default().with("sicht", name);
            match column {
                Some(column) => query.with("spalte", column).with("wann", "ueber"),
                None => query,
            }
        }
    };
    query.href(&here)
}

/// `GET /konto/abonnements/neu`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let text = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let asked = Asked {
        dataset: text("datensatz"),
        view: text("sicht"),
        column: text("spalte"),
        when: text("wann"),
        value: String::new(),
        by_mail: false,
    };
    page(&template(&visitor, asked, None).await?)
}

/// `POST /konto/abonnements`
pub(crate) async fn begin(visitor: Visitor, fields: Fields) -> PageResult {
    let text = |name: &str| fields.text(name).to_owned();
    let asked = Asked {
        dataset: text("datensatz"),
        view: text("sicht"),
        column: text("spalte"),
        when: text("wann"),
        value: text("wert"),
        by_mail: fields.is_ticked("post"),
    };
    let new = match asked.wish(visitor.words.language) {
        Ok(wish) => NewSubscription {
            wish,
            by_mail: asked.by_mail,
        },
        Err(error) => return again(&visitor, asked, error).await,
    };
    match visitor.hub().subscribe(&visitor.principal, new).await {
        Ok(_begun) => {
            let done = Query::default().with("getan", "begonnen");
            Ok(Redirect::to(&done.href(list_href())).into_response())
        }
        Err(error) => again(&visitor, asked, error).await,
    }
}

async fn again(visitor: &Visitor, asked: Asked, error: HubError) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    let sentence = refused::sentence(&visitor.words, &refusal);
    let template = template(visitor, asked, Some(sentence)).await?;
    page_with(StatusCode::BAD_REQUEST, &template)
}

impl Asked {
    fn wish(&self, language: Language) -> Result<WatchWish, HubError> {
        if self.view.is_empty() {
            let (organisation, dataset) = self.dataset.split_once('/').unwrap_or_default();
            return Ok(WatchWish::Dataset(
                organisation.to_owned(),
                dataset.to_owned(),
            ));
        }
        let side = match self.when.as_str() {
            "ueber" => LineSide::Above,
            "unter" => LineSide::Below,
            _ => return Ok(WatchWish::View(self.view.clone())),
        };
        let value = typed_number(language, &self.value).ok_or(HubError::Invalid {
            field: "value",
            code: "invalid_line",
        })?;
        let line = Line {
            column: self.column.clone(),
            side,
            value,
        };
        Ok(WatchWish::Figure(self.view.clone(), line))
    }
}

async fn template(
    visitor: &Visitor,
    asked: Asked,
    error: Option<String>,
) -> Result<FormPage, Refusal> {
    let (w, hub, principal) = (visitor.words, visitor.hub(), &visitor.principal);
    let (title, place, columns) = if asked.view.is_empty() {
        let (organisation, dataset) = asked.dataset.split_once('/').unwrap_or_default();
        let view = hub.show(principal, organisation, dataset, None).await?;
        let place = SubjectPlace::Dataset(view.organisation.slug, view.dataset.slug);
        (view.dataset.description.title, place, Vec::new())
    } else {
        let view = hub.view(principal, &asked.view).await?.card.view;
        // What is wrong with it is told when it is sent.
        let columns = hub.view_columns(principal, &asked.view).await;
        let names = columns.unwrap_or_default().into_iter();
        let names: Vec<String> = names.map(|column| column.name).collect();
        (view.edition.title, SubjectPlace::View(view.name), names)
    };
    let when = match asked.when.as_str() {
        known @ ("ueber" | "unter") => known,
        _ => "anders",
    };
    let choices = ["anders", "ueber", "unter"].into_iter();
    let whens = choices.map(|code| {
        let label = w.code("subscription-when", code).into_owned();
        (code, label, code == when)
    });
    let account = w.t("account-title");
    let list = w.t("subscriptions-title");
    let steps = [("/konto", &*account), (View::Subscriptions.href(), &*list)];
    let shell = Shell::new(visitor, Place::Account, w.t("subscription-new")).below(&steps);
    Ok(FormPage {
        shell,
        w,
        title,
        error,
        whens: match place {
            SubjectPlace::Dataset(..) => Vec::new(),
            SubjectPlace::View(_) => whens.collect(),
        },
        columns: columns
            .into_iter()
            .map(|name| {
                let is_chosen = name == asked.column;
                (name, is_chosen)
            })
            .collect(),
        sends_mail: hub.sends_mail(),
        back: href(&place),
        asked,
    })
}

/// A number as people of a language write it: `1.234,5` in German, `1,234.5` in English.
fn typed_number(language: Language, text: &str) -> Option<f64> {
    let (point, group) = match language {
        Language::De => (',', '.'),
        Language::En => ('.', ','),
    };
    let text: String = text.split_whitespace().collect();
    let (whole, part) = text.split_once(point).unwrap_or((&text, ""));
    // A single mark that parts no thousands is the decimal mark of the other language.
    let mut groups = whole.split(group).skip(1);
    let is_grouped = groups.clone().next().is_some() && groups.all(|digits| digits.len() == 3);
    let number = if is_grouped {
        format!("{}.{part}0", whole.replace(group, ""))
    } else if part.is_empty() {
        whole.replace(group, ".")
    } else {
        format!("{whole}.{part}")
    };
    number
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::typed_number;
    use hebewerk_model::Language::{De, En};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (language, text, number) in [
            (De, "1.234,5", Some(1_234.5)),
            (De, "100", Some(100.0)),
            (De, "-3,25", Some(-3.25)),
            (De, "1.000", Some(1_000.0)),
            (De, "1.5", Some(1.5)),
            (De, "12 000", Some(12_000.0)),
            (En, "1,234.5", Some(1_234.5)),
            (En, "0.5", Some(0.5)),
            (De, "", None),
            (De, "viel", None),
            (De, "inf", None),
        ] {
            assert_eq!(typed_number(language, text), number, "{text}");
        }
    }
}
