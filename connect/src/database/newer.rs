//! Fetching only what is newer: rows beyond the highest value seen, put together with the file that is kept.
//!
//! The database counts its rows on the same snapshot. What was put together counts only if it has just as many: then
//! nothing was removed and nothing was slipped in below the mark. Otherwise everything is fetched.

use super::{Kind, Seen};
use hebewerk_hub::ports::{Fetch, FetchError};
use serde_json::Value;
use std::io;
use std::path::Path;

/// How often all rows are fetched where nobody says so.
const USUAL_FULL_EVERY: u64 = 30;

/// What is left behind besides what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// BLAKE3 of the file.
    file: String,
    /// Fetches of what is newer since all rows were fetched.
    steps: u64,
}

/// What is newer than what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Newer<'a> {
    /// The column that grows.
    pub(crate) column: &'a str,
    /// The column that names the rows.
    pub(crate) key: Option<&'a str>,
    /// The highest value seen, as the database wrote it.
    pub(crate) highest: String,
    /// The file with all rows up to there.
    pub(crate) former: &'a Path,
    steps: u64,
}

/// Whether only what is newer is wanted at all.
pub(crate) fn is_wanted(fetch: &Fetch) -> Result<bool, FetchError> {
    let wanted = fetch.setting("rows") == Some("newer");
    if wanted && fetch.setting("since").is_none() {
        return Err(FetchError::setting("since", "fetch_missing"));
    }
    Ok(wanted)
}

impl<'a> Newer<'a> {
    /// None if all rows have to be fetched: the first time, every so often, and where the file that is kept is not the
    /// one that was left behind.
    pub(crate) fn of(fetch: &'a Fetch) -> Option<Self> {
        let column = fetch.setting("since")?;
        let memory: Value = serde_json::from_str(fetch.memory.as_deref()?).ok()?;
        if memory["asked"] != Seen::asked(fetch) {
            return None;
        }
        let former = fetch.former.as_ref()?;
        let steps = memory["steps"].as_u64()?;
        let full_every = fetch
            .setting("full_every")
            .and_then(|text| text.parse().ok());
        let is_due = steps + 1 >= full_every.unwrap_or(USUAL_FULL_EVERY);
        if is_due || memory["file"].as_str()? != former.content {
            return None;
        }
        Some(Self {
            column,
            key: fetch.setting("key"),
            highest: memory["highest"].as_str()?.to_owned(),
            former: &former.path,
            steps,
        })
    }

    /// `>`, and `>=` where rows have keys: then those that share the highest value may come twice.
    pub(crate) const fn sign(&self) -> &'static str {
        match self.key {
            Some(_key) => ">=",
            None => ">",
        }
    }

    /// The highest value as SQL writes it; none where that is not certain.
    pub(crate) fn literal(&self, kind: Kind) -> Option<String> {
        let text = self.highest.as_str();
        if text.contains(['\\', '\0']) {
            return None;
        }
        match kind {
            Kind::Integer | Kind::Decimal { .. } => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let is_number = !digits.is_empty()
                    && digits
                        .bytes()
                        .all(|byte| byte.is_ascii_digit() || byte == b'.');
                is_number.then(|| text.to_owned())
            }
            Kind::Text | Kind::Date | Kind::Timestamp | Kind::TimestampUtc => {
                Some(format!("'{}'", text.replace('\'', "''")))
            }
            // Floating point numbers are not written exactly, and nothing grows in the rest.
            Kind::Double | Kind::Boolean | Kind::Time | Kind::Binary | Kind::Geometry => None,
        }
    }
}

impl Kept {
    /// What is left behind with a file: after all rows, or after what was newer.
    pub(crate) fn of(file: &Path, after: Option<&Newer<'_>>) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        io::copy(&mut std::fs::File::open(file)?, &mut hasher)?;
        Ok(Self {
            file: hasher.finalize().to_hex().to_string(),
            steps: after.map_or(0, |newer| newer.steps + 1),
        })
    }

    pub(crate) fn remember(&self, memory: &mut Value) {
        memory["file"] = self.file.clone().into();
        memory["steps"] = self.steps.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_hub::ports::{FormerFile, Secrets};
    use std::collections::BTreeMap;
    use std::time::Duration;

    fn fetch(settings: &[(&str, &str)]) -> Fetch {
        let settings = settings.iter();
        Fetch {
            connection: None,
            connector: "postgresql".to_owned(),
            settings: settings
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>(),
            secrets: Secrets::default(),
            memory: None,
            former: None,
            most_bytes: 0,
            time: Duration::ZERO,
        }
    }

    #[test]
    fn what_is_newer_is_only_fetched_on_top_of_the_file_that_was_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table");
        std::fs::write(&path, "alles").unwrap();
        let mut fetch = fetch(&[("table", "t"), ("since", "am"), ("full_every", "3")]);
        assert_eq!(Newer::of(&fetch), None);
        let seen = Seen {
            highest: Some("2024".to_owned()),
            rows: 3,
        };
        let kept = Kept::of(&path, None).unwrap();
        let content = kept.file.clone();
        fetch.memory = Some(seen.memory(&fetch, Some(&kept)));
        assert_eq!(Newer::of(&fetch), None);
        fetch.former = Some(FormerFile {
            path: path.clone(),
            content: "anderes".to_owned(),
        });
        assert_eq!(Newer::of(&fetch), None);
        fetch.former = Some(FormerFile { path, content });
        let newer = Newer::of(&fetch).unwrap();
        assert_eq!(newer.highest, "2024");
        // Every third fetch brings all rows.
        let second = Kept::of(newer.former, Some(&newer)).unwrap();
        assert_eq!(second.steps, 1);
        fetch.memory = Some(seen.memory(&fetch, Some(&second)));
        assert!(Newer::of(&fetch).is_some());
        let third = Kept { steps: 2, ..second };
        fetch.memory = Some(seen.memory(&fetch, Some(&third)));
        assert_eq!(Newer::of(&fetch), None);
        fetch.settings.insert("table".to_owned(), "u".to_owned());
        assert_eq!(Newer::of(&fetch), None);
    }

    #[test]
    fn marks_are_written_exactly_or_not_at_all() {
        let check = |highest: &str, kind, expected: Option<&str>| {
            let newer = Newer {
                column: "am",
                key: None,
                highest: highest.to_owned(),
                former: Path::new(""),
                steps: 0,
            };
            assert_eq!(newer.literal(kind).as_deref(), expected, "{highest}");
        };
        check("-7", Kind::Integer, Some("-7"));
        check("7 or 1=1", Kind::Integer, None);
        check(
            "2024-01-01 12:00:00.5",
            Kind::Timestamp,
            Some("'2024-01-01 12:00:00.5'"),
        );
        check("it's", Kind::Text, Some("'it''s'"));
        check("a\\", Kind::Text, None);
        check("0.1", Kind::Double, None);
    }
}
