//! What offices of the demo hold back of their own data.

use crate::city::City;
use hebewerk_model::{
    Binds, ColumnName, ColumnRule, Mask, Period, PersonalKind, PersonalReview, Protection, Verdict,
};

/// Rules of protection of one dataset.
#[derive(Clone, Debug)]
pub struct DemoProtection {
    /// Sign-in name of the data owner who lays them down.
    pub owner: String,
    /// Slug of the organisation whose dataset it is.
    pub organisation: &'static str,
    /// File of the dataset, as in the catalogue.
    pub file: &'static str,
    /// The rules.
    pub protection: Protection,
}

/// The rules of a city; the neighbours have none.
///
/// The children of the entrance examination stay in the health office; statistics get what they need of them. The remarks
/// on bulky waste are left for somebody to look at.
pub fn protections(city: &City) -> Vec<DemoProtection> {
    if !city.is_musterstadt() {
        return Vec::new();
    }
    vec![DemoProtection {
        owner: format!("rosa.uferling@{}.example", city.slug),
        organisation: "gesundheit",
        file: "Schuleingangsuntersuchung_2026.xlsx",
        protection: children(),
    }]
}

fn children() -> Protection {
    let column = |name: &str| ColumnName {
        table: "schuleingangsuntersuchung_2026".to_owned(),
        column: name.to_owned(),
    };
    let persons = [
        ("name", PersonalKind::LastName),
        ("vorname", PersonalKind::FirstName),
        ("geboren", PersonalKind::BirthDate),
        ("strasse", PersonalKind::Address),
    ];
    let reviews = persons.map(|(name, kind)| PersonalReview {
        column: column(name),
        kind,
        verdict: Verdict::Personal,
        reason: "Kinder und ihre Anschrift, Gesundheitsdaten nach Art. 9 DSGVO".to_owned(),
    });
    let mask = |name: &str, mask, reason: &str| ColumnRule {
        column: column(name),
        mask,
        binds: Binds::Outside,
        reason: reason.to_owned(),
    };
    Protection {
        rows: Vec::new(),
        columns: vec![
            mask(
                "geboren",
                Mask::Period(Period::Year),
                "Der Jahrgang genügt für die Schulstatistik.",
            ),
            mask(
                "gewicht_kg",
                Mask::Group { width: 5 },
                "Einzelne Kinder sollen am Gewicht nicht zu erkennen sein.",
            ),
            mask(
                "groesse_cm",
                Mask::Group { width: 10 },
                "Einzelne Kinder sollen an der Größe nicht zu erkennen sein.",
            ),
        ],
        reviews: reviews.to_vec(),
    }
}
