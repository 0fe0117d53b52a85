//! From what a page says to records.

use super::dates::date;
use super::page::{is_blank, things, word};
use super::said::{Name, Object, Said, Tongue};
use super::terms::{CATALOG, DATASET, Property};
use super::words;
use crate::dcat::vocabulary;
use hebewerk_model::{ForeignFile, ForeignRecord, Harvested, RejectReason, RejectedRecord};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Read, Seek};

/// Most values of one kind that a record keeps.
const MOST_VALUES: usize = 200;
/// Most files of a record.
pub(super) const MOST_FILES: usize = 2_000;

/// Which thing of a page is described where.
pub(super) struct Catalogue {
    /// Datasets in the order of the page.
    datasets: Vec<Name>,
    /// Of a dataset: sources its record names, then catalogues that hold it inside this one.
    ways: BTreeMap<Name, Vec<Name>>,
}

impl Catalogue {
    /// Looks through a page.
    pub(super) fn of<F: Read + Seek>(said: &Said<F>) -> Self {
        let is_dataset = |object: Object| matches!(object, Object::Thing(class) if said.name_of(class) == DATASET);
        let mut seen = HashSet::new();
        let mut datasets: Vec<Name> = said
            .with(Property::Type)
            .filter(|(_subject, class)| is_dataset(*class))
            .map(|(subject, _class)| subject)
            .filter(|subject| seen.insert(*subject))
            .collect();
        // Some name their datasets in the catalogue and forget to say what they are.
        for (_catalogue, object) in said.with(Property::HasDataset) {
            if let Object::Thing(name) = object
                && said.all(name, Property::Title).next().is_some()
                && seen.insert(name)
            {
                datasets.push(name);
            }
        }
        datasets.sort_unstable();
        Self {
            ways: ways(said),
            datasets,
        }
    }
}

/// Where records came from before: by the record of the catalogue, and by catalogues inside the catalogue.
fn ways<F: Read + Seek>(said: &Said<F>) -> BTreeMap<Name, Vec<Name>> {
    let mut ways: BTreeMap<Name, Vec<Name>> = BTreeMap::new();
    for (record, topic) in said.with(Property::PrimaryTopic) {
        if let Object::Thing(dataset) = topic {
            let sources = things(said, record, Property::Source);
            ways.entry(dataset).or_default().extend(sources);
        }
    }
    let is_catalogue =
        |object: Object| matches!(object, Object::Thing(class) if said.name_of(class) == CATALOG);
    let catalogues: BTreeSet<Name> = said
        .with(Property::Type)
        .filter(|(_subject, class)| is_catalogue(*class))
        .map(|(subject, _class)| subject)
        .collect();
    if catalogues.len() > 1 {
        for (catalogue, dataset) in said.with(Property::HasDataset) {
            let is_inside = things(said, catalogue, Property::IsPartOf)
                .iter()
                .any(|outer| catalogues.contains(outer));
            if let Object::Thing(dataset) = dataset
                && is_inside
            {
                ways.entry(dataset).or_default().push(catalogue);
            }
        }
    }
    ways
}

/// Hands on every dataset of a page, or why it is none; how many there were.
pub(super) fn write_records<F: Read + Seek>(
    said: &mut Said<F>,
    catalogue: &Catalogue,
    take: &mut dyn FnMut(Harvested) -> io::Result<()>,
) -> io::Result<u64> {
    for dataset in &catalogue.datasets {
        let record = record(said, *dataset, catalogue)?;
        take(judged(record))?;
    }
    Ok(catalogue.datasets.len() as u64)
}

/// Whether a record can be kept.
pub(super) fn judged(record: ForeignRecord) -> Harvested {
    let reason = if record.key.is_empty() {
        Some(RejectReason::NoIdentity)
    } else if record.title.is_empty() {
        Some(RejectReason::NoTitle)
    } else {
        None
    };
    let Some(reason) = reason else {
        return Harvested::Record(Box::new(record));
    };
    let name = [record.key, record.title]
        .into_iter()
        .find(|name| !name.is_empty());
    Harvested::Rejected(RejectedRecord {
        name: words::line(&name.unwrap_or_default()),
        reason,
    })
}

