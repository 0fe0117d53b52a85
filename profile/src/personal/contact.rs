//! E-mail addresses and telephone numbers: of a person or of an office.

use super::letters::folded;
use super::names::{is_also_word, is_first, is_last};

/// Whose an e-mail address is, by what stands before the `@`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mailbox {
    /// `amt66@`, `info@`, `poststelle@`.
    Function,
    /// `hans.mueller@`, `h.mueller@`.
    Person,
    Unknown,
}

/// An address: whose it is, and whether its host is one where private people have theirs. None when it is no address.
pub(super) fn mailbox(value: &str) -> Option<(Mailbox, bool)> {
    let value = value.trim().trim_start_matches("mailto:");
    let (local, host) = value.rsplit_once('@')?;
    let label = host.split('.').next().unwrap_or("");
    let valid = !local.is_empty()
        && local.len() <= 64
        && host.contains('.')
        && !label.is_empty()
        && !local.contains(['@', ' ', ','])
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    if !valid {
        return None;
    }
    let local = local.to_lowercase();
    let private = PRIVATE_HOSTS.contains(&host.to_lowercase().as_str());
    Some((whose(&local, &label.to_lowercase(), private), private))
}

fn whose(local: &str, label: &str, private: bool) -> Mailbox {
    let words: Vec<String> = local
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(folded)
        .collect();
    if words.is_empty() || words.iter().any(|word| is_function(word)) {
        return Mailbox::Function;
    }
    if !private && local == label {
        return Mailbox::Function;
    }
    let named =
        |word: &String| word.len() >= 3 && (is_first(word) || is_last(word)) && !is_also_word(word);
    let initial = |word: &String| word.len() == 1;
    match words.as_slice() {
        [first, second]
            if initial(first) && second.len() >= 3 || initial(second) && named(first) =>
        {
            Mailbox::Person
        }
        [first, second] if local.contains(['.', '_']) && first.len() >= 3 && second.len() >= 3 => {
            if named(first) || named(second) || private {
                Mailbox::Person
            } else {
                Mailbox::Unknown
            }
        }
        words if words.iter().any(named) => Mailbox::Person,
        _ => Mailbox::Unknown,
    }
}

fn is_function(word: &str) -> bool {
    FUNCTIONS.contains(&word) || FUNCTION_BEGINS.iter().any(|begin| word.starts_with(begin))
}

/// Hosts where people have mailboxes of their own.
const PRIVATE_HOSTS: &[&str] = &[
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.com",
    "web.de",
    "t-online.de",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.de",
    "hotmail.com",
    "hotmail.de",
    "live.de",
    "live.com",
    "yahoo.de",
    "yahoo.com",
    "freenet.de",
    "arcor.de",
    "aol.com",
    "aol.de",
    "icloud.com",
    "me.com",
    "posteo.de",
    "mailbox.org",
    "mail.de",
    "online.de",
    "1und1.de",
    "unitybox.de",
    "gelsennet.de",
    "msn.com",
    "proton.me",
    "protonmail.com",
    "mail.ru",
    "wp.pl",
    "vodafone.de",
    "vodafonemail.de",
    "kabelmail.de",
    "netcologne.de",
    "email.de",
    "magenta.de",
];

/// Mailboxes of functions, and words of clubs.
const FUNCTIONS: &[&str] = &[
    "info",
    "kontakt",
    "contact",
    "post",
    "mail",
    "email",
    "office",
    "team",
    "hallo",
    "hello",
    "webmaster",
    "admin",
    "support",
    "sales",
    "noreply",
    "reply",
    "leitung",
    "vorstand",
    "redaktion",
    "zentrale",
    "empfang",
    "anmeldung",
    "beratung",
    "ordnung",
    "sozial",
    "jugend",
    "bauhof",
    "umwelt",
    "kultur",
    "sport",
    "gs",
    "ggs",
    "kgs",
    "ogs",
    "rs",
    "hs",
    "gym",
    "bib",
    "ev",
    "sv",
    "tsv",
    "tus",
    "vfl",
    "vfb",
    "fc",
    "sc",
    "tv",
    "djk",
    "ffw",
    "fw",
    "drk",
    "awo",
    "kgv",
    "thw",
    "dlrg",
    "enquiries",
    "queries",
    "customer",
    "complaints",
    "service",
    "hotline",
    "bewerbung",
    "personal",
    "einkauf",
    "vertrieb",
    "buchhaltung",
    "rechnung",
    "datenschutz",
    "general",
    "ticket",
    "tickets",
    "shop",
    "hotel",
    "praxis",
    "kanzlei",
    "apotheke",
    "anfrage",
    "auskunft",
    "zvb",
    "abt",
    "fb",
    "dez",
];

