//! What a server says it can do.

use super::xml::{Step, attribute, walk};
use crate::http::host;
use hebewerk_hub::ports::FetchError;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use reqwest::Url;
use std::collections::HashMap;

/// A layer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layer {
    /// With its prefix.
    pub(super) name: String,
    pub(super) title: Option<String>,
    /// What the prefix stands for.
    pub(super) namespace: Option<String>,
    /// Formats of this layer, besides those of all.
    formats: Vec<String>,
}

/// What a server says it can do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Capabilities {
    /// As the server speaks it: `2.0.0`.
    pub(super) version: String,
    pub(super) layers: Vec<Layer>,
    /// Where features are asked for, if it says.
    pub(super) features_at: Option<String>,
    formats: Vec<String>,
    /// Most features it gives at once, if it says.
    pub(super) most_at_once: Option<u64>,
    /// Whether it says that it does not turn pages.
    refuses_pages: bool,
}

impl Capabilities {
    /// Reads a whole document; versions before 1.1 cannot count their features and are refused.
    pub(super) fn read(bytes: &[u8], url: &Url) -> Result<Self, FetchError> {
        let mut found = Self::default();
        let mut state = State::default();
        let whole = walk(bytes, |open, step| match step {
            Step::Begin(start) => {
                state.note_prefixes(start);
                if open.len() == 1 && open[0] == "WFS_Capabilities" {
                    found.version = attribute(start, "version").unwrap_or_default();
                }
                state.begin(open, start, &mut found);
            }
            Step::End(text) => state.end(open, text, &mut found),
        });
        if !whole {
            return Err(FetchError::passing("fetch_cut_off", host(url)));
        }
        if found.version.is_empty() {
            return Err(FetchError::lasting("fetch_answer_invalid", host(url)));
        }
        if !found.version.starts_with("2.") && !found.version.starts_with("1.1") {
            let detail = format!("WFS {}", found.version);
            return Err(FetchError::lasting("fetch_request_refused", detail));
        }
        Ok(found)
    }

    /// A layer by its name, with or without its prefix.
    pub(super) fn layer(&self, name: &str) -> Option<&Layer> {
        let exact = self.layers.iter().find(|layer| layer.name == name);
        exact.or_else(|| {
            let mut alike = self.layers.iter().filter(|layer| {
                let local = layer.name.rsplit(':').next();
                local == Some(name)
            });
            alike.next().filter(|_first| alike.next().is_none())
        })
    }

    /// Formats of a layer.
    pub(super) fn formats<'a>(&'a self, layer: &'a Layer) -> impl Iterator<Item = &'a str> {
        let formats = self.formats.iter().chain(&layer.formats);
        formats.map(String::as_str)
    }

    /// Whether it turns pages: only version 2 does.
    pub(super) fn pages(&self) -> bool {
        self.is_second() && !self.refuses_pages
    }

    /// Whether it speaks version 2.
    pub(super) fn is_second(&self) -> bool {
        self.version.starts_with("2.")
    }
}

#[derive(Default)]
struct State {
    prefixes: HashMap<String, String>,
    operation: String,
    parameter: String,
    constraint: String,
    layer: Layer,
}

impl State {
    fn note_prefixes(&mut self, start: &BytesStart<'_>) {
        for declared in start.attributes().flatten() {
            let Some(prefix) = declared.key.as_ref().strip_prefix("xmlns:") else {
                continue;
            };
            if let Ok(namespace) = declared.normalized_value(XmlVersion::Implicit1_0) {
                let namespace = namespace.into_owned();
                self.prefixes.insert(prefix.to_owned(), namespace);
            }
        }
    }

    fn begin(&mut self, open: &[String], start: &BytesStart<'_>, found: &mut Capabilities) {
        let name = || attribute(start, "name").unwrap_or_default();
        match open.last().map(String::as_str) {
            Some("Operation") => self.operation = name(),
            Some("Parameter") => self.parameter = name(),
            Some("Constraint") => self.constraint = name(),
            Some("FeatureType") => self.layer = Layer::default(),
            Some("Get") if self.operation == "GetFeature" && found.features_at.is_none() => {
                found.features_at = attribute(start, "href");
            }
            _ => {}
        }
    }

