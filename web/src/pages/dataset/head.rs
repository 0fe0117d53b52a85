//! What stands above every view of a dataset: title, trust bar, views, choice of the table.

use super::DatasetPath;
use super::held_back;
use crate::pages::find::quality_words;
use crate::pages::subscriptions;
use crate::query::Query;
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use hebewerk_hub::{DatasetView, SubjectPlace, TableView};
use hebewerk_model::{Dataset, DatasetState, Slug, Visibility};

/// The views of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Overview,
    Table,
    Map,
    Quality,
    Versions,
    Interface,
    Edit,
    Held,
    Grants,
    Protection,
    Release,
    Erasure,
}

/// A view one can go to.
pub(super) struct Tab {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) current: bool,
}

/// A table one can go to.
pub(super) struct TableChoice {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) current: bool,
}

/// The head of a dataset's views.
pub(super) struct Head {
    pub(super) w: Words,
    pub(super) href: String,
    /// What every link to another view of this dataset keeps: the version and the table.
    kept: Query,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) house: String,
    pub(super) house_href: String,
    pub(super) contact: Option<String>,
    pub(super) when: String,
    pub(super) state_class: &'static str,
    pub(super) state: String,
    pub(super) quality: String,
    pub(super) version: Option<u32>,
    pub(super) version_change: String,
    pub(super) access: String,
    pub(super) access_words: String,
    pub(super) tabs: Vec<Tab>,
    pub(super) tables: Vec<TableChoice>,
    /// Address of the newest version and sentence, when an older one is shown.
    pub(super) older: Option<(String, String)>,
    pub(super) ask_href: Option<String>,
    /// Where one begins to be told of new versions.
    pub(super) subscribe_href: String,
    /// What is held back from the reader: column and sentence.
    pub(super) held_back: Vec<(String, String)>,
    /// Sentence about personal data that nobody has looked at, and where that is done; not on that page itself.
    pub(super) unreviewed: Option<(String, String)>,
    /// Sentence about a delivery that waits, and where it is decided; not on that page itself.
    pub(super) waiting: Option<(String, String)>,
    /// Where its versions are told as a feed, if everybody may know of them.
    pub(super) feed_href: Option<String>,
}

impl Head {
    pub(super) fn of(
        visitor: &Visitor,
        path: &DatasetPath,
        view: &DatasetView,
        current: View,
    ) -> Self {
        let w = visitor.words;
        let href = path.href();
        let kept = kept(view, &Query::of_address(&visitor.here));
        let dataset = &view.dataset;
        let version = view.version.as_ref();
        let contact = dataset
            .description
            .contact
            .clone()
            .or_else(|| view.organisation.contact.clone());
        Self {
            w,
            kind: kind(w, view),
            title: dataset.description.title.clone(),
            lead: crate::pages::find::beginning(&dataset.description.text),
            house: view.organisation.name.clone(),
            house_href: format!("/haeuser/{}", view.organisation.slug),
            contact,
            when: w.relative(version.map_or(dataset.updated_at, |version| version.created_at)),
            state_class: match dataset.state {
                DatasetState::Lifted => "",
                DatasetState::Announced | DatasetState::RawOnly => "hw-lage--acht",
                DatasetState::Withdrawn => "hw-lage--aus",
            },
            state: w.code("state", dataset.state.code()).into_owned(),
            quality: quality(w, view),
            version: version.map(|version| version.number.0),
            version_change: version
                .map(|version| crate::fragments::version_line::rows(w, version))
                .unwrap_or_default(),
            access: w.code("visibility", dataset.circle().code()).into_owned(),
            access_words: w
                .t(&format!("visibility-{}-explained", dataset.circle().code()))
                .into_owned(),
            tabs: tabs(w, &href, &kept, view, current),
            tables: Vec::new(),
            older: older(w, &href, view),
            ask_href: ask_href(view, &kept),
            subscribe_href: subscriptions::form_href(
                &SubjectPlace::Dataset(view.organisation.slug.clone(), dataset.slug.clone()),
                None,
            ),
            held_back: held_back::sentences(w, view),
            unreviewed: unreviewed(w, &href, view).filter(|_note| current != View::Protection),
            waiting: waiting(w, &href, view).filter(|_note| current != View::Held),
            feed_href: is_open(dataset).then(|| format!("{href}/atom.xml")),
            href,
            kept,
        }
    }

