//! Five million readings of a city's sensors, invented: as a German office writes them, and their clean twin as a
//! program would (comma, point, ISO dates). The same every time.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Rows of both files.
pub(super) const ROWS: u64 = 5_000_000;

const SENSORS: u64 = 480;

const DISTRICTS: [&str; 8] = [
    "Mitte",
    "Süd",
    "Börnig",
    "Wanne",
    "Eickel",
    "Sodingen",
    "Röhlinghausen",
    "Crange",
];

const STREETS: [&str; 12] = [
    "Bahnhofstraße",
    "Mühlenweg",
    "Am Markt",
    "Große Gasse",
    "Kanalstraße",
    "Zechenring",
    "Schloßallee",
    "Hafenplatz",
    "Wiesenweg",
    "Kirchstraße",
    "Lindenallee",
    "Südring",
];

const REMARKS: [&str; 9] = [
    "Sensor gereinigt",
    "Gerät ausgetauscht; Wert übernommen",
    "Baustelle in der Nähe",
    "Feuerwerk, siehe Protokoll",
    "Anwohner meldet \"Geruch\"",
    "Störung behoben",
    "Prüfung durch das Umweltamt, vorläufig",
    "Kalibrierung fällig; nächste Woche",
    "Straße gesperrt",
];

/// The two files.
pub(super) struct Readings {
    pub(super) german: PathBuf,
    pub(super) clean: PathBuf,
}

/// Makes the files in `folder`, once.
pub(super) fn made(folder: &Path) -> Result<Readings> {
    let readings = Readings {
        german: folder.join("messwerte.csv"),
        clean: folder.join("messwerte_clean.csv"),
    };
    if readings.german.is_file() && readings.clean.is_file() {
        return Ok(readings);
    }
    eprintln!("bench: inventing five million readings (only the first time)");
    fs::create_dir_all(folder)?;
    let (german, clean) = (folder.join("german.part"), folder.join("clean.part"));
    write(&german, &clean)?;
    fs::rename(german, &readings.german)?;
    fs::rename(clean, &readings.clean)?;
    Ok(readings)
}

fn write(german: &Path, clean: &Path) -> Result<()> {
    let mut german = BufWriter::with_capacity(1 << 20, File::create(german)?);
    let mut clean = BufWriter::with_capacity(1 << 20, File::create(clean)?);
    let labels = [
        "Messstelle",
        "Zeitpunkt",
        "Stadtbezirk",
        "Straße",
        "PLZ",
        "Temperatur in °C",
        "Feinstaub",
        "Bemerkung",
        "Breite",
        "Länge",
    ];
    writeln!(german, "{}", labels.join(";"))?;
    writeln!(clean, "{}", labels.join(","))?;
    let mut chance = Chance(20_191_117);
    for number in 0..ROWS {
        let row = Row::invent(number, &mut chance);
        row.write(&mut german, ';', ',')?;
        row.write(&mut clean, ',', '.')?;
    }
    german.flush()?;
    clean.flush()?;
    Ok(())
}

/// A small generator of numbers (xorshift): good enough for figures, the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

struct Row {
    sensor: u64,
    quarter: u64,
    tenths: i64,
    dust: Option<u64>,
    remark: Option<usize>,
}

impl Row {
    fn invent(number: u64, chance: &mut Chance) -> Self {
        let tenths = 80 + chance.below(160) as i64 - chance.below(180) as i64;
        Self {
            sensor: number % SENSORS,
            quarter: number / SENSORS,
            tenths,
            dust: (chance.below(20) > 0).then(|| chance.below(700) + chance.below(300)),
            remark: (chance.below(5) == 0).then(|| chance.below(REMARKS.len() as u64) as usize),
        }
    }

    fn write(&self, file: &mut impl Write, delimiter: char, decimal: char) -> Result<()> {
        let place = |list: &[&'static str], step: u64| {
            list[(self.sensor * step % list.len() as u64) as usize]
        };
        let d = delimiter;
        let tenths = |value: i64| {
            let sign = if value < 0 { "-" } else { "" };
            let value = value.unsigned_abs();
            format!("{sign}{}{decimal}{}", value / 10, value % 10)
        };
        let millionths =
            |value: u64| format!("{}{decimal}{:06}", value / 1_000_000, value % 1_000_000);
        let plz = if self.sensor.is_multiple_of(11) {
            4_109
        } else {
            44_623 + self.sensor % 30
        };
        let dust = self
            .dust
            .map(|value| tenths(value as i64))
            .unwrap_or_default();
        let remark = self
            .remark
            .map_or(String::new(), |remark| quoted(REMARKS[remark], d));
        writeln!(
            file,
            "MS-{:04}{d}{}{d}{}{d}{}{d}{plz:05}{d}{}{d}{dust}{d}{remark}{d}{}{d}{}",
            self.sensor,
            self.moment(decimal == ','),
            place(&DISTRICTS, 5),
            place(&STREETS, 7),
            tenths(self.tenths),
            millionths(51_500_000 + self.sensor * 197),
            millionths(7_100_000 + self.sensor * 331),
        )?;
        Ok(())
    }

    /// A quarter of an hour; every month has 28 days here.
    fn moment(&self, german: bool) -> String {
        let (day, minute) = (self.quarter / 96, self.quarter % 96 * 15);
        let (year, month, day) = (2024 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let (hour, minute) = (minute / 60, minute % 60);
        if german {
            format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}")
        } else {
            format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")
        }
    }
}

fn quoted(text: &str, delimiter: char) -> String {
    if text.contains([delimiter, '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