    fn end(&mut self, open: &[String], text: &str, found: &mut Capabilities) {
        let path = [2, 1].map(|back| {
            let at = open.len().checked_sub(back);
            at.and_then(|at| open.get(at)).map_or("", String::as_str)
        });
        match path {
            ["FeatureType", "Name"] => text.clone_into(&mut self.layer.name),
            ["FeatureType", "Title"] if self.layer.title.is_none() && !text.is_empty() => {
                self.layer.title = Some(text.to_owned());
            }
            ["OutputFormats", "Format"] => self.layer.formats.push(text.to_owned()),
            [_, "FeatureType"] => {
                let mut layer = std::mem::take(&mut self.layer);
                let prefix = layer.name.split_once(':').map(|(prefix, _local)| prefix);
                layer.namespace = prefix.and_then(|prefix| self.prefixes.get(prefix)).cloned();
                if !layer.name.is_empty() {
                    found.layers.push(layer);
                }
            }
            [_, "Value"]
                if self.operation == "GetFeature"
                    && self.parameter == "outputFormat"
                    && open.iter().any(|name| name == "Parameter") =>
            {
                found.formats.push(text.to_owned());
            }
            ["Constraint", "DefaultValue"] => match self.constraint.as_str() {
                "ImplementsResultPaging" => {
                    found.refuses_pages = text.eq_ignore_ascii_case("false");
                }
                "CountDefault" => found.most_at_once = text.parse().ok(),
                _ => {}
            },
            [_, "Operation"] => self.operation.clear(),
            [_, "Parameter"] => self.parameter.clear(),
            [_, "Constraint"] => self.constraint.clear(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"<?xml version="1.0"?>
<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
    xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
  <ows:OperationsMetadata>
    <ows:Operation name="GetCapabilities"><ows:DCP><ows:HTTP><ows:Get xlink:href="http://c/"/>
      </ows:HTTP></ows:DCP></ows:Operation>
    <ows:Operation name="GetFeature">
      <ows:DCP><ows:HTTP><ows:Get xlink:href="http://f/?a=1&amp;b=2"/></ows:HTTP></ows:DCP>
      <ows:Parameter name="outputFormat"><ows:AllowedValues>
        <ows:Value>application/gml+xml; version=3.2</ows:Value><ows:Value>application/json</ows:Value>
      </ows:AllowedValues></ows:Parameter>
    </ows:Operation>
    <ows:Constraint name="ImplementsResultPaging"><ows:NoValues/>
      <ows:DefaultValue>FALSE</ows:DefaultValue></ows:Constraint>
    <ows:Constraint name="CountDefault"><ows:NoValues/>
      <ows:DefaultValue>900</ows:DefaultValue></ows:Constraint>
  </ows:OperationsMetadata>
  <wfs:FeatureTypeList>
    <wfs:FeatureType xmlns:ave="http://ave"><wfs:Name>ave:Flurstueck</wfs:Name>
      <wfs:Title>Flächen &amp; mehr</wfs:Title>
      <wfs:OutputFormats><wfs:Format>geojson</wfs:Format></wfs:OutputFormats></wfs:FeatureType>
    <wfs:FeatureType><wfs:Name>nackt</wfs:Name></wfs:FeatureType>
  </wfs:FeatureTypeList>
</wfs:WFS_Capabilities>"#;

    fn url() -> Url {
        Url::parse("http://wfs.example/").unwrap()
    }

    #[test]
    fn layers_formats_and_addresses_are_read() {
        let found = Capabilities::read(DOCUMENT.as_bytes(), &url()).unwrap();
        let layer = found.layer("Flurstueck").unwrap();
        assert_eq!(layer, found.layer("ave:Flurstueck").unwrap());
        assert_eq!(layer.namespace.as_deref(), Some("http://ave"));
        let formats: Vec<&str> = found.formats(layer).collect();
        let gml = "application/gml+xml; version=3.2";
        assert_eq!(formats, [gml, "application/json", "geojson"]);
        assert_eq!(found.features_at.as_deref(), Some("http://f/?a=1&b=2"));
        assert!(!found.pages());
        assert_eq!(found.most_at_once, Some(900));
        assert_eq!(found.layer("nackt").unwrap().title, None);
        assert_eq!(found.layer("fehlt"), None);
    }

    #[test]
    fn half_a_document_and_too_old_a_server_are_errors() {
        let code = |text: &str| {
            Capabilities::read(text.as_bytes(), &url())
                .unwrap_err()
                .code
        };
        assert_eq!(code(DOCUMENT.split_at(600).0), "fetch_cut_off");
        assert_eq!(code("<html></html>"), "fetch_answer_invalid");
        let old = "<WFS_Capabilities version='1.0.0'></WFS_Capabilities>";
        assert_eq!(code(old), "fetch_request_refused");
    }
}
