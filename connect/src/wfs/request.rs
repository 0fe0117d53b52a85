//! What a server is asked, in parameters of the address (OGC 09-025r2, 6.2.5).

use super::capabilities::Capabilities;
use crate::pages::{on_same_server, query_of};
use reqwest::Url;

/// Parameters of any request; what people enter may have them.
const OWN: [&str; 17] = [
    "service",
    "request",
    "version",
    "acceptversions",
    "typename",
    "typenames",
    "namespaces",
    "outputformat",
    "resulttype",
    "count",
    "maxfeatures",
    "startindex",
    "sortby",
    "sections",
    "acceptformats",
    "updatesequence",
    "featureid",
];

/// What features come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Gml,
}

impl Format {
    /// Of the name of a file.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Json => "geojson",
            Self::Gml => "gml",
        }
    }
}

/// Asks for what a server can do, in the newest version that both sides speak.
pub(super) fn capabilities(url: &Url) -> Url {
    let set = [
        ("SERVICE", "WFS"),
        ("REQUEST", "GetCapabilities"),
        ("ACCEPTVERSIONS", "2.0.2,2.0.0,1.1.0"),
    ];
    query_of(url, &OWN, &set)
}

/// Requests for one layer.
#[derive(Debug)]
pub(super) struct Request {
    url: Url,
    version: String,
    layer: String,
    /// What the prefix of the layer stands for, as the protocol writes it.
    namespaces: Option<String>,
    /// As the server calls it; none for what it gives anyway.
    format_name: Option<String>,
    format: Format,
    second: bool,
}

impl Request {
    /// Requests for a layer of a server; none if it has no such layer.
    pub(super) fn new(entered: &Url, capabilities: &Capabilities, layer: &str) -> Option<Self> {
        let layer = capabilities.layer(layer)?;
        let told = capabilities.features_at.as_deref();
        // Addresses in these documents often name a machine that only the server itself can see.
        let told = told.and_then(|told| on_same_server(entered, told).ok());
        let url = match &told {
            Some(told) if told.path() != entered.path() => told,
            _ => entered,
        };
        let format_name = best_json(capabilities.formats(layer)).map(str::to_owned);
        let format = match format_name {
            Some(_) => Format::Json,
            None => Format::Gml,
        };
        let format_name = format_name.or_else(|| {
            let mut formats = capabilities.formats(layer);
            formats.find(|name| is_gml_3_2(name)).map(str::to_owned)
        });
        let second = capabilities.is_second();
        let namespaces = layer.namespace.as_deref().and_then(|namespace| {
            let (prefix, _local) = layer.name.split_once(':')?;
            let between = if second { ',' } else { '=' };
            Some(format!("xmlns({prefix}{between}{namespace})"))
        });
        Some(Self {
            url: url.clone(),
            version: capabilities.version.clone(),
            layer: layer.name.clone(),
            namespaces,
            format_name,
            format,
            second,
        })
    }

    /// What the features come in.
    pub(super) const fn format(&self) -> Format {
        self.format
    }

    /// The layer without its prefix.
    pub(super) fn local_name(&self) -> &str {
        self.layer.rsplit(':').next().unwrap_or(&self.layer)
    }

    /// How many there are.
    pub(super) fn hits(&self) -> Url {
        self.features(&[("RESULTTYPE", "hits")], None)
    }

    /// What they are made of.
    pub(super) fn describe(&self) -> Url {
        // Some servers of version 2 still want the old name of the parameter, and no one minds both.
        self.with(&[
            ("REQUEST", "DescribeFeatureType"),
            ("TYPENAMES", &self.layer),
            ("TYPENAME", &self.layer),
        ])
    }

    /// One page of all, sorted.
    pub(super) fn page(&self, key: &str, start: u64, count: u64) -> Url {
        let (start, count) = (start.to_string(), count.to_string());
        let set = [
            ("SORTBY", key),
            ("STARTINDEX", start.as_str()),
            ("COUNT", count.as_str()),
        ];
        self.features(&set, self.format_name.as_deref())
    }

    /// All of them at once.
    pub(super) fn all(&self) -> Url {
        self.features(&[], self.format_name.as_deref())
    }

    fn features(&self, set: &[(&str, &str)], format: Option<&str>) -> Url {
        let layers = if self.second { "TYPENAMES" } else { "TYPENAME" };
        let mut pairs = vec![("REQUEST", "GetFeature"), (layers, self.layer.as_str())];
        pairs.extend(format.map(|format| ("OUTPUTFORMAT", format)));
        pairs.extend_from_slice(set);
        self.with(&pairs)
    }

    fn with(&self, set: &[(&str, &str)]) -> Url {
        let mut pairs = vec![("SERVICE", "WFS"), ("VERSION", self.version.as_str())];
        pairs.extend_from_slice(set);
        let namespaces = self.namespaces.as_deref();
        let name = if self.second {
            "NAMESPACES"
        } else {
            "NAMESPACE"
        };
        pairs.extend(namespaces.map(|namespaces| (name, namespaces)));
        query_of(&self.url, &OWN, &pairs)
    }
}

/// The name of GeoJSON among formats; servers have many for it.
fn best_json<'a>(formats: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let rank = |name: &str| {
        let name = name.to_lowercase();
        let plain = name.split(';').next().unwrap_or_default().trim().to_owned();
        match plain.as_str() {
            "application/geo+json" => Some(0),
            "application/json" if !name.contains("subtype=") || name.contains("geojson") => Some(1),
            "application/vnd.geo+json" | "geojson" | "json" => Some(2),
            _ => None,
        }
    };
    let ranked = formats.filter_map(|name| Some((rank(name)?, name)));
    ranked
        .min_by_key(|(rank, _name)| *rank)
        .map(|(_rank, name)| name)
}

fn is_gml_3_2(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("gml") && (name.contains("3.2") || name.contains("gml32"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_the_map_stay_and_those_of_the_protocol_do_not() {
        let url =
            "http://w.example/cgi?map=/a.map&request=GetCapabilities&Service=WFS&VERSION=1.0.0";
        let url = capabilities(&Url::parse(url).unwrap());
        assert_eq!(
            url.query().unwrap(),
            "map=%2Fa.map&SERVICE=WFS&REQUEST=GetCapabilities&ACCEPTVERSIONS=2.0.2%2C2.0.0%2C1.1.0"
        );
    }

    #[test]
    fn geojson_has_many_names() {
        let check = |formats: &[&str], expected: Option<&str>| {
            assert_eq!(best_json(formats.iter().copied()), expected);
        };
        check(&["GML3", "application/json"], Some("application/json"));
        check(
            &["geojson", "application/geo+json"],
            Some("application/geo+json"),
        );
        check(
            &["application/json; subtype=geojson"],
            Some("application/json; subtype=geojson"),
        );
        check(
            &["text/javascript", "application/gml+xml; version=3.2"],
            None,
        );
        assert!(is_gml_3_2("application/gml+xml; version=3.2"));
        assert!(is_gml_3_2("text/xml; subtype=gml/3.2.1"));
        assert!(!is_gml_3_2("text/xml; subtype=gml/3.1.1"));
    }
}
