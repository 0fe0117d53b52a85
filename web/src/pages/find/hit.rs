//! A hit and why it was found.

use crate::Words;
use hebewerk_hub::FoundDataset;
use hebewerk_model::DatasetState;

/// Characters of a description a hit shows.
const SENTENCE: usize = 220;

/// A piece of a title; marked where a searched word stands.
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) is_marked: bool,
}

/// One hit.
pub(crate) struct HitView {
    pub(crate) href: String,
    pub(crate) title: Vec<Piece>,
    pub(crate) sentence: String,
    pub(crate) house: String,
    pub(crate) house_href: String,
    pub(crate) access: String,
    pub(crate) may_read: bool,
    pub(crate) when: String,
    /// Modifier of the state sign: empty, `hw-lage--acht`, `hw-lage--aus`.
    pub(crate) state_class: &'static str,
    pub(crate) quality: String,
    pub(crate) size: String,
    pub(crate) why: Option<String>,
}

impl HitView {
    pub(crate) fn of(w: Words, hit: &FoundDataset, text: &str) -> Self {
        let card = &hit.card;
        let dataset = &card.dataset;
        let version = card.version.as_ref();
        let house_href = format!("/haeuser/{}", card.organisation.slug);
        Self {
            href: format!("/daten/{}/{}", card.organisation.slug, dataset.slug),
            title: marked(&dataset.description.title, text),
            sentence: beginning(&dataset.description.text),
            house: card.organisation.name.clone(),
            house_href,
            access: w.code("visibility", dataset.circle().code()).into_owned(),
            may_read: card.may_read,
            when: w.relative(version.map_or(dataset.updated_at, |version| version.created_at)),
            state_class: match dataset.state {
                DatasetState::Lifted => "",
                DatasetState::Announced | DatasetState::RawOnly => "hw-lage--acht",
                DatasetState::Withdrawn => "hw-lage--aus",
            },
            quality: match (dataset.state, version) {
                // What was found is told to those who may read what it is about.
                (DatasetState::Lifted, Some(_version)) if !card.reads_all => String::new(),
                (DatasetState::Lifted, Some(version)) => {
                    quality(w, version.errors, version.warnings)
                }
                (state, _) => w.code("state", state.code()).into_owned(),
            },
            size: version.map_or_else(String::new, |version| {
                let format = w.code("format", version.format.code());
                match version.rows {
                    Some(rows) => w.t2("hit-size", "rows", rows, "format", format),
                    None => format,
                }
                .into_owned()
            }),
            why: if text.is_empty() {
                None
            } else {
                why(w, &hit.found_in)
            },
        }
    }
}

/// Findings in few words.
pub(crate) fn quality(w: Words, errors: u64, warnings: u64) -> String {
    match (errors, warnings) {
        (0, 0) => w.t("quality-none").into_owned(),
        (0, warnings) => w.t1("quality-warnings", "count", warnings).into_owned(),
        (errors, 0) => w.t1("quality-errors", "count", errors).into_owned(),
        (errors, warnings) => w
            .t2("quality-both", "errors", errors, "warnings", warnings)
            .into_owned(),
    }
}

/// "Gefunden in: Titel, Spalte „fraktion“".
fn why(w: Words, found_in: &[(&'static str, String)]) -> Option<String> {
    if found_in.is_empty() {
        return None;
    }
    let places: Vec<String> = found_in
        .iter()
        .take(4)
        .map(|(place, word)| {
            let name = w.code("found-in", place);
            if word.is_empty() || *place == "title" {
                name.into_owned()
            } else {
                w.t2("hit-place", "place", name, "word", word).into_owned()
            }
        })
        .collect();
    Some(w.t1("hit-why", "places", places.join(", ")).into_owned())
}

/// The first sentences of a description.
pub(crate) fn beginning(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or_default().trim();
    if first.chars().count() <= SENTENCE {
        return first.to_owned();
    }
    let cut: String = first.chars().take(SENTENCE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(&cut))
}

/// A title with searched words marked, whatever their case.
fn marked(title: &str, text: &str) -> Vec<Piece> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 2)
        .collect();
    let lower = title.to_lowercase();
    // Where lower case changes lengths (İ), positions would not fit: then nothing is marked.
    let mut spans: Vec<(usize, usize)> = if lower.len() == title.len() {
        words
            .iter()
            .flat_map(|word| {
                lower
                    .match_indices(word.as_str())
                    .map(|(at, found)| (at, at + found.len()))
            })
            .collect()
    } else {
        Vec::new()
    };
    spans.sort_unstable();
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut push = |from: usize, to: usize, is_marked: bool| {
        if let Some(text) = title.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece {
                text: text.to_owned(),
                is_marked,
            });
        }
    };
    for (from, to) in spans {
        if from >= done {
            push(done, from, false);
            push(from, to, true);
            done = to;
        }
    }
    push(done, title.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[track_caller]
    fn check(title: &str, text: &str, expected: &str) {
        let shown: String = marked(title, text)
            .iter()
            .map(|piece| {
                if piece.is_marked {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn searched_words_are_marked_whatever_their_case() {
        check(
            "Abholaufträge Sperrmüll",
            "sperrmüll",
            "Abholaufträge [Sperrmüll]",
        );
        check("Sperrmüllmengen", "SPERRMÜLL mengen", "[Sperrmüll][mengen]");
        check("Bäume", "zu", "Bäume");
        check("İstanbul", "istanbul", "İstanbul");
    }
}
