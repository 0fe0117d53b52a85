//! What a header says of persons.

mod particulars;
mod persons;
mod things;

use crate::semantic::words::Words;

/// A header, read.
#[derive(Debug, Default, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a header may say any of these at once"
)]
pub(super) struct Header {
    pub first_name: bool,
    pub last_name: bool,
    /// Somebody the row is about: owner, applicant, child.
    pub person: bool,
    /// Somebody who speaks for a thing: contact, head, clerk.
    pub contact: bool,
    /// `Name` and nothing more special.
    pub name: bool,
    pub birth: bool,
    pub birth_year: bool,
    /// A day that is none of birth.
    pub other_day: bool,
    pub street: bool,
    pub house_number: bool,
    pub email: bool,
    pub phone: bool,
    pub iban: bool,
    pub tax_id: bool,
    pub tax_number: bool,
    pub social_security: bool,
    pub health_insurance: bool,
    pub id_card: bool,
    pub plate: bool,
    /// Something numbered or coded.
    pub code: bool,
    /// `Nr.`
    pub plain_number: bool,
    pub free_text: bool,
    /// Of a private person: `privat`, `Wohn…`.
    pub private: bool,
    /// Where something is or happened.
    pub location: bool,
    /// Something that is called after persons, made by them or called like them.
    pub thing: bool,
    /// Rows are counted.
    pub count: bool,
    /// Says nothing: made up, empty, `Datum`.
    pub silent: bool,
    /// The table is about institutions or places.
    pub institutions: bool,
}

impl Header {
    pub(super) fn of(label: &str) -> Self {
        let words = Words::of(&two_letters(label));
        let any = |known: &[&str]| words.any(known);
        let person = any(persons::PERSON);
        let contact = any(persons::CONTACT);
        let made_up = label.starts_with("spalte_") || label.starts_with("column");
        Self {
            first_name: any(persons::FIRST_NAME),
            last_name: any(persons::LAST_NAME),
            person,
            contact,
            name: any(persons::NAME),
            birth: any(particulars::BIRTH) && !any(particulars::BIRTH_OTHER),
            birth_year: any(particulars::BIRTH_YEAR),
            other_day: any(things::OTHER_DAY),
            street: any(particulars::STREET),
            house_number: any(particulars::HOUSE_NUMBER),
            email: any(particulars::EMAIL),
            phone: any(particulars::PHONE),
            iban: any(particulars::IBAN),
            tax_id: any(particulars::TAX_ID),
            tax_number: any(particulars::TAX_NUMBER),
            social_security: any(particulars::SOCIAL_SECURITY),
            health_insurance: any(particulars::HEALTH_INSURANCE),
            id_card: any(particulars::ID_CARD),
            plate: any(particulars::PLATE),
            code: any(things::CODE),
            plain_number: words.count() == 1 && any(particulars::PLAIN_NUMBER),
            free_text: any(particulars::FREE_TEXT),
            private: any(persons::PRIVATE),
            location: any(things::LOCATION),
            thing: any(things::THING) && !person && !contact,
            count: any(things::COUNT),
            silent: words.is_empty() || made_up || words.count() <= 2 && any(things::SILENT),
            institutions: any(things::INSTITUTIONS),
        }
    }
}

/// Umlauts in two letters, capitals as they are: where one begins, a word does (`GebDat`).
fn two_letters(label: &str) -> String {
    let mut out = String::with_capacity(label.len() + 4);
    for character in label.chars() {
        match character {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'Ä' => out.push_str("AE"),
            'Ö' => out.push_str("OE"),
            'Ü' => out.push_str("UE"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_they_are_about() {
        type Claim = fn(&Header) -> bool;
        let claims: [(&[&str], Claim); 16] = [
            (
                &[
                    "Nachname",
                    "Halter Name",
                    "ANTRAGSTELLER",
                    "Sachbearbeiter",
                    "Eigentümer",
                ],
                |it| it.last_name || it.person || it.contact,
            ),
            (
                &[
                    "Vorname",
                    "Halter Vorname",
                    "VORNAME1",
                    "first_name",
                    "givenName",
                    "Rufname",
                ],
                |it| it.first_name,
            ),
            (
                &[
                    "Geb.-Datum",
                    "GebDat",
                    "geb. am",
                    "geboren",
                    "GEBURTSDATUM",
                    "Date of birth",
                    "Geburtstag",
                ],
                |it| it.birth,
            ),
            (
                &["Tel. privat", "Telefon", "Mobil", "Handy-Nr.", "Rufnummer"],
                |it| it.phone,
            ),
            (&["Mail", "E-Mail", "eMail-Adresse", "EMAIL"], |it| it.email),
            (
                &[
                    "Steuer-IdNr.",
                    "Steuer-ID",
                    "Steueridentifikationsnummer",
                    "IdNr",
                ],
                |it| it.tax_id,
            ),
            (&["IBAN", "Kontonummer (IBAN)", "Bankverbindung"], |it| {
                it.iban
            }),
            (
                &[
                    "Anspr.partner",
                    "Ansprechpartner/in",
                    "Kontaktperson",
                    "Schulleitung",
                ],
                |it| it.contact,
            ),
            (
                &["Straße", "Strasse/Nr", "Anschrift", "Wohnadresse", "STR"],
                |it| it.street,
            ),
            (&["Hausnr.", "HsNr", "Haus-Nr.", "Hausnummer"], |it| {
                it.house_number
            }),
            (
                &["Kfz-Kennzeichen", "Amtl. Kennzeichen", "Kennzeichen"],
                |it| it.plate,
            ),
            (&["SV-Nummer", "Rentenversicherungsnummer", "RVNR"], |it| {
                it.social_security
            }),
            (
                &["KVNR", "Versichertennummer", "Krankenversichertennr."],
                |it| it.health_insurance,
            ),
            (
                &[
                    "Ausweis-Nr.",
                    "Personalausweisnummer",
                    "Reisepass",
                    "PassNr",
                ],
                |it| it.id_card,
            ),
            (
                &["Bemerkung", "Freitext", "Ihre Nachricht", "Anliegen"],
                |it| it.free_text,
            ),
            (
                &[
                    "Künstler",
                    "Straßenname",
                    "Hundename",
                    "benannt nach",
                    "Name des Hundes",
                ],
                |it| it.thing,
            ),
        ];
        for (labels, claim) in claims {
            for label in labels {
                assert!(claim(&Header::of(label)), "{label}");
            }
        }
    }

    #[test]
    fn headers_that_only_sound_like_persons_say_nothing_of_them() {
        for label in [
            "Haltestelle",
            "Behälter",
            "Schalter offen",
            "Haushalt",
            "Teilnehmerzahl",
            "Geburten",
            "Steuerart",
            "Kontoart",
            "Mobilfunk",
            "Material",
            "Telefonzellen",
            "Eigentumsart",
            "Passanten",
            "Autor",
            "Leitungslänge",
        ] {
            let it = Header::of(label);
            let claims = [
                it.first_name,
                it.last_name,
                it.person && label != "Teilnehmerzahl",
                it.contact,
                it.name,
                it.birth,
                it.phone,
                it.email,
                it.tax_id,
                it.iban,
                it.id_card,
                it.plate,
            ];
            assert!(!claims.contains(&true), "{label}: {it:?}");
        }
    }
}
