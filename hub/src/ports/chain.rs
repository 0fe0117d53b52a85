//! The chain of the audit: each entry carries a hash over what it says and over the hash of the entry before, so that
//! nothing in it can be changed, taken out or put in without the rest telling.
//!
//! The form of the bytes is part of what was written years ago: it never changes. A field that is added later gets the
//! next tag and, where an entry does not have it, leaves no trace (docs/decisions/0020).

use super::{Event, Recorded};
use hebewerk_model::{AccessKeyId, AccountId, DatasetId, GrantId, OrganisationId, PurposeId};
use jiff::Timestamp;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The hash of an entry of the audit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainHash([u8; 32]);

impl ChainHash {
    /// What stands before the first entry.
    pub const BEGINNING: Self = Self([0; 32]);

    /// A hash as it is stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How far the chain goes: the newest entry and its hash. Whoever keeps one elsewhere notices when the end is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the entry; 0 before the first.
    pub entry: u64,
    /// Its hash.
    pub hash: ChainHash,
}

/// A text is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head has the form entry:hash with 64 hexadecimal digits")]
pub struct HeadError;

/// `1234:9f86…`
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.entry, self.hash)
    }
}

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let (entry, digits) = text.trim().split_once(':').ok_or(HeadError)?;
        let hash = blake3::Hash::from_hex(digits).map_err(|_no_hash| HeadError)?;
        Ok(Self {
            entry: entry.parse().map_err(|_no_number| HeadError)?,
            hash: ChainHash(*hash.as_bytes()),
        })
    }
}

/// What an entry says, as it goes into the hash.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    at: Timestamp,
    action: &'a str,
    account: Option<AccountId>,
    subject: Option<AccountId>,
    dataset: Option<DatasetId>,
    allowed: bool,
    rule: &'a str,
    grant: Option<GrantId>,
    door: Option<&'a str>,
    office: Option<OrganisationId>,
    version: Option<u64>,
    rows: Option<u64>,
    until: Option<u64>,
    key: Option<AccessKeyId>,
    purpose: Option<PurposeId>,
}

impl Said<'_> {
    fn put_into(&self, bytes: &mut Bytes) {
        bytes.put(2, &self.at.as_microsecond().to_le_bytes());
        bytes.put(3, self.action.as_bytes());
        bytes.id(4, self.account.map(AccountId::as_uuid));
        bytes.id(5, self.subject.map(AccountId::as_uuid));
        bytes.id(6, self.dataset.map(DatasetId::as_uuid));
        bytes.put(7, &[u8::from(self.allowed)]);
        bytes.put(8, self.rule.as_bytes());
        bytes.id(9, self.grant.map(GrantId::as_uuid));
        if let Some(door) = self.door {
            bytes.put(10, door.as_bytes());
        }
        bytes.id(11, self.office.map(OrganisationId::as_uuid));
        bytes.number(12, self.version);
        bytes.number(13, self.rows);
        bytes.number(14, self.until);
        bytes.id(15, self.key.map(AccessKeyId::as_uuid));
        bytes.id(16, self.purpose.map(PurposeId::as_uuid));
    }
}

/// Fields one after the other: tag, length, value. No two entries have the same bytes.
struct Bytes(blake3::Hasher);

impl Bytes {
    fn put(&mut self, tag: u8, value: &[u8]) {
        self.0.update(&[tag]);
        self.0.update(&(value.len() as u64).to_le_bytes());
        self.0.update(value);
    }

    fn id(&mut self, tag: u8, id: Option<Uuid>) {
        if let Some(id) = id {
            self.put(tag, id.as_bytes());
        }
    }

    fn number(&mut self, tag: u8, number: Option<u64>) {
        if let Some(number) = number {
            self.put(tag, &number.to_le_bytes());
        }
    }
}

/// BLAKE3 over the hash before and the bytes of an entry.
fn hash(before: ChainHash, entry: u64, said: &Said<'_>) -> ChainHash {
    let mut bytes = Bytes(blake3::Hasher::new());
    bytes.0.update(&before.0);
    bytes.put(1, &entry.to_le_bytes());
    said.put_into(&mut bytes);
    ChainHash(*bytes.0.finalize().as_bytes())
}

