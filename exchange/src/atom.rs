//! Feeds of changes: Atom (RFC 4287), in pages (RFC 5005 § 3), with marks of what was removed (RFC 6721).

use crate::xml::{element, escaped};
use jiff::Timestamp;
use std::fmt::Write as _;

/// Media type of a feed (RFC 4287 § 7).
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// A page of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What identifies the feed: the same on all pages, for ever.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it tells of.
    pub subtitle: String,
    /// When something of it changed last.
    pub updated: Timestamp,
    /// Who answers for what is told, where an entry says nobody else.
    pub author: String,
    /// Address of the page for people.
    pub page: String,
    /// Address of this page of the feed.
    pub here: String,
    /// Address of its first page.
    pub first: String,
    /// Address of the next, older page; none on the last.
    pub next: Option<String>,
    /// What is told, newest first.
    pub items: Vec<Item>,
}

/// Something a feed tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Something that is there.
    Entry(Box<Entry>),
    /// Something that was there (`at:deleted-entry`, RFC 6721 § 3): nothing else is said of it.
    Removed {
        /// Identity of the entry that it was.
        id: String,
        /// When it was removed.
        when: Timestamp,
    },
}

/// Something that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What identifies it, for ever.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it came.
    pub published: Timestamp,
    /// When it changed last.
    pub updated: Timestamp,
    /// Who answers for it.
    pub author: String,
    /// Address of its page for people.
    pub page: String,
    /// The same for programs: address and media type.
    pub related: Option<(String, &'static str)>,
    /// Sentences about it, as plain text.
    pub summary: String,
    /// Address of its licence.
    pub licence: Option<String>,
    /// Words it is sorted by: a term and what people call it.
    pub categories: Vec<(String, String)>,
}

impl Feed {
    /// The document, in German.
    pub fn document(&self) -> String {
        let mut out = String::with_capacity(1 << 12);
        out.push_str(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
             xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xml:lang=\"de\">\n",
        );
        element(&mut out, "id", &self.id);
        element(&mut out, "title", &self.title);
        element(&mut out, "subtitle", &self.subtitle);
        element(&mut out, "updated", &self.updated.to_string());
        person(&mut out, &self.author);
        link(&mut out, "self", &self.here, Some("application/atom+xml"));
        link(&mut out, "first", &self.first, Some("application/atom+xml"));
        if let Some(next) = &self.next {
            link(&mut out, "next", next, Some("application/atom+xml"));
        }
        link(&mut out, "alternate", &self.page, Some("text/html"));
        for item in &self.items {
            match item {
                Item::Entry(entry) => entry.write(&mut out),
                Item::Removed { id, when } => {
                    let id = escaped(id);
                    let _written =
                        writeln!(out, "<at:deleted-entry ref=\"{id}\" when=\"{when}\"/>");
                }
            }
        }
        out.push_str("</feed>\n");
        out
    }
}

impl Entry {
    fn write(&self, out: &mut String) {
        out.push_str("<entry>\n");
        element(out, "id", &self.id);
        element(out, "title", &self.title);
        element(out, "published", &self.published.to_string());
        element(out, "updated", &self.updated.to_string());
        person(out, &self.author);
        link(out, "alternate", &self.page, Some("text/html"));
        if let Some((address, media_type)) = &self.related {
            link(out, "related", address, Some(media_type));
        }
        if let Some(licence) = &self.licence {
            // RFC 4946
            link(out, "license", licence, None);
        }
        for (term, label) in &self.categories {
            let (term, label) = (escaped(term), escaped(label));
            let _written = writeln!(out, "  <category term=\"{term}\" label=\"{label}\"/>");
        }
        element(out, "summary", &self.summary);
        out.push_str("</entry>\n");
    }
}

fn person(out: &mut String, name: &str) {
    let _written = writeln!(out, "  <author><name>{}</name></author>", escaped(name));
}

fn link(out: &mut String, rel: &str, address: &str, media_type: Option<&str>) {
    let media_type =
        media_type.map_or_else(String::new, |media_type| format!(" type=\"{media_type}\""));
    let address = escaped(address);
    let _written = writeln!(
        out,
        "  <link rel=\"{rel}\"{media_type} href=\"{address}\"/>"
    );
}
