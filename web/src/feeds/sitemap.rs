//! `GET /sitemap.xml`: the pages that search engines may show; an index of several where there are many datasets.

use super::answer::answer;
use crate::dcat::Addresses;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::http::HeaderMap;
use hebewerk_exchange::sitemap::{MEDIA_TYPE, MOST, Place, index, pages};
use hebewerk_hub::KnownDataset;
use hebewerk_model::Principal;

/// Pages that are there whatever the catalogue holds.
const ALWAYS: [&str; 8] = [
    "/",
    "/daten",
    "/haeuser",
    "/bruecken",
    "/silokarte",
    "/sichten",
    "/uebersichten",
    "/barrierefreiheit",
];

/// `GET /sitemap.xml`, with `?seite=1` and so on where the address itself gives an index. All stand at the root: a sitemap
/// may name only what lies below its own folder.
pub(crate) async fn show(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let addresses = Addresses::below(visitor.base_url(&headers));
    let known = visitor.hub().known_datasets(&Principal::Anonymous).await?;
    // In order of identity: a dataset stays on its page.
    let open: Vec<&KnownDataset> = known.iter().filter(|known| known.is_open()).collect();
    let houses = visitor.hub().organisations(&Principal::Anonymous).await?;
    let mut first: Vec<Place> = ALWAYS
        .iter()
        .map(|path| timeless(addresses.path(path)))
        .collect();
    let houses = houses.iter().map(|house| &house.organisation);
    first.extend(houses.map(|house| timeless(addresses.house(house))));
    // The first page has room for what stands in front.
    let room = MOST.saturating_sub(first.len()).max(1);
    let (begin, rest) = open.split_at(open.len().min(room));
    let rest: Vec<&[&KnownDataset]> = rest.chunks(MOST).collect();
    let wanted = query.get("seite");
    if wanted.is_none() && !rest.is_empty() {
        let sitemaps: Vec<Place> = std::iter::once(begin)
            .chain(rest)
            .zip(1_usize..)
            .map(|(datasets, number)| Place {
                address: Query::default()
                    .with("seite", number)
                    .href(&addresses.path("/sitemap.xml")),
                changed: newest(datasets),
            })
            .collect();
        let text = (index(&sitemaps), MEDIA_TYPE);
        return Ok(answer(&visitor, &headers, text, newest(&open)));
    }
    let (mut places, datasets) = match wanted.map(str::parse::<usize>) {
        None | Some(Ok(1)) => (first, begin),
        Some(Ok(number)) => {
            let datasets = number.checked_sub(2).and_then(|place| rest.get(place));
            (Vec::new(), *datasets.ok_or_else(Refusal::not_found)?)
        }
        Some(Err(_no_number)) => return Err(Refusal::not_found()),
    };
    places.extend(datasets.iter().map(|known| Place {
        address: addresses.page(&known.organisation.slug, &known.dataset.slug),
        changed: Some(known.dataset.updated_at),
    }));
    // Houses come and go without a moment: only the tag tells whether the first page is the same.
    let modified = newest(datasets).filter(|_newest| wanted.is_some_and(|wanted| wanted != "1"));
    Ok(answer(
        &visitor,
        &headers,
        (pages(&places), MEDIA_TYPE),
        modified,
    ))
}

fn timeless(address: String) -> Place {
    Place {
        address,
        changed: None,
    }
}

fn newest(datasets: &[&KnownDataset]) -> Option<jiff::Timestamp> {
    datasets.iter().map(|known| known.dataset.updated_at).max()
}
