//! By what a foreign record is recognised: at its source, and wherever else it is described.

use hebewerk_model::{ConnectionId, DatasetId, ForeignId, ForeignRecord};
use uuid::{Builder, Uuid};

/// Characters of a description that count where nothing else tells two records apart.
const TEXT: usize = 300;

/// The same for the same key of the same source (RFC 9562, version 8).
pub(super) fn identity(source: ConnectionId, key: &str) -> ForeignId {
    let mut hasher = blake3::Hasher::new_derive_key("hebewerk 2026 record of another catalogue");
    hasher.update(source.as_uuid().as_bytes());
    hasher.update(key.as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hasher.finalize().as_bytes()) {
        *byte = *hashed;
    }
    ForeignId::from_uuid(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Equal for records that describe the same, whoever describes it: title and files, else title, publisher and text.
pub(super) fn twin(record: &ForeignRecord) -> String {
    let mut parts = vec![letters(&record.title)];
    let mut files: Vec<String> = record.files.iter().map(|file| address(&file.url)).collect();
    files.sort_unstable();
    if files.is_empty() {
        let text: String = record.text.chars().take(TEXT).collect();
        parts.push(letters(record.publisher.as_deref().unwrap_or_default()));
        parts.push(letters(&text));
    }
    parts.extend(files);
    let hash = blake3::hash(parts.join("\n").as_bytes());
    hash.to_hex().chars().take(32).collect()
}

/// Identities of ours that a record bears: then it is a dataset of this hub that came back.
pub(super) fn own_identities(record: &ForeignRecord) -> impl Iterator<Item = DatasetId> + '_ {
    let texts = record.identifiers.iter().chain([&record.key]);
    texts.flat_map(|text| {
        let parts = text.split(|sign: char| !(sign.is_ascii_hexdigit() || sign == '-'));
        let ids = parts.filter(|part| part.len() == 36);
        ids.filter_map(|part| Uuid::parse_str(part).ok().map(DatasetId::from_uuid))
    })
}

fn letters(text: &str) -> String {
    let kept = text.chars().filter(|sign| sign.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_scheme, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::ForeignFile;

    fn record(title: &str, url: &str) -> ForeignRecord {
        ForeignRecord {
            key: "https://a.example/dataset/0190b2c4-0000-7000-8000-000000000001".to_owned(),
            title: title.to_owned(),
            files: vec![ForeignFile {
                url: url.to_owned(),
                ..ForeignFile::default()
            }],
            ..ForeignRecord::default()
        }
    }

    #[test]
    fn the_same_dataset_is_recognised_wherever_it_is_described() {
        let one = twin(&record("Bäume der Stadt", "http://s.example/b.csv"));
        assert_eq!(
            one,
            twin(&record("Bäume der Stadt.", "https://s.example/b.csv/"))
        );
        assert_ne!(
            one,
            twin(&record("Bäume der Stadt", "https://s.example/c.csv"))
        );
        assert_ne!(one, twin(&record("Bäume", "https://s.example/b.csv")));
    }

    #[test]
    fn an_identity_is_the_same_for_the_same_key_of_the_same_source() {
        let source = |number| ConnectionId::from_uuid(Uuid::from_u128(number));
        assert_eq!(identity(source(1), "a"), identity(source(1), "a"));
        assert_ne!(identity(source(1), "a"), identity(source(2), "a"));
        assert_ne!(identity(source(1), "a"), identity(source(1), "b"));
    }

    #[test]
    fn identities_of_ours_are_seen_inside_addresses() {
        let record = record("Bäume", "https://s.example/b.csv");
        let ids: Vec<DatasetId> = own_identities(&record).collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(ids[0].to_string(), "0190b2c4-0000-7000-8000-000000000001");
    }
}
