//! What is held back of a dataset: personal data, columns, rows; and what others see of it.

mod change;
mod line;
mod mistake;
mod seen;

pub(crate) use self::change::change;
pub(crate) use self::seen::look;

pub(super) use self::line::condition_words;
use self::line::{PersonLine, RuleLine};
use self::mistake::Mistake;
use super::edit::Choice;
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::form::Fields;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use hebewerk_hub::ProtectionView;
use hebewerk_model::{Binds, PersonalKind};

/// Masks as they are offered, in order from much to little that is held back.
pub(super) const MASKS: [&str; 11] = [
    "hide",
    "null",
    "pseudonym",
    "beginning",
    "group",
    "round",
    "year",
    "quarter",
    "month",
    "street",
    "grid",
];

#[derive(Template)]
#[template(path = "dataset/protection.html")]
struct ProtectionPage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    house: String,
    /// What has just been done.
    done: Option<String>,
    mistake: Option<Mistake>,
    may_protect: bool,
    /// Number of the rules that hold.
    number: u32,
    /// Columns with personal data that nobody has looked at.
    waiting: usize,
    persons: Vec<PersonLine>,
    rules: Vec<RuleLine>,
    misfits: String,
    columns: Vec<Choice>,
    kinds: Vec<Choice>,
    masks: Vec<Choice>,
    binds: Vec<Choice>,
    houses: Vec<Choice>,
    /// What was typed.
    typed: Fields,
    /// What was laid down before: when, by whom, how much.
    changes: Vec<(String, String, String)>,
}

impl ProtectionPage {
    /// What was typed into a field of the form that was sent; nothing in the other forms.
    fn typed(&self, form: &str, field: &str) -> &str {
        if self.typed.text("tun") == form {
            self.typed.raw(field)
        } else {
            ""
        }
    }

    /// The mistake in a field of a form.
    fn mistake(&self, form: &str, field: &str) -> Option<&str> {
        let mistake = self.mistake.as_ref()?;
        (mistake.form == form && mistake.field == field).then_some(mistake.sentence.as_str())
    }
}

/// `GET /daten/{organisation}/{dataset}/schutz`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let view = protected(&visitor, &path).await?;
    let done = match query.get("getan") {
        Some("geprueft") => Some("protection-done-reviewed"),
        Some("geregelt") => Some("protection-done-ruled"),
        Some("aufgehoben") => Some("protection-done-lifted"),
        _ => None,
    };
    let mut template = template(&visitor, &path, &view, Fields::default()).await?;
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// The page again, with what was typed and what is wrong with it.
async fn page_again(
    visitor: &Visitor,
    path: &DatasetPath,
    typed: Fields,
    mistake: Mistake,
) -> PageResult {
    let view = protected(visitor, path).await?;
    let mut template = template(visitor, path, &view, typed).await?;
    template.mistake = Some(mistake);
    page_with(StatusCode::BAD_REQUEST, &template)
}

/// The rules of the dataset of an address.
async fn protected(visitor: &Visitor, path: &DatasetPath) -> Result<ProtectionView, Refusal> {
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let hub = visitor.hub();
    Ok(hub
        .protection(&visitor.principal, organisation, dataset)
        .await?)
}

async fn template(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &ProtectionView,
    typed: Fields,
) -> Result<ProtectionPage, Refusal> {
    let w = visitor.words;
    let dataset = load(visitor, path, &Query::default()).await?;
    let head = Head::of(visitor, path, &dataset, View::Protection);
    let misfits = view.misfits.iter();
    let misfits: Vec<String> = misfits
        .map(|name| format!("{}.{}", name.table, name.column))
        .collect();
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let houses = houses.into_iter().map(|house| {
        let house = house.organisation;
        choice(house.slug.as_str(), house.name, "")
    });
    Ok(ProtectionPage {
        shell: head.shell(visitor, View::Protection),
        w,
        action: href(path),
        house: view.organisation.name.clone(),
        done: None,
        mistake: None,
        may_protect: view.may_protect,
        number: view.number(),
        waiting: view.waiting(),
        persons: line::persons(w, view),
        rules: line::rules(w, view),
        misfits: misfits.join(", "),
        columns: columns(view, typed.text("spalte")),
        kinds: PersonalKind::ALL
            .into_iter()
            .map(|kind| {
                let code = kind.code();
                choice(code, w.code("personal-kind", code), typed.text("art"))
            })
            .collect(),
        masks: MASKS
            .into_iter()
            .map(|code| choice(code, w.code("mask-offer", code), typed.text("maske")))
            .collect(),
        binds: Binds::ALL
            .into_iter()
            .rev()
            .map(Binds::code)
            .map(|code| {
                let chosen = match typed.text("gilt") {
                    "" => Binds::Outside.code(),
                    chosen => chosen,
                };
                choice(code, w.code("binds", code), chosen)
            })
            .collect(),
        houses: houses.collect(),
        typed,
        changes: changes(w, view),
        head,
    })
}

fn choice(value: &str, label: impl Into<String>, chosen: &str) -> Choice {
    let value = value.to_owned();
    Choice {
        is_chosen: value == chosen,
        value,
        label: label.into(),
        explained: String::new(),
    }
}

/// All columns, with their tables where there are several.
fn columns(view: &ProtectionView, chosen: &str) -> Vec<Choice> {
    let several = view.tables.len() > 1;
    let mut choices = Vec::new();
    for table in &view.tables {
        for column in &table.columns {
            let label = crate::fragments::column_card::label(&column.column);
            let label = if several {
                format!("{}: {label}", table.name)
            } else {
                label
            };
            let value = format!("{}.{}", table.sql_name, column.column.name);
            choices.push(choice(&value, label, chosen));
        }
    }
    choices
}

fn changes(w: Words, view: &ProtectionView) -> Vec<(String, String, String)> {
    let changes = view.changes.iter();
    changes
        .map(|(change, name)| {
            let protection = &change.protection;
            let who = match name {
                Some(name) => name.clone(),
                None => w.t("protection-by-operator").into_owned(),
            };
            let what = w.t_with(
                "protection-change",
                &[
                    ("columns", &protection.columns.len()),
                    ("rows", &protection.rows.len()),
                    ("reviews", &protection.reviews.len()),
                ],
            );
            (w.moment(change.at), who, what.into_owned())
        })
        .collect()
}

/// The address of the page.
fn href(path: &DatasetPath) -> String {
    format!("{}/schutz", path.href())
}
