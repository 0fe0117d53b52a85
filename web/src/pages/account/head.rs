//! The head of the pages of one's own account.

use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use hebewerk_model::Account;

/// The views of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Settings,
    Sessions,
    SecondFactor,
    Passkeys,
    Providers,
    Keys,
    Subscriptions,
}

impl View {
    const ALL: [Self; 7] = [
        Self::Settings,
        Self::Subscriptions,
        Self::Sessions,
        Self::SecondFactor,
        Self::Passkeys,
        Self::Providers,
        Self::Keys,
    ];

    pub(crate) const fn href(self) -> &'static str {
        match self {
            Self::Settings => "/konto",
            Self::Sessions => "/konto/anmeldungen",
            Self::SecondFactor => "/konto/zweiter-faktor",
            Self::Passkeys => "/konto/passkeys",
            Self::Providers => "/konto/anbieter",
            Self::Keys => "/konto/schluessel",
            Self::Subscriptions => "/konto/abonnements",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Settings => "account-settings",
            Self::Sessions => "sessions-title",
            Self::SecondFactor => "second-factor-title",
            Self::Passkeys => "passkeys-title",
            Self::Providers => "providers-title",
            Self::Keys => "keys-title",
            Self::Subscriptions => "subscriptions-title",
        }
    }
}

pub(crate) struct Tab {
    pub(crate) href: &'static str,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// Name, address, views.
pub(crate) struct Head {
    pub(crate) w: Words,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) tabs: Vec<Tab>,
}

impl Head {
    pub(crate) fn of(visitor: &Visitor, current: View) -> Result<Self, Refusal> {
        let w = visitor.words;
        let account = own(visitor)?;
        let has_providers = !visitor.hub().offered_providers().is_empty();
        let views = View::ALL.into_iter();
        let views = views.filter(|view| has_providers || *view != View::Providers);
        let tabs = views.map(|view| Tab {
            href: view.href(),
            label: w.t(view.key()).into_owned(),
            current: view == current,
        });
        Ok(Self {
            w,
            name: account.name.clone(),
            email: account.email.to_string(),
            tabs: tabs.collect(),
        })
    }
}

/// What stands around a view.
pub(crate) fn shell(visitor: &Visitor, view: View) -> Shell {
    let w = visitor.words;
    let account = w.t("account-title");
    match view {
        View::Settings => Shell::new(visitor, Place::Account, account).below(&[]),
        view => Shell::new(visitor, Place::Account, w.t(view.key())).below(&[("/konto", &account)]),
    }
}

/// The visitor's account.
pub(crate) fn own(visitor: &Visitor) -> Result<&Account, Refusal> {
    visitor
        .account
        .as_ref()
        .ok_or_else(Refusal::unauthenticated)
}
