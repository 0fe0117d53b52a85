//! Elements of a JSON text that cannot become rows, a bounded number at a time.

use super::elements::{Element, Elements};
use super::findings::JSON_ELEMENT_UNREADABLE;
use super::records::Plan;
use super::text::decode;
use hebewerk_hub::ports::{ReadError, Reading, SetAside};
use std::sync::Arc;

/// Longest text of an element set aside, in bytes.
const ASIDE_BYTES: usize = 10_000;
/// Elements handed over at once.
const ASIDE_ELEMENTS: usize = 1_000;

/// Gives the elements in a walk of their own through the text: between the rows they would pile up, because rows
/// come by the hundred thousand.
pub(super) struct LeftElements {
    plan: Arc<Plan>,
    elements: Elements,
    element: Element,
    left: u64,
}

impl LeftElements {
    /// Begins at the first element.
    pub(super) fn open(plan: Arc<Plan>) -> Result<Self, ReadError> {
        Ok(Self {
            elements: Elements::open(&plan.text, &plan.place)?,
            element: Element::default(),
            left: plan.columns.unreadable.count,
            plan,
        })
    }

    fn fill(&mut self) -> Result<Vec<SetAside>, ReadError> {
        let mut aside = Vec::new();
        while self.left > 0 && aside.len() < ASIDE_ELEMENTS {
            if !self.elements.next(&mut self.element)? {
                self.left = 0;
                break;
            }
            if !self.plan.form.leaves(&self.element, &mut |_, _| {}) {
                self.left -= 1;
                aside.push(set_aside(&self.element));
            }
        }
        Ok(aside)
    }
}

impl Iterator for LeftElements {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.fill() {
            Ok(aside) if aside.is_empty() => None,
            Ok(aside) => Some(Ok(Reading::Aside(aside))),
            Err(error) => {
                self.left = 0;
                Some(Err(error))
            }
        }
    }
}

fn set_aside(element: &Element) -> SetAside {
    let raw = &element.raw;
    SetAside {
        row: element.number,
        column: None,
        reason: JSON_ELEMENT_UNREADABLE,
        text: decode(raw.get(..raw.len().min(ASIDE_BYTES)).unwrap_or(&[])).into_owned(),
    }
}
