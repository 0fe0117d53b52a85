//! What the hub holds of a person, as a document: names of fields as programs read them, everything else as it is.

use super::Disclosure;
use crate::audit::AuditEntry;
use crate::ports::{ExternalIdentity, Passkey, SavedEdition};
use hebewerk_model::{
    AccessKey, AccountId, Invitation, KeyHolder, Notice, OpenSession, Slug, Subscription, Watched,
};
use serde_json::{Value, json};

/// The document.
pub(super) fn document(disclosure: &Disclosure) -> Value {
    let (account, holdings) = (&disclosure.account, &disclosure.holdings);
    let mut places = disclosure
        .places
        .iter()
        .map(|place| place.as_ref().map(named));
    let grants: Vec<Value> = holdings
        .grants
        .iter()
        .zip(places.by_ref())
        .map(|(grant, dataset)| {
            json!({
                "dataset": dataset,
                "given_by_this_person": grant.granted_by == Some(account.id),
                "purpose": grant.purpose,
                "legal_basis": grant.legal_basis,
                "reference": grant.reference,
                "covers_protected": grant.covers_protected,
                "statistics_only": grant.statistics_only,
                "granted_at": grant.granted_at.to_string(),
                "expires_at": grant.expires_at.map(|at| at.to_string()),
                "revoked_at": grant.revoked_at.map(|at| at.to_string()),
            })
        })
        .collect();
    let deliveries: Vec<Value> = holdings
        .deliveries
        .iter()
        .zip(places)
        .map(|(delivery, dataset)| {
            json!({
                "dataset": dataset,
                "file_name": delivery.file_name,
                "received_at": delivery.received_at.to_string(),
            })
        })
        .collect();
    let queries = disclosure.saved_queries.iter();
    json!({
        "account": {
            "id": account.id,
            "name": account.name,
            "e_mail": account.email,
            "language": account.language.tag(),
            "administrator": account.administrator,
            "data_protection_officer": account.officer,
            "closed_at": account.closed_at.map(|at| at.to_string()),
            "memberships": memberships(disclosure),
        },
        "second_factor_since": disclosure.second_factor_since.map(|at| at.to_string()),
        "passkeys": disclosure.passkeys.iter().map(passkey).collect::<Vec<_>>(),
        "sessions": disclosure.sessions.iter().map(session).collect::<Vec<_>>(),
        "access_keys": disclosure.access_keys.iter().map(|held| key(account.id, held)).collect::<Vec<_>>(),
        "grants": grants,
        "deliveries": deliveries,
        "connections": holdings.connections,
        "identities": holdings.identities.iter().map(identity).collect::<Vec<_>>(),
        "invitations": holdings.invitations.iter().map(|held| invitation(account.id, held)).collect::<Vec<_>>(),
        "views": holdings.views.iter().map(view).collect::<Vec<_>>(),
        "saved_queries": queries.map(|query| json!({ "name": query.title, "sql": query.sql })).collect::<Vec<_>>(),
        "subscriptions": disclosure.subscriptions.iter().map(subscription).collect::<Vec<_>>(),
        "notices": disclosure.notices.iter().map(notice).collect::<Vec<_>>(),
        "audit": disclosure.audit.iter().map(entry).collect::<Vec<_>>(),
    })
}

/// By identity: what it is called is for those who may know of it then.
fn watched(watched: &Watched) -> Value {
    let line = watched.line();
    json!({
        "kind": watched.kind(),
        "dataset": watched.dataset(),
        "view": watched.view(),
        "column": line.map(|line| line.column.as_str()),
        "side": line.map(|line| line.side.code()),
        "line": line.map(|line| line.value),
    })
}

fn subscription(subscription: &Subscription) -> Value {
    json!({
        "about": watched(&subscription.watched),
        "by_mail": subscription.by_mail,
        "begun_at": subscription.begun_at.to_string(),
        "ended_at": subscription.ended_at.map(|at| at.to_string()),
    })
}

fn notice(notice: &Notice) -> Value {
    json!({
        "about": watched(&notice.watched),
        "version": notice.version,
        "at": notice.at.to_string(),
        "read": notice.is_read,
        "mail": notice.posting.code(),
    })
}

fn view(saved: &SavedEdition) -> Value {
    json!({
        "name": saved.name,
        "edition": saved.number,
        "title": saved.title,
        "saved_at": saved.saved_at.to_string(),
    })
}

/// Without key and identity of the device: they tell nothing to a person.
fn passkey(passkey: &Passkey) -> Value {
    json!({
        "name": passkey.name,
        "added_at": passkey.added_at.to_string(),
        "used_at": passkey.used_at.map(|at| at.to_string()),
    })
}

fn session(session: &OpenSession) -> Value {
    json!({
        "browser": session.client.browser,
        "system": session.client.system,
        "opened_at": session.opened_at.to_string(),
        "used_at": session.used_at.to_string(),
        "expires_at": session.expires_at.to_string(),
    })
}

/// A key of theirs, or one they made for an organisation.
fn key(person: AccountId, key: &AccessKey) -> Value {
    json!({
        "name": key.name,
        "in_this_persons_name": key.holder == KeyHolder::Account(person),
        "made_by_this_person": key.made_by == person,
        "made_at": key.made_at.to_string(),
        "used_at": key.used_at.map(|at| at.to_string()),
        "expires_at": key.expires_at.to_string(),
        "revoked_at": key.revoked_at.map(|at| at.to_string()),
    })
}

fn identity(identity: &ExternalIdentity) -> Value {
    json!({ "issuer": identity.issuer, "subject": identity.subject })
}

/// One by which they came, or one they made; whom they invited is told to that person.
fn invitation(person: AccountId, invitation: &Invitation) -> Value {
    json!({
        "made_by_this_person": invitation.invited_by == Some(person),
        "purpose": invitation.purpose,
        "legal_basis": invitation.legal_basis,
        "reference": invitation.reference,
        "invited_at": invitation.invited_at.to_string(),
        "accepted_at": invitation.accepted_at.map(|at| at.to_string()),
        "ends_at": invitation.ends_at.to_string(),
        "revoked_at": invitation.revoked_at.map(|at| at.to_string()),
    })
}

fn memberships(disclosure: &Disclosure) -> Vec<Value> {
    let memberships = disclosure.account.memberships.iter();
    memberships
        .map(|membership| {
            let mut known = disclosure.organisations.iter();
            let organisation = known.find(|known| known.id == membership.organisation);
            json!({
                "organisation": organisation.map(|organisation| organisation.name.as_str()),
                "role": membership.role.code(),
            })
        })
        .collect()
}

fn named((organisation, dataset): &(Slug, Slug)) -> String {
    format!("{organisation}/{dataset}")
}

/// An entry. Others who acted on the account are named by their office's record, not here: that they did is theirs.
fn entry(entry: &AuditEntry) -> Value {
    let recorded = &entry.recorded;
    json!({
        "entry": recorded.entry,
        "at": recorded.at.to_string(),
        "door": recorded.door,
        "action": recorded.action,
        "by": recorded.account,
        "about": recorded.subject,
        "dataset": entry.place.as_ref().map(named),
        "version": recorded.version,
        "rows": recorded.rows,
        "allowed": recorded.allowed,
        "rule": recorded.rule,
        "purpose": entry.purpose,
        "office": entry.office,
        "key": entry.key_name,
    })
}
