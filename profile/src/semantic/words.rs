//! Words of headers, by meaning. A word ending in `*` also matches as the beginning of a word, one beginning
//! with `*` as its end (German compounds end in what they are).

/// A header's words in lower case.
#[derive(Debug)]
pub(crate) struct Words {
    words: Vec<String>,
    joined: String,
}

impl Words {
    pub(crate) fn of(label: &str) -> Self {
        let mut spaced = String::with_capacity(label.len() + 8);
        let mut lower_before = false;
        let mut characters = label.chars().peekable();
        while let Some(character) = characters.next() {
            if character.is_uppercase() && lower_before {
                spaced.push(' ');
            }
            // `Post-leit-zahl`: a word parted to make a column narrow.
            let parted = character == '-' && lower_before;
            if parted && characters.peek().is_some_and(|next| next.is_lowercase()) {
                continue;
            }
            lower_before = character.is_lowercase();
            if character.is_alphanumeric() || character == '%' || character == '€' {
                spaced.extend(character.to_lowercase());
            } else {
                spaced.push(' ');
            }
        }
        let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
        let joined = words.concat();
        Self { words, joined }
    }

    /// How many words there are.
    pub(crate) fn count(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether any word (or all words written together) is one of `known`.
    pub(crate) fn any(&self, known: &[&str]) -> bool {
        self.any_beside(known, &[])
    }

    /// As [`Self::any`], without words that are one of `others`.
    pub(super) fn any_beside(&self, known: &[&str], others: &[&[&str]]) -> bool {
        self.words
            .iter()
            .chain(std::iter::once(&self.joined))
            .filter(|word| known.iter().any(|pattern| matches(word, pattern)))
            .any(|word| {
                let mut others = others.iter().copied().flatten();
                !others.any(|pattern| matches(word, pattern))
            })
    }
}

fn matches(word: &str, pattern: &str) -> bool {
    if let Some(end) = pattern.strip_prefix('*') {
        return word.ends_with(end);
    }
    match pattern.strip_suffix('*') {
        Some(begin) => word.starts_with(begin),
        None => word == pattern,
    }
}

pub(super) const POSTCODE: &[&str] = &[
    "plz",
    "*plz",
    "plz*",
    "*postleitzahl",
    "postbezirk",
    "zustellbezirk",
    "postcode",
    "postalcode",
    "zip",
    "zipcode",
];
pub(super) const AGS: &[&str] = &[
    "ags",
    "ags8",
    "*gemeindeschlüssel",
    "*gemeindeschluessel",
    "gemeindekennziffer",
    "gkz",
    "agsnr",
    "kreisschlüssel",
    "kreisschluessel",
];
pub(super) const ARS: &[&str] = &["ars", "*regionalschlüssel", "*regionalschluessel", "rs"];
pub(super) const TELEPHONE: &[&str] = &[
    "tel",
    "telefon*",
    "*telefon",
    "telefax",
    "fax",
    "phone",
    "*phone",
    "mobil",
    "handy",
    "rufnummer",
    "*rufnummer",
];
pub(super) const EMAIL: &[&str] = &["email", "mail", "*email", "emailadresse"];
pub(super) const IBAN: &[&str] = &["iban"];
pub(super) const HOUSE_NUMBER: &[&str] = &[
    "hausnummer",
    "*hausnummer",
    "hausnr",
    "hnr",
    "hsnr",
    "haus_nr",
    "housenumber",
];
pub(super) const KEY: &[&str] = &[
    "*schlüssel",
    "*schluessel",
    "schlüsselnummer",
    "schluesselnummer",
    "kennziffer",
    "*kennziffer",
    "kassenzeichen",
    "aktenzeichen",
    "flurstück*",
    "flurstueck*",
    "schulnummer",
    "buchungsstelle",
    "kostenstelle",
    "*schlüsselnr",
];
/// What is numbered like chapters: `01.02.03`.
pub(super) const NUMBERED: &[&str] = &[
    "produkt",
    "produktgruppe",
    "produktbereich",
    "teilprodukt",
    "pgr",
    "gliederung*",
    "position",
    "pos",
    "ziffer",
    "kapitel",
    "abschnitt",
    "titel",
    "haushaltsstelle",
    "hst",
    "kostenträger",
    "konto",
    "*konto",
    "maßnahme",
    "version",
    "*plan",
];
/// What is numbered by chapters, and by nothing else: `1.1`, `1.10`.
pub(super) const OUTLINE: &[&str] = &[
    "nr",
    "lfdnr",
    "lfd",
    "posnr",
    "nummer",
    "ordnungsnummer",
    "gliederung*",
    "position",
    "pos",
    "ziffer",
    "kapitel",
    "abschnitt",
    "unterabschnitt",
    "aktenplan*",
    "aktenzeichen",
    "az",
    "top",
    "version",
];
/// Days, and nothing that only ends like one (`Freitag`, `Vertrag`).
pub(super) const DAY: &[&str] = &[
    "datum",
    "*datum",
    "date",
    "stichtag",
    "geburtstag",
    "zeitpunkt",
    "tag",
    "day",
];
/// Days on which somebody was born, and those of deaths.
pub(super) const BORN: &[&str] = &[
    "geburtsdatum",
    "geburtstag",
    "gebdatum",
    "gebdat",
    "geb",
    "geboren",
    "sterbedatum",
    "todestag",
    "birthdate",
    "dob",
];
/// Times of a day, and nothing that takes some time (`Fahrzeit`).
pub(super) const CLOCK: &[&str] = &[
    "uhrzeit",
    "*uhrzeit",
    "uhr",
    "abfahrt",
    "abfahrtszeit",
    "ankunft",
    "ankunftszeit",
    "anfang",
    "anfangszeit",
    "startzeit",
    "endzeit",
    "beginn",
    "*beginn",
    "ende",
    "dienstende",
    "einsatzende",
    "unterrichtsende",
    "betriebsende",
];
pub(super) const GEOMETRY: &[&str] = &["geometrie", "geometry", "geom", "wkt", "shape", "geojson"];
pub(super) const PERSON: &[&str] = &[
    "vorname",
    "nachname",
    "familienname",
    "zuname",
    "ansprechpartner*",
    "ansprechperson",
    "eigentümer*",
    "inhaber*",
    "sachbearbeiter*",
    "firstname",
    "lastname",
    "surname",
    "geburtsname",
];
pub(super) const STREET: &[&str] = &[
    "straße",
    "strasse",
    "*straße",
    "*strasse",
    "straßenname",
    "strassenname",
    "*straßenname",
    "str",
    "street",
    "streetname",
    "strname",
];
pub(super) const DISTRICT: &[&str] = &[
    "stadtteil",
    "*stadtteil",
    "stadtbezirk",
    "*bezirk",
    "ortsteil",
    "ortsteilname",
    "bezirksname",
    "stadtteilname",
    "quartier",
    "viertel",
    "district",
    "gemarkung",
    "stadtviertel",
];
pub(super) const PLACE: &[&str] = &[
    "ort",
    "ortsname",
    "wohnort",
    "stadt",
    "gemeinde",
    "gemeindename",
    "kommune",
    "city",
    "town",
    "municipality",
    "kreis",
    "landkreis",
    "bundesland",
    "land",
];
pub(super) const YEAR: &[&str] = &["jahr", "*jahr", "year", "baujahr", "jahrgang"];
pub(super) const PERIOD: &[&str] = &[
    "monat",
    "*monat",
    "quartal",
    "*quartal",
    "schuljahr",
    "halbjahr",
    "zeitraum",
    "periode",
    "month",
    "quarter",
    "saison",
];
pub(super) const PERCENT: &[&str] = &[
    "prozent",
    "*prozent",
    "anteil",
    "*anteil",
    "anteil*",
    "quote",
    "*quote",
    "%",
    "percent",
    "*prozentual",
];
pub(super) const MONEY: &[&str] = &[
    "betrag",
    "*betrag",
    "beträge",
    "kosten",
    "*kosten",
    "preis",
    "*preis",
    "euro",
    "eur",
    "€",
    "umsatz",
    "*ausgaben",
    "*einnahmen",
    "*ansatz",
    "gebühr*",
    "entgelt",
    "einzahlung*",
    "auszahlung*",
    "ertrag",
    "erträge",
    "aufwand",
    "aufwendungen",
    "amount",
    "price",
    "gross",
    "spend",
    "salary",
];
pub(super) const FREE_TEXT: &[&str] = &[
    "beschreibung",
    "bemerkung*",
    "kommentar*",
    "hinweis*",
    "anmerkung*",
    "description",
    "comment*",
    "erläuterung*",
    "notiz*",
    "text",
    "freitext",
];
pub(super) const IDENTIFIER: &[&str] = &[
    "id",
    "*_id",
    "fid",
    "oid",
    "objectid",
    "gid",
    "uuid",
    "nr",
    "nummer",
    "*nummer",
    "lfdnr",
    "lfd",
    "kennung",
    "*kennung",
    "*nr",
    "*kz",
    "kennzahl",
    "*kennzahl",
    "code",
    "*code",
    "identifier",
];
pub(super) const CATEGORY: &[&str] = &[
    "art",
    "*art",
    "typ",
    "*typ",
    "kategorie",
    "*kategorie",
    "status",
    "*status",
    "klasse",
    "gruppe",
    "*gruppe",
    "type",
    "category",
    "geschlecht",
    "träger",
    "*form",
];
pub(super) const QUANTITY: &[&str] = &[
    "anzahl",
    "*anzahl",
    "anzahl*",
    "menge",
    "*menge",
    "summe",
    "*fläche",
    "*flaeche",
    "länge",
    "höhe",
    "breite",
    "gewicht",
    "einwohner*",
    "*zahl",
    "count",
    "wert",
    "value",
    "bestand",
    "kapazität",
];
/// Things that come whole: no word of them names a share or a measure.
pub(super) const COUNTED: &[&str] = &[
    "anzahl",
    "*anzahl",
    "anzahl*",
    "einwohner",
    "einwohnerinnen",
    "einwohnerzahl",
    "bevölkerung",
    "bevoelkerung",
    "personen",
    "haushalte",
    "fälle",
    "faelle",
    "stück",
    "stueck",
    "besucher",
    "schüler",
    "schueler",
    "beschäftigte",
    "beschaeftigte",
    "geburten",
    "sterbefälle",
    "zuzüge",
    "fortzüge",
    "population",
    "inhabitants",
];
/// Words by which a count becomes a rate.
pub(super) const RATE: &[&str] = &[
    "je",
    "pro",
    "per",
    "anteil",
    "*anteil",
    "quote",
    "*quote",
    "rate",
    "*rate",
    "dichte",
    "*dichte",
    "prozent",
    "durchschnitt*",
    "mittel*",
    "mittlere*",
    "in",
];
pub(super) const DATE: &[&str] = &[
    "datum",
    "*datum",
    "date",
    "tag",
    "*tag",
    "stichtag",
    "zeit",
    "zeitstempel",
    "timestamp",
    "time",
    "uhrzeit",
    "beginn",
    "ende",
];
pub(super) const LONGITUDE: &[&str] = &[
    "lon",
    "lng",
    "long",
    "longitude",
    "*longitude",
    "längengrad",
    "laengengrad",
    "geolänge",
    "geolaenge",
];
pub(super) const LATITUDE: &[&str] = &["lat", "latitude", "*latitude", "breitengrad", "geobreite"];
pub(super) const EAST: &[&str] = &[
    "x",
    "rechtswert",
    "*rechtswert",
    "ostwert",
    "easting",
    "east",
    "utmx",
    "xkoordinate",
    "koordx",
    "xkoord",
    "e",
    "xwert",
    "geox",
    "coordx",
    "utmost",
    "utme",
];
pub(super) const NORTH: &[&str] = &[
    "y",
    "hochwert",
    "*hochwert",
    "nordwert",
    "northing",
    "north",
    "utmy",
    "ykoordinate",
    "koordy",
    "ykoord",
    "n",
    "ywert",
    "geoy",
    "coordy",
    "utmnord",
    "utmn",
];
