//! Which columns of a table say what of an address or a facility.

use super::super::places::Whereabouts;
use super::super::reading::Folder;
use hebewerk_bridge::NormalForm;
use hebewerk_model::{InspectedColumn, PersonalKind, SemanticType};

/// Words in headers of names of facilities; what ends like them counts too (`Schulname`).
const NAMES: [&str; 12] = [
    "name",
    "bezeichnung",
    "einrichtung",
    "schule",
    "kita",
    "standort",
    "objekt",
    "titel",
    "facility",
    "title",
    "stelle",
    "gebäude",
];

/// The columns that are compared, by their place in the table.
#[derive(Default)]
pub(super) struct Roles {
    pub(super) name: Option<usize>,
    pub(super) street: Option<usize>,
    pub(super) number: Option<usize>,
    pub(super) letter: Option<usize>,
    pub(super) postcode: Option<usize>,
    pub(super) place: Option<usize>,
    pub(super) whereabouts: Option<Whereabouts>,
    /// Columns of persons: they are not looked at.
    pub(super) left_out: Vec<usize>,
}

impl Roles {
    /// How much they say: a street or a name must be among them.
    pub(super) fn count(&self) -> usize {
        if self.street.is_none() && self.name.is_none() {
            return 0;
        }
        let columns = [
            self.name,
            self.street,
            self.number,
            self.postcode,
            self.place,
        ];
        columns.iter().flatten().count() + usize::from(self.whereabouts.is_some())
    }

    /// Each with its stable name.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'static str, usize)> {
        [
            ("name", self.name),
            ("street", self.street),
            ("number", self.number),
            ("letter", self.letter),
            ("postcode", self.postcode),
            ("place", self.place),
        ]
        .into_iter()
        .filter_map(|(role, column)| Some((role, column?)))
    }
}

/// The roles of a table's columns.
pub(super) fn of(folder: &Folder, number: u32) -> Option<Roles> {
    let columns = &folder.tables.get(number as usize)?.inspected()?.columns;
    let means = |meaning: SemanticType| {
        let is_it = |column: &InspectedColumn| column.semantic_type == Some(meaning);
        columns.iter().position(is_it)
    };
    let left_out: Vec<usize> = (0..columns.len())
        .filter(|place| columns.get(*place).is_some_and(is_person))
        .collect();
    let street = means(SemanticType::Street)
        .or_else(|| address(folder, number))
        .filter(|place| !left_out.contains(place));
    let letter = columns.iter().position(|column| {
        let label = column.label.to_lowercase();
        ["zusatz", "buchstabe"].iter().any(|it| label.contains(it)) && column.distinct <= 60
    });
    let place_column = means(SemanticType::Place).or_else(|| means(SemanticType::District));
    let number_column = means(SemanticType::HouseNumber);
    let taken = [street, number_column, letter, place_column];
    Some(Roles {
        name: name(columns, |place| {
            taken.contains(&Some(place)) || left_out.contains(&place)
        }),
        street,
        number: number_column,
        letter: letter.filter(|_| number_column.is_some()),
        postcode: means(SemanticType::Postcode),
        place: place_column,
        whereabouts: Whereabouts::of(folder, number),
        left_out,
    })
}

/// A column most of whose values are addresses.
fn address(folder: &Folder, number: u32) -> Option<usize> {
    let entries = &folder.collection.table(number)?.entries;
    let mut parts = entries
        .iter()
        .filter(|entry| entry.part == Some(NormalForm::HouseNumber));
    parts.next().map(|entry| entry.column as usize)
}

fn is_person(column: &InspectedColumn) -> bool {
    let kinds = [
        PersonalKind::FullName,
        PersonalKind::LastName,
        PersonalKind::FirstName,
    ];
    column.semantic_type == Some(SemanticType::PersonName)
        || column
            .personal
            .as_ref()
            .is_some_and(|data| kinds.contains(&data.kind))
}

/// The column of names: one whose header says so, of many different texts.
fn name(columns: &[InspectedColumn], is_taken: impl Fn(usize) -> bool) -> Option<usize> {
    let rank = |column: &InspectedColumn| {
        let label = column.label.to_lowercase();
        let words: Vec<&str> = label.split(|sign: char| !sign.is_alphanumeric()).collect();
        let exact = NAMES.iter().position(|name| words.contains(name));
        let ends = NAMES
            .iter()
            .position(|name| words.iter().any(|word| word.ends_with(name)));
        exact.or_else(|| ends.map(|rank| rank + NAMES.len()))
    };
    let is_text = |column: &InspectedColumn| {
        use SemanticType as S;
        column.column_type == hebewerk_model::ColumnType::Text
            && column.distinct >= 3
            && matches!(
                column.semantic_type,
                None | Some(S::Category | S::Place | S::FreeText)
            )
    };
    columns
        .iter()
        .enumerate()
        .filter(|(place, column)| !is_taken(*place) && is_text(column))
        .filter_map(|(place, column)| Some((rank(column)?, place)))
        .min()
        .map(|(_, place)| place)
}
