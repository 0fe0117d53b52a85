//! Names made of file and sheet names.

use hebewerk_model::{Dataset, Description, Details, Slug};
use std::collections::HashSet;

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
        details: Details::default(),
    }
}

/// Names of the tables of one version, each given once.
pub(super) struct Names {
    dataset: Slug,
    taken: HashSet<Slug>,
}

impl Names {
    pub(super) fn of(dataset: &Dataset) -> Self {
        Self {
            dataset: dataset.slug.clone(),
            taken: HashSet::new(),
        }
    }

    /// Gives a name away.
    pub(super) fn take(&mut self, name: Slug) {
        self.taken.insert(name);
    }

    /// Free SQL names for a table of several, best first: `dataset__table`, `dataset__table_2` … without end.
    pub(super) fn parts(&self, name: &str) -> impl Iterator<Item = Slug> + Send + use<'_> {
        let part = Slug::from_text(name, "tabelle");
        std::iter::once(self.dataset.part(&part))
            .chain((2..).map(move |number| self.dataset.numbered_part(&part, number)))
            .filter(|name| !self.taken.contains(name) && !is_aside(name.as_str()))
    }

    /// Free SQL names for what is set aside from a table, best first, without end.
    pub(super) fn asides<'a>(
        &'a self,
        table: &Slug,
    ) -> impl Iterator<Item = Slug> + Send + use<'a> {
        let (table, part) = (table.clone(), Slug::from_text(ASIDE, ASIDE));
        std::iter::once(table.part(&part))
            .chain((2..).map(move |number| table.numbered_whole(&part, number)))
            .filter(|name| !self.taken.contains(name))
    }
}

/// Names in SQL that the tables of a file get, as far as no other dataset has them.
pub(crate) fn expected(dataset: &Dataset, tables: &[&str]) -> Vec<Slug> {
    if tables.len() == 1 {
        return vec![dataset.slug.clone()];
    }
    let mut names = Names::of(dataset);
    let mut expected = Vec::with_capacity(tables.len());
    for table in tables {
        let name = names.parts(table).next();
        // The names are endless.
        let name = name.unwrap_or_else(|| dataset.slug.clone());
        names.take(name.clone());
        expected.push(name);
    }
    expected
}

/// Whether a table holds what was set aside.
pub(crate) fn is_aside(table: &str) -> bool {
    table.ends_with("__aussortiert")
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

    proptest::proptest! {
        #[test]
        fn tables_with_any_names_get_valid_names_of_their_own(
            dataset in "[a-zäöü ]{0,70}",
            names in proptest::collection::vec("[A-C]{0,2}|aussortiert|.{28,34}|x{30}_?[0-9]{0,2}", 0..40),
        ) {
            let mut given = Names {
                dataset: Slug::from_text(&dataset, "datei"),
                taken: HashSet::new(),
            };
            for name in &names {
                let table = given.parts(name).next().unwrap();
                proptest::prop_assert!(!is_aside(table.as_str()));
                given.take(table.clone());
                let aside = given.asides(&table).next().unwrap();
                proptest::prop_assert!(is_aside(aside.as_str()));
                given.take(aside);
            }
            proptest::prop_assert_eq!(given.taken.len(), 2 * names.len());
            for name in &given.taken {
                proptest::prop_assert!(name.as_str().parse::<Slug>().is_ok());
            }
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
