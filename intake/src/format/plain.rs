//! Text: JSON, markup, tables, prose.

use super::{Detected, ebcdic};
use hebewerk_model::Format;
use hebewerk_profile::{EncodingScan, TextDecoder, sniff};

/// How much a text must look like a table.
const TABULAR: f32 = 0.45;
/// … when its name says that it is one.
const TABULAR_BY_NAME: f32 = 0.0;
/// … when its name says that it is prose.
const TABULAR_AGAINST_NAME: f32 = 0.95;

/// Part of the bytes that may be zeros: a few are damage, many are no text.
const MOST_ZEROS: f32 = 0.001;
/// … when its name says that it is a table: programs fill texts up with zeros.
const MOST_ZEROS_BY_NAME: f32 = 0.5;

/// What the beginning of a file is that has no magic bytes.
pub(super) fn detect(head: &[u8], whole: bool, name: &str) -> Detected {
    let mut scan = EncodingScan::default();
    // A character cut in two at the end of the beginning is no sign of another encoding.
    let end = head.len()
        - if whole {
            0
        } else {
            head.iter()
                .rev()
                .take_while(|byte| **byte >= 0x80)
                .count()
                .min(3)
        };
    let head = head.get(..end).unwrap_or(head);
    scan.add(head);
    let encoding = scan.finish();
    if encoding.bom_bytes == 0 && !encoding.label.starts_with("utf") && ebcdic::looks_like(head) {
        return Detected::unknown("ebcdic");
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default();
    let zeros = match ending.as_str() {
        "csv" | "tsv" | "tab" | "txt" => MOST_ZEROS_BY_NAME,
        _ => MOST_ZEROS,
    };
    if encoding.zero_bytes as f32 > zeros * head.len() as f32 {
        return Detected::unknown("binary");
    }
    let mut text = String::new();
    TextDecoder::new(encoding.label).decode(
        head.get(encoding.bom_bytes..).unwrap_or(&[]),
        whole,
        &mut text,
    );
    let text = text.trim_end_matches('\u{1a}');
    if text.trim().is_empty() {
        return Detected::unknown("empty");
    }
    if controls(text) * 100 > text.len() {
        return Detected::unknown("binary");
    }
    if is_json(text) {
        return Detected::readable(Format::Json);
    }
    if let Some(detected) = markup(text) {
        let is_page = detected == Detected::unknown("html") || text.contains("<table");
        return if is_page && is_in_place_of_workbook(text, &ending) {
            Detected::readable(Format::Xls)
        } else {
            detected
        };
    }
    let needed = match ending.as_str() {
        "csv" | "tsv" | "tab" => TABULAR_BY_NAME,
        "md" | "log" => TABULAR_AGAINST_NAME,
        // Programs and settings: never tables, however regular their lines (`name=wert`) are.
        "py" | "js" | "sh" | "html" | "css" | "yml" | "yaml" | "toml" | "ini" | "prj" | "qml"
        | "sld" => return Detected::unknown("text"),
        _ => TABULAR,
    };
    let carriage_return = encoding.lf + encoding.crlf == 0 && encoding.cr > 0;
    let sight = sniff(text, whole, carriage_return);
    if sight.tabular >= needed {
        Detected::readable(Format::Csv)
    } else {
        Detected::unknown("text")
    }
}

fn controls(text: &str) -> usize {
    text.bytes()
        .filter(|byte| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b))
        .count()
}

/// Begins like a JSON object or array; a line `[Abschnitt]` does not.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let next = |rest: &str| rest.trim_start().chars().next();
    if let Some(rest) = text.strip_prefix('{') {
        return matches!(next(rest), Some('"' | '}') | None);
    }
    let Some(rest) = text.strip_prefix('[') else {
        return false;
    };
    let rest = rest.trim_start();
    match rest.chars().next() {
        Some('{' | '[' | '"' | '0'..='9' | '-' | ']') => true,
        _ => ["true", "false", "null"]
            .iter()
            .any(|word| rest.starts_with(word)),
    }
}

/// Whether a web page stands for a workbook: it is called one or says so, and has a table.
fn is_in_place_of_workbook(text: &str, ending: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let says = lower.contains("urn:schemas-microsoft-com:office:excel");
    lower.contains("<table") && (says || matches!(ending, "xls" | "xlsx"))
}