    /// The address of a view (`/guete`, nothing for the overview) of the same version and table.
    pub(super) fn to(&self, step: &str) -> String {
        self.kept.href(&format!("{}{step}", self.href))
    }

    /// The rows of a table of the same version.
    pub(super) fn to_table(&self, table: &Slug) -> String {
        let kept = self.kept.with("tabelle", table);
        kept.href(&format!("{}/tabelle", self.href))
    }

    /// Where the files of this version and table are offered.
    pub(super) fn download_href(&self) -> String {
        format!("{}#laden", self.to(""))
    }

    /// The same with a choice of tables, if there are several; links keep the version and lead to `page`.
    pub(super) fn with_tables(
        mut self,
        view: &DatasetView,
        page: &str,
        query: &Query,
        shown: Option<&TableView>,
    ) -> Self {
        if view.tables.len() > 1 {
            self.tables = view
                .tables
                .iter()
                .map(|table| TableChoice {
                    href: Query::default()
                        .with("fassung", query.get("fassung").unwrap_or_default())
                        .with("tabelle", &table.table.sql_name)
                        .href(page),
                    label: table_label(self.w, table),
                    current: shown.is_some_and(|shown| shown.table.id == table.table.id),
                })
                .collect();
        }
        self
    }

    /// The shell of a view.
    pub(super) fn shell(&self, visitor: &Visitor, view: View) -> Shell {
        let mut shell = self.bare_shell(visitor, view);
        shell.feeds.extend(self.feed_href.iter().map(|href| {
            let title = self.w.t1("feed-dataset", "title", &self.title);
            (title.into_owned(), href.clone())
        }));
        shell
    }

    fn bare_shell(&self, visitor: &Visitor, view: View) -> Shell {
        let w = self.w;
        let find = w.t("nav-find");
        if view == View::Overview {
            return Shell::new(visitor, Place::Find, &*self.title).below(&[("/daten", &find)]);
        }
        let title = w.t(view.key()).into_owned();
        let mut shell = Shell::new(visitor, Place::Find, title)
            .below(&[("/daten", &find), (&self.href, &self.title)]);
        shell.title = format!("{}: {}", self.title, shell.title);
        shell
    }
}

fn is_open(dataset: &Dataset) -> bool {
    dataset.visibility == Visibility::Public && dataset.state != DatasetState::Withdrawn
}

/// How a table is called where there are several.
pub(super) fn table_label(w: Words, table: &TableView) -> String {
    if table.is_aside {
        w.t1("table-aside", "table", &table.table.name).into_owned()
    } else {
        table.table.name.clone()
    }
}

impl View {
    const fn key(self) -> &'static str {
        match self {
            Self::Overview => "view-overview",
            Self::Table => "view-table",
            Self::Map => "view-map",
            Self::Quality => "view-quality",
            Self::Versions => "view-versions",
            Self::Interface => "view-interface",
            Self::Edit => "view-edit",
            Self::Held => "held-view",
            Self::Grants => "grants-view",
            Self::Protection => "protection-view",
            Self::Release => "release-view",
            Self::Erasure => "erasure-view",
        }
    }
}

fn kind(w: Words, view: &DatasetView) -> String {
    match &view.dataset.description.theme {
        Some(theme) => w
            .t1("dataset-kind-theme", "theme", w.code("theme", &theme.0))
            .into_owned(),
        None => w.t("dataset-kind").into_owned(),
    }
}

/// The version an address names, and its table where the version shown has one of that name.
pub(super) fn kept(view: &DatasetView, query: &Query) -> Query {
    let has_table = query.get("tabelle").is_some_and(|name| {
        let mut tables = view.tables.iter();
        tables.any(|table| table.table.sql_name.as_str() == name)
    });
    query.only(if has_table {
        &["fassung", "tabelle"]
    } else {
        &["fassung"]
    })
}

