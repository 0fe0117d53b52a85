//! What a fetch remembers: the highest value of a column, and how many rows there were.

use super::newer::Kept;
use hebewerk_hub::ports::Fetch;
use serde_json::{Value, json};

/// Whoever asks otherwise has seen nothing yet.
const ASKED: [&str; 9] = [
    "driver", "source", "host", "database", "table", "query", "since", "rows", "key",
];

/// The state of a table by a column that grows whenever something changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The highest value as the database writes it; none while there is none.
    pub(crate) highest: Option<String>,
    /// All rows.
    pub(crate) rows: i64,
}

impl Seen {
    /// Whether the last fetch, if it asked the same, has seen just this.
    pub(crate) fn is_known(&self, fetch: &Fetch) -> bool {
        let memory = fetch.memory.as_deref();
        let memory: Option<Value> = memory.and_then(|memory| serde_json::from_str(memory).ok());
        memory.is_some_and(|memory| {
            let state = self.state(fetch);
            ["asked", "highest", "rows"]
                .iter()
                .all(|part| memory[part] == state[part])
        })
    }

    /// To be left behind, with what is kept if only what is newer is wanted.
    pub(crate) fn memory(&self, fetch: &Fetch, kept: Option<&Kept>) -> String {
        let mut memory = self.state(fetch);
        if let Some(kept) = kept {
            kept.remember(&mut memory);
        }
        memory.to_string()
    }

    /// What was asked.
    pub(super) fn asked(fetch: &Fetch) -> Value {
        ASKED.map(|name| fetch.setting(name)).into_iter().collect()
    }

    fn state(&self, fetch: &Fetch) -> Value {
        json!({"asked": Self::asked(fetch), "highest": self.highest, "rows": self.rows})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_hub::ports::Secrets;
    use std::collections::BTreeMap;
    use std::time::Duration;

    #[test]
    fn nothing_is_new_only_if_the_same_was_asked_and_seen() {
        let mut fetch = Fetch {
            connection: None,
            connector: "postgresql".to_owned(),
            settings: BTreeMap::from([("table".to_owned(), "a".to_owned())]),
            secrets: Secrets::default(),
            memory: None,
            former: None,
            most_bytes: 0,
            time: Duration::ZERO,
        };
        let seen = Seen {
            highest: Some("7".to_owned()),
            rows: 3,
        };
        assert!(!seen.is_known(&fetch));
        fetch.memory = Some(seen.memory(&fetch, None));
        assert!(seen.is_known(&fetch));
        let fewer = Seen {
            rows: 2,
            ..seen.clone()
        };
        assert!(!fewer.is_known(&fetch));
        fetch.settings.insert("table".to_owned(), "b".to_owned());
        assert!(!seen.is_known(&fetch));
    }
}
