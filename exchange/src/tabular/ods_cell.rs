//! One cell of an OpenDocument spreadsheet: typed where the format holds the value exactly, text elsewhere.

use super::text::Class;
use super::xlsx_cell::exact_number;
use super::xml_text::push;

/// Appends the cell of a value in standard notation.
pub(super) fn push_cell(out: &mut String, class: Class, value: &str) {
    let typed = match class {
        Class::Exact => exact_number(value).map(|_number| number_cell(value)),
        Class::Float => value
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(|_number| number_cell(value)),
        Class::Boolean => Some(format!(
            "office:value-type=\"boolean\" office:boolean-value=\"{value}\""
        )),
        Class::Date => is_day(value).then(|| date_cell("tag", value)),
        Class::Timestamp | Class::TimestampUtc => {
            let plain = value.trim_end_matches('Z');
            let day = plain.split('T').next().unwrap_or_default();
            is_day(day).then(|| date_cell("moment", plain))
        }
        Class::Time => clock(value).map(|duration| {
            format!(
                "table:style-name=\"zeit\" office:value-type=\"time\" office:time-value=\"{duration}\""
            )
        }),
        Class::Text | Class::Other => None,
    };
    match typed {
        None => push_text_cell(out, value, None),
        Some(attributes) => {
            out.push_str("<table:table-cell ");
            out.push_str(&attributes);
            out.push_str("><text:p>");
            push(out, value);
            out.push_str("</text:p></table:table-cell>");
        }
    }
}

/// Appends a cell of text: a paragraph a line, and every space of it (ODF 1.3 part 3, 6.1.2 ff.).
pub(super) fn push_text_cell(out: &mut String, value: &str, style: Option<&str>) {
    out.push_str("<table:table-cell office:value-type=\"string\"");
    if let Some(style) = style {
        out.push_str(&format!(" table:style-name=\"{style}\""));
    }
    out.push('>');
    for line in value.split('\n') {
        out.push_str("<text:p>");
        push_line(out, line.trim_end_matches('\r'));
        out.push_str("</text:p>");
    }
    out.push_str("</table:table-cell>");
}

/// Readers take many spaces for one, and those at the ends for none, unless they are written as elements.
fn push_line(out: &mut String, line: &str) {
    let mut plain = String::new();
    let mut before = ' ';
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' if before == ' ' || characters.peek().is_none() => {
                push(out, &std::mem::take(&mut plain));
                out.push_str("<text:s/>");
            }
            '\t' => {
                push(out, &std::mem::take(&mut plain));
                out.push_str("<text:tab/>");
            }
            other => plain.push(other),
        }
        before = character;
    }
    push(out, &plain);
}

fn number_cell(value: &str) -> String {
    format!("office:value-type=\"float\" office:value=\"{value}\"")
}

fn date_cell(style: &str, value: &str) -> String {
    format!("table:style-name=\"{style}\" office:value-type=\"date\" office:date-value=\"{value}\"")
}

/// Years of four digits: what all programs read.
fn is_day(iso: &str) -> bool {
    let date: Option<jiff::civil::Date> = iso.parse().ok();
    date.is_some_and(|date| (1..=9999).contains(&date.year()))
}

fn clock(time: &str) -> Option<String> {
    let time: jiff::civil::Time = time.parse().ok()?;
    let nanoseconds = time.subsec_nanosecond();
    let fraction = if nanoseconds == 0 {
        String::new()
    } else {
        format!(".{nanoseconds:09}")
    };
    Some(format!(
        "PT{:02}H{:02}M{:02}{fraction}S",
        time.hour(),
        time.minute(),
        time.second()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(class: Class, value: &str, part: &str) {
        let mut out = String::new();
        push_cell(&mut out, class, value);
        assert!(out.contains(part), "{out}");
    }

    #[test]
    fn values_keep_their_types_and_every_digit() {
        check(Class::Exact, "42.50", "office:value=\"42.50\"");
        check(Class::Exact, "1234567890123456", "value-type=\"string\"");
        check(Class::Text, "04401", "value-type=\"string\"");
        check(Class::Date, "1867-03-01", "date-value=\"1867-03-01\"");
        check(Class::Time, "06:10:00", "time-value=\"PT06H10M00S\"");
        check(
            Class::TimestampUtc,
            "2026-11-20T05:10:00Z",
            "date-value=\"2026-11-20T05:10:00\"",
        );
        check(Class::Float, "NaN", "value-type=\"string\"");
    }

    #[test]
    fn spaces_lines_and_signs_of_a_text_stay() {
        check(Class::Text, " a  b ", "<text:s/>a <text:s/>b<text:s/>");
        check(
            Class::Text,
            "a\r\nb",
            "<text:p>a</text:p><text:p>b</text:p>",
        );
        check(Class::Text, "<&>\t", "&lt;&amp;&gt;<text:tab/>");
    }
}
