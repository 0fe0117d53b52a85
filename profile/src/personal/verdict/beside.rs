//! What is personal beside persons only: days of birth, telephones, mailboxes, addresses; and sentences.

use super::Claim;
use super::persons::Persons;
use crate::personal::facts::Facts;
use hebewerk_model::{PersonalBasis, PersonalData, PersonalKind};

/// Decides the columns that are still open.
pub(super) fn decide(facts: &[Facts], persons: &Persons, found: &mut [Option<PersonalData>]) {
    let counted = facts.iter().any(|facts| facts.header.count);
    for (data, facts) in found
        .iter_mut()
        .zip(facts)
        .filter(|(data, _)| data.is_none())
    {
        let claim = birth(facts, persons, counted)
            .or_else(|| phone(facts, persons))
            .or_else(|| mailbox(facts, persons))
            .or_else(|| tax_number(facts, persons))
            .or_else(|| street(facts, persons))
            .or_else(|| sentences(facts, persons));
        *data = claim.map(|claim| claim.of(facts));
    }
    let has_address = found
        .iter()
        .flatten()
        .any(|data| data.kind == PersonalKind::Address);
    let mut behind_address = false;
    for (data, facts) in found.iter_mut().zip(facts) {
        if data.is_none() && has_address {
            *data = house_number(facts, behind_address).map(|claim| claim.of(facts));
        }
        let kind = data.as_ref().map(|data| data.kind);
        behind_address = kind == Some(PersonalKind::Address) && facts.streets > facts.houses;
    }
}

fn birth(facts: &Facts, persons: &Persons, counted: bool) -> Option<Claim> {
    let header = &facts.header;
    let years = facts.share(facts.years);
    let known = persons.subjects || persons.contacts;
    // Nobody lives who was born before; a century has both.
    let plausible = facts.years > 0 && facts.earliest >= 1880 && facts.latest <= 2100;
    let spread = facts.latest.saturating_sub(facts.earliest);
    let days = facts.is_date || years >= 0.6;
    let confidence = if header.birth && days && (known || !counted) {
        if facts.is_date { 0.97 } else { 0.9 }
    } else if header.birth && persons.subjects && facts.share(facts.yearless_days) >= 0.8 {
        0.8
    } else if header.birth_year && plausible && years >= 0.8 && known {
        0.85
    } else if facts.is_date
        && (header.silent || !header.other_day)
        && persons.subjects
        && plausible
        && facts.earliest <= 1990
        && spread >= 25
    {
        0.6
    } else {
        return None;
    };
    Some(Claim {
        kind: PersonalKind::BirthDate,
        confidence,
        header: header.birth || header.birth_year,
        beside: known,
        basis: PersonalBasis::Pattern,
        matching: facts.years.max(facts.yearless_days),
    })
}

fn phone(facts: &Facts, persons: &Persons) -> Option<Claim> {
    let header = &facts.header;
    let written = facts.share(facts.phones);
    let mobile = facts.share(facts.mobiles);
    // A header that names nothing of it, and values that are nothing else.
    let unnamed = facts.is_text
        && !header.phone
        && !header.location
        && (written >= 0.9 && facts.share(facts.separated_phones) >= 0.6 || mobile >= 0.8);
    let named = header.phone && facts.share(facts.phone_like) >= 0.6;
    let own = is_own(facts);
    let confidence = if named && (header.private || header.person || header.contact) && own {
        0.85
    } else if named && persons.subjects && own {
        0.9
    } else if named && own && (persons.contacts && !persons.institutions || mobile >= 0.5) {
        0.75
    } else if own && (named && persons.contacts && mobile >= 0.2 || unnamed && persons.subjects) {
        0.65
    } else {
        return None;
    };
    Some(Claim {
        kind: PersonalKind::Phone,
        confidence,
        header: header.phone,
        beside: persons.subjects || persons.contacts,
        basis: PersonalBasis::Pattern,
        matching: facts.phones.max(if named { facts.phone_like } else { 0 }),
    })
}

/// One number or mailbox in most rows is that of an office.
const fn is_own(facts: &Facts) -> bool {
    facts.distinct * 3 > facts.rows && (facts.distinct > 1 || facts.rows == 1)
}

fn mailbox(facts: &Facts, persons: &Persons) -> Option<Claim> {
    let boxes = &facts.mailboxes;
    let functions = boxes.functions as f32 / boxes.all.max(1) as f32;
    let own = is_own(facts);
    let beside = persons.subjects && functions < 0.5 || persons.contacts && functions < 0.3;
    (beside && own && facts.share(boxes.all) >= 0.5).then_some(Claim {
        kind: PersonalKind::Email,
        confidence: if persons.subjects { 0.85 } else { 0.7 },
        header: facts.header.email,
        beside: true,
        basis: PersonalBasis::Pattern,
        matching: boxes.all - boxes.functions,
    })
}

/// The older numbers of tax offices: firms have them, too.
fn tax_number(facts: &Facts, persons: &Persons) -> Option<Claim> {
    let fits = facts.header.tax_number && facts.share(facts.tax_numbers) >= 0.6;
    (fits && persons.subjects).then_some(Claim {
        kind: PersonalKind::TaxId,
        confidence: 0.75,
        header: true,
        beside: true,
        basis: PersonalBasis::Pattern,
        matching: facts.tax_numbers,
    })
}

fn street(facts: &Facts, persons: &Persons) -> Option<Claim> {
    let header = &facts.header;
    let streets = facts.share(facts.houses + facts.streets);
    if !facts.is_text || header.email || header.location && !header.private {
        return None;
    }
    let named = header.street && streets >= 0.3;
    let whose = header.private || header.person || header.last_name;
    let confidence = if named && whose {
        0.9
    } else if named && persons.subjects {
        0.85
    } else if persons.subjects && !header.thing && facts.share(facts.houses) >= 0.7 {
        0.65
    } else {
        return None;
    };
    Some(Claim {
        kind: PersonalKind::Address,
        confidence,
        header: header.street,
        beside: persons.subjects,
        basis: PersonalBasis::Pattern,
        matching: facts.houses + facts.streets,
    })
}

/// Beside an address; `Nr.` only right behind a street.
fn house_number(facts: &Facts, behind_address: bool) -> Option<Claim> {
    let named = facts.header.house_number || behind_address && facts.header.plain_number;
    (named && facts.share(facts.house_numbers) >= 0.6).then_some(Claim {
        kind: PersonalKind::Address,
        confidence: 0.8,
        header: true,
        beside: true,
        basis: PersonalBasis::Pattern,
        matching: facts.house_numbers,
    })
}

fn sentences(facts: &Facts, persons: &Persons) -> Option<Claim> {
    let share = facts.share(facts.telling);
    let known = persons.subjects || persons.contacts;
    let named = facts.header.free_text;
    let fits = if named {
        facts.telling >= 2 && share >= 0.02 || facts.telling >= 1 && facts.looked_at <= 20
    } else {
        let apart = !facts.header.thing && !facts.header.location;
        apart && facts.telling >= 3 && share >= 0.1 && facts.share(facts.sentences) >= 0.5
    };
    (facts.is_text && fits).then_some(Claim {
        kind: PersonalKind::FreeText,
        confidence: 0.6 + 0.3 * share.min(0.5) + if named { 0.1 } else { 0.0 },
        header: named,
        beside: known,
        basis: PersonalBasis::Dictionary,
        matching: facts.telling,
    })
}
