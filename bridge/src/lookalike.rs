//! Lists of codes that look alike and are not the same: the same name, the same format, and few codes in common, as
//! districts before and after a reform.

use crate::bridges::{Bridge, BridgeKind, Pairing};
use crate::cardinality::{Cardinality, is_key};
use crate::collection::{Collection, Entry};
use crate::normal_form::Forms;

/// Share in common from which two lists of codes are one that has grown.
const ONE_LIST: f64 = 0.7;

/// The pairing of two tables that looks like a bridge and is none.
pub(crate) fn find(collection: &Collection, pairings: &[Pairing]) -> Option<Bridge> {
    let suspicious = pairings.iter().find(|pairing| {
        let (Some(left), Some(right)) = (
            collection.entry(pairing.left),
            collection.entry(pairing.right),
        ) else {
            return false;
        };
        let (left_share, right_share) = pairing.kinship.overlap.shares_of_forms();
        pairing.kinship.header >= 0.9
            && !left.header.says_nothing()
            && left_share.max(right_share) < ONE_LIST
            && is_code_list(left)
            && is_code_list(right)
            && left.sketch.mask().map(|(format, _)| format)
                == right.sketch.mask().map(|(format, _)| format)
            && (is_key(&left.sketch) || is_key(&right.sketch))
    })?;
    let (left, right) = (
        collection.entry(suspicious.left)?,
        collection.entry(suspicious.right)?,
    );
    Some(Bridge {
        kind: BridgeKind::Lookalike,
        left: vec![suspicious.left],
        right: vec![suspicious.right],
        forms: Forms::NONE,
        shares: suspicious.kinship.overlap.shares_of_forms().into(),
        as_spelled: suspicious.kinship.overlap.shares_as_spelled().into(),
        cardinality: Some(Cardinality::of(&left.sketch, &right.sketch)),
        // Below every bridge: it is told so that nobody builds one.
        score: 0.3 * suspicious.kinship.header,
        rank: 1,
    })
}

/// Codes of one format, with digits in them, long enough not to be equal by chance.
fn is_code_list(entry: &Entry) -> bool {
    let has_format = entry
        .sketch
        .mask()
        .is_some_and(|(format, share)| share >= 0.95 && format.contains('9'));
    has_format
        && entry.sketch.shape.digits.get() > 0.5
        && entry.sketch.shape.is_of_one_length()
        && entry.sketch.shape.longest >= 4
        && entry.sketch.distinct_forms() >= 20
        && entry.sketch.shape.mask.is_some()
}
