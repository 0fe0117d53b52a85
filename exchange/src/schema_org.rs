//! schema.org/Dataset, by which general search engines find data
//! (<https://schema.org/Dataset>, <https://developers.google.com/search/docs/appearance/structured-data/dataset>).

use crate::dcat::{Dataset, Distribution, licence_address, place, theme};
use serde_json::{Value, json};

/// A dataset as a block of JSON-LD for the head of its page. The characters that would end a script element are escaped.
pub fn block(dataset: &Dataset, catalogue: &str) -> String {
    document(dataset, catalogue)
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn document(dataset: &Dataset, catalogue: &str) -> Value {
    let text = dataset.description.trim();
    let licence = dataset
        .distributions
        .first()
        .map(|it| licence_address(it.licence.as_ref()));
    let files = dataset
        .distributions
        .iter()
        .filter(|it| it.download_url.is_some());
    let mut document = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": dataset.iri,
        "identifier": dataset.identifier,
        "name": dataset.title,
        "description": if text.is_empty() { &dataset.title } else { text },
        "url": dataset.landing_page,
        "inLanguage": "de",
        "isAccessibleForFree": true,
        "dateCreated": dataset.issued.to_string(),
        "dateModified": dataset.modified.to_string(),
        "keywords": dataset.keywords,
        "about": dataset.themes.iter().map(theme).collect::<Vec<_>>(),
        "publisher": { "@type": "Organization", "name": dataset.publisher.name },
        "includedInDataCatalog": { "@type": "DataCatalog", "@id": catalogue },
        "distribution": files.map(file).collect::<Vec<_>>(),
    });
    if let Some(licence) = licence {
        document["license"] = licence.into();
    }
    if let Some(version) = &dataset.version {
        document["version"] = version.as_str().into();
    }
    if let Some(key) = &dataset.place {
        document["spatialCoverage"] = json!({ "@type": "Place", "identifier": place(key) });
    }
    if !dataset.span.is_empty() {
        // ISO 8601; two dots are an open end.
        let end = |day: Option<jiff::civil::Date>| {
            day.map_or_else(|| "..".to_owned(), |day| day.to_string())
        };
        let span = format!("{}/{}", end(dataset.span.from), end(dataset.span.until));
        document["temporalCoverage"] = span.into();
    }
    document
}

fn file(distribution: &Distribution) -> Value {
    json!({
        "@type": "DataDownload",
        "name": distribution.title,
        "contentUrl": distribution.download_url,
        "encodingFormat": distribution.media_type,
    })
}
