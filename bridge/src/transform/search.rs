//! Rules that would make an example.

use super::rule::{Piece, Place, Rule, Taken, words};
use crate::normal_form::normalised;
use crate::row_match::Rows;

/// Columns a rule may use.
const MOST_COLUMNS: usize = 12;
/// Words of a value looked at from each end.
const MOST_WORDS: u8 = 3;
/// Parts of a rule.
const MOST_PIECES: usize = 6;
/// Rules of one example.
const MOST_RULES: usize = 300;
/// Letters that are the same for all, between pieces.
const MOST_LETTERS: usize = 3;

/// A part that a row offers.
struct Offer {
    column: usize,
    place: Place,
    text: String,
}

/// Rules that make `value` of a row, those of few parts first.
pub(super) fn rules(rows: &Rows, row: usize, value: &str) -> Vec<Rule> {
    let target = normalised(value);
    let offers = offers(rows, row);
    let mut found = Vec::new();
    let mut pieces = Vec::new();
    walk(&target, &offers, &mut pieces, &mut found);
    found.sort_by_key(|rule| rule.pieces.len());
    found
}

fn offers(rows: &Rows, row: usize) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for (column, values) in rows.columns.iter().enumerate().take(MOST_COLUMNS) {
        let Some(value) = values.get(row) else {
            continue;
        };
        let count = words(value).count();
        let mut places = vec![Place::Whole];
        if count > 1 {
            places.extend((1..=MOST_WORDS).map(Place::Word));
            places.extend((1..=MOST_WORDS).map(Place::WordFromEnd));
        }
        for place in places {
            if let Some(text) = place.of(value) {
                offers.push(Offer {
                    column,
                    place,
                    text,
                });
            }
        }
    }
    offers
}

/// Takes the rest of the target apart in every way that begins with an offer, or with letters before one.
fn walk(rest: &str, offers: &[Offer], pieces: &mut Vec<Piece>, found: &mut Vec<Rule>) {
    if rest.is_empty() {
        if pieces.iter().any(|piece| matches!(piece, Piece::Of { .. })) {
            found.push(Rule {
                pieces: pieces.clone(),
            });
        }
        return;
    }
    if pieces.len() >= MOST_PIECES || found.len() >= MOST_RULES {
        return;
    }
    for offer in offers {
        let common = common_letters(&offer.text, rest);
        if common == 0 {
            continue;
        }
        let whole = offer.text.chars().count();
        let takes: &[(usize, Taken)] = &[
            (
                common,
                if common == whole {
                    Taken::All
                } else {
                    Taken::First(common as u8)
                },
            ),
            (1, Taken::First(1)),
        ];
        let takes = if common == 1 { &takes[..1] } else { takes };
        for (count, taken) in takes {
            // A beginning of one letter fits everywhere: only initials of words are worth it.
            let after = rest
                .char_indices()
                .nth(*count)
                .map_or(rest.len(), |it| it.0);
            pieces.push(Piece::Of {
                column: offer.column,
                place: offer.place,
                taken: *taken,
            });
            walk(rest.get(after..).unwrap_or_default(), offers, pieces, found);
            // A whole value that was cut to a number of letters may be shorter in other rows.
            pieces.pop();
        }
    }
    let was_letters = matches!(pieces.last(), Some(Piece::Letters(_)));
    if was_letters {
        return;
    }
    let ends = rest.char_indices().map(|it| it.0).skip(1);
    let mut ends: Vec<usize> = ends.take(MOST_LETTERS).collect();
    // Letters to the end (`@herne.de`), and to where an offer begins.
    for offer in offers.iter().filter(|offer| offer.text.len() >= 3) {
        ends.extend(rest.find(&offer.text).filter(|at| *at > 0));
    }
    ends.push(rest.len());
    ends.sort_unstable();
    ends.dedup();
    for end in ends {
        let Some((letters, after)) = rest.split_at_checked(end) else {
            continue;
        };
        pieces.push(Piece::Letters(letters.to_owned()));
        walk(after, offers, pieces, found);
        pieces.pop();
    }
}

fn common_letters(offer: &str, rest: &str) -> usize {
    offer
        .chars()
        .zip(rest.chars())
        .take_while(|(one, two)| one == two)
        .count()
        .min(usize::from(u8::MAX))
}
