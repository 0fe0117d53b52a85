//! One record as a small tree.

/// An element: its name without prefix, what of its attributes matters, its text and what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// `codeListValue`: a word of a list of codes.
    pub(super) code: Option<String>,
    /// `xlink:href`.
    pub(super) href: Option<String>,
    pub(super) text: String,
    pub(super) inside: Vec<Element>,
}

impl Element {
    /// Everything at the end of a way of names, in the order of the text. A step is any of the names it gives, parted by
    /// `|`, or every name (`*`).
    pub(super) fn all<'a>(&'a self, way: &[&str]) -> Vec<&'a Self> {
        let mut found = vec![self];
        for step in way {
            let fits =
                |element: &&Self| *step == "*" || step.split('|').any(|it| it == element.name);
            found = found
                .into_iter()
                .flat_map(|element| element.inside.iter().filter(fits))
                .collect();
        }
        found
    }

    /// The first text at the end of a way that says something.
    pub(super) fn first(&self, way: &[&str]) -> Option<&str> {
        self.all(way).into_iter().find_map(Self::said)
    }

    /// Everything of a name, however deep.
    pub(super) fn deep<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for element in &self.inside {
            if element.name == name {
                found.push(element);
            }
            element.deep(name, found);
        }
    }

    /// What it says: its own text, the word of a list, or else what the first element in it says. The main language of a
    /// text comes before its translations.
    pub(super) fn said(&self) -> Option<&str> {
        let own = Some(self.text.trim()).filter(|text| !text.is_empty());
        own.or(self.code.as_deref())
            .or_else(|| self.inside.iter().find_map(Self::said))
    }
}
