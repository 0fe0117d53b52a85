//! What a file is supposed to be, by its beginning and some places further on.

use super::cut::record_end;
use super::pieces::Writing;
use crate::frame::SourceTable;
use crate::parting;
use crate::text::{Opening, Recognised, dialect};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{InspectedTable, Recipe, TableRecipe};
use hebewerk_profile::{
    Cut, EncodingScan, PieceReader, Record, Splitter, TableInspector, TextDecoder,
};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// Bytes of the beginning.
const HEAD_BYTES: u64 = 1 << 20;

/// Places further on, and bytes looked at there.
const PLACES: u64 = 15;
const PLACE_BYTES: u64 = 128 << 10;

/// Records at the end of the head that must not be blank: behind a blank one another table may begin.
const UNBROKEN: usize = 50;

/// What is supposed, and what was read for it.
pub(super) struct Supposed {
    pub(super) opening: Opening,
    pub(super) cut: Recognised,
    pub(super) recipe: Option<TableRecipe>,
    pub(super) source: SourceTable,
    pub(super) table: InspectedTable,
    pub(super) reader: Arc<PieceReader>,
    /// Has seen the head and nothing else.
    pub(super) inspector: Option<TableInspector>,
    pub(super) writing: Option<Writing>,
    /// Records of the head.
    pub(super) head: Vec<Record>,
    pub(super) head_bytes: u64,
    pub(super) head_lines: u64,
    pub(super) quoted_cells: u64,
    /// Name of the file, and what somebody said of it.
    pub(super) asked: (String, Recipe),
}

/// Looks at parts of a file; none where they are not regular enough.
pub(super) fn suppose(
    file: &Path,
    name: &str,
    recipe: Option<&TableRecipe>,
) -> Result<Option<Supposed>, ReadError> {
    let mut input = File::open(file)?;
    let mut head = Vec::new();
    input.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let places = places(&mut input)?;
    let Some(opening) = opening(&head, &places, recipe) else {
        return Ok(None);
    };
    let cut = opening.recognise(file, recipe)?;
    Ok(from_parts(name, head, &places, opening, cut))
}

/// The encoding that the parts speak for.
fn opening(head: &[u8], places: &[Vec<u8>], recipe: Option<&TableRecipe>) -> Option<Opening> {
    let mut scan = EncodingScan::default();
    scan.add(head);
    for place in places {
        let mut later = EncodingScan::of_later();
        later.add(place);
        scan.absorb(&later);
    }
    let sight = scan.finish();
    let told = recipe.and_then(|recipe| recipe.encoding.clone());
    // Whoever names an encoding knows more than the bytes say: then nothing is supposed.
    let plain = sight.cr == 0 && sight.foreign_bytes == 0 && told.is_none();
    (plain && !sight.label.starts_with("utf-16")).then(|| Opening {
        label: sight.label.to_owned(),
        bom_bytes: sight.bom_bytes as u64,
        carriage_return: false,
        mixed: false,
    })
}

fn from_parts(
    name: &str,
    mut head: Vec<u8>,
    places: &[Vec<u8>],
    opening: Opening,
    cut: Recognised,
) -> Option<Supposed> {
    let cutting = cut.cutting.clone();
    head.drain(..(opening.bom_bytes as usize).min(head.len()));
    head.truncate(record_end(&head, cutting.quote)?);
    let mut writing = Writing::of_first(&opening.label, &head)?;
    let mut splitter = Splitter::new(cutting.clone());
    let text = decoded(&opening.label, &head);
    let records = records(&text, false, &mut splitter)?;
    let unbroken = records
        .iter()
        .rev()
        .take(UNBROKEN)
        .all(|record| !record.is_blank());
    if !splitter.is_regular() || !unbroken {
        return None;
    }
    let source = SourceTable {
        name: name.to_owned(),
        dialect: dialect(&opening, &writing.sight_so_far(), &cutting),
        confidence: 1.0,
        ..SourceTable::default()
    };
    let recipe = cut.recipe.clone();
    let mut inspector = parting::inspector(&source, recipe.as_ref(), 0);
    let mut parting = parting::Parting::new(&source, recipe.as_ref());
    for record in &records {
        inspector.add(record);
        parting.add(record);
    }
    let width = inspector.width()?;
    for record in places
        .iter()
        .flat_map(|place| further(&opening.label, place, &cutting))
    {
        if record.len() == width && !record.is_blank() {
            parting.add(&record);
        }
    }
    let mut seen = parting.finish();
    let only = seen.pop().filter(|_| seen.is_empty())?;
    if only.table.columns.len() != width || width == 0 {
        return None;
    }
    let reader = PieceReader::new(
        cutting.clone(),
        &only.table,
        &inspector.heading(),
        recipe.as_ref(),
    )?;
    Some(Supposed {
        head_bytes: head.len() as u64,
        head_lines: memchr::memchr_iter(b'\n', &head).count() as u64,
        quoted_cells: splitter.quoted_cells(),
        writing: Some(std::mem::take(&mut writing)),
        table: only.table,
        reader: Arc::new(reader),
        inspector: Some(inspector),
        head: records,
        opening,
        cut,
        recipe,
        source,
        asked: (String::new(), Recipe::default()),
    })
}

/// Bytes from places spread over the file.
fn places(input: &mut File) -> io::Result<Vec<Vec<u8>>> {
    let length = input.metadata()?.len();
    let mut all = Vec::new();
    for place in 1..=PLACES {
        input.seek(SeekFrom::Start(length / (PLACES + 1) * place))?;
        let mut bytes = Vec::new();
        input.by_ref().take(PLACE_BYTES).read_to_end(&mut bytes)?;
        // Whole lines only: a character must not be cut in two.
        let from = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |at| at + 1);
        let to = memchr::memrchr(b'\n', &bytes).map_or(from, |at| at + 1);
        all.push(bytes.get(from..to).unwrap_or_default().to_vec());
    }
    Ok(all)
}

/// Records from somewhere in the file: it may be the middle of a cell, so nothing but types is concluded from them.
fn further(label: &str, place: &[u8], cutting: &hebewerk_profile::Cutting) -> Vec<Record> {
    let text = decoded(label, place);
    records(&text, true, &mut Splitter::new(cutting.clone())).unwrap_or_default()
}

fn decoded(label: &str, bytes: &[u8]) -> String {
    let mut text = String::new();
    TextDecoder::new(label).decode(bytes, true, &mut text);
    text
}

/// All records of a text; none if its end lies within one, unless it is the `last`.
pub(super) fn records(text: &str, last: bool, splitter: &mut Splitter) -> Option<Vec<Record>> {
    let mut all = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut record = Record::new();
        let Cut::Record(used) = splitter.cut(rest, last, &mut record) else {
            return None;
        };
        rest = rest.get(used..)?;
        all.push(record);
    }
    Some(all)
}
