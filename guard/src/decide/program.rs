//! What a program with an access key may do: what its holder may do today, and of that only what the key is for.

use super::{Action, Resource, by_rules};
use crate::{Decision, Rule};
use hebewerk_model::{KeyRight, Principal, Program};

/// Never more than the holder, never less than the public.
pub(super) fn decide(
    program: &Program,
    principal: &Principal,
    action: Action,
    resource: &Resource,
) -> Decision {
    let Some(right) = right_for(action) else {
        return Decision::refuse(Rule::NotForKeys);
    };
    let dataset = match resource {
        Resource::Dataset { dataset, .. } => *dataset,
        Resource::Hub | Resource::Organisation(_) => None,
    };
    if program.scope.has(right) && program.scope.reaches(dataset) {
        return by_rules(principal, action, resource);
    }
    let public = by_rules(&Principal::Anonymous, action, resource);
    if public.allowed {
        public
    } else {
        Decision::refuse(Rule::BeyondKey)
    }
}

/// The right of a key an action asks for; none where somebody has to be there in person. An action added later is for
/// persons until somebody decides otherwise here.
const fn right_for(action: Action) -> Option<KeyRight> {
    match action {
        Action::SeeMetadata => Some(KeyRight::Metadata),
        Action::ReadRows | Action::Count => Some(KeyRight::Rows),
        Action::TakeIn => Some(KeyRight::TakeIn),
        Action::Maintain | Action::KeepViews => Some(KeyRight::Maintain),
        _ => None,
    }
}
