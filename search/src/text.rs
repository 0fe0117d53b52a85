//! Words of a text: cut, stemmed, folded.

use std::borrow::Cow;
use std::cell::RefCell;
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream,
};

/// Words of this many bytes or more are none.
const LONG_BYTES: usize = 60;

thread_local! {
    static GERMAN: RefCell<TextAnalyzer> = RefCell::new(german());
}

/// Lower-case stems. The stemmer maps ae, oe, ue and ß itself: *muellabfuhr* and *Müllabfuhr* are one.
pub(crate) fn german() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONG_BYTES))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::German))
        .build()
}

/// Words as they are written.
pub(crate) fn as_written() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONG_BYTES))
        .build()
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// As it is written.
    pub(crate) written: String,
    /// Its stem.
    pub(crate) stem: String,
    /// Where it begins in the text, in bytes.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
}

/// The words of a composed text ([`compose`]).
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    GERMAN.with_borrow_mut(|analyzer| {
        let mut stream = analyzer.token_stream(text);
        let mut tokens = Vec::new();
        while let Some(token) = stream.next() {
            tokens.push(Token {
                written: text
                    .get(token.offset_from..token.offset_to)
                    .unwrap_or_default()
                    .to_owned(),
                stem: token.text.clone(),
                from: token.offset_from,
                to: token.offset_to,
            });
        }
        tokens
    })
}

/// The stem of one word.
pub(crate) fn stem(word: &str) -> String {
    GERMAN.with_borrow_mut(|analyzer| {
        let mut stream = analyzer.token_stream(word);
        stream
            .next()
            .map(|token| token.text.clone())
            .unwrap_or_default()
    })
}

/// Text with umlauts in one piece. Names of files from macOS carry them in two, and the tokenizer would cut there.
pub(crate) fn compose(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    for character in text.chars() {
        if !is_mark(character) {
            composed.push(character);
            continue;
        }
        let umlaut = match (character, composed.chars().next_back()) {
            ('\u{308}', Some('a')) => Some('ä'),
            ('\u{308}', Some('o')) => Some('ö'),
            ('\u{308}', Some('u')) => Some('ü'),
            ('\u{308}', Some('A')) => Some('Ä'),
            ('\u{308}', Some('O')) => Some('Ö'),
            ('\u{308}', Some('U')) => Some('Ü'),
            // Other accents are dropped: folding would drop them anyway.
            _ => None,
        };
        if let Some(umlaut) = umlaut {
            composed.pop();
            composed.push(umlaut);
        }
    }
    Cow::Owned(composed)
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// A word in the form in which spellings are compared: lower case, ß as ss, no umlauts, no accents, and ae, oe, ue
/// as a, o, u unless the letter before is a, e or q. A wrong fold (*aktull*) does no harm: both sides are folded.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut before = '\0';
    let mut letters = word.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'a' | 'o' | 'u' => {
                folded.push(letter);
                if letters.peek() == Some(&'e') && !matches!(before, 'a' | 'e' | 'q') {
                    letters.next();
                }
            }
            'ß' => folded.push_str("ss"),
            other if is_mark(other) => {}
            other => folded.push(plain(other)),
        }
        before = letter;
    }
    folded
}

/// A letter without its accent.
const fn plain(letter: char) -> char {
    match letter {
        'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'š' | 'ş' | 'ś' => 's',
        'ü' | 'ù' | 'ú' | 'û' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_out_umlauts_have_the_same_stem() {
        // A change of the stemmer would lose this silently.
        for (one, other) in [
            ("muellabfuhr", "Müllabfuhr"),
            ("baeume", "Baum"),
            ("Bäume", "Baum"),
            ("Strasse", "Straße"),
            ("Strassen", "Straße"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn folding_meets_both_spellings() {
        assert_eq!(fold("Straßenbäume"), "strassenbaume");
        assert_eq!(fold("Strassenbaeume"), "strassenbaume");
        assert_eq!(fold("Mauer"), "mauer");
        assert_eq!(fold("neue Quelle"), "neue quelle");
        assert_eq!(fold("Café"), "cafe");
    }

    #[test]
    fn umlauts_in_two_pieces_do_not_cut_words() {
        let words = tokens(&compose("Mu\u{308}llabfuhr, Cafe\u{301}"));
        let written: Vec<_> = words.iter().map(|token| token.written.as_str()).collect();
        assert_eq!(written, ["Müllabfuhr", "Cafe"]);
    }
}
