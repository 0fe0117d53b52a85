//! The order in which people look names up (DIN 5007-1): the same on both databases, whatever their collation.

/// The key to sort a name by: without case, umlauts like their base letters, *ß* like *ss*.
pub(crate) fn reading_order(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' | 'à' | 'á' | 'â' => key.push('a'),
            'ö' | 'ò' | 'ó' | 'ô' => key.push('o'),
            'ü' | 'ù' | 'ú' | 'û' => key.push('u'),
            'è' | 'é' | 'ê' | 'ë' => key.push('e'),
            'ß' => key.push_str("ss"),
            other => key.push(other),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::reading_order;

    #[test]
    fn umlauts_stand_where_people_look_for_them() {
        let mut names = vec!["Zoo", "Übersicht", "umwelt", "Ämter", "Abfall"];
        names.sort_by_key(|name| reading_order(name));
        assert_eq!(names, ["Abfall", "Ämter", "Übersicht", "umwelt", "Zoo"]);
    }
}
