//! Who somebody is, in the words of Keycloak, Entra ID and others.

use super::ProviderAddress;
use super::token::text;
use hebewerk_hub::ports::{ProviderError, VouchedFor};
use serde_json::{Map, Value};

/// Longest identity (Core § 2); longer ones cannot be of this protocol.
const LONGEST_SUBJECT: usize = 255;

/// Most groups that are looked at.
const MOST_GROUPS: usize = 10_000;

/// Where addresses stand. Entra ID leaves `email` out unless asked and puts the sign-in name into
/// `preferred_username`, which in Keycloak is a short name and then no address.
const EMAIL: [&str; 3] = ["email", "preferred_username", "upn"];

/// Whether groups, address or name may stand in what the provider tells under another address.
pub(super) fn lacks_something(claims: &Map<String, Value>, address: &ProviderAddress) -> bool {
    at(claims, &address.groups_claim).is_none() || email(claims).is_none()
}

/// Somebody, after their tokens have been checked.
pub(super) fn vouched_for(
    claims: &Map<String, Value>,
    address: &ProviderAddress,
) -> Result<VouchedFor, ProviderError> {
    let subject = text(claims, "sub")
        .filter(|subject| subject.len() <= LONGEST_SUBJECT)
        .ok_or(ProviderError::Token("subject"))?;
    let email = email(claims).map(str::to_owned);
    if email.is_some() && is_unverified(claims) && !address.unverified_email {
        return Err(ProviderError::EmailUnverified);
    }
    Ok(VouchedFor {
        subject: subject.to_owned(),
        session: text(claims, "sid").map(str::to_owned),
        email,
        name: text(claims, "name").map(str::to_owned),
        groups: groups(claims, &address.groups_claim)?,
        strengths: Vec::new(),
    })
}

/// How somebody showed who they are: the class (`acr`) and each method (`amr`, RFC 8176) that a token names. Only what
/// is signed counts.
pub(super) fn strengths(claims: &Map<String, Value>) -> Vec<String> {
    let methods = claims.get("amr").and_then(Value::as_array);
    let methods = methods.into_iter().flatten().filter_map(Value::as_str);
    text(claims, "acr")
        .into_iter()
        .chain(methods)
        .take(MOST_GROUPS)
        .map(str::to_owned)
        .collect()
}

fn email(claims: &Map<String, Value>) -> Option<&str> {
    let found = EMAIL.iter().filter_map(|name| text(claims, name));
    found.into_iter().find(|found| found.contains('@'))
}

/// Only if the provider says so: Entra ID says nothing, and gives out addresses of the city alone.
fn is_unverified(claims: &Map<String, Value>) -> bool {
    matches!(claims.get("email_verified"), Some(Value::Bool(false)))
        || claims.get("email_verified").and_then(Value::as_str) == Some("false")
}

