//! The order of a search: `score desc, metadata_modified desc`.

use thiserror::Error;

/// A field by which packages can be put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortField {
    /// How well a package fits.
    Score,
    /// Identity.
    Id,
    /// Name in addresses.
    Name,
    /// Title.
    Title,
    /// Last change.
    Modified,
    /// Birth.
    Created,
}

/// An order asks for a field there is none of.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no order")]
pub struct SortError(pub String);

/// The fields of an order, first things first, each with whether it goes down.
pub fn sort_fields(text: &str) -> Result<Vec<(SortField, bool)>, SortError> {
    let mut fields = Vec::new();
    for part in text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let mut words = part.split_whitespace();
        let name = words.next().unwrap_or_default();
        let descending = match words.next() {
            None => false,
            Some(word) if word.eq_ignore_ascii_case("asc") => false,
            Some(word) if word.eq_ignore_ascii_case("desc") => true,
            Some(_other) => return Err(SortError(part.to_owned())),
        };
        let field = match name {
            // How often something was looked at is not told.
            "score" | "relevance" | "views_recent" | "views_total" => SortField::Score,
            "id" => SortField::Id,
            "name" => SortField::Name,
            "title" | "title_string" => SortField::Title,
            "metadata_modified" => SortField::Modified,
            "metadata_created" => SortField::Created,
            _ => return Err(SortError(name.to_owned())),
        };
        fields.push((field, descending));
    }
    Ok(fields)
}
