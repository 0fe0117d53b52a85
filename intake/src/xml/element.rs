//! One element in memory.

/// An element with what is in it; names are local names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    /// Without declarations of namespaces and schemas.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// Its own text, without white space around it.
    pub(crate) text: String,
}

impl Element {
    /// The first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children with one of these names.
    pub(crate) fn children_named<'a>(
        &'a self,
        names: &'a [&str],
    ) -> impl Iterator<Item = &'a Self> {
        self.children
            .iter()
            .filter(|child| names.contains(&child.name.as_str()))
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether there is nothing but text in it.
    pub(crate) fn is_plain(&self) -> bool {
        self.children.is_empty() && self.attributes.is_empty()
    }
}
