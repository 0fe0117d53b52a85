//! Letters: capital or small, with or without marks.

use std::borrow::Cow;

/// Small letters only.
pub(super) fn small(value: &str) -> Cow<'_, str> {
    if value.is_ascii() {
        return if value.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(value.to_ascii_lowercase())
        } else {
            Cow::Borrowed(value)
        };
    }
    let small = value.to_lowercase();
    if small == value {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(small)
    }
}

/// Letters without marks: umlauts by two letters, as German does; others by the letter below the mark.
pub(super) fn plain(value: &str) -> Cow<'_, str> {
    if value.is_ascii() || !value.chars().any(|sign| spelled(sign).is_some()) {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len() + 4);
    let mut signs = value.chars().peekable();
    while let Some(sign) = signs.next() {
        // Some systems write an umlaut as a letter and a mark of its own.
        if signs.peek() == Some(&'\u{308}') && matches!(sign, 'a' | 'o' | 'u' | 'A' | 'O' | 'U') {
            signs.next();
            text.push(sign);
            text.push('e');
        } else if let Some(plain) = spelled(sign) {
            text.push_str(plain);
        } else {
            text.push(sign);
        }
    }
    Cow::Owned(text)
}

fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'Ä' | 'Æ' => "Ae",
        'Ö' | 'Œ' => "Oe",
        'Ü' => "Ue",
        'à'..='ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'À'..='Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ď' | 'đ' | 'ð' => "d",
        'Ď' | 'Đ' | 'Ð' => "D",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'ğ' => "g",
        'Ğ' => "G",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'Ì'..='Ï' | 'Ī' | 'Į' | 'İ' => "I",
        'ł' | 'ľ' | 'ļ' => "l",
        'Ł' | 'Ľ' | 'Ļ' => "L",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "N",
        'ò'..='õ' | 'ø' | 'ō' | 'ő' => "o",
        'Ò'..='Õ' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ŕ' | 'ř' => "r",
        'Ŕ' | 'Ř' => "R",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'Ś' | 'Ş' | 'Š' | 'Ș' => "S",
        'ţ' | 'ť' | 'ț' => "t",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'ù'..='û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'Ù'..='Û' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ý' | 'ÿ' => "y",
        'Ý' | 'Ÿ' => "Y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}
