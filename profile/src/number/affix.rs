//! What stands before and behind the digits of a number.

/// Signs around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Affix {
    /// Minus sign, trailing minus or brackets.
    pub negative: bool,
    /// `%`
    pub percent: bool,
    /// The currency, as its three letters.
    pub currency: Option<&'static str>,
}

const CURRENCIES: [(&str, &str); 8] = [
    ("€", "EUR"),
    ("EUR", "EUR"),
    ("Euro", "EUR"),
    ("$", "USD"),
    ("USD", "USD"),
    ("£", "GBP"),
    ("GBP", "GBP"),
    ("CHF", "CHF"),
];

/// The digits of a number without its signs; none when no digit can begin or end there.
pub(crate) fn stripped(text: &str) -> Option<(&str, Affix)> {
    let bytes = text.as_bytes();
    let (first, last) = (bytes.first()?, bytes.last()?);
    if first.is_ascii_digit() && last.is_ascii_digit() {
        return Some((text, Affix::default()));
    }
    if text.len() > 60 || !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut affix = Affix::default();
    let mut core = text;
    if let Some(inner) = core
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        affix.negative = true;
        core = inner.trim();
    }
    // At most sign, currency, sign in front: three rounds.
    for _ in 0..3 {
        core = strip_front(core, &mut affix);
    }
    core = strip_back(core, &mut affix);
    let bytes = core.as_bytes();
    let begins = bytes
        .first()
        .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let ends = bytes.last().is_some_and(u8::is_ascii_digit);
    (begins && ends).then_some((core, affix))
}

fn strip_front<'a>(core: &'a str, affix: &mut Affix) -> &'a str {
    if let Some(rest) = core.strip_prefix(['-', '−', '–']) {
        affix.negative = !affix.negative;
        return rest.trim_start();
    }
    if let Some(rest) = core.strip_prefix('+') {
        return rest.trim_start();
    }
    for (sign, code) in CURRENCIES {
        if let Some(rest) = core.strip_prefix(sign) {
            affix.currency = Some(code);
            return rest.trim_start();
        }
    }
    core
}

fn strip_back<'a>(core: &'a str, affix: &mut Affix) -> &'a str {
    if let Some(rest) = core.strip_suffix('%') {
        affix.percent = true;
        return rest.trim_end();
    }
    for (sign, code) in CURRENCIES {
        if let Some(rest) = core.strip_suffix(sign) {
            affix.currency = Some(code);
            return strip_minus(rest.trim_end(), affix);
        }
    }
    strip_minus(core, affix)
}

/// `123-`, as SAP exports negative numbers.
fn strip_minus<'a>(core: &'a str, affix: &mut Affix) -> &'a str {
    match core.strip_suffix('-') {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => {
            affix.negative = !affix.negative;
            rest
        }
        _ => core,
    }
}
