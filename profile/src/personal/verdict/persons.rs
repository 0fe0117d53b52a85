//! Columns of names, and whom a table is about.

use super::Claim;
use crate::personal::facts::Facts;
use hebewerk_model::{PersonalBasis, PersonalData, PersonalKind};

/// Whom a table is about.
#[derive(Debug, Default)]
pub(super) struct Persons {
    /// Rows are about persons: what stands beside them is theirs.
    pub subjects: bool,
    /// Persons speak for what rows are about: telephone and mailbox may be theirs, the address is not.
    pub contacts: bool,
    /// Rows are about institutions or places.
    pub institutions: bool,
}

impl Persons {
    pub(super) fn of(facts: &[Facts], found: &[Option<PersonalData>]) -> Self {
        use PersonalKind as K;
        let institutions = about_institutions(facts);
        let mut persons = Self {
            institutions,
            ..Self::default()
        };
        for (facts, data) in facts.iter().zip(found) {
            let header = &facts.header;
            match data.as_ref().map(|data| data.kind) {
                Some(
                    K::LastName | K::TaxId | K::SocialSecurityNumber | K::HealthInsuranceNumber,
                ) => {
                    persons.subjects = true;
                }
                Some(K::FullName) if header.contact && !header.person => persons.contacts = true,
                Some(K::FullName) => persons.subjects = true,
                Some(K::Email | K::IdCard) => persons.contacts = true,
                _ => {}
            }
            // First names alone, days of birth: of children, of applicants without a name.
            persons.subjects |= header.birth && facts.is_date && facts.share(facts.years) >= 0.8;
        }
        persons
    }
}

/// Headers say so, or a column holds names of institutions.
fn about_institutions(facts: &[Facts]) -> bool {
    facts.iter().any(|facts| {
        let names = &facts.names;
        facts.header.institutions
            || facts.looked_at >= 3
                && (facts.header.name || facts.header.thing)
                && facts.share(names.institutions) >= 0.5
                && facts.share(facts.houses + facts.streets) < 0.3
    })
}

/// Decides the columns of names.
pub(super) fn names(facts: &[Facts], found: &mut [Option<PersonalData>]) {
    let institutions = about_institutions(facts);
    // Where first names have a column of their own, a family name alone is no whole name.
    let divided = facts.iter().any(|facts| facts.header.first_name);
    for (data, facts) in found.iter_mut().zip(facts) {
        if data.is_none() {
            *data = full_name(facts, institutions, divided);
        }
    }
    let has_first = facts
        .iter()
        .zip(found.iter())
        .any(|(facts, data)| data.is_none() && first_name(facts).is_some());
    let has_last = facts
        .iter()
        .zip(found.iter())
        .any(|(facts, data)| data.is_none() && last_name(facts, has_first).is_some());
    for (data, facts) in found
        .iter_mut()
        .zip(facts)
        .filter(|(data, _)| data.is_none())
    {
        let first = first_name(facts).filter(|it| it.header || has_last);
        let last = last_name(facts, has_first);
        *data = match (first, last) {
            (Some(first), Some(last)) => {
                let names = &facts.names;
                let is_last = if first.header == facts.header.last_name {
                    names.last > names.first
                } else {
                    facts.header.last_name
                };
                Some(if is_last { last } else { first }.of(facts))
            }
            (first, last) => first.or(last).map(|claim| claim.of(facts)),
        };
    }
    forget_counted_names(facts, found);
}

/// Lists that count how often a name was given tell of nobody.
fn forget_counted_names(facts: &[Facts], found: &mut [Option<PersonalData>]) {
    use PersonalKind as K;
    let has = |kind: K| found.iter().flatten().any(|data| data.kind == kind);
    let alone = has(K::FirstName) != has(K::LastName) && found.iter().flatten().count() == 1;
    if alone
        && facts.iter().any(|facts| facts.header.count)
        && !facts.iter().any(|facts| facts.header.birth)
    {
        found.fill(None);
    }
}

fn full_name(facts: &Facts, institutions: bool, divided: bool) -> Option<PersonalData> {
    let (header, names) = (&facts.header, &facts.names);
    if !facts.is_text || facts.looked_at == 0 {
        return None;
    }
    let pairs = facts.share(names.pairs);
    let both = facts.share(names.pairs + names.half_pairs);
    let lone = facts.share(names.last + names.either);
    let called = header.person || header.contact;
    let split = header.first_name || header.last_name;
    let confidence = if called && !split {
        match () {
            () if both >= 0.2 => 0.85 + 0.1 * both,
            () if !divided && lone >= 0.35 && facts.share(names.institutions) < 0.4 => 0.7,
            () => return None,
        }
    } else if header.thing {
        return None;
    } else if (header.name || split)
        && both >= 0.3
        && pairs >= 0.15
        && !(institutions && (both < 0.5 || pairs < 0.3))
    {
        0.75 + 0.2 * both
    } else if !institutions && facts.looked_at >= 3 && pairs >= 0.1 && both >= 0.5 {
        0.5 + 0.4 * both
    } else {
        return None;
    };
    let claim = Claim {
        kind: PersonalKind::FullName,
        confidence,
        header: called || header.name || split,
        beside: false,
        basis: PersonalBasis::Dictionary,
        matching: names.pairs
            + names.half_pairs
            + if both < 0.2 {
                names.last + names.either
            } else {
                0
            },
    };
    Some(claim.of(facts))
}

fn first_name(facts: &Facts) -> Option<Claim> {
    let (header, names) = (&facts.header, &facts.names);
    let known = names.first + names.either;
    let share = facts.share(known);
    let shaped = facts.share(known + names.words + names.last + names.half_pairs + names.pairs);
    let confidence = match header.first_name {
        true if share >= 0.3 => 0.85 + 0.12 * share,
        true if shaped >= 0.7 => 0.75,
        false
            if facts.is_text
                && !header.thing
                && facts.share(names.first) >= 0.4
                && share >= 0.55
                && facts.looked_at >= 5 =>
        {
            0.4 + 0.4 * share
        }
        _ => return None,
    };
    Some(Claim {
        kind: PersonalKind::FirstName,
        confidence,
        header: header.first_name,
        beside: false,
        basis: PersonalBasis::Dictionary,
        matching: known,
    })
}

fn last_name(facts: &Facts, has_first: bool) -> Option<Claim> {
    let (header, names) = (&facts.header, &facts.names);
    let known = names.last + names.either;
    let share = facts.share(known);
    let shaped = facts.share(known + names.words + names.first + names.half_pairs);
    let generic =
        !header.first_name && (header.name && !header.thing || header.person && has_first);
    let confidence = match (header.last_name, has_first) {
        (true, _) if share >= 0.2 => 0.85 + 0.12 * share,
        (true, _) if shaped >= 0.6 => 0.75,
        (_, true) if generic && (share >= 0.15 || shaped >= 0.8) => 0.8,
        (_, true) if silent(facts) && share >= 0.2 && shaped >= 0.9 => 0.4 + 0.4 * share,
        (_, false) if generic && facts.share(names.last) >= 0.6 && facts.looked_at >= 10 => 0.6,
        _ => return None,
    };
    Some(Claim {
        kind: PersonalKind::LastName,
        confidence,
        header: header.last_name || header.name || header.person,
        beside: !header.last_name && has_first,
        basis: PersonalBasis::Dictionary,
        matching: known,
    })
}

fn silent(facts: &Facts) -> bool {
    facts.is_text
        && !facts.header.thing
        && (facts.header.silent || facts.header.name || facts.header.person)
}