/// The hash of an event that becomes the entry of this number.
pub fn hash_of_event(before: ChainHash, entry: u64, event: &Event) -> ChainHash {
    let said = Said {
        at: event.at,
        action: event.action,
        account: event.account,
        subject: event.subject,
        dataset: event.dataset,
        allowed: event.allowed,
        rule: event.rule,
        grant: event.grant,
        door: Some(event.door.code()),
        office: event.office,
        version: event.version,
        rows: event.rows,
        until: event.until,
        key: event.key,
        purpose: event.purpose,
    };
    hash(before, entry, &said)
}

/// The hash an entry has if it stands behind `before` as the entry of this number.
pub fn hash_of_entry(before: ChainHash, entry: u64, recorded: &Recorded) -> ChainHash {
    let said = Said {
        at: recorded.at,
        action: &recorded.action,
        account: recorded.account,
        subject: recorded.subject,
        dataset: recorded.dataset,
        allowed: recorded.allowed,
        rule: &recorded.rule,
        grant: recorded.grant,
        door: recorded.door.as_deref(),
        office: recorded.office,
        version: recorded.version,
        rows: recorded.rows,
        until: recorded.until,
        key: recorded.key,
        purpose: recorded.purpose,
    };
    hash(before, entry, &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::Door;

    fn event() -> Event {
        Event {
            account: Some(AccountId::from_uuid(Uuid::from_u128(7))),
            rows: Some(12),
            ..Event::new(
                Timestamp::UNIX_EPOCH,
                "ask",
                "office_for_members",
                Door::Rest,
            )
        }
    }

    #[test]
    fn the_bytes_of_an_entry_are_those_of_the_first_release() {
        let first = hash_of_event(ChainHash::BEGINNING, 1, &event());
        let known = "a723d7bb9f791944f2a040827db53ccf3a91110882c1cc56d10113d297dd8d80";
        assert_eq!(first.to_string(), known);
    }

    #[test]
    fn every_field_counts() {
        let hash = |event: &Event| hash_of_event(ChainHash::BEGINNING, 1, event);
        let id = |number| Uuid::from_u128(number);
        let base = event();
        let changed = [
            Event {
                at: Timestamp::from_microsecond(1).unwrap(),
                ..base.clone()
            },
            Event {
                action: "show",
                ..base.clone()
            },
            Event {
                account: None,
                ..base.clone()
            },
            Event {
                account: None,
                subject: base.account,
                ..base.clone()
            },
            Event {
                dataset: Some(DatasetId::from_uuid(id(7))),
                ..base.clone()
            },
            Event {
                allowed: false,
                ..base.clone()
            },
            Event {
                rule: "not_public",
                ..base.clone()
            },
            Event {
                grant: Some(GrantId::from_uuid(id(7))),
                ..base.clone()
            },
            Event {
                door: Door::Pages,
                ..base.clone()
            },
            Event {
                office: Some(OrganisationId::from_uuid(id(7))),
                ..base.clone()
            },
            Event {
                version: Some(12),
                rows: None,
                ..base.clone()
            },
            Event {
                rows: None,
                ..base.clone()
            },
            Event {
                until: Some(12),
                rows: None,
                ..base.clone()
            },
            Event {
                key: Some(AccessKeyId::from_uuid(id(7))),
                ..base.clone()
            },
            Event {
                purpose: Some(PurposeId::from_uuid(id(7))),
                ..base.clone()
            },
        ];
        let mut seen = vec![hash(&base), hash_of_event(ChainHash::BEGINNING, 2, &base)];
        for event in &changed {
            assert!(!seen.contains(&hash(event)), "{event:?}");
            seen.push(hash(event));
        }
        assert!(!seen.contains(&hash_of_event(seen[0], 1, &base)));
    }

    #[test]
    fn a_head_is_read_as_it_is_printed() {
        let head = Head {
            entry: 42,
            hash: hash_of_event(ChainHash::BEGINNING, 42, &event()),
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        for text in ["", "42", "42:", "x:00", "42:00", "-1:00"] {
            assert_eq!(text.parse::<Head>(), Err(HeadError), "{text}");
        }
    }
}
