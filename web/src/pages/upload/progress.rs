//! How far a file is on its way into the hub. The page follows by itself, with and without a script.

use super::{Steps, staged};
use crate::fragments::running::Running;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::Standing;
use hebewerk_model::Kind;

#[derive(Template)]
#[template(path = "upload/progress.html")]
struct ProgressPage {
    shell: Shell,
    w: Words,
    steps: Steps,
    id: String,
    headline: String,
    lead: String,
    running: Option<Running>,
}

/// `GET /hochladen/{id}/fortschritt`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let w = visitor.words;
    let standing = visitor
        .hub()
        .upload_standing(&visitor.principal, staged(&id)?)
        .await?;
    let (headline, lead, running) = match standing {
        Standing::Waiting => {
            return Ok(Redirect::to(&format!("/hochladen/{id}")).into_response());
        }
        Standing::Done(_) => {
            return Ok(Redirect::to(&format!("/hochladen/{id}/fertig")).into_response());
        }
        Standing::Running { stage, done, of } => (
            w.t("upload-on-its-way").into_owned(),
            w.t("upload-on-its-way-lead").into_owned(),
            Some(step(w, stage, done, of)),
        ),
        Standing::Failed { code } => (w.t("upload-failed").into_owned(), reason(&w, &code), None),
        Standing::Interrupted => (
            w.t("upload-interrupted").into_owned(),
            w.t("upload-interrupted-lead").into_owned(),
            None,
        ),
    };
    let upload = w.t("upload-title");
    page(&ProgressPage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-step-done"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 3),
        id,
        headline,
        lead,
        running,
    })
}

fn step(w: Words, stage: &str, done: u64, of: u64) -> Running {
    match stage {
        "look" => {
            let words = w.t2("upload-reading", "done", w.bytes(done), "of", w.bytes(of));
            Running::of(words.into_owned(), done, of)
        }
        "write" => {
            let words = w.t2("upload-stage-write", "table", done + 1, "of", of);
            Running::of(words.into_owned(), done, of)
        }
        "commit" => Running::at_once(w.t("upload-stage-commit").into_owned()),
        _ => Running::at_once(w.t("upload-stage-keep").into_owned()),
    }
}

/// The sentence of a code that was kept.
fn reason(w: &Words, code: &str) -> String {
    let code = code.replace('_', "-");
    for key in [format!("refusal-{code}"), format!("error-{code}")] {
        if hebewerk_words::has(w.language, &key) {
            return w.t(&key).into_owned();
        }
    }
    let unknown = Refusal::new(Kind::Internal, "internal");
    crate::pages::refused::sentence(w, &unknown)
}
