//! Applications for publication that wait, for those who decide on them or have made them.

use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::WaitingRelease;

#[derive(Template)]
#[template(path = "releases.html")]
struct ReleasesPage {
    shell: Shell,
    w: Words,
    lead: String,
    waiting: Vec<ReleaseLine>,
}

/// An application in the list.
struct ReleaseLine {
    href: String,
    title: String,
    house: String,
    text: String,
    act: String,
}

/// `GET /veroeffentlichungen`
pub(crate) async fn list(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let waiting = visitor.hub().waiting_releases(&visitor.principal).await?;
    page(&ReleasesPage {
        shell: Shell::new(&visitor, Place::Find, w.t("releases-title")),
        lead: w.t1("releases-lead", "count", waiting.len()).into_owned(),
        waiting: waiting.iter().map(|one| line(w, one)).collect(),
        w,
    })
}

fn line(w: Words, one: &WaitingRelease) -> ReleaseLine {
    let release = &one.words.release;
    let applied = match &one.words.applied_by {
        Some(name) => name.clone(),
        None => w.t("release-by-operator").into_owned(),
    };
    let act = if one.may_decide {
        "releases-decide"
    } else {
        "releases-look"
    };
    ReleaseLine {
        href: format!(
            "/daten/{}/{}/veroeffentlichung",
            one.organisation.slug, one.dataset.slug
        ),
        title: one.dataset.description.title.clone(),
        house: one.organisation.name.clone(),
        text: w
            .t_with(
                "release-waiting-text",
                &[
                    ("version", &release.version.0),
                    ("applied", &applied),
                    ("when", &w.moment(release.applied_at)),
                ],
            )
            .into_owned(),
        act: w.t(act).into_owned(),
    }
}
