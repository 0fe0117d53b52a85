//! What data are about: from the topics of ISO 19115 to the themes of the EU.

use super::element::Element;
use crate::dcat::vocabulary;
use crate::harvest::record::distinct;

/// Themes said as such come first, then those that a topic stands for.
pub(super) fn themes(data: &Element) -> Vec<String> {
    let mut keywords = Vec::new();
    for keyword in data.all(&["descriptiveKeywords", "MD_Keywords", "keyword"]) {
        keywords.push(keyword);
        keyword.deep("Anchor", &mut keywords);
    }
    let addresses = keywords
        .iter()
        .filter_map(|keyword| keyword.href.as_deref());
    let addresses = addresses.filter(|address| address.contains("data-theme"));
    let named = addresses.filter_map(vocabulary::theme_code);
    let topics = data.all(&["topicCategory"]);
    let topics = topics.into_iter().filter_map(Element::said);
    let meant = topics.filter_map(theme).map(str::to_owned);
    distinct(named.chain(meant))
}

/// The theme a topic (`MD_TopicCategoryCode`) stands for. Topics that could be of any theme stand for none.
fn theme(topic: &str) -> Option<&'static str> {
    Some(match topic.trim() {
        "farming" => "AGRI",
        "biota"
        | "climatologyMeteorologyAtmosphere"
        | "environment"
        | "geoscientificInformation"
        | "inlandWaters"
        | "oceans" => "ENVI",
        "economy" => "ECON",
        "health" => "HEAL",
        "society" => "SOCI",
        "transportation" => "TRAN",
        "utilitiesCommunication" => "ENER",
        "boundaries"
        | "elevation"
        | "imageryBaseMapsEarthCover"
        | "location"
        | "planningCadastre"
        | "structure" => "REGI",
        _ => return None,
    })
}
