//! *Datei hochladen*: choose, check and correct, describe, done. Every step is an address; nothing needs a script.

mod check;
mod corrections;
mod describe;

pub(crate) use self::check::show as check;
pub(crate) use self::describe::{form as describe, take_in};

use crate::form::{self, Fields, TOKEN_FIELD};
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::StagedId;
use hebewerk_model::Kind;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;

/// The four steps.
const STEPS: [&str; 4] = [
    "upload-step-choose",
    "upload-step-check",
    "upload-step-describe",
    "upload-step-done",
];

/// The row of steps with the current one.
pub(super) struct Steps {
    pub(super) steps: Vec<Step>,
}

pub(super) struct Step {
    pub(super) label: String,
    pub(super) is_done: bool,
    pub(super) is_current: bool,
    /// "Schritt 2 von 4", for narrow screens.
    pub(super) standing: String,
}

impl Steps {
    /// The steps with number `current` (0-based) as the current one.
    pub(super) fn at(w: Words, current: usize) -> Self {
        let steps = STEPS.iter().enumerate();
        Self {
            steps: steps
                .map(|(index, key)| Step {
                    label: w.t(key).into_owned(),
                    is_done: index < current,
                    is_current: index == current,
                    standing: w
                        .t2("upload-standing", "step", index + 1, "steps", STEPS.len())
                        .into_owned(),
                })
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "upload/choose.html")]
struct ChoosePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    limit: String,
    houses: Vec<String>,
}

#[derive(Template)]
#[template(path = "upload/done.html")]
struct DonePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    headline: String,
    lead: String,
    href: String,
    has_rows: bool,
}

/// `GET /hochladen`
pub(crate) async fn choose(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    page(&ChoosePage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-title")).below(&[]),
        w,
        steps: Steps::at(w, 0),
        limit: w.bytes(visitor.state.settings.upload_limit_bytes),
        houses: houses.into_iter().map(|house| house.name).collect(),
    })
}

/// `POST /hochladen`: the file goes to disk as it comes.
pub(crate) async fn receive(visitor: Visitor, mut parts: Multipart) -> PageResult {
    let mut proven = false;
    while let Some(field) = parts.next_field().await.map_err(multipart)? {
        match field.name() {
            Some(TOKEN_FIELD) => {
                let token = field.text().await.map_err(multipart)?;
                proven = form::is_proven(&visitor, &token);
            }
            // The proof stands in front of the file, so that nothing is stored for a foreign page.
            Some("datei") if proven => return store(&visitor, field).await,
            Some("datei") => return Err(form::foreign()),
            _ => {}
        }
    }
    Err(Refusal::invalid("no_file"))
}

async fn store(visitor: &Visitor, mut field: Field<'_>) -> PageResult {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Err(Refusal::invalid("no_file"));
    }
    let path = visitor.hub().staging_file(&visitor.principal).await?;
    let mut file = tokio::fs::File::create(&path)
        .await
        .map_err(Refusal::internal)?;
    while let Some(piece) = field.chunk().await.map_err(multipart)? {
        file.write_all(&piece).await.map_err(disk)?;
    }
    file.flush().await.map_err(disk)?;
    drop(file);
    let id = visitor
        .hub()
        .stage(&visitor.principal, &path, &name)
        .await?;
    Ok(Redirect::to(&format!("/hochladen/{id}")).into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn multipart(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::new(Kind::Invalid, "file_too_large")
            .with_status(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Refusal::invalid("upload_broken")
}

fn disk(error: std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return Refusal::new(Kind::Unavailable, "no_room");
    }
    Refusal::internal(error)
}

/// `POST /hochladen/{id}/verwerfen`
pub(crate) async fn discard(
    visitor: Visitor,
    Path(id): Path<String>,
    _fields: Fields,
) -> PageResult {
    visitor
        .hub()
        .discard_upload(&visitor.principal, staged(&id)?)
        .await?;
    Ok(Redirect::to("/hochladen").into_response())
}

/// Path of what an upload became.
#[derive(Deserialize)]
pub(crate) struct DonePath {
    organisation: String,
    dataset: String,
}

/// `GET /hochladen/fertig/{organisation}/{dataset}`
pub(crate) async fn done(visitor: Visitor, Path(path): Path<DonePath>) -> PageResult {
    let w = visitor.words;
    let view = visitor
        .hub()
        .show(&visitor.principal, &path.organisation, &path.dataset, None)
        .await?;
    let title = view.dataset.description.title.clone();
    let upload = w.t("upload-title");
    page(&DonePage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-step-done"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 3),
        headline: w.t1("upload-done-headline", "title", &title).into_owned(),
        lead: match &view.version {
            Some(version) => w
                .t2(
                    "upload-done-lead",
                    "rows",
                    version.rows,
                    "version",
                    version.number.0,
                )
                .into_owned(),
            None => w.t("upload-done-raw").into_owned(),
        },
        href: format!("/daten/{}/{}", path.organisation, path.dataset),
        has_rows: view.version.is_some(),
    })
}

/// The staged file of an address.
fn staged(id: &str) -> Result<StagedId, Refusal> {
    id.parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_upload"))
}
