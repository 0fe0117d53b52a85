//! How a street sounds: the Cologne phonetics (Postel, *Die Kölner Phonetik*, IBM-Nachrichten 19, 1969), which was made
//! for German names.

/// Code of a text in its normal form; signs that are no letters fall out.
pub(super) fn sound(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphabetic).collect();
    let mut codes = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        codes.push_str(code(*letter, before, after));
    }
    let mut sound = String::new();
    for code in codes.chars() {
        // Vowels count at the beginning only, and what repeats counts once.
        if !sound.ends_with(code) && (code != '0' || sound.is_empty()) {
            sound.push(code);
        }
    }
    sound
}

fn code(letter: char, before: Option<char>, after: Option<char>) -> &'static str {
    let is_one = |sign: Option<char>, of: &str| sign.is_some_and(|sign| of.contains(sign));
    match letter {
        'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y' => "0",
        'p' if is_one(after, "h") => "3",
        'b' | 'p' => "1",
        'd' | 't' if is_one(after, "csz") => "8",
        'd' | 't' => "2",
        'f' | 'v' | 'w' => "3",
        'g' | 'k' | 'q' => "4",
        'c' if before.is_none() && is_one(after, "ahkloqrux") => "4",
        'c' if before.is_some() && !is_one(before, "sz") && is_one(after, "ahkoqux") => "4",
        'x' if !is_one(before, "ckq") => "48",
        'l' => "5",
        'm' | 'n' => "6",
        'r' => "7",
        'c' | 's' | 'z' | 'x' => "8",
        _ => "",
    }
}
