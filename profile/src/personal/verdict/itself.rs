//! Kinds that speak for themselves: numbers with check digits, plates, mailboxes of persons.

use super::Claim;
use crate::personal::facts::Facts;
use hebewerk_model::{PersonalBasis, PersonalData, PersonalKind};

/// A number that a kind of document has.
struct Number {
    kind: PersonalKind,
    header: bool,
    /// Values whose check digit is right.
    valid: u64,
    /// Values written like it.
    like: u64,
    /// Fewest different values that are enough without a header: how rarely chance passes the check.
    fewest: u64,
}

/// Whether nearly all values carry the right check digit, or some do and the header says what they are.
pub(super) fn number(facts: &Facts) -> Option<PersonalData> {
    let header = &facts.header;
    let numbers = [
        Number {
            kind: PersonalKind::Iban,
            header: header.iban,
            valid: facts.ibans,
            like: facts.iban_like,
            fewest: 1,
        },
        Number {
            kind: PersonalKind::TaxId,
            header: header.tax_id,
            valid: facts.tax_ids,
            like: facts.eleven_digits,
            fewest: 4,
        },
        Number {
            kind: PersonalKind::SocialSecurityNumber,
            header: header.social_security,
            valid: facts.social_security,
            like: facts.social_security,
            fewest: 2,
        },
        Number {
            kind: PersonalKind::HealthInsuranceNumber,
            header: header.health_insurance,
            valid: facts.health_insurance,
            like: facts.health_insurance,
            fewest: 4,
        },
        Number {
            kind: PersonalKind::IdCard,
            header: header.id_card,
            valid: facts.id_cards,
            like: facts.id_card_like,
            fewest: 4,
        },
    ];
    if facts.looked_at == 0 {
        return None;
    }
    let found = numbers.iter().find_map(|number| by_number(facts, number));
    found.or_else(|| plate(facts))
}

fn by_number(facts: &Facts, number: &Number) -> Option<PersonalData> {
    let valid = facts.share(number.valid);
    let like = facts.share(number.like);
    let (confidence, basis, matching) = match number.header {
        true if valid >= 0.5 => (0.97, PersonalBasis::CheckDigit, number.valid),
        false if valid >= 0.9 && facts.looked_at >= number.fewest => {
            (0.7 + 0.25 * valid, PersonalBasis::CheckDigit, number.valid)
        }
        // Typed by hand, made up for a test, or of another country.
        true if like >= 0.7 => (0.75, PersonalBasis::Pattern, number.like),
        _ => return None,
    };
    let claim = Claim {
        kind: number.kind,
        confidence,
        header: number.header,
        beside: false,
        basis,
        matching,
    };
    Some(claim.of(facts))
}

fn plate(facts: &Facts) -> Option<PersonalData> {
    let header = facts.header.plate;
    let (written, together) = (
        facts.share(facts.plates),
        facts.share(facts.run_together_plates),
    );
    let sure = header && written + together >= 0.6;
    // Codes of other things begin with letters of districts by chance; hardly all of them do.
    let plain =
        !facts.header.thing && !facts.header.code && written >= 0.95 && facts.looked_at >= 8;
    (sure || plain).then(|| {
        Claim {
            kind: PersonalKind::LicencePlate,
            confidence: if sure { 0.95 } else { 0.75 },
            header,
            beside: false,
            basis: PersonalBasis::Pattern,
            matching: facts.plates + facts.run_together_plates,
        }
        .of(facts)
    })
}

/// Addresses that are named after persons, or lie where people have theirs.
pub(super) fn mailbox(facts: &Facts) -> Option<PersonalData> {
    let boxes = &facts.mailboxes;
    if facts.share(boxes.all) < 0.5 {
        return None;
    }
    let of = |count: u64| count as f32 / boxes.all.max(1) as f32;
    let (persons, functions, private) = (of(boxes.persons), of(boxes.functions), of(boxes.private));
    let few = boxes.all < 3;
    let confidence = if persons >= if few { 0.6 } else { 0.3 } {
        0.8 + 0.15 * persons
    } else if private >= 0.5 && functions < 0.5 || facts.header.private {
        0.75
    } else {
        return None;
    };
    let claim = Claim {
        kind: PersonalKind::Email,
        confidence,
        header: facts.header.email,
        beside: false,
        basis: PersonalBasis::Pattern,
        matching: boxes.all - boxes.functions,
    };
    Some(claim.of(facts))
}
