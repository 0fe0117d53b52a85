//! What the fuzz targets do with bytes: all that a reader does with a file, without looking at the result.

use hebewerk_hub::ports::{FileReader, FirstRows, Reading};
use hebewerk_intake::{Intake, standard_csv};
use hebewerk_model::{Format, Recipe};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Lets faults pass that libraries of others raise and our readers catch; ours still end the run.
///
/// libFuzzer's own hook ends the process before anything is caught. What is not caught ends it still.
pub fn only_our_faults() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let end = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |fault| {
            let place = fault.location().map_or("", |place| place.file());
            if !place.contains("/registry/") {
                end(fault);
            }
        }));
    });
}

/// Inspects and reads bytes that arrive as `name`, and writes their tables.
///
/// # Panics
/// When the rows of a text are not as many as were counted: that is what is looked for.
pub fn look(bytes: &[u8], name: &str) {
    only_our_faults();
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    if file.write_all(bytes).is_err() {
        return;
    }
    let intake = Intake::in_process();
    let recipe = Recipe::default();
    let Ok(inspection) = intake.inspect(file.path(), name, &recipe, &|_, _| {}) else {
        return;
    };
    for (index, table) in inspection.tables.iter().enumerate() {
        let Ok(reading) = intake.read(file.path(), name, &recipe, &inspection, index) else {
            continue;
        };
        let pieces: Result<Vec<Reading>, _> = reading.collect();
        if let (Ok(pieces), Format::Csv) = (&pieces, inspection.format) {
            assert_eq!(rows(pieces), table.data_rows);
        }
        let written = standard_csv(
            &intake,
            (file.path(), name),
            &recipe,
            &inspection,
            index,
            &mut std::io::sink(),
        );
        drop(written);
    }
}

/// Bytes from which on a file of any kind has a beginning.
const LARGE: usize = 5 << 20;

/// Looks at the beginning of a file that starts with these bytes and goes on with their repetition.
pub fn begin(bytes: &[u8], name: &str) {
    only_our_faults();
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    let long = bytes.repeat(LARGE / bytes.len().max(1) + 1);
    if bytes.is_empty() || file.write_all(&long).is_err() {
        return;
    }
    let wanted = FirstRows {
        tables: 20,
        rows: 20,
    };
    let intake = Intake::in_process();
    drop(intake.beginning(file.path(), name, &Recipe::default(), wanted));
}

/// A zip archive of these members, not compressed.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, stored).expect("names differ");
        archive.write_all(bytes).expect("memory takes all bytes");
    }
    archive
        .finish()
        .expect("memory takes all bytes")
        .into_inner()
}

/// All of a workbook but its only sheet, `xl/worksheets/sheet1.xml`.
pub fn workbook() -> [(&'static str, &'static [u8]); 5] {
    [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", TOP_RELATIONS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
    ]
}

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const TOP_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;

fn rows(pieces: &[Reading]) -> u64 {
    pieces
        .iter()
        .map(|piece| match piece {
            Reading::Rows(batch) => batch.num_rows() as u64,
            Reading::Aside(aside) => {
                aside.iter().filter(|cell| cell.column.is_none()).count() as u64
            }
        })
        .sum()
}
