//! Roles that come from above: whoever has one in a department has it in the offices below, unless they are sealed.

use crate::{Hub, HubError};
use hebewerk_model::Membership;

impl Hub {
    /// Roles with those that follow from them; what was given comes first.
    pub(crate) async fn with_inherited(
        &self,
        given: &[Membership],
    ) -> Result<Vec<Membership>, HubError> {
        let mut all = given.to_vec();
        for from in given {
            for organisation in self.parts.organisations.below(from.organisation).await? {
                let inherited = Membership {
                    organisation,
                    role: from.role,
                };
                if !all.contains(&inherited) {
                    all.push(inherited);
                }
            }
        }
        Ok(all)
    }
}
