//! People who cannot exist: first names are ordinary, family names are things nobody is called.

use crate::random::Random;

const FIRST: [&str; 40] = [
    "Ada", "Aylin", "Anton", "Bela", "Bruno", "Carla", "Cem", "Dilek", "Edda", "Emil", "Fatma",
    "Finn", "Greta", "Hakan", "Hilde", "Ida", "Igor", "Jule", "Karim", "Käthe", "Lasse", "Leni",
    "Malte", "Mina", "Nele", "Nuri", "Ole", "Olga", "Paula", "Piet", "Rosa", "Ruben", "Selin",
    "Sönke", "Tilda", "Timur", "Ulla", "Veit", "Wanda", "Yusuf",
];

const FIRST_PART: [&str; 24] = [
    "Muster",
    "Probe",
    "Beispiel",
    "Platzhalter",
    "Erfunden",
    "Papier",
    "Wolken",
    "Nebel",
    "Kreide",
    "Zettel",
    "Stempel",
    "Tinten",
    "Schein",
    "Irgend",
    "Anders",
    "Neben",
    "Knitter",
    "Bogen",
    "Büro",
    "Akten",
    "Kasten",
    "Faden",
    "Korken",
    "Laternen",
];

const SECOND_PART: [&str; 14] = [
    "mann", "frau", "kind", "heimer", "berger", "macher", "wald", "feld", "brink", "oğlu", "owski",
    "ström", "son", "bach",
];

/// A first name and a family name.
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) family: String,
}

impl Person {
    pub(crate) fn invent(random: &mut Random) -> Self {
        let family = format!("{}{}", random.word(&FIRST_PART), random.word(&SECOND_PART));
        Self {
            first: random.word(&FIRST),
            family,
        }
    }

    pub(crate) fn full(&self) -> String {
        format!("{} {}", self.first, self.family)
    }

    /// An address under `.example`, which RFC 2606 keeps free for ever.
    pub(crate) fn email(&self) -> String {
        let plain = |text: &str| {
            text.to_lowercase()
                .replace('ä', "ae")
                .replace('ö', "oe")
                .replace('ü', "ue")
                .replace('ß', "ss")
                .replace('ğ', "g")
        };
        format!("{}.{}@post.example", plain(self.first), plain(&self.family))
    }
}

/// A telephone number of the range that the Bundesnetzagentur keeps free for films (030 23125 xxx).
pub(crate) fn telephone(random: &mut Random) -> String {
    format!("030 23125-{:03}", random.below(1_000))
}

/// An account number with correct check digits at a bank code (00000000) that no bank has.
pub(crate) fn iban(random: &mut Random) -> String {
    let account = random.below(10_000_000_000) as u128;
    // ISO 13616: the country letters D = 13 and E = 14 and two zeros go behind the account, 98 minus modulus 97.
    let check = 98 - (account * 1_000_000 + 131_400) % 97;
    format!("DE{check:02}00000000{account:010}")
}

/// A word nobody is called, for companies.
pub(crate) fn company(random: &mut Random) -> String {
    const TRADES: [&str; 12] = [
        "Tiefbau",
        "Gebäudetechnik",
        "Bürobedarf",
        "Garten- und Landschaftsbau",
        "Elektro",
        "Druck",
        "Reinigung",
        "Software",
        "Fahrzeugteile",
        "Vermessung",
        "Sicherheit",
        "Catering",
    ];
    const FORMS: [&str; 4] = ["GmbH", "GmbH & Co. KG", "e. K.", "AG"];
    format!(
        "{}{} {} {}",
        random.word(&FIRST_PART),
        random.word(&SECOND_PART),
        random.word(&TRADES),
        random.word(&FORMS)
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn account_numbers_pass_the_check_and_belong_to_no_bank() {
        let mut random = crate::random::Random::of(1, "iban");
        for _ in 0..100 {
            let iban = super::iban(&mut random);
            assert_eq!(iban.len(), 22);
            let (check, body) = iban.strip_prefix("DE").expect("German").split_at(2);
            let digits: u128 = format!("{body}1314{check}").parse().expect("digits");
            assert_eq!(digits % 97, 1);
            assert!(body.starts_with("00000000"));
        }
    }
}
