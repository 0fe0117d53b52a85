//! The beginning of an XML text, made whole: cut behind a complete element, what is open is closed.

use super::tags::{Tag, Tags, local};

/// Elements in elements deeper than this are damage or an attack.
const MOST_LEVELS: usize = 256;

/// Which elements are records: a record is never cut in two. Given the names of the open elements without prefixes,
/// itself the last.
pub(super) type IsRecord<'a> = &'a dyn Fn(&[&[u8]]) -> bool;

/// An element that is open.
struct Open<'a> {
    name: &'a [u8],
    /// Behind its last whole child; none where it may not be cut.
    end: Option<usize>,
}

/// The text up to its last whole record and closed; none where nothing is whole, or where it is damaged.
///
/// Where nobody knows the records, it is cut as far outside as leaves half of the text.
pub(super) fn cut(text: &[u8], is_record: Option<IsRecord<'_>>) -> Option<Vec<u8>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut names: Vec<&[u8]> = Vec::new();
    // How deep the record lies that is open.
    let mut record = None;
    let mut has_records = is_record.is_none();
    for (range, tag) in Tags::of(text) {
        match tag {
            Tag::Begin { name, .. } => {
                if open.len() >= MOST_LEVELS {
                    return None;
                }
                open.push(Open { name, end: None });
                names.push(local(name));
                if record.is_none() && is_record.is_some_and(|is_record| is_record(&names)) {
                    record = Some(open.len());
                }
                continue;
            }
            Tag::Empty { .. } => {}
            Tag::End { name } => {
                let ended = open.pop()?;
                names.pop();
                if ended.name != name {
                    return None;
                }
                if record.is_some_and(|depth| depth > open.len()) {
                    record = None;
                    has_records = true;
                }
            }
            Tag::Other => continue,
        }
        match open.last_mut() {
            None => return text.get(..range.end).map(<[u8]>::to_vec),
            Some(around) if record.is_none() => around.end = Some(range.end),
            Some(_) => {}
        }
    }
    if !has_records {
        return None;
    }
    let place = place(&open, text.len(), is_record.is_some())?;
    let mut whole = text.get(..open.get(place)?.end?)?.to_vec();
    for element in open.iter().take(place + 1).rev() {
        whole.extend_from_slice(b"</");
        whole.extend_from_slice(element.name);
        whole.push(b'>');
    }
    Some(whole)
}

/// Which of the open elements is cut.
fn place(open: &[Open<'_>], length: usize, records_known: bool) -> Option<usize> {
    let cuttable = || {
        open.iter()
            .enumerate()
            .filter_map(|(number, it)| Some((number, it.end?)))
    };
    let outside = cuttable().find(|(_, end)| !records_known && *end >= length / 2);
    let inside = cuttable().next_back();
    outside.or(inside).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, whole: Option<&str>) {
        let cut = cut(text.as_bytes(), None);
        assert_eq!(cut.as_deref(), whole.map(str::as_bytes), "{text}");
    }

    #[test]
    fn a_text_is_cut_behind_its_last_whole_element() {
        check("<a><b>1</b><b>2</b><b>3", Some("<a><b>1</b><b>2</b></a>"));
        check("<a><b/><b x='>'/><b", Some("<a><b/><b x='>'/></a>"));
        check(
            "<?xml version=\"1.0\"?><x:a><!-- <b> --><b><![CDATA[</b>]]></b><b>",
            Some("<?xml version=\"1.0\"?><x:a><!-- <b> --><b><![CDATA[</b>]]></b></x:a>"),
        );
        check(
            "<!DOCTYPE a [<!ENTITY x \">\"> <!-- ' -->]><a><b>1</b><c>",
            Some("<!DOCTYPE a [<!ENTITY x \">\"> <!-- ' -->]><a><b>1</b></a>"),
        );
        check("<a><b>1</b></a>\n<!-- Ende", Some("<a><b>1</b></a>"));
        check("<a><b>1</c>", None);
        check("<a>text", None);
        check("", None);
    }

    #[test]
    fn records_are_found_inside_of_what_is_cut_far_outside() {
        let records = "<r><x>1</x><y>2</y></r>".repeat(20);
        check(
            &format!("<a><meta>x</meta><l>{records}<r><x>1</x>"),
            Some(&format!("<a><meta>x</meta><l>{records}</l></a>")),
        );
    }

    #[test]
    fn a_record_that_is_known_is_never_cut_in_two() {
        let is_row = |path: &[&[u8]]| path.last() == Some(&b"row".as_slice());
        let whole = cut(
            b"<s><row><c>1</c></row><row><c>1</c><c>2</c>",
            Some(&is_row),
        );
        assert_eq!(
            whole.as_deref(),
            Some(b"<s><row><c>1</c></row></s>".as_slice())
        );
        assert_eq!(cut(b"<s><row><c>1</c>", Some(&is_row)), None);
        assert_eq!(cut(b"<s><a>1</a><row><c>1</c>", Some(&is_row)), None);
    }

    fn any_element() -> impl Strategy<Value = String> {
        let text = prop_oneof![
            "[a-z ]{0,6}",
            Just("<!-- > ' -->".to_owned()),
            Just("<![CDATA[<a>]]]]>".to_owned()),
            Just("<?pi a='>' ?>".to_owned()),
            Just("<e v=\"'>\" w='/'/>".to_owned()),
            Just("ä€".to_owned()),
        ];
        text.prop_recursive(5, 40, 6, |inner| {
            ("[a-c]|x:[de]", prop::collection::vec(inner, 0..6))
                .prop_map(|(name, parts)| format!("<{name} k='<'>{}</{name}>", parts.concat()))
        })
    }

    fn is_well_formed(text: &[u8]) -> bool {
        let mut reader = quick_xml::Reader::from_reader(text);
        let (mut depth, mut buffer) = (0, Vec::new());
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(quick_xml::events::Event::Start(_)) => depth += 1,
                Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                Ok(quick_xml::events::Event::Eof) => return depth == 0,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    proptest! {
        #[test]
        fn any_beginning_of_any_text_is_well_formed_when_cut(
            parts in prop::collection::vec(any_element(), 0..8),
            share in 0.0..1.0_f64,
        ) {
            let text = format!("<?xml version=\"1.0\"?><w>{}</w>", parts.concat());
            let at = (text.len() as f64 * share) as usize;
            let beginning = &text.as_bytes()[..at];
            if let Some(whole) = cut(beginning, None) {
                prop_assert!(is_well_formed(&whole), "{}", String::from_utf8_lossy(&whole));
            }
            let is_a = |path: &[&[u8]]| path.last() == Some(&b"a".as_slice());
            if let Some(whole) = cut(beginning, Some(&is_a)) {
                prop_assert!(is_well_formed(&whole), "{}", String::from_utf8_lossy(&whole));
            }
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _either = cut(&bytes, None);
        }
    }
}