fn record<F: Read + Seek>(
    said: &mut Said<F>,
    dataset: Name,
    catalogue: &Catalogue,
) -> io::Result<ForeignRecord> {
    let identifiers = identifiers(said, dataset)?;
    let address = said.name_of(dataset).to_owned();
    let key = if is_blank(&address) {
        identifiers.first().cloned().unwrap_or_default()
    } else {
        address
    };
    let hops = hops(said, dataset, catalogue);
    let own_licence = licence(said, dataset)?;
    let (files, licence_of_files) = files(said, dataset)?;
    Ok(ForeignRecord {
        key,
        identifiers,
        title: words::title(&best(said, dataset, Property::Title)?),
        text: words::text(&best(said, dataset, Property::Description)?),
        tags: tags(said, dataset)?,
        themes: themes(said, dataset)?,
        licence: own_licence.or(licence_of_files),
        publisher: publisher(said, dataset)?,
        contact: contact(said, dataset)?,
        page: page(said, dataset)?,
        issued: date(&best(said, dataset, Property::Issued)?),
        modified: date(&best(said, dataset, Property::Modified)?),
        places: places(said, dataset)?,
        files,
        hops,
        ..ForeignRecord::default()
    })
}

/// The text of a property in the language that reads best.
fn best<F: Read + Seek>(said: &mut Said<F>, of: Name, property: Property) -> io::Result<String> {
    let objects: Vec<Object> = said.all(of, property).collect();
    let rank = |object: &Object| match object {
        Object::Text(at) => said.tongue(*at),
        Object::Thing(_) => Tongue::Other,
    };
    let chosen = objects.iter().min_by_key(|object| rank(object)).copied();
    match chosen {
        Some(Object::Text(at)) => Ok(said.read(at)?.0),
        Some(Object::Thing(name)) => Ok(Some(said.name_of(name))
            .filter(|name| !is_blank(name))
            .unwrap_or_default()
            .to_owned()),
        None => Ok(String::new()),
    }
}

fn all<F: Read + Seek>(
    said: &mut Said<F>,
    of: Name,
    property: Property,
) -> io::Result<Vec<String>> {
    let objects: Vec<Object> = said.all(of, property).take(MOST_VALUES).collect();
    objects
        .into_iter()
        .map(|object| word(said, object))
        .collect()
}

fn identifiers<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Vec<String>> {
    let mut found = all(said, dataset, Property::Identifier)?;
    for other in things(said, dataset, Property::OtherIdentifier) {
        let notations = all(said, other, Property::Notation)?;
        if notations.is_empty() {
            found.push(said.name_of(other).to_owned());
        }
        found.extend(notations);
    }
    Ok(distinct(
        found
            .into_iter()
            .filter(|id| !is_blank(id))
            .map(|id| words::line(&id)),
    ))
}

fn tags<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Vec<String>> {
    let tags = all(said, dataset, Property::Keyword)?;
    Ok(distinct(
        tags.into_iter()
            .filter(|tag| !is_blank(tag))
            .map(|tag| words::line(&tag)),
    ))
}

fn themes<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Vec<String>> {
    let themes = all(said, dataset, Property::Theme)?;
    Ok(distinct(
        themes
            .iter()
            .filter_map(|theme| vocabulary::theme_code(theme)),
    ))
}

fn publisher<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Option<String>> {
    for property in [Property::Publisher, Property::Creator] {
        let objects: Vec<Object> = said.all(dataset, property).collect();
        for object in objects {
            let name = match object {
                Object::Text(at) => said.read(at)?.0,
                Object::Thing(agent) => named(said, agent)?,
            };
            if let Some(name) = filled(&name) {
                return Ok(Some(name));
            }
        }
    }
    Ok(None)
}

/// What a thing is called.
fn named<F: Read + Seek>(said: &mut Said<F>, thing: Name) -> io::Result<String> {
    for property in [Property::Name, Property::Label, Property::Title] {
        let name = best(said, thing, property)?;
        if !name.trim().is_empty() {
            return Ok(name);
        }
    }
    Ok(String::new())
}

