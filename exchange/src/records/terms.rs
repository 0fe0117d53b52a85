//! Words to look for, as the standard has them.

/// Terms of which one has to occur: parted by commas, and of several words in this order (`/req/…/q-response`).
///
/// The words are looked for as they are typed, whatever their case: what a search for people makes of them (plurals,
/// other words for the same) would be hits the standard forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    /// As the parameter `q` is written.
    pub fn of(text: &str) -> Self {
        let terms = text.split(',').map(plain);
        Self(terms.filter(|term| !term.is_empty()).collect())
    }

    /// Whether one of them is in one of the texts.
    pub fn are_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        texts.into_iter().any(|text| {
            let text = plain(text);
            self.0.iter().any(|term| text.contains(term))
        })
    }
}

/// Small letters, and one blank between words.
fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