fn tabs(w: Words, href: &str, kept: &Query, view: &DatasetView, current: View) -> Vec<Tab> {
    let mut views = vec![
        (View::Overview, "", w.t("view-overview").into_owned()),
        (View::Table, "/tabelle", w.t("view-table").into_owned()),
    ];
    if view.read.allowed && view.tables.iter().any(super::map::has_map) {
        views.push((View::Map, "/karte", w.t("view-map").into_owned()));
    }
    views.extend([
        (
            View::Quality,
            "/guete",
            counted(w, "view-quality", findings(view)),
        ),
        (
            View::Versions,
            "/fassungen",
            counted(w, "view-versions", versions(view)),
        ),
        (
            View::Interface,
            "/schnittstelle",
            w.t("view-interface").into_owned(),
        ),
    ]);
    if let Some(held) = &view.held {
        let changes = held.waiting.drifts.len() as u64;
        views.push((View::Held, "/freigabe", counted(w, "held-view", changes)));
    }
    if view.may_maintain {
        views.push((View::Edit, "/bearbeiten", w.t("view-edit").into_owned()));
        let grants = w.t("grants-view").into_owned();
        views.push((View::Grants, "/berechtigungen", grants));
        let waiting = held_back::unreviewed(view) as u64;
        let protection = counted(w, "protection-view", waiting);
        views.push((View::Protection, "/schutz", protection));
    }
    if view.may_maintain || view.may_release {
        let release = w.t("release-view").into_owned();
        views.push((View::Release, "/veroeffentlichung", release));
    }
    if view.may_erase {
        let erasure = w.t("erasure-view").into_owned();
        views.push((View::Erasure, "/loeschung", erasure));
    }
    views
        .into_iter()
        .map(|(known, step, label)| Tab {
            href: kept.href(&format!("{href}{step}")),
            label,
            current: known == current,
        })
        .collect()
}

/// All versions: they are numbered without gaps, and the view holds only the newest ones.
fn versions(view: &DatasetView) -> u64 {
    let newest = view.versions.first();
    newest.map_or(0, |newest| u64::from(newest.number.0))
}

/// What was found in few words, for those who may know.
fn quality(w: Words, view: &DatasetView) -> String {
    let key = match &view.version {
        Some(version) if view.reads_all => {
            return quality_words(w, version.errors, version.warnings);
        }
        Some(_version) => "quality-closed",
        None if view.dataset.state == DatasetState::Announced => "quality-announced",
        None if view.dataset.state == DatasetState::RawOnly => "quality-unread",
        None => "quality-unknown",
    };
    w.t(key).into_owned()
}

fn findings(view: &DatasetView) -> u64 {
    view.version
        .as_ref()
        .map_or(0, |version| version.errors + version.warnings)
}

fn counted(w: Words, key: &str, count: u64) -> String {
    if count == 0 {
        w.t(key).into_owned()
    } else {
        format!("{} ({})", w.t(key), w.count(count))
    }
}

fn older(w: Words, href: &str, view: &DatasetView) -> Option<(String, String)> {
    let newest = view.versions.first()?;
    let shown = view.version.as_ref()?;
    (newest.number != shown.number).then(|| {
        let sentence = w.t2(
            "version-older-shown",
            "number",
            shown.number.0,
            "when",
            w.moment(shown.created_at),
        );
        (href.to_owned(), sentence.into_owned())
    })
}

/// What is said of a delivery that waits, and where it is decided.
fn waiting(w: Words, href: &str, view: &DatasetView) -> Option<(String, String)> {
    let waiting = &view.held.as_ref()?.waiting;
    let sentence = w.t_with(
        "held-words",
        &[
            ("file", &waiting.file_name),
            ("when", &w.relative(waiting.since)),
            ("version", &waiting.holds.0),
        ],
    );
    Some((format!("{href}/freigabe"), sentence.into_owned()))
}

/// What is said of personal data that nobody has looked at, and where that is done.
fn unreviewed(w: Words, href: &str, view: &DatasetView) -> Option<(String, String)> {
    let count = held_back::unreviewed(view);
    let sentence = w.t1("protection-waiting", "count", count);
    (count > 0).then(|| (format!("{href}/schutz#personen"), sentence.into_owned()))
}

/// Where a question that begins with this dataset is put together.
fn ask_href(view: &DatasetView, kept: &Query) -> Option<String> {
    let table = super::chosen_table(view, kept).ok()??;
    if !view.read.allowed {
        return None;
    }
    Some(crate::pages::analysis::href_of(&super::table_name(
        view, table,
    )))
}
