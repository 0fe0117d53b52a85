//! The answer of the guard.

use crate::Conditions;
use hebewerk_model::{GrantId, OrganisationId, Principal};
use serde::{Deserialize, Serialize};

/// A rule that can determine a decision. Each has a sentence in `words` (`rule-<code>`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The dataset is public.
    PublicForAll,
    /// Everybody who is signed in may read city-internal data.
    CityForSignedIn,
    /// Members read what their organisation owns.
    OfficeForMembers,
    /// It was granted to somebody or to their organisation, for a purpose.
    GrantedForPurpose,
    /// Counting was granted to somebody or to their organisation, for a purpose.
    GrantedForStatistics,
    /// Everybody who is signed in may know which datasets exist.
    MetadataForSignedIn,
    /// Stewards maintain what their organisation owns.
    StewardMaintains,
    /// Owners grant the right to read what their organisation owns.
    OwnerGrants,
    /// Owners lay down what is held back of what their organisation owns.
    OwnerProtects,
    /// Owners erase what their organisation holds of somebody.
    OwnerErases,
    /// The data protection officer erases what is held of somebody.
    OfficerErases,
    /// Gatekeepers release what others have taken in.
    GatekeeperReleases,
    /// Members save views in the name of their organisation.
    MemberKeepsViews,
    /// Administrators run the hub.
    AdministratorRuns,
    /// The data protection officer watches over the record.
    OfficerWatches,
    /// Everybody manages their own account.
    OwnAccount,
    /// Whoever holds the data directory holds the data.
    OperatorHoldsTheDirectory,
    /// Refused: nobody is signed in and the dataset is not public.
    NotPublic,
    /// Refused: the dataset is for members of its organisation.
    NotAMember,
    /// Refused: only stewards of the organisation may do this.
    NotASteward,
    /// Refused: only owners of the organisation may do this.
    NotAnOwner,
    /// Refused: only gatekeepers of the organisation may do this.
    NotAGatekeeper,
    /// Refused: only administrators may do this.
    NotAnAdministrator,
    /// Refused: a rule of protection names a column that this version does not have.
    ProtectionDoesNotFit,
    /// Refused: only the data protection officer may do this.
    NotAnOfficer,
    /// Refused: only counting was granted, and this shows rows.
    StatisticsOnly,
    /// Refused: the organisation is sealed, nobody outside reads.
    Sealed,
    /// Refused: whoever was invited reads only what the invitation is for.
    NotForGuests,
    /// Refused: somebody has to be there in person.
    NotForKeys,
    /// Refused: the access key is not for this.
    BeyondKey,
}

impl Rule {
    /// Stable snake-case code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PublicForAll => "public_for_all",
            Self::CityForSignedIn => "city_for_signed_in",
            Self::OfficeForMembers => "office_for_members",
            Self::GrantedForPurpose => "granted_for_purpose",
            Self::GrantedForStatistics => "granted_for_statistics",
            Self::MetadataForSignedIn => "metadata_for_signed_in",
            Self::StewardMaintains => "steward_maintains",
            Self::OwnerGrants => "owner_grants",
            Self::OwnerProtects => "owner_protects",
            Self::OwnerErases => "owner_erases",
            Self::OfficerErases => "officer_erases",
            Self::GatekeeperReleases => "gatekeeper_releases",
            Self::MemberKeepsViews => "member_keeps_views",
            Self::AdministratorRuns => "administrator_runs",
            Self::OfficerWatches => "officer_watches",
            Self::OwnAccount => "own_account",
            Self::OperatorHoldsTheDirectory => "operator_holds_the_directory",
            Self::NotPublic => "not_public",
            Self::NotAMember => "not_a_member",
            Self::NotASteward => "not_a_steward",
            Self::NotAnOwner => "not_an_owner",
            Self::NotAGatekeeper => "not_a_gatekeeper",
            Self::NotAnAdministrator => "not_an_administrator",
            Self::ProtectionDoesNotFit => "protection_does_not_fit",
            Self::NotAnOfficer => "not_an_officer",
            Self::StatisticsOnly => "statistics_only",
            Self::Sealed => "sealed",
            Self::NotForGuests => "not_for_guests",
            Self::NotForKeys => "not_for_keys",
            Self::BeyondKey => "beyond_key",
        }
    }
}

/// Whether something is allowed, why, and under which conditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Whether.
    pub allowed: bool,
    /// Why: the rule that allowed or refused it.
    pub determined_by: Rule,
    /// The grant that allowed it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantId>,
    /// The organisation in which the role was held that allowed it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OrganisationId>,
    /// Conditions for reading rows; meaningful only when `allowed`.
    pub conditions: Conditions,
}

impl Decision {
    /// Allowed without conditions.
    pub(crate) fn allow(rule: Rule) -> Self {
        Self {
            allowed: true,
            determined_by: rule,
            grant: None,
            office: None,
            conditions: Conditions::default(),
        }
    }

    /// The same, by a role in an organisation.
    pub(crate) fn by_right_in(mut self, organisation: Option<OrganisationId>) -> Self {
        self.office = organisation;
        self
    }

    /// Allowed by a grant.
    pub(crate) fn allow_under(grant: Option<GrantId>) -> Self {
        Self {
            grant,
            ..Self::allow(Rule::GrantedForPurpose)
        }
    }

    /// Counting is allowed by a grant.
    pub(crate) fn allow_counting_under(grant: GrantId) -> Self {
        Self {
            grant: Some(grant),
            ..Self::allow(Rule::GrantedForStatistics)
        }
    }

    /// The same, refused: its rules of protection name what is not there.
    #[must_use]
    pub fn refused_by_misfit(self) -> Self {
        Self {
            grant: self.grant,
            ..Self::refuse(Rule::ProtectionDoesNotFit)
        }
    }

    /// The same, refused: this version was never released to those who do not belong to its organisation.
    #[must_use]
    pub fn refused_as_unreleased(self, principal: &Principal) -> Self {
        Self::refuse(match principal {
            Principal::Anonymous => Rule::NotPublic,
            _ => Rule::NotAMember,
        })
    }

    /// Refused.
    pub(crate) fn refuse(rule: Rule) -> Self {
        Self {
            allowed: false,
            determined_by: rule,
            grant: None,
            office: None,
            conditions: Conditions::default(),
        }
    }
}
