//! Personal data in a column: of which kind, how sure, and what speaks for it in counts, never in values.

use crate::Confidence;
use serde::{Deserialize, Serialize};

/// What a column says about persons (DSGVO Art. 4 Nr. 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalKind {
    /// First names.
    FirstName,
    /// Family names, also those of birth.
    LastName,
    /// Names of persons in one cell, also of owners, holders of accounts, contacts.
    FullName,
    /// Days or years of birth.
    BirthDate,
    /// Streets and house numbers of persons, in one cell or in several.
    Address,
    /// E-mail addresses of persons, not those of functions (`info@`).
    Email,
    /// Telephone numbers of persons, not those of offices.
    Phone,
    /// Numbers of bank accounts.
    Iban,
    /// Numbers that tax offices know persons by (AO § 139b), also the older ones with slashes.
    TaxId,
    /// Numbers of the pension insurance (SGB VI § 147).
    SocialSecurityNumber,
    /// Numbers of the health insurance (SGB V § 290).
    HealthInsuranceNumber,
    /// Numbers of identity cards and passports.
    IdCard,
    /// Registration plates of vehicles.
    LicencePlate,
    /// Sentences in some of which persons are named or reached.
    FreeText,
}

impl PersonalKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::FirstName,
        Self::LastName,
        Self::FullName,
        Self::BirthDate,
        Self::Address,
        Self::Email,
        Self::Phone,
        Self::Iban,
        Self::TaxId,
        Self::SocialSecurityNumber,
        Self::HealthInsuranceNumber,
        Self::IdCard,
        Self::LicencePlate,
        Self::FreeText,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::FullName => "full_name",
            Self::BirthDate => "birth_date",
            Self::Address => "address",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Iban => "iban",
            Self::TaxId => "tax_id",
            Self::SocialSecurityNumber => "social_security_number",
            Self::HealthInsuranceNumber => "health_insurance_number",
            Self::IdCard => "id_card",
            Self::LicencePlate => "licence_plate",
            Self::FreeText => "free_text",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A column that holds personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonalData {
    /// Of which kind.
    pub kind: PersonalKind,
    /// How sure.
    pub confidence: Confidence,
    /// What speaks for it.
    pub evidence: PersonalEvidence,
}

/// What speaks for personal data, without any value: it may be shown to whoever may see the column's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalEvidence {
    /// The header names the kind.
    pub header: bool,
    /// Another column of the table is about persons, and this one depends on it.
    pub beside_persons: bool,
    /// What the values were compared with.
    pub basis: PersonalBasis,
    /// Different values that fit.
    pub matching: u64,
    /// Different values looked at: all, or an even sample of many.
    pub looked_at: u64,
}

/// What values were compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalBasis {
    /// Lists of names.
    Dictionary,
    /// A check digit.
    CheckDigit,
    /// How they are written.
    Pattern,
}

impl PersonalBasis {
    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary",
            Self::CheckDigit => "check_digit",
            Self::Pattern => "pattern",
        }
    }
}