/// The groups. Where they are left out because they are too many, nobody knows which ones there are: to read that as
/// none would take everybody's roles from them.
fn groups(claims: &Map<String, Value>, path: &str) -> Result<Vec<String>, ProviderError> {
    let Some(found) = at(claims, path) else {
        return if are_left_out(claims, path) {
            Err(ProviderError::GroupsLeftOut)
        } else {
            Ok(Vec::new())
        };
    };
    Ok(match found {
        Value::String(only) => vec![only.clone()],
        Value::Array(many) => many
            .iter()
            .take(MOST_GROUPS)
            .filter_map(|group| group.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    })
}

/// What Entra ID says in place of more than 200 groups: `_claim_names` with the name of the claim, or `hasgroups`.
fn are_left_out(claims: &Map<String, Value>, path: &str) -> bool {
    let named = claims.get("_claim_names").and_then(Value::as_object);
    let hinted = claims.get("hasgroups");
    named.is_some_and(|names| names.contains_key(path))
        || (path == "groups" && matches!(hinted, Some(Value::Bool(true))))
        || (path == "groups" && hinted.and_then(Value::as_str) == Some("true"))
}

/// What stands under a name, or under a path of names with dots between. A name with dots in it comes first: some
/// providers use whole addresses as names.
fn at<'a>(claims: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(found) = claims.get(path) {
        return Some(found);
    }
    let mut steps = path.split('.');
    let mut found = claims.get(steps.next()?)?;
    for step in steps {
        found = found.get(step)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn address(groups_claim: &str) -> ProviderAddress {
        ProviderAddress {
            id: "stadt".to_owned(),
            issuer: "https://id.example".to_owned(),
            client_id: "hub".to_owned(),
            client_secret: None,
            scopes: Vec::new(),
            groups_claim: groups_claim.to_owned(),
            unverified_email: false,
        }
    }

    fn of(claims: &Value, groups_claim: &str) -> Result<VouchedFor, ProviderError> {
        vouched_for(claims.as_object().unwrap(), &address(groups_claim))
    }

    #[test]
    fn keycloak_says_groups_as_paths_and_roles_in_a_tree() {
        let claims = json!({
            "sub": "f:1:ada", "sid": "s-1", "preferred_username": "ada", "email": "ada@stadt.example",
            "email_verified": true, "name": "Ada Lovelace", "groups": ["/umwelt/pflege", "/alle"],
            "realm_access": {"roles": ["hub-leitung", "offline_access"]},
            "resource_access": {"hub": {"roles": ["pflege"]}},
        });
        let known = of(&claims, "groups").unwrap();
        assert_eq!(known.email.as_deref(), Some("ada@stadt.example"));
        assert_eq!(known.session.as_deref(), Some("s-1"));
        assert_eq!(known.groups, ["/umwelt/pflege", "/alle"]);
        let roles = of(&claims, "realm_access.roles").unwrap();
        assert_eq!(roles.groups, ["hub-leitung", "offline_access"]);
        let roles = of(&claims, "resource_access.hub.roles").unwrap();
        assert_eq!(roles.groups, ["pflege"]);
    }

    #[test]
    fn entra_says_groups_as_identifiers_and_the_address_as_preferred_username() {
        let claims = json!({
            "sub": "AAAAAAAAAAAAAAAAAAAAAIkz", "oid": "00000000-0000-0000-66f3-3332eca7ea81", "ver": "2.0",
            "preferred_username": "ada@stadt.example", "name": "Ada Lovelace",
            "groups": ["3ca0c3f9-6ae4-4c34-b2a3-5f4b6c7f0a11"],
        });
        let known = of(&claims, "groups").unwrap();
        assert_eq!(known.email.as_deref(), Some("ada@stadt.example"));
        assert_eq!(known.groups, ["3ca0c3f9-6ae4-4c34-b2a3-5f4b6c7f0a11"]);
    }

    #[test]
    fn groups_that_entra_leaves_out_are_not_no_groups() {
        let overage = json!({
            "sub": "A", "_claim_names": {"groups": "src1"},
            "_claim_sources": {"src1": {"endpoint": "https://graph.example/users/1/getMemberObjects"}},
        });
        let told = of(&overage, "groups");
        assert!(matches!(told, Err(ProviderError::GroupsLeftOut)));
        let hinted = json!({"sub": "A", "hasgroups": true});
        assert!(matches!(
            of(&hinted, "groups"),
            Err(ProviderError::GroupsLeftOut)
        ));
        // Roles of an application are never left out.
        assert!(of(&overage, "roles").unwrap().groups.is_empty());
        let without = json!({"sub": "A"});
        assert!(of(&without, "groups").unwrap().groups.is_empty());
    }

    #[test]
    fn class_and_methods_are_read_as_they_stand_there() {
        let claims = json!({"sub": "1", "acr": "2", "amr": ["pwd", "otp", 7]});
        assert_eq!(strengths(claims.as_object().unwrap()), ["2", "pwd", "otp"]);
        let without = json!({"sub": "1", "amr": "otp"});
        assert!(strengths(without.as_object().unwrap()).is_empty());
    }

    #[test]
    fn a_short_name_is_no_address_and_an_unverified_one_does_not_count() {
        let short = json!({"sub": "1", "preferred_username": "ada"});
        assert_eq!(of(&short, "groups").unwrap().email, None);
        for said in [json!(false), json!("false")] {
            let claims = json!({"sub": "1", "email": "ada@stadt.example", "email_verified": said});
            assert!(matches!(
                of(&claims, "groups"),
                Err(ProviderError::EmailUnverified)
            ));
        }
        assert!(matches!(
            of(&json!({"sub": ""}), "groups"),
            Err(ProviderError::Token("subject"))
        ));
    }
}
