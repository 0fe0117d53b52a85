use hebewerk_bridge::{Means, Rows, match_rows};

fn rows(columns: &[&[&str]]) -> Rows {
    let owned = |values: &&[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    Rows {
        columns: columns.iter().map(owned).collect(),
    }
}

fn straight(count: usize) -> Vec<(usize, usize)> {
    (0..count).map(|row| (row, row)).collect()
}

#[test]
fn a_rule_of_initials_and_names_is_learned_and_can_be_read() {
    let people = rows(&[&[
        "Ida Stempelfeld",
        "Ole Papierkorn",
        "Rosa Uferling",
        "Jan Haldenberg",
        "Mia Schleusener",
    ]]);
    let mails = rows(&[&[
        "istempelfeld@amt.example",
        "opapierkorn@amt.example",
        "ruferling@amt.example",
        "jhaldenberg@amt.example",
        "mschleusener@amt.example",
    ]]);
    let found = match_rows(&people, &mails).unwrap();
    assert_eq!(found.pairs, straight(5));
    let Means::MadeOfLeft(rule) = found.means else {
        panic!("{:?}", found.means);
    };
    let told = rule.told(|_| "Name".to_owned());
    assert_eq!(told, "first(1, Name) + Name[2] + \"@amtexample\"");
}

#[test]
fn values_put_together_of_two_columns_are_learned() {
    let parts = rows(&[
        &["Ahorn", "Birke", "Eiche", "Linde", "Ulme"],
        &["rot", "weiß", "alt", "jung", "krank"],
    ]);
    let whole = rows(&[&[
        "rot (Ahorn)",
        "weiß (Birke)",
        "alt (Eiche)",
        "jung (Linde)",
        "krank (Ulme)",
    ]]);
    let found = match_rows(&parts, &whole).unwrap();
    assert_ne!(found.means, Means::Alike);
    assert_eq!(found.pairs, straight(5));
}

#[test]
fn names_with_additions_are_alike() {
    let bare = rows(&[&[
        "Zechenbahn Nord",
        "Kanaluferweg",
        "Emscherbrücke",
        "Haldenblick",
        "Rathausplatz",
    ]]);
    let noted = rows(&[&[
        "Platz: Rathausplatz (seit 1998)",
        "Weg: Kanaluferweg (seit 2004)",
        "Weg: Zechenbahn Nord (seit 2011)",
        "Brücke: Emscherbrücke (seit 1931)",
        "Siedlung: Haldenblick (seit 1965)",
    ]]);
    let mut pairs = match_rows(&bare, &noted).unwrap().pairs;
    pairs.sort_unstable();
    assert_eq!(pairs, [(0, 2), (1, 1), (2, 3), (3, 4), (4, 0)]);
}

#[test]
fn tables_without_anything_in_common_are_not_brought_together() {
    let trees = rows(&[&["Ahorn", "Birke", "Eiche", "Linde", "Ulme"]]);
    let towns = rows(&[&["Herne", "Bochum", "Essen", "Witten", "Hagen"]]);
    assert_eq!(match_rows(&trees, &towns), None);
}
