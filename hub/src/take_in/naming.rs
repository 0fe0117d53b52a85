//! Names made of file and sheet names.

use crate::ports::NewTable;
use hebewerk_model::{Description, Slug};

/// Ending of tables that hold what was set aside.
const ASIDE: &str = "aussortiert";

/// The slug of a dataset from its source: the file name without folders and ending.
pub(super) fn slug(source: &str) -> Slug {
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

/// File name without folders and without its ending (also of `.csv.gz`-like double ones).
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut stem = name;
    while let Some((front, ending)) = stem.rsplit_once('.') {
        let is_ending = (1..=7).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
        if front.is_empty() || !is_ending {
            break;
        }
        stem = front;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_names_of_datasets() {
        for (source, expected) in [
            ("Bäume 2024.csv", "baeume_2024"),
            ("berichte/Haushalt.2024.final_neu2.xlsx", "haushalt_2024"),
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
