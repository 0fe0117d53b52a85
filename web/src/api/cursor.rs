//! Cursors: where the next page begins, as a text that means nothing to the caller.

use crate::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest cursor that is looked at, in characters.
const LONGEST: usize = 20_000;

/// A cursor as it stands in an address: letters and digits only.
pub(super) fn written(place: &impl Serialize) -> Result<String, Refusal> {
    let text = serde_json::to_vec(place).map_err(Refusal::internal)?;
    Ok(text.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The place a cursor stands for.
pub(super) fn read<T: DeserializeOwned>(cursor: &str) -> Result<T, Refusal> {
    bytes(cursor)
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(foreign)
}

/// The refusal of a cursor that did not come from this list.
pub(super) fn foreign() -> Refusal {
    let mut refusal = Refusal::invalid("invalid_cursor");
    refusal.hint = Some("hint-cursor");
    refusal
}

fn bytes(cursor: &str) -> Option<Vec<u8>> {
    if cursor.len() > LONGEST || !cursor.len().is_multiple_of(2) {
        return None;
    }
    let digits: Option<Vec<u8>> = cursor.chars().map(digit).collect();
    let pairs = digits?;
    let pairs = pairs.chunks_exact(2);
    Some(
        pairs
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect(),
    )
}

fn digit(character: char) -> Option<u8> {
    character
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{read, written};

    #[test]
    fn a_cursor_survives_an_address_whatever_the_value() {
        for value in [None, Some(""), Some("a=b-&c"), Some("Straße \u{1f333}")] {
            let place = (7_u32, value.map(str::to_owned));
            let text = written(&place).unwrap();
            assert!(text.chars().all(|c| c.is_ascii_alphanumeric()));
            assert_eq!(read::<(u32, Option<String>)>(&text).unwrap(), place);
        }
        for foreign in ["", "7", "zz", "ß", "00", "7b7d"] {
            assert!(read::<(u32, Option<String>)>(foreign).is_err(), "{foreign}");
        }
    }
}
