//! Access keys: one's own, and those of a house.

mod form;
mod line;
mod revoke;

pub(crate) use self::revoke::{ask as ask_revoke, ask_house as ask_revoke_house};
pub(crate) use self::revoke::{revoke, revoke_house};

use self::form::Form;
use self::line::KeyLine;
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::account::head::{Head, View, shell};
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use hebewerk_hub::{HubError, KeyView, MadeKey, PasswordAgain};
use hebewerk_model::Organisation;

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    shell: Shell,
    w: Words,
    /// The head of one's own account.
    head: Option<Head>,
    /// The house they belong to.
    house: Option<String>,
    done: Option<String>,
    /// A secret that was just made.
    made: Option<Made>,
    holding: Vec<KeyLine>,
    ended: Vec<KeyLine>,
    form: Option<Form>,
}

struct Made {
    name: String,
    secret: String,
}

/// Whose keys they are.
enum Whose {
    Own,
    House(Organisation),
}

impl Whose {
    fn href(&self) -> String {
        match self {
            Self::Own => View::Keys.href().to_owned(),
            Self::House(house) => format!("/haeuser/{}/schluessel", house.slug),
        }
    }
}

/// The keys, with what stands around them.
struct Shown {
    whose: Whose,
    keys: Vec<KeyView>,
    may_make: bool,
}

impl Shown {
    async fn own(visitor: &Visitor) -> Result<Self, Refusal> {
        Ok(Self {
            whose: Whose::Own,
            keys: visitor.hub().own_keys(&visitor.principal).await?,
            may_make: true,
        })
    }

    async fn of_house(visitor: &Visitor, slug: &str) -> Result<Self, Refusal> {
        let hub = visitor.hub();
        let house = hub.keys_of_house(&visitor.principal, slug).await?;
        Ok(Self {
            whose: Whose::House(house.organisation),
            keys: house.keys,
            may_make: house.may_make,
        })
    }

    fn page(&self, visitor: &Visitor, form: Option<Form>) -> Result<KeysPage, Refusal> {
        let w = visitor.words;
        let lines = |holds: bool| {
            let keys = self.keys.iter().filter(|view| view.holds == holds);
            keys.map(|view| KeyLine::of(w, view, &self.whose.href()))
                .collect()
        };
        let (shell, head, house) = match &self.whose {
            Whose::Own => (
                shell(visitor, View::Keys),
                Some(Head::of(visitor, View::Keys)?),
                None,
            ),
            Whose::House(house) => {
                let here = format!("/haeuser/{}", house.slug);
                let steps = [("/haeuser", &*w.t("nav-houses")), (&*here, &*house.name)];
                let shell = Shell::new(visitor, Place::Houses, w.t("keys-title")).below(&steps);
                (shell, None, Some(house.name.clone()))
            }
        };
        Ok(KeysPage {
            shell,
            w,
            head,
            house,
            done: None,
            made: None,
            holding: lines(true),
            ended: lines(false),
            form: form.or_else(|| {
                self.may_make
                    .then(|| Form::fresh(visitor, &self.whose.href()))
            }),
        })
    }
}

fn said(visitor: &Visitor, query: &Query) -> Option<String> {
    let is_back = query.get("getan") == Some("zurueckgenommen");
    is_back.then(|| visitor.words.t("key-was-revoked").into_owned())
}

/// `GET /konto/schluessel`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let mut template = Shown::own(&visitor).await?.page(&visitor, None)?;
    template.done = said(&visitor, &query);
    page(&template)
}

/// `GET /haeuser/{organisation}/schluessel`
pub(crate) async fn show_house(
    visitor: Visitor,
    Path(slug): Path<String>,
    query: Query,
) -> PageResult {
    let shown = Shown::of_house(&visitor, &slug).await?;
    let mut template = shown.page(&visitor, None)?;
    template.done = said(&visitor, &query);
    page(&template)
}

/// `POST /konto/schluessel`
pub(crate) async fn make(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let form = Form::sent(&visitor, View::Keys.href(), &fields);
    let hub = visitor.hub();
    let made = match form.wish() {
        Ok(wish) => {
            let password = fields.raw("kennwort");
            let again = PasswordAgain { password, from };
            hub.make_own_key(&visitor.principal, wish, again).await
        }
        Err(error) => Err(error),
    };
    let shown = Shown::own(&visitor).await?;
    answer(&visitor, &shown, form, made)
}

/// `POST /haeuser/{organisation}/schluessel`
pub(crate) async fn make_house(
    visitor: Visitor,
    Path(slug): Path<String>,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let form = Form::sent(&visitor, &format!("/haeuser/{slug}/schluessel"), &fields);
    let hub = visitor.hub();
    let made = match form.wish() {
        Ok(wish) => {
            let password = fields.raw("kennwort");
            let wish = (wish, PasswordAgain { password, from });
            hub.make_house_key(&visitor.principal, &slug, wish).await
        }
        Err(error) => Err(error),
    };
    let shown = Shown::of_house(&visitor, &slug).await?;
    answer(&visitor, &shown, form, made)
}

/// The page with the secret, which no address leads to and nobody keeps; or the form again with what is wrong.
fn answer(
    visitor: &Visitor,
    shown: &Shown,
    mut form: Form,
    made: Result<MadeKey, HubError>,
) -> PageResult {
    match made {
        Ok(made) => {
            let mut template = shown.page(visitor, None)?;
            template.made = Some(Made {
                name: made.key.name,
                secret: made.secret.0,
            });
            let mut response = page(&template)?;
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
            Ok(response)
        }
        Err(error) => {
            let refusal = refused::beside_form(Refusal::from(error))?;
            form.error = Some(refused::sentence(&visitor.words, &refusal));
            page_with(StatusCode::BAD_REQUEST, &shown.page(visitor, Some(form))?)
        }
    }
}
