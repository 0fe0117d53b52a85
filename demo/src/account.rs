//! People who sign in to the demo.

use crate::city::City;

/// What somebody may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DemoRole {
    /// Runs the hub.
    Administrator,
    /// Answers for the data of the organisation: grants others the right to read them.
    Owner,
    /// Takes in files of the organisation and describes its datasets.
    Steward,
    /// Releases what becomes public, for every organisation of the city.
    Gatekeeper,
    /// Reads what the organisation may read.
    Reader,
    /// Watches over the record of the hub.
    Officer,
}

impl DemoRole {
    /// Stable code: administrator, owner, steward, gatekeeper, reader or officer.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Owner => "owner",
            Self::Steward => "steward",
            Self::Gatekeeper => "gatekeeper",
            Self::Reader => "reader",
            Self::Officer => "officer",
        }
    }
}

/// An account of the demo. The password is no secret: `hebewerk demo` prints it.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Sign-in name, under `.example`.
    pub email: String,
    /// As shown on pages.
    pub name: &'static str,
    /// Long enough for every rule of the hub, different for every account.
    pub password: String,
    /// Slug of the organisation.
    pub organisation: &'static str,
    /// What the person may do there.
    pub role: DemoRole,
}

/// The accounts of a city; the people are those of the story, the neighbours have an administrator and a gatekeeper each.
pub fn accounts(city: &City) -> Vec<DemoAccount> {
    const PEOPLE: [(&str, &str, &str, DemoRole); 10] = [
        (
            "petra.hollmann",
            "Petra Hollmann",
            "digitalisierung",
            DemoRole::Administrator,
        ),
        ("ayse.kaya", "Ayşe Kaya", "entsorgung", DemoRole::Owner),
        (
            "hedda.umsicht",
            "Hedda Umsicht",
            "digitalisierung",
            DemoRole::Officer,
        ),
        (
            "gregor.freitor",
            "Gregor Freitor",
            "digitalisierung",
            DemoRole::Gatekeeper,
        ),
        (
            "tobias.reimann",
            "Tobias Reimann",
            "stadtwerke",
            DemoRole::Steward,
        ),
        (
            "jana.brinkmann",
            "Jana Brinkmann",
            "stadtplanung",
            DemoRole::Reader,
        ),
        (
            "nuri.kranoglu",
            "Nuri Kranoğlu",
            "vermessung",
            DemoRole::Steward,
        ),
        (
            "ida.stempelfeld",
            "Ida Stempelfeld",
            "statistik",
            DemoRole::Steward,
        ),
        (
            "ole.papierkorn",
            "Ole Papierkorn",
            "jugend",
            DemoRole::Steward,
        ),
        (
            "rosa.uferling",
            "Rosa Uferling",
            "gesundheit",
            DemoRole::Owner,
        ),
    ];
    const NEIGHBOUR: [(&str, &str, &str, DemoRole); 2] = [
        (
            "wanda.wolkenbach",
            "Wanda Wolkenbach",
            "vermessung",
            DemoRole::Administrator,
        ),
        (
            "falk.torwaechter",
            "Falk Torwächter",
            "vermessung",
            DemoRole::Gatekeeper,
        ),
    ];
    let people: &[(&str, &'static str, &'static str, DemoRole)] = if city.is_musterstadt() {
        &PEOPLE
    } else {
        &NEIGHBOUR
    };
    people
        .iter()
        .map(|&(mailbox, name, organisation, role)| DemoAccount {
            email: format!("{mailbox}@{}.example", city.slug),
            name,
            password: format!("kahn-am-ufer-{}", mailbox.replace('.', "-")),
            organisation,
            role,
        })
        .collect()
}
