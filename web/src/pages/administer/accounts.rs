//! Accounts and their roles.

use super::closing;
use crate::form::Fields;
use crate::pages::dataset::edit::Choice;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{Identified, NewAccount, OrganisationSummary};
use hebewerk_model::{Account, AccountId, Kind, Membership, Role};

struct AccountLine {
    href: String,
    name: String,
    email: String,
    roles: String,
}

#[derive(Template)]
#[template(path = "administer/accounts.html")]
struct AccountsPage {
    shell: Shell,
    w: Words,
    accounts: Vec<AccountLine>,
    /// What has just been done.
    done: Option<String>,
}

/// A house with the roles somebody could have there.
struct HouseRoles {
    field: String,
    house: String,
    roles: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "administer/account.html")]
struct AccountPage {
    shell: Shell,
    w: Words,
    action: String,
    error: Option<String>,
    is_new: bool,
    close_href: String,
    sign_out_action: String,
    /// Where its second factor is taken from it, if it has one.
    reset_action: Option<String>,
    /// How somebody can have been recognised: code and words.
    identified: Vec<(&'static str, String)>,
    name: String,
    email: String,
    is_administrator: bool,
    is_officer: bool,
    houses: Vec<HouseRoles>,
}

/// What the form holds.
#[derive(Default)]
struct Input {
    name: String,
    email: String,
    is_administrator: bool,
    is_officer: bool,
    memberships: Vec<Membership>,
}

/// `GET /verwaltung/konten`
pub(crate) async fn list(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let accounts = visitor.hub().accounts(&visitor.principal).await?;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let administer = w.t("nav-administer");
    let done = match query.get("getan") {
        Some("gespeichert") => Some("account-saved"),
        Some("geschlossen") => Some("account-was-closed"),
        Some("geoeffnet") => Some("account-was-reopened"),
        Some("abgemeldet") => Some("account-was-signed-out"),
        Some("zurueckgesetzt") => Some("second-factor-was-reset"),
        _ => None,
    };
    page(&AccountsPage {
        done: done.map(|key| w.t(key).into_owned()),
        shell: Shell::new(&visitor, Place::Administer, w.t("accounts-title"))
            .below(&[("/verwaltung", &administer)]),
        w,
        accounts: accounts
            .iter()
            .map(|account| AccountLine {
                href: format!("/verwaltung/konten/{}", account.id),
                name: account.name.clone(),
                email: account.email.to_string(),
                roles: roles(w, account, &houses),
            })
            .collect(),
    })
}

/// `GET /verwaltung/konten/{id}`; `neu` is a new account.
pub(crate) async fn form(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let input = match known(&visitor, &id).await? {
        None => Input::default(),
        Some(account) if account.closed_at.is_some() => {
            return closing::closed(&visitor, &account, None);
        }
        Some(account) => Input {
            name: account.name,
            email: account.email.to_string(),
            is_administrator: account.administrator,
            is_officer: account.officer,
            memberships: account.memberships,
        },
    };
    page(&template(&visitor, &id, input, None).await?)
}

/// `POST /verwaltung/konten/{id}`
pub(crate) async fn save(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let account = known(&visitor, &id).await?;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let password = fields.raw("kennwort");
    let input = Input {
        name: fields.text("name").to_owned(),
        email: fields.text("email").to_owned(),
        is_administrator: fields.is_ticked("verwaltung"),
        is_officer: fields.is_ticked("datenschutz"),
        memberships: memberships(&fields, &houses),
    };
    let new = NewAccount {
        id: account.map(|account| account.id),
        email: input.email.clone(),
        name: input.name.clone(),
        password: (!password.is_empty()).then(|| password.to_owned()),
        administrator: input.is_administrator,
        officer: input.is_officer,
        memberships: input.memberships.clone(),
    };
    match visitor.hub().save_account(&visitor.principal, new).await {
        Ok(_account) => Ok(Redirect::to("/verwaltung/konten?getan=gespeichert").into_response()),
        Err(error) => {
            let refusal = Refusal::from(error);
            if refusal.kind != Kind::Invalid {
                return Err(refusal);
            }
            let sentence = refused::sentence(&visitor.words, &refusal);
            let template = template(&visitor, &id, input, Some(sentence)).await?;
            page_with(StatusCode::BAD_REQUEST, &template)
        }
    }
}

/// The account of an address; none for `neu`.
pub(super) async fn known(visitor: &Visitor, id: &str) -> Result<Option<Account>, Refusal> {
    if id == "neu" {
        return Ok(None);
    }
    let id: AccountId = id.parse().map_err(|_error| Refusal::not_found())?;
    let accounts = visitor.hub().accounts(&visitor.principal).await?;
    let account = accounts.into_iter().find(|account| account.id == id);
    account.map(Some).ok_or_else(Refusal::not_found)
}

fn memberships(fields: &Fields, houses: &[OrganisationSummary]) -> Vec<Membership> {
    houses
        .iter()
        .filter_map(|house| {
            let role = Role::from_code(fields.text(&field(house)))?;
            Some(Membership {
                organisation: house.organisation.id,
                role,
            })
        })
        .collect()
}

fn field(house: &OrganisationSummary) -> String {
    format!("rolle_{}", house.organisation.slug)
}

fn roles(w: Words, account: &Account, houses: &[OrganisationSummary]) -> String {
    if account.closed_at.is_some() {
        return w.t("account-closed").into_owned();
    }
    let mut roles = Vec::new();
    if account.administrator {
        roles.push(w.code("role", "administrator").into_owned());
    }
    if account.officer {
        roles.push(w.code("role", "officer").into_owned());
    }
    for membership in &account.memberships {
        let house = houses
            .iter()
            .find(|house| house.organisation.id == membership.organisation);
        if let Some(house) = house {
            let role = w.code("role", membership.role.code());
            roles.push(
                w.t2(
                    "account-role",
                    "house",
                    &house.organisation.name,
                    "role",
                    role,
                )
                .into_owned(),
            );
        }
    }
    if roles.is_empty() {
        roles.push(w.t("account-no-role").into_owned());
    }
    roles.join(", ")
}

async fn template(
    visitor: &Visitor,
    id: &str,
    input: Input,
    error: Option<String>,
) -> Result<AccountPage, Refusal> {
    let w = visitor.words;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let is_new = id == "neu";
    let title = if is_new {
        w.t("account-new").into_owned()
    } else {
        input.name.clone()
    };
    let (administer, accounts) = (w.t("nav-administer"), w.t("accounts-title"));
    Ok(AccountPage {
        shell: Shell::new(visitor, Place::Administer, title).below(&[
            ("/verwaltung", &administer),
            ("/verwaltung/konten", &accounts),
        ]),
        w,
        action: format!("/verwaltung/konten/{id}"),
        close_href: format!("/verwaltung/konten/{id}/schliessen"),
        sign_out_action: format!("/verwaltung/konten/{id}/abmelden"),
        reset_action: reset_action(visitor, id).await?,
        identified: Identified::ALL
            .into_iter()
            .map(|one| (one.code(), w.code("rule", one.code()).into_owned()))
            .collect(),
        error,
        is_new,
        houses: houses
            .iter()
            .map(|house| house_roles(w, house, &input))
            .collect(),
        name: input.name,
        email: input.email,
        is_administrator: input.is_administrator,
        is_officer: input.is_officer,
    })
}

async fn reset_action(visitor: &Visitor, id: &str) -> Result<Option<String>, Refusal> {
    let Ok(account) = id.parse::<AccountId>() else {
        return Ok(None);
    };
    let hub = visitor.hub();
    let has_one = hub.has_account_second_factor(&visitor.principal, account);
    let action = format!("/verwaltung/konten/{id}/zweiter-faktor-zuruecksetzen");
    Ok(has_one.await?.then_some(action))
}

fn house_roles(w: Words, house: &OrganisationSummary, input: &Input) -> HouseRoles {
    let held = input
        .memberships
        .iter()
        .find(|membership| membership.organisation == house.organisation.id)
        .map(|membership| membership.role);
    HouseRoles {
        field: field(house),
        house: house.organisation.name.clone(),
        roles: Role::ALL
            .into_iter()
            .map(|role| Choice {
                value: role.code().to_owned(),
                label: w.code("role", role.code()).into_owned(),
                is_chosen: held == Some(role),
                explained: String::new(),
            })
            .collect(),
    }
}
