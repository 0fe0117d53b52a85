//! Who publishes, and whom to ask.

use super::terms;
use crate::rdf::Graph;

/// What kind of body a publisher is, as far as this vocabulary tells them apart
/// (<http://purl.org/adms/publishertype/1.0>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgentKind {
    /// A local authority.
    LocalAuthority,
    /// A company.
    Company,
}

impl AgentKind {
    const fn iri(self) -> &'static str {
        match self {
            Self::LocalAuthority => "http://purl.org/adms/publishertype/LocalAuthority",
            Self::Company => "http://purl.org/adms/publishertype/Company",
        }
    }
}

/// `foaf:Agent`: the body that answers for data (convention 36).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Its address, the same wherever it is named.
    pub iri: String,
    /// Name.
    pub name: String,
    /// Kind of body.
    pub kind: Option<AgentKind>,
    /// Function mailbox.
    pub email: Option<String>,
    /// Its page.
    pub homepage: Option<String>,
}

impl Agent {
    pub(super) fn write(&self, graph: &mut Graph) {
        let Some(mut said) = graph.about(&self.iri) else {
            return;
        };
        said.is_a(terms::AGENT).names(terms::NAME, &self.name);
        if let Some(kind) = self.kind {
            said.links(terms::TYPE, kind.iri());
        }
        if let Some(email) = &self.email {
            said.links(terms::MBOX, &mailto(email));
        }
        if let Some(homepage) = &self.homepage {
            said.links(terms::HOMEPAGE, homepage);
            document(graph, homepage);
        }
    }
}

/// `vcard:Kind`: whom to ask. It has a mailbox or a page (convention 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its address.
    pub iri: String,
    /// Name of the office.
    pub name: String,
    /// Function mailbox, never a person's.
    pub email: Option<String>,
    /// A page, for offices without a mailbox too.
    pub url: String,
}

impl Contact {
    pub(super) fn write(&self, graph: &mut Graph) {
        let Some(mut said) = graph.about(&self.iri) else {
            return;
        };
        said.is_a(terms::VCARD_KIND)
            .names(terms::VCARD_FN, &self.name)
            .links(terms::VCARD_URL, &self.url);
        if let Some(email) = &self.email {
            said.links(terms::VCARD_EMAIL, &mailto(email));
        }
    }
}

/// Says of an address that a page stands there (`foaf:Document`): the shapes want pages to be some.
pub(super) fn document(graph: &mut Graph, iri: &str) {
    if let Some(mut said) = graph.about(iri) {
        said.is_a(terms::DOCUMENT);
    }
}

/// The address of a mailbox (RFC 6068); characters an IRI cannot have are left to be refused there.
fn mailto(email: &str) -> String {
    let email = email.trim();
    if email.starts_with("mailto:") {
        email.to_owned()
    } else {
        format!("mailto:{email}")
    }
}
