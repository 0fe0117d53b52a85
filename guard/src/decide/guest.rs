//! What somebody from outside may do who was invited: read what is public and what they were invited to, and nothing
//! that is for those who belong to the city.

use super::{Action, Resource, by_rules};
use crate::{Decision, Rule};
use hebewerk_model::{Guest, Principal, Visibility};

/// Never more than a reader of the offices they were invited to, never less than the public.
pub(super) fn decide(
    guest: &Guest,
    principal: &Principal,
    action: Action,
    resource: &Resource,
) -> Decision {
    match action {
        Action::ManageOwnAccount => by_rules(principal, action, resource),
        Action::SeeMetadata | Action::ReadRows => {
            let public = by_rules(&Principal::Anonymous, action, resource);
            if is_invited(guest, resource) {
                by_rules(principal, action, &as_of_its_own(resource))
            } else if public.allowed {
                public
            } else {
                Decision::refuse(Rule::NotForGuests)
            }
        }
        // Also an action that is added later, until somebody decides otherwise here.
        _ => Decision::refuse(Rule::NotForGuests),
    }
}

/// To whoever does not belong to the city its circle is none: a dataset of it is, like one of an office, for its own and
/// for whom it was granted to, and the record says by which of both.
const fn as_of_its_own<'a>(resource: &Resource<'a>) -> Resource<'a> {
    match *resource {
        Resource::Dataset {
            dataset,
            organisation,
            visibility: Visibility::City,
            sealed,
            protection,
        } => Resource::Dataset {
            dataset,
            organisation,
            visibility: Visibility::Office,
            sealed,
            protection,
        },
        other => other,
    }
}

/// Whether the invitation is for this.
fn is_invited(guest: &Guest, resource: &Resource) -> bool {
    match resource {
        Resource::Hub
        | Resource::Organisation(_)
        | Resource::Dataset {
            visibility: Visibility::Public,
            ..
        } => true,
        Resource::Dataset {
            dataset,
            organisation,
            sealed,
            ..
        } => {
            let is_reader = guest
                .memberships
                .iter()
                .any(|membership| membership.organisation == *organisation);
            let is_granted = dataset.is_some_and(|dataset| guest.grants.of(dataset).is_some());
            !sealed && (is_reader || is_granted)
        }
    }
}