fn contact<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Option<String>> {
    for contact in things(said, dataset, Property::Contact) {
        for property in [Property::Mail, Property::ContactPage] {
            let mut values = all(said, contact, property)?;
            for value in things(said, contact, property) {
                values.extend(all(said, value, Property::Value)?);
            }
            let reached = values
                .iter()
                .map(|value| value.trim().trim_start_matches("mailto:"));
            let reached =
                reached.filter(|value| value.contains('@') || words::web_address(value).is_some());
            if let Some(reached) = reached.map(words::line).next() {
                return Ok(Some(reached));
            }
        }
    }
    Ok(None)
}

fn page<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Option<String>> {
    for property in [Property::LandingPage, Property::Page] {
        let pages = all(said, dataset, property)?;
        if let Some(page) = pages.iter().find_map(|page| words::web_address(page)) {
            return Ok(Some(page));
        }
    }
    Ok(None)
}

fn places<F: Read + Seek>(said: &mut Said<F>, dataset: Name) -> io::Result<Vec<String>> {
    let objects: Vec<Object> = said
        .all(dataset, Property::Spatial)
        .take(MOST_VALUES)
        .collect();
    let mut places = Vec::new();
    for object in objects {
        let text = match object {
            Object::Text(at) => said.read(at)?.0,
            Object::Thing(place) => {
                let name = named(said, place)?;
                let address = said.name_of(place);
                if name.is_empty() && !is_blank(address) {
                    address.to_owned()
                } else {
                    name
                }
            }
        };
        places.push(words::line(&text));
    }
    Ok(distinct(places.into_iter()))
}

/// The licence of a thing, else its rights.
fn licence<F: Read + Seek>(said: &mut Said<F>, of: Name) -> io::Result<Option<String>> {
    let found = all(said, of, Property::Licence)?;
    Ok(found
        .iter()
        .filter(|licence| !is_blank(licence))
        .find_map(|licence| filled(&vocabulary::licence_code(licence))))
}

fn files<F: Read + Seek>(
    said: &mut Said<F>,
    dataset: Name,
) -> io::Result<(Vec<ForeignFile>, Option<String>)> {
    let mut files = Vec::new();
    let mut of_files = None;
    for distribution in things(said, dataset, Property::Distribution)
        .into_iter()
        .take(MOST_FILES)
    {
        if of_files.is_none() {
            of_files = licence(said, distribution)?;
        }
        let mut addresses = all(said, distribution, Property::DownloadUrl)?;
        addresses.extend(all(said, distribution, Property::AccessUrl)?);
        let Some(url) = addresses.iter().find_map(|url| words::web_address(url)) else {
            continue;
        };
        let mut formats = all(said, distribution, Property::Format)?;
        for format in things(said, distribution, Property::Format) {
            formats.push(named(said, format)?);
        }
        formats.extend(all(said, distribution, Property::MediaType)?);
        files.push(ForeignFile {
            url,
            title: words::line(&best(said, distribution, Property::Title)?),
            format: formats
                .iter()
                .find_map(|format| short_format(format))
                .unwrap_or_default(),
        });
    }
    Ok((files, of_files))
}

/// `http://…/file-type/CSV`, `text/csv` and `.csv` are `CSV`.
pub(super) fn short_format(text: &str) -> Option<String> {
    let last = text.trim().rsplit(['/', '#']).next().unwrap_or_default();
    let last = last.split(';').next().unwrap_or_default();
    let last = last.trim_start_matches('.').trim_start_matches("vnd.");
    let short = last.to_ascii_uppercase();
    let is_short = !short.is_empty() && short.chars().count() <= 30 && !is_blank(text);
    is_short.then_some(short)
}

fn hops<F: Read + Seek>(said: &Said<F>, dataset: Name, catalogue: &Catalogue) -> Vec<String> {
    let own = things(said, dataset, Property::Source).into_iter();
    let inside = catalogue.ways.get(&dataset).into_iter().flatten().copied();
    let names = own.chain(inside).map(|name| said.name_of(name).to_owned());
    distinct(names.filter(|name| !is_blank(name)))
}

pub(super) fn filled(text: &str) -> Option<String> {
    Some(words::line(text)).filter(|text| !text.is_empty())
}

/// Each once, in the order in which they came.
pub(super) fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    values
        .filter(|value| !value.is_empty())
        .filter(|value| seen.insert(value.clone()))
        .take(MOST_VALUES)
        .collect()
}
