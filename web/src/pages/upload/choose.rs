//! The first step: which file, and what for. Files that still wait are listed, so that none is lost.

use super::aim::Targets;
use super::{Steps, aim};
use crate::fragments::task_list::TaskList;
use crate::pages::administer::own_role_href;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;

#[derive(Template)]
#[template(path = "upload/choose.html")]
struct ChoosePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    limit: String,
    houses: Vec<String>,
    /// Where somebody who runs the hub can take a role, having none.
    role_href: Option<String>,
    targets: Targets,
    waiting: Vec<Waiting>,
    tasks: Option<TaskList>,
}

/// A file that waits.
struct Waiting {
    href: String,
    discard_href: Option<String>,
    name: String,
    size: String,
}

/// `GET /hochladen?ziel=umwelt/baumkataster`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    let waiting = visitor.hub().waiting_uploads(&visitor.principal).await?;
    let tasks = visitor.hub().waiting(&visitor.principal).await?;
    page(&ChoosePage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-title")).below(&[]),
        w,
        steps: Steps::at(w, 0),
        limit: w.bytes(visitor.state.settings.upload_limit_bytes),
        targets: Targets::of(&visitor, query.get("ziel").unwrap_or(aim::NEW)).await?,
        role_href: own_role_href(&visitor),
        tasks: TaskList::of(w, &tasks),
        houses: houses.into_iter().map(|house| house.name).collect(),
        waiting: waiting
            .into_iter()
            .map(|waiting| Waiting {
                href: if waiting.is_handed_over {
                    format!("/hochladen/{}/fortschritt", waiting.id)
                } else {
                    format!("/hochladen/{}", waiting.id)
                },
                discard_href: (!waiting.is_handed_over)
                    .then(|| format!("/hochladen/{}/verwerfen", waiting.id)),
                name: waiting.upload.file_name,
                size: w.bytes(waiting.upload.size_bytes),
            })
            .collect(),
    })
}