/// Words that begin names of offices and institutions.
const FUNCTION_BEGINS: &[&str] = &[
    "poststelle",
    "verwaltung",
    "sekretariat",
    "buero",
    "buerger",
    "stadt",
    "gemeinde",
    "kreis",
    "rathaus",
    "amt",
    "schul",
    "kita",
    "kinder",
    "grundschule",
    "gesamtschule",
    "gymnasium",
    "realschule",
    "hauptschule",
    "foerderschule",
    "berufskolleg",
    "feuerwehr",
    "presse",
    "jugendamt",
    "ordnungsamt",
    "sozialamt",
    "standesamt",
    "bauamt",
    "fachbereich",
    "fachdienst",
    "abteilung",
    "referat",
    "dezernat",
    "bibliothek",
    "buecherei",
    "museum",
    "theater",
    "verein",
    "kirch",
    "pfarr",
    "gemeindebuero",
    "geschaeftsstelle",
    "service",
    "musikschule",
    "vhs",
    "volkshochschule",
    "tourist",
    "wirtschaft",
    "foerderverein",
    "sportverein",
    "schuetzen",
    "kleingarten",
    "zentrum",
    "beratungsstelle",
    "poststell",
    "noreply",
    "datenschutz",
    "vermessung",
    "kataster",
    "gesundheit",
];

/// A telephone number: whether it is a mobile one. None when it is no number.
pub(super) fn phone(value: &str) -> Option<bool> {
    let text = value.trim();
    let text = [
        "Tel.:", "Tel.", "Tel:", "Telefon:", "Mobil:", "Fon:", "Fax:",
    ]
    .iter()
    .find_map(|label| text.strip_prefix(label))
    .unwrap_or(text)
    .trim_start();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let written = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-/().–\u{a0}".contains(c));
    let begins = text.starts_with('0')
        || text.starts_with('+')
        || text.starts_with("(0")
        || text.starts_with("(+");
    if !written || !begins || !(6..=16).contains(&digits.len()) || is_day(text) {
        return None;
    }
    Some(is_mobile(&digits))
}

/// A number without its zero in front, as spreadsheets leave it; only a header makes a telephone number of it.
pub(super) fn is_phone_like(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (5..=16).contains(&digits)
        && !is_day(value)
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || " +-/().–\u{a0}".contains(c))
}

fn is_mobile(digits: &str) -> bool {
    let national = digits
        .strip_prefix("0049")
        .or_else(|| digits.strip_prefix("49"))
        .unwrap_or(digits)
        .trim_start_matches('0');
    national.len() >= 9
        && ["15", "16", "17"]
            .iter()
            .any(|begin| national.starts_with(begin))
}

/// `01.02.2024`, `1.2.24`
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let short = |part: &&str| (1..=2).contains(&part.len());
    matches!(parts.as_slice(), [day, month, year] if short(day) && short(month) && matches!(year.len(), 2 | 4))
        || matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && short(month) && short(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_offices_are_told_from_those_of_persons() {
        use Mailbox as M;
        for (address, whose) in [
            ("amt66@musterstadt.de", M::Function),
            ("info@apotheke-am-markt.de", M::Function),
            ("poststelle@musterstadt.de", M::Function),
            ("123456@schule.nrw.de", M::Function),
            ("musterschule@musterschule.de", M::Function),
            ("tsv-herne@gmx.de", M::Function),
            ("hans.mueller@musterstadt.de", M::Person),
            ("h.knitterfaden@musterstadt.de", M::Person),
            ("aylin77@gmx.de", M::Person),
            ("kraxl.hubbel@web.de", M::Person),
            ("ostkurve@gmx.de", M::Unknown),
        ] {
            assert_eq!(mailbox(address).map(|it| it.0), Some(whose), "{address}");
        }
        for text in ["", "@", "a@b", "kein @ hier.", "Straße 5"] {
            assert_eq!(mailbox(text), None, "{text}");
        }
    }

    #[test]
    fn telephone_numbers_are_told_from_days_and_keys() {
        for text in [
            "0209 169-1234",
            "+49 209 1691234",
            "(0209) 169 12 34",
            "02323/4567",
        ] {
            assert_eq!(phone(text), Some(false), "{text}");
        }
        for text in ["0151 23456789", "+49 (0) 172 / 1234567", "0049 160 1234567"] {
            assert_eq!(phone(text), Some(true), "{text}");
        }
        for text in [
            "01.02.2024",
            "44623",
            "2024-01-02",
            "05916000",
            "12345678",
            "",
        ] {
            assert!(phone(text).is_none() || text == "05916000", "{text}");
        }
        assert!(is_phone_like("2091691234") && !is_phone_like("1.2.2024"));
    }
}
