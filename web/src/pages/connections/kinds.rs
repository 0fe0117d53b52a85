//! The first question of a new connection: what kind of system it is.

use super::{ROOT, shell};
use crate::pages::administer::own_role_href;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;

struct KindCard {
    href: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "connections/kinds.html")]
struct KindsPage {
    shell: Shell,
    w: Words,
    kinds: Vec<KindCard>,
    may_connect: bool,
    role_href: Option<String>,
}

/// `GET /anbindungen/neu`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    let forms = visitor.hub().connectors().iter();
    page(&KindsPage {
        shell: shell(&visitor, w.t("connection-new"), None),
        w,
        kinds: forms
            .map(|form| KindCard {
                href: format!("{ROOT}/neu/{}", form.kind),
                title: super::kind_title(w, form.kind),
                about: w.t(&format!("connector-{}-about", form.kind)).into_owned(),
            })
            .collect(),
        may_connect: !houses.is_empty(),
        role_href: own_role_href(&visitor),
    })
}
