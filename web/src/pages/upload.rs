//! *Datei hochladen*: choose, check and correct, describe, done. Every step is an address; nothing needs a script.

mod aim;
mod check;
mod choose;
mod column_form;
mod correct;
mod corrections;
mod describe;
mod discard;
mod done;
mod hand_over;
mod progress;
mod receive;
mod table_form;

pub(crate) use self::check::show as check;
pub(crate) use self::choose::show as choose;
pub(crate) use self::correct::save as correct;
pub(crate) use self::describe::form as describe;
pub(crate) use self::discard::{ask as ask_discard, discard};
pub(crate) use self::done::show as done;
pub(crate) use self::hand_over::take_in;
pub(crate) use self::progress::show as progress;
pub(crate) use self::receive::receive;

use crate::{Refusal, Visitor, Words};
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{StagedId, Standing};
use hebewerk_model::Kind;

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

/// The staged file of an address.
fn staged(id: &str) -> Result<StagedId, Refusal> {
    id.parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_upload"))
}

/// Where a file that was handed over is told of; none while it can still be corrected.
async fn elsewhere(visitor: &Visitor, id: StagedId) -> Result<Option<Response>, Refusal> {
    let standing = visitor
        .hub()
        .upload_standing(&visitor.principal, id)
        .await?;
    let page = match standing {
        Standing::Running { .. } => "fortschritt",
        Standing::Done(_) => "fertig",
        Standing::Waiting | Standing::Failed { .. } | Standing::Interrupted => return Ok(None),
    };
    Ok(Some(
        Redirect::to(&format!("/hochladen/{id}/{page}")).into_response(),
    ))
}
