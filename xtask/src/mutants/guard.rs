//! Rules of the guard.

use super::mutant::{Mutant, Room};

const DECIDE: &str = "guard/src/decide.rs";
const CONDITIONS: &str = "guard/src/conditions.rs";
const ACCESS: &str = "guard/src/access.rs";

pub(super) const MUTANTS: &[Mutant] = &[
    guard(
        "rows of city data are for who is signed in",
        DECIDE,
        "_ if *principal == Principal::Anonymous => return Decision::refuse(Rule::NotPublic),\n        Visibility::City",
        "Visibility::City",
    ),
    guard(
        "the public knows of public datasets only",
        DECIDE,
        "(Resource::Dataset { .. }, Principal::Anonymous) => Decision::refuse(Rule::NotPublic),",
        "",
    ),
    guard(
        "rows of an office are for its members",
        DECIDE,
        "None => return Decision::refuse(Rule::NotAMember),\n        },\n    };",
        "None => Decision::allow(Rule::OfficeForMembers),\n        },\n    };",
    ),
    guard(
        "no grant counts in a sealed house",
        DECIDE,
        "dataset.filter(|_dataset| !sealed)",
        "*dataset",
    ),
    guard(
        "who was granted statistics reads no row",
        DECIDE,
        "held.filter(|grant| !grant.statistics_only)",
        "held",
    ),
    guard(
        "who was granted statistics is told counts",
        DECIDE,
        "conditions: conditions.counted(),",
        "conditions,",
    ),
    guard(
        "without its rules no row of a dataset is read",
        DECIDE,
        "protection: Some(protection),\n    } = resource\n    else {\n        return Decision::refuse(Rule::NotAMember);\n    };\n    let granted",
        "protection,\n    } = resource\n    else {\n        return Decision::refuse(Rule::NotAMember);\n    };\n    let protection = protection.unwrap_or(&NOTHING);\n    static NOTHING: Protection = Protection { rows: Vec::new(), columns: Vec::new(), reviews: Vec::new() };\n    let granted",
    ),
    guard(
        "who reads rows reads them under conditions",
        DECIDE,
        "Decision {\n        conditions: Conditions::binding(principal, *organisation, protection, lifting.is_some()),\n        ..decision\n    }",
        "{ let _ = (protection, organisation); decision }",
    ),
    guard(
        "readers do not maintain",
        DECIDE,
        "role >= Role::Steward)",
        "role >= Role::Reader)",
    ),
    guard(
        "only owners grant and protect",
        DECIDE,
        "== Some(Role::Owner);",
        ">= Some(Role::Steward);",
    ),
    guard(
        "only gatekeepers release",
        DECIDE,
        "== Some(Role::Gatekeeper);",
        ".is_some();",
    ),
    guard(
        "only owners and the officer erase",
        DECIDE,
        "(Principal::Person { officer: true, .. }, Resource::Dataset { .. }) => {",
        "(Principal::Person { .. }, Resource::Dataset { .. }) => {",
    ),
    guard(
        "the officer does not erase in a sealed house",
        DECIDE,
        "(Principal::Person { officer: true, .. }, Resource::Dataset { sealed: true, .. }) => {\n            Decision::refuse(Rule::Sealed)",
        "(Principal::Person { officer: true, .. }, Resource::Dataset { sealed: true, .. }) => {\n            Decision::allow(Rule::OfficerErases)",
    ),
    guard(
        "only administrators run the hub",
        DECIDE,
        "Principal::Person {\n            administrator: true,\n            ..\n        } =>",
        "Principal::Person { .. } =>",
    ),
    guard(
        "only the officer reads the audit",
        DECIDE,
        "Principal::Person { officer: true, .. } =>",
        "Principal::Person { .. } =>",
    ),
    guard(
        "a key does only what it is for",
        "guard/src/decide/program.rs",
        "program.scope.has(right) && program.scope.reaches(dataset)",
        "program.scope.reaches(dataset)",
    ),
    guard(
        "a key reaches only its datasets",
        "guard/src/decide/program.rs",
        "program.scope.has(right) && program.scope.reaches(dataset)",
        "program.scope.has(right)",
    ),
    guard(
        "persons have to be there themselves",
        "guard/src/decide/program.rs",
        "_ => None,",
        "_ => Some(KeyRight::Maintain),",
    ),
    guard(
        "a search finds no values of the city for the public",
        "guard/src/audience.rs",
        "Principal::Anonymous => vec![Audience::Public],\n        Principal::Operator",
        "Principal::Anonymous => vec![Audience::Public, Audience::City],\n        Principal::Operator",
    ),
    guard(
        "rules for the public bind the public",
        CONDITIONS,
        "Principal::Anonymous => true,\n                Principal::Guest(_) => !lifted,",
        "Principal::Anonymous | Principal::Guest(_) => false,",
    ),
    guard(
        "rules for others bind others",
        CONDITIONS,
        "Binds::Outside => role.is_none() && !lifted,",
        "Binds::Outside => false,",
    ),
    guard(
        "rules for readers bind readers",
        CONDITIONS,
        "Binds::Readers => role.is_none_or(|role| role < Role::Steward) && !lifted,",
        "Binds::Readers => role.is_none() && !lifted,",
    ),
    guard(
        "all rules on rows hold",
        CONDITIONS,
        "_ => Some(RowFilter::All(filters)),",
        "_ => filters.pop(),",
    ),
    guard(
        "two masks leave nothing",
        CONDITIONS,
        "let mask = if masks.contains_key(name) {",
        "let mask = if false {",
    ),
    guard(
        "personal data nobody looked at are hidden",
        CONDITIONS,
        "new.filter(move |_name| is_bound).chain(known)",
        "new.filter(move |_name| is_bound && false).chain(known)",
    ),
    guard(
        "data said to be personal are hidden",
        CONDITIONS,
        "grant_shows == Some(false) && said(name)",
        "grant_shows == Some(true) && said(name)",
    ),
    guard(
        "another kind of personal data is looked at anew",
        CONDITIONS,
        "review.kind == found.kind && review.column == found.column",
        "review.column == found.column",
    ),
    guard(
        "a rule about a column that is gone closes the version",
        CONDITIONS,
        "self.misfits(tables).is_empty()",
        "self.misfits(tables).is_empty() || true",
    ),
    guard(
        "a rule without bounds shows nothing",
        CONDITIONS,
        "RowFilter::Any(Vec::new())",
        "RowFilter::All(Vec::new())",
    ),
    guard(
        "who sees few rows is told no numbers of all",
        CONDITIONS,
        "!self.rows.is_empty() || self.counts.is_some()",
        "self.counts.is_some()",
    ),
    guard(
        "statistics of a column are for who sees all its rows",
        ACCESS,
        "self.row_filter.is_none() && self.counts.is_none() && !self.masks.contains_key(column)",
        "!self.masks.contains_key(column)",
    ),
];

const fn guard(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
) -> Mutant {
    Mutant {
        name,
        room: Room::Guard,
        file,
        from,
        to,
    }
}