fn markup(text: &str) -> Option<Detected> {
    let start = text.trim_start();
    let lower: String = start.chars().take(600).collect::<String>().to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Some(Detected::unknown("html"));
    }
    if lower.starts_with("@prefix")
        || lower.starts_with("@base")
        || (lower.starts_with('<') && lower.contains("rdf:rdf"))
    {
        return Some(Detected::unknown("rdf"));
    }
    let begins_tag = lower
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || "?!/".contains(c)));
    (begins_tag && lower.contains('>')).then(|| of_root(start))
}

/// XML by its outermost element.
fn of_root(text: &str) -> Detected {
    let root = root(text).unwrap_or_default();
    let (prefix, name) = root.0.split_once(':').unwrap_or(("", root.0));
    let speaks_gml = root.1.contains("opengis.net/gml") || root.1.contains("opengis.net/wfs");
    match name {
        "kml" => Detected::readable(Format::Kml),
        "FeatureCollection" if speaks_gml || prefix == "gml" || prefix == "wfs" => {
            Detected::readable(Format::Gml)
        }
        "svg" => Detected::unknown("image"),
        "html" => Detected::unknown("html"),
        "Workbook"
            if root
                .1
                .contains("urn:schemas-microsoft-com:office:spreadsheet") =>
        {
            Detected::readable(Format::Xls)
        }
        "StyledLayerDescriptor" | "qgis" | "stylesheet" | "schema" => Detected::unknown("text"),
        _ => Detected::readable(Format::Xml),
    }
}

/// Name and attributes of the first element, past declarations and comments.
fn root(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once('<')?;
        rest = if let Some(comment) = after.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if after.starts_with(['?', '!']) {
            after.split_once('>')?.1
        } else {
            let tag = after.split('>').next()?;
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
            return Some((name, tag.get(name.len()..)?));
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, format: Format, what: &str) {
        let detected = detect(text.as_bytes(), true, name);
        assert_eq!((detected.format, detected.what), (format, what), "{text:?}");
    }

    #[test]
    fn text_is_told_apart_by_what_it_says() {
        check("a;b\n1;2\n", "x", Format::Csv, "");
        check("{\"a\": 1}", "x.csv", Format::Json, "");
        check("[{\"a\": 1}]", "x", Format::Json, "");
        check("[Abschnitt]\nname=wert\n", "x.ini", Format::Unknown, "text");
        check("<?xml version=\"1.0\"?><a/>", "x.csv", Format::Xml, "");
        check(
            "<?xml version=\"1.0\"?>\n<!-- x --><kml xmlns=\"http://www.opengis.net/kml/2.2\">",
            "x",
            Format::Kml,
            "",
        );
        check(
            "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\">",
            "x",
            Format::Gml,
            "",
        );
        check("<svg width='1'>", "x", Format::Unknown, "image");
        check("<!DOCTYPE html><html>", "x.csv", Format::Unknown, "html");
        check("@prefix dcat: <http://x> .\n", "x", Format::Unknown, "rdf");
        check("Straße\nRing\nAm Hang\n", "x.csv", Format::Csv, "");
        check("\n \n", "x.csv", Format::Unknown, "empty");
        check(
            "# Titel\n\nEin Satz, der nichts sagt, aber lang ist und weiter geht.\n\n- eins\n- zwei\n",
            "LIESMICH",
            Format::Unknown,
            "text",
        );
        let mainframe = b"\xc1\x5e\xc2\x25\xf1\x5e\xf2\x25";
        assert_eq!(detect(mainframe, true, "x.dat").what, "ebcdic");
        check("a\0\u{1}b", "x.csv", Format::Unknown, "binary");
        check("a;b\n1;x\0y\n2;z\n3;w\n", "x.csv", Format::Csv, "");
        check("a;b\n1;x\0y\n2;z\n3;w\n", "x", Format::Unknown, "binary");
        check("a;b\0\0\0\n1;x\0\0\0\n", "x.txt", Format::Csv, "");
        check(
            &format!("a;b\n{}", "\0".repeat(99)),
            "x.csv",
            Format::Unknown,
            "binary",
        );
    }
}
