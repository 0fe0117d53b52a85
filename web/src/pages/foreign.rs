//! *Von anderswo*: what other catalogues have. It is marked as theirs wherever it is shown.

mod line;
mod list;
mod show;

pub(crate) use self::line::ForeignLine;
pub(crate) use self::list::show as list;
pub(crate) use self::show::show;

use hebewerk_model::ForeignId;

/// Where the pages begin.
pub(crate) const ROOT: &str = "/anderswo";

/// The page of a foreign dataset.
fn href(id: ForeignId) -> String {
    format!("{ROOT}/{id}")
}
