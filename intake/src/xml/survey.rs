//! Which elements repeat, and which of them hold the most values.

use super::reader::{Step, XmlReader};
use hebewerk_hub::ports::ReadError;
use std::collections::HashMap;
use std::path::Path;

/// Different paths looked at.
const MOST_PATHS: usize = 10_000;
/// Other repeating elements that are named.
const MOST_OTHERS: usize = 20;

/// All paths of a text.
#[derive(Debug, Default)]
pub(super) struct Survey {
    nodes: Vec<Node>,
    known: HashMap<(usize, String), usize>,
}

/// One path.
#[derive(Debug, Default)]
struct Node {
    name: String,
    parent: Option<usize>,
    count: u64,
    /// It stands in one parent more than once.
    repeats: bool,
    /// Its own texts and attributes.
    values: u64,
    has_fields: bool,
}

/// Where the records are.
#[derive(Debug, PartialEq)]
pub(super) struct Place {
    /// Names from the root to the record.
    pub(super) path: Vec<String>,
    /// Paths of repeating elements that are not read with it.
    pub(super) others: Vec<String>,
}

impl Survey {
    pub(super) fn of(file: &Path) -> Result<Self, ReadError> {
        let mut reader = XmlReader::open(file)?;
        let mut survey = Self::default();
        // The open nodes, each with the children already seen in this one.
        let mut stack: Vec<(usize, Vec<usize>)> = Vec::new();
        loop {
            match reader.step()? {
                Step::Over => return Ok(survey),
                Step::Begin => {
                    let Some(open) = reader.path().last() else {
                        continue;
                    };
                    let parent = stack.last().map(|(number, _)| *number);
                    let number = survey.node(parent, &open.name);
                    let attributes = open.attributes.len() as u64;
                    let again = stack.last_mut().is_some_and(|(_, seen)| {
                        let again = seen.contains(&number);
                        if !again {
                            seen.push(number);
                        }
                        again
                    });
                    if let Some(node) = survey.nodes.get_mut(number) {
                        node.count += 1;
                        node.values += attributes;
                        node.has_fields |= attributes > 0;
                        node.repeats |= again;
                    }
                    if let Some(parent) = parent.and_then(|parent| survey.nodes.get_mut(parent)) {
                        parent.has_fields = true;
                    }
                    stack.push((number, Vec::new()));
                }
                Step::End(ended) => {
                    let Some((number, _)) = stack.pop() else {
                        continue;
                    };
                    if let Some(node) = survey.nodes.get_mut(number) {
                        node.values += u64::from(ended.is_leaf());
                    }
                }
            }
        }
    }

    /// The number of a path; too many different ones are counted as the last.
    fn node(&mut self, parent: Option<usize>, name: &str) -> usize {
        let key = (parent.map_or(0, |parent| parent + 1), name.to_owned());
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        if self.nodes.len() >= MOST_PATHS {
            return self.nodes.len() - 1;
        }
        let number = self.nodes.len();
        self.nodes.push(Node {
            name: name.to_owned(),
            parent,
            ..Node::default()
        });
        self.known.insert(key, number);
        number
    }

    /// The records: of the repeating elements with fields the one under which most values lie, not counting those
    /// that repeat within it. A list of plain texts only where there is nothing else.
    pub(super) fn place(&self) -> Option<Place> {
        let mut values: Vec<u64> = vec![0; self.nodes.len()];
        for node in 0..self.nodes.len() {
            if let (Some(owner), Some(found)) = (self.owner(node), self.nodes.get(node))
                && let Some(sum) = values.get_mut(owner)
            {
                *sum += found.values;
            }
        }
        let candidates = || {
            self.nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| node.repeats)
        };
        let with_fields = candidates().filter(|(_, node)| node.has_fields);
        let value = |number: usize| values.get(number).copied().unwrap_or_default();
        // Of equal ones the first, which is the outer one.
        let best = with_fields
            .rev()
            .max_by_key(|(number, _)| value(*number))
            .filter(|(number, _)| value(*number) > 0)
            .or_else(|| candidates().rev().max_by_key(|(_, node)| node.count))?
            .0;
        let others = candidates()
            .filter(|(number, node)| {
                *number != best
                    && node.has_fields
                    && value(*number) > 0
                    && !self.lies_in(*number, best)
                    // What stands around records is read with them.
                    && !self.lies_in(best, *number)
            })
            .map(|(number, _)| self.path(number).join("/"))
            .take(MOST_OTHERS)
            .collect();
        Some(Place {
            path: self.path(best),
            others,
        })
    }

    /// The innermost repeating element with fields around a path, itself included.
    fn owner(&self, mut number: usize) -> Option<usize> {
        loop {
            let node = self.nodes.get(number)?;
            if node.repeats {
                // A plain repeated text is a value of the record around it.
                return node.has_fields.then_some(number);
            }
            number = node.parent?;
        }
    }

    fn lies_in(&self, mut number: usize, outer: usize) -> bool {
        while let Some(parent) = self.nodes.get(number).and_then(|node| node.parent) {
            if parent == outer {
                return true;
            }
            number = parent;
        }
        false
    }

    fn path(&self, number: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = Some(number);
        while let Some(node) = at.and_then(|at| self.nodes.get(at)) {
            path.push(node.name.clone());
            at = node.parent;
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &str, others: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.xml");
        std::fs::write(&file, text).unwrap();
        let place = Survey::of(&file).unwrap().place().unwrap();
        assert_eq!(place.path.join("/"), path);
        assert_eq!(place.others, others);
    }

    #[test]
    fn records_are_the_repeating_elements_with_most_values() {
        check(
            "<l><k><id>1</id></k><b><art>x</art><h>2</h></b><b><art>y</art><h>3</h></b></l>",
            "l/b",
            &[],
        );
        check(
            "<s><bezirk n='1'><str><n>a</n><l>1</l></str><str><n>b</n><l>2</l></str></bezirk>
             <bezirk n='2'><str><n>c</n><l>3</l></str></bezirk></s>",
            "s/bezirk/str",
            &[],
        );
        check(
            "<d><m zeit='1' wert='2'/><m zeit='2' wert='3'/><a>x</a></d>",
            "d/m",
            &[],
        );
        check("<d><w>a</w><w>b</w></d>", "d/w", &[]);
        check(
            "<d><e><a>1</a><b>2</b></e><e><a>1</a><b>2</b></e><f><c>1</c></f><f><c>2</c></f></d>",
            "d/e",
            &["d/f"],
        );
    }

    #[test]
    fn without_repetition_there_is_no_record() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.xml");
        std::fs::write(&file, "<a><b>1</b><c>2</c></a>").unwrap();
        assert_eq!(Survey::of(&file).unwrap().place(), None);
    }
}
