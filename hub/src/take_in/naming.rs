//! Names made of file and sheet names.

use crate::ports::NewTable;
use hebewerk_model::{Description, Slug};

/// Ending of tables that hold what was set aside.
const ASIDE: &str = "aussortiert";
/// Endings that say how a file is packed, not what it is.
const PACKED: [&str; 5] = ["gz", "bz2", "xz", "zst", "zip"];

/// The slug of a dataset from its source: the file name without folders and ending.
pub(crate) fn slug(source: &str) -> Slug {
    Slug::from_text(stem(source), "datei")
}

/// Words for a dataset nobody has described yet: the file's name made readable.
pub(super) fn description(file_name: &str) -> Description {
    let title = stem(file_name)
        .split(['_', ' '])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Description {
        title: if title.is_empty() {
            file_name.to_owned()
        } else {
            title
        },
        text: String::new(),
        tags: Vec::new(),
        theme: None,
        licence: None,
        contact: None,
    }
}

/// The SQL name of a table: the dataset's own when it is the only one, else `dataset__table`, made unique.
pub(super) fn table(dataset: &Slug, name: &str, only: bool, taken: &[NewTable]) -> Slug {
    if only {
        return dataset.clone();
    }
    let part = Slug::from_text(name, "tabelle");
    let mut wanted = dataset.part(&part);
    let mut number = 1;
    while taken
        .iter()
        .any(|other| other.table.table.sql_name == wanted)
    {
        number += 1;
        wanted = dataset.part(&part.numbered(number));
    }
    wanted
}

/// The SQL name of the table that holds what was set aside from `table`.
pub(super) fn aside(table: &Slug) -> Slug {
    table.part(&Slug::from_text(ASIDE, ASIDE))
}

/// Whether a table holds what was set aside.
pub(super) fn is_aside(table: &Slug) -> bool {
    table.as_str().ends_with("__aussortiert")
}

/// File name without folders and without its ending; of packed files (`.csv.gz`) both endings go.
///
/// Other points belong to the name: `Bericht.Umwelt.csv` and `Bericht.Verkehr.csv` are two datasets.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let Some((front, ending)) = split_ending(name) else {
        return name;
    };
    let packed = PACKED.iter().any(|it| ending.eq_ignore_ascii_case(it));
    match split_ending(front) {
        Some((inner, _)) if packed => inner,
        _ => front,
    }
}

/// A name before its last point, and an ending after it that looks like one.
fn split_ending(name: &str) -> Option<(&str, &str)> {
    let (front, ending) = name.rsplit_once('.')?;
    let is_ending = (1..=7).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_ending && !front.is_empty()).then_some((front, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_names_of_datasets() {
        for (source, expected) in [
            ("Bäume 2024.csv", "baeume_2024"),
            (
                "berichte/Haushalt.2024.final_neu2.xlsx",
                "haushalt_2024_final_neu2",
            ),
            ("Bericht.Umwelt.csv", "bericht_umwelt"),
            ("Zählungen.csv.gz", "zaehlungen"),
            ("Haltestellen.zip", "haltestellen"),
            ("Verkehr 12.05.2024.csv", "verkehr_12_05_2024"),
            ("..csv", "datei"),
            ("🚮 Sperrmüll.ods", "sperrmuell"),
        ] {
            assert_eq!(slug(source).as_str(), expected, "{source}");
        }
    }

    #[test]
    fn titles_keep_umlauts_and_lose_underscores() {
        assert_eq!(
            description("Wilde_Müllablagerungen  2024.csv").title,
            "Wilde Müllablagerungen 2024"
        );
    }
}
