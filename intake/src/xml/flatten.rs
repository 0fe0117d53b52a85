//! An element as leaves with their paths: nested elements become `adresse.strasse`, repeated ones stay JSON.

use super::element::Element;
use super::elements::Leaf;
use serde_json::{Map, Value};

/// Elements in elements deeper than this stay JSON.
const MOST_LEVELS: usize = 6;
/// Path of the only value of a record without fields.
const VALUE: &str = "wert";

/// Gives the leaves of an element.
pub(crate) fn flatten(element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
    if element.is_plain() {
        return visit(VALUE, Leaf::Text(&element.text));
    }
    inside(element, &mut String::new(), 0, visit);
}

fn inside(
    element: &Element,
    path: &mut String,
    level: usize,
    visit: &mut dyn FnMut(&str, Leaf<'_>),
) {
    for (name, value) in &element.attributes {
        // A child of the same name goes first.
        let clash = element.child(name).is_some();
        let name = if clash {
            format!("@{name}")
        } else {
            name.clone()
        };
        below(path, &name, |path| visit(path, Leaf::Text(value)));
    }
    if !element.text.is_empty() {
        let name = if path.is_empty() { VALUE } else { "" };
        below(path, name, |path| visit(path, Leaf::Text(&element.text)));
    }
    for (number, child) in element.children.iter().enumerate() {
        let same = || element.children.iter().filter(|it| it.name == child.name);
        if same().count() == 1 {
            below(path, &child.name, |path| {
                if child.is_plain() {
                    visit(path, Leaf::Text(&child.text));
                } else if level >= MOST_LEVELS {
                    visit(path, Leaf::Json(json(child).to_string()));
                } else {
                    inside(child, path, level + 1, visit);
                }
            });
        } else if element.children.iter().position(|it| it.name == child.name) == Some(number) {
            let list = Value::Array(same().map(json).collect());
            below(path, &child.name, |path| {
                visit(path, Leaf::Json(list.to_string()));
            });
        }
    }
}

fn below(path: &mut String, name: &str, work: impl FnOnce(&mut String)) {
    let length = path.len();
    if length > 0 && !name.is_empty() {
        path.push('.');
    }
    path.push_str(name);
    work(path);
    path.truncate(length);
}

/// An element as JSON: a text, or an object.
fn json(element: &Element) -> Value {
    if element.is_plain() {
        return Value::from(element.text.as_str());
    }
    let mut object = Map::new();
    for (name, value) in &element.attributes {
        object.insert(format!("@{name}"), Value::from(value.as_str()));
    }
    if !element.text.is_empty() {
        object.insert(VALUE.to_owned(), Value::from(element.text.as_str()));
    }
    for child in &element.children {
        match object.get_mut(&child.name) {
            None => {
                object.insert(child.name.clone(), json(child));
            }
            Some(Value::Array(list)) => list.push(json(child)),
            Some(one) => *one = Value::Array(vec![one.take(), json(child)]),
        }
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_elements_become_paths_and_repeated_ones_json() {
        let text = |name: &str, text: &str| Element {
            name: name.to_owned(),
            text: text.to_owned(),
            ..Element::default()
        };
        let element = Element {
            name: "baum".to_owned(),
            attributes: vec![("id".to_owned(), "7".to_owned())],
            children: vec![
                text("art", "Linde"),
                Element {
                    name: "ort".to_owned(),
                    children: vec![text("strasse", "Ring")],
                    attributes: vec![("plz".to_owned(), "01067".to_owned())],
                    text: String::new(),
                },
                text("pflege", "2020"),
                text("pflege", "2021"),
            ],
            text: String::new(),
        };
        let mut seen = Vec::new();
        flatten(&element, &mut |path, leaf| {
            seen.push(match leaf {
                Leaf::Text(text) => format!("{path}={text}"),
                Leaf::Json(json) => format!("{path}: {json}"),
                Leaf::Geometry(_) => path.to_owned(),
            });
        });
        assert_eq!(
            seen,
            [
                "id=7",
                "art=Linde",
                "ort.plz=01067",
                "ort.strasse=Ring",
                "pflege: [\"2020\",\"2021\"]"
            ]
        );
    }
}
