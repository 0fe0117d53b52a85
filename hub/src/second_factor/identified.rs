//! How the administration made sure of who somebody is before it took a second factor from their account.

/// How somebody was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identified {
    /// Seen in person, with an official document or known by sight.
    Seen,
    /// Called back under the number of the city's own directory.
    CalledBack,
    /// Their superior has confirmed it, asked by a way of their own.
    VouchedFor,
}

impl Identified {
    /// All of them, the strongest first.
    pub const ALL: [Self; 3] = [Self::Seen, Self::CalledBack, Self::VouchedFor];

    /// Stable code; what the audit says.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "person_seen",
            Self::CalledBack => "person_called_back",
            Self::VouchedFor => "person_vouched_for",
        }
    }

    /// By its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
