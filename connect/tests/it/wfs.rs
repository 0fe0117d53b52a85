//! Web Feature Services.

use crate::fetching::Fetching;
use crate::server::{Answer, Request, Server};
use serde_json::{Value, json};
use std::fmt::Write as _;

const TREES: u64 = 7;

/// How a server behaves.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one bad habit, in any combination"
)]
#[derive(Clone, Copy, Default)]
struct Manners {
    version: &'static str,
    json: bool,
    /// Ignores `STARTINDEX` and `COUNT`.
    ignores_pages: bool,
    /// Refuses `SORTBY`.
    refuses_sorting: bool,
    /// Gives at most so many features at once; 0 without a limit.
    most: u64,
    /// Counts no further than it gives at once, and says so.
    counts_no_further: bool,
    /// Refuses pages after the last.
    refuses_beyond: bool,
    /// Stops for good after so many features; 0 never.
    ends_after: u64,
}

const GOOD: Manners = Manners {
    version: "2.0.0",
    json: true,
    ignores_pages: false,
    refuses_sorting: false,
    most: 3,
    counts_no_further: false,
    refuses_beyond: false,
    ends_after: 0,
};

fn capabilities(manners: Manners) -> String {
    let json = "<ows:Value>application/json</ows:Value>";
    let json = if manners.json { json } else { "" };
    let limit = if manners.counts_no_further {
        manners.most
    } else {
        1_000_000
    };
    format!(
        "<?xml version='1.0'?><wfs:WFS_Capabilities version='{}' xmlns:wfs='w' xmlns:ows='o' \
         xmlns:xlink='x'><ows:Operation name='GetFeature'><ows:DCP><ows:HTTP>\
         <ows:Get xlink:href='http://innen.example/wfs'/></ows:HTTP></ows:DCP>\
         <ows:Parameter name='outputFormat'><ows:AllowedValues>\
         <ows:Value>application/gml+xml; version=3.2</ows:Value>{json}</ows:AllowedValues>\
         </ows:Parameter></ows:Operation><ows:Constraint name='CountDefault'><ows:NoValues/>\
         <ows:DefaultValue>{limit}</ows:DefaultValue></ows:Constraint><wfs:FeatureTypeList><wfs:FeatureType xmlns:s='http://s'>\
         <wfs:Name>s:baeume</wfs:Name><wfs:Title>Bäume</wfs:Title></wfs:FeatureType>\
         </wfs:FeatureTypeList></wfs:WFS_Capabilities>",
        manners.version
    )
}

const SCHEMA: &str = "<xsd:schema xmlns:xsd='x'><xsd:complexType name='bType'><xsd:sequence>\
    <xsd:element name='geom' type='gml:PointPropertyType'/>\
    <xsd:element name='art' type='xsd:string'/><xsd:element name='nr' type='xsd:int'/>\
    </xsd:sequence></xsd:complexType><xsd:element name='baeume' type='s:bType'/></xsd:schema>";

const REFUSED: &str = "<?xml version='1.0'?><ows:ExceptionReport xmlns:ows='o'>\
    <ows:Exception exceptionCode='InvalidParameterValue'><ows:ExceptionText>Max Muster\
    </ows:ExceptionText></ows:Exception></ows:ExceptionReport>";

fn features(range: std::ops::Range<u64>, is_json: bool) -> String {
    let returned = range.end - range.start;
    if is_json {
        let feature =
            |id| json!({"type": "Feature", "id": format!("b.{id}"), "properties": {"nr": id}});
        let features: Vec<Value> = range.map(feature).collect();
        let crs = json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}});
        return json!({"type": "FeatureCollection", "features": features, "crs": crs}).to_string();
    }
    // Another prefix on every page.
    let prefix = format!("n{}", range.start);
    let mut text = format!(
        "<?xml version='1.0' encoding='UTF-8'?><wfs:FeatureCollection xmlns:wfs='w' \
         xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:{prefix}='http://s' \
         numberMatched='{TREES}' numberReturned='{returned}'><wfs:boundedBy/>"
    );
    for id in range {
        write!(
            text,
            "<wfs:member><{prefix}:baeume gml:id='b.{id}'><{prefix}:art>Linde &amp; {id}</{prefix}:art>\
             </{prefix}:baeume></wfs:member>"
        )
        .unwrap();
    }
    text + "</wfs:FeatureCollection>"
}

fn answer(request: &Request, manners: Manners) -> Answer {
    let parameter = |name: &str| request.parameter(name).unwrap_or_default();
    match parameter("request").as_str() {
        "GetCapabilities" => return Answer::ok(capabilities(manners)),
        "DescribeFeatureType" => return Answer::ok(SCHEMA),
        _ => {}
    }
    if parameter("resulttype") == "hits" {
        let counted = if manners.counts_no_further {
            manners.most
        } else {
            TREES
        };
        return Answer::ok(format!(
            "<wfs:FeatureCollection xmlns:wfs='w' numberMatched='{counted}' numberOfFeatures='{counted}'/>"
        ));
    }
    if manners.refuses_sorting && !parameter("sortby").is_empty() {
        return Answer::status(400, REFUSED);
    }
    let number = |name: &str| parameter(name).parse::<u64>().ok();
    let start = number("startindex").filter(|_start| !manners.ignores_pages);
    let start = start.unwrap_or(0);
    let least = |limit: u64, end: u64| if limit == 0 { end } else { end.min(limit) };
    if manners.refuses_beyond && start >= TREES {
        return Answer::ok(REFUSED);
    }
    let count = least(manners.most, number("count").unwrap_or(TREES));
    let end = least(manners.ends_after, (start + count).min(TREES));
    Answer::ok(features(start..end.max(start), manners.json))
}

/// A server without bad habits.
pub(crate) fn usual(request: &Request) -> Answer {
    answer(request, GOOD)
}

async fn server(manners: Manners) -> Server {
    Server::start(move |request, _before| answer(request, manners)).await
}

pub(crate) fn fetching(server: &Server) -> Fetching {
    let url = server.url("/wfs?map=x&service=WFS&request=GetCapabilities");
    let settings = [("url", url.as_str()), ("layer", "s:baeume")];
    Fetching::new("wfs", &[server], &settings)
}

/// Requests for features, without those that count.
fn asked(server: &Server) -> Vec<Request> {
    let seen = server.seen().into_iter();
    seen.filter(|request| {
        request.parameter("request").as_deref() == Some("GetFeature")
            && request.parameter("resulttype").is_none()
    })
    .collect()
}

#[tokio::test]
async fn pages_are_sorted_and_become_one_file_with_its_reference_system() {
    let server = server(GOOD).await;
    let came = fetching(&server).file().await;
    assert_eq!(came.name, "s_baeume.geojson");
    let collection: Value = serde_json::from_str(&came.text).unwrap();
    let numbers = collection["features"].as_array().unwrap().iter();
    let numbers: Vec<u64> = numbers
        .map(|it| it["properties"]["nr"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6]);
    let name = &collection["crs"]["properties"]["name"];
    assert_eq!(name, "urn:ogc:def:crs:EPSG::25832");
    let asked = asked(&server);
    let starts: Vec<_> = asked
        .iter()
        .map(|it| it.parameter("startindex").unwrap())
        .collect();
    assert_eq!(starts, ["0", "3", "6", "7"]);
    for request in asked {
        assert_eq!(request.parameter("sortby").as_deref(), Some("nr"));
        assert_eq!(request.parameter("map").as_deref(), Some("x"));
        assert_eq!(request.parameter("typenames").as_deref(), Some("s:baeume"));
        let namespaces = request.parameter("namespaces");
        assert_eq!(namespaces.as_deref(), Some("xmlns(s,http://s)"));
    }
}

#[tokio::test]
async fn pages_of_gml_become_one_collection_whatever_their_prefixes() {
    let server = server(Manners {
        json: false,
        ..GOOD
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.name, "s_baeume.gml");
    assert_eq!(came.text.matches("<wfs:member").count(), 7);
    assert_eq!(came.text.matches("Linde &amp; ").count(), 7);
    assert_eq!(came.text.matches("<wfs:FeatureCollection").count(), 1);
    // Every member says itself what its prefixes mean.
    for prefix in ["n0", "n3", "n6"] {
        let declared = format!("xmlns:{prefix}=\"http://s\"");
        let features = came.text.matches(&format!("<{prefix}:baeume")).count();
        assert!(features > 0);
        assert_eq!(came.text.matches(&declared).count(), features);
    }
}

#[tokio::test]
async fn a_server_that_stops_in_the_middle_is_noticed() {
    for json in [true, false] {
        let ends_after = 5;
        let server = server(Manners {
            json,
            ends_after,
            ..GOOD
        })
        .await;
        let refusal = fetching(&server).refusal().await;
        assert_eq!(refusal, ("fetch_incomplete", "5/7".to_owned()));
    }
}

#[tokio::test]
async fn a_server_that_counts_no_further_than_it_gives_is_asked_up_to_an_empty_page() {
    for json in [true, false] {
        let manners = Manners {
            json,
            counts_no_further: true,
            ..GOOD
        };
        let server = server(manners).await;
        let came = fetching(&server).file().await;
        assert_eq!(came.text.matches("b.").count(), 7);
    }
    let manners = Manners {
        counts_no_further: true,
        refuses_sorting: true,
        ..GOOD
    };
    let at_once = server(manners).await;
    let refusal = fetching(&at_once).refusal().await;
    assert_eq!(refusal, ("fetch_incomplete", "3/>3".to_owned()));
}

#[tokio::test]
async fn a_server_that_refuses_a_page_after_the_last_has_given_all() {
    let manners = Manners {
        refuses_beyond: true,
        ..GOOD
    };
    let server = server(manners).await;
    let came = fetching(&server).file().await;
    assert_eq!(came.text.matches("\"b.").count(), 7);
}

#[tokio::test]
async fn a_server_that_turns_no_pages_is_asked_once_for_all() {
    for json in [true, false] {
        // Gives three to whoever asks for pages, and all to whoever does not.
        let server = Server::start(move |request, _before| {
            let most = if request.parameter("count").is_some() {
                3
            } else {
                0
            };
            let ignores_pages = true;
            answer(
                request,
                Manners {
                    json,
                    ignores_pages,
                    most,
                    ..GOOD
                },
            )
        })
        .await;
        let came = fetching(&server).file().await;
        assert_eq!(came.text.matches("b.").count(), 7);
        assert_eq!(asked(&server).last().unwrap().parameter("startindex"), None);
    }
    let limited = server(Manners {
        ignores_pages: true,
        ..GOOD
    })
    .await;
    let refusal = fetching(&limited).refusal().await;
    assert_eq!(refusal, ("fetch_incomplete", "3/7".to_owned()));
}

#[tokio::test]
async fn a_server_that_cannot_sort_is_asked_once_for_all() {
    let server = server(Manners {
        refuses_sorting: true,
        most: 0,
        ..GOOD
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.text.matches("\"b.").count(), 7);
}

#[tokio::test]
async fn an_older_server_is_asked_in_its_own_words() {
    let server = server(Manners {
        version: "1.1.0",
        most: 0,
        ..GOOD
    })
    .await;
    fetching(&server).file().await;
    let asked = asked(&server);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].parameter("version").as_deref(), Some("1.1.0"));
    assert_eq!(asked[0].parameter("typename").as_deref(), Some("s:baeume"));
}

#[tokio::test]
async fn exceptions_are_told_by_their_code_whatever_the_status() {
    for status in [200, 400] {
        for at in ["GetCapabilities", "GetFeature"] {
            let server = Server::start(move |request, _before| {
                if request.parameter("request").as_deref() == Some(at) {
                    return Answer::status(status, REFUSED);
                }
                answer(request, GOOD)
            })
            .await;
            let refusal = fetching(&server).refusal().await;
            let expected = ("fetch_request_refused", "InvalidParameterValue".to_owned());
            assert_eq!(refusal, expected, "{status} {at}");
        }
    }
}

#[tokio::test]
async fn an_exception_in_the_middle_is_no_end() {
    for json in [true, false] {
        let server = Server::start(move |request, _before| {
            let manners = Manners { json, ..GOOD };
            if request.parameter("startindex").as_deref() != Some("3") {
                return answer(request, manners);
            }
            let whole = features(3..6, json);
            let end = if json { ",\"crs\"" } else { "member></wfs:F" };
            let half = whole.split_once(end).unwrap().0;
            Answer::ok(format!("{half}{REFUSED}"))
        })
        .await;
        let error = fetching(&server).error().await;
        assert_eq!(error.code, "fetch_answer_invalid", "{json}");
    }
    let truncated = Server::start(|request, _before| {
        let gml = answer(
            request,
            Manners {
                json: false,
                ..GOOD
            },
        );
        match request.parameter("startindex").as_deref() {
            Some("3") => Answer::ok(features(3..6, false).replace(
                "</wfs:FeatureCollection>",
                "<wfs:truncatedResponse><ows:ExceptionReport xmlns:ows='o'><ows:Exception \
                 exceptionCode='OperationProcessingFailed'/></ows:ExceptionReport>\
                 </wfs:truncatedResponse></wfs:FeatureCollection>",
            )),
            _ => gml,
        }
    })
    .await;
    let expected = (
        "fetch_request_refused",
        "OperationProcessingFailed".to_owned(),
    );
    assert_eq!(fetching(&truncated).refusal().await, expected);
}

#[tokio::test]
async fn half_a_page_is_asked_for_again_or_an_error() {
    for json in [true, false] {
        let server = Server::start(move |request, before| {
            let answer = answer(request, Manners { json, ..GOOD });
            match before {
                4 => answer.cut_after(100),
                _ => answer,
            }
        })
        .await;
        let came = fetching(&server).file().await;
        assert_eq!(came.text.matches("b.").count(), 7);
        let silent = Server::start(move |request, _before| {
            let answer = answer(request, Manners { json, ..GOOD });
            if request.parameter("startindex").is_some() {
                return answer.with("no-length", "1").cut_after(150);
            }
            answer
        })
        .await;
        assert_eq!(
            fetching(&silent).error().await.code,
            "fetch_cut_off",
            "{json}"
        );
    }
}

#[tokio::test]
async fn layers_are_offered_with_their_titles_and_others_refused() {
    let server = server(GOOD).await;
    let offered = fetching(&server).look().await.unwrap();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].value, "s:baeume");
    assert_eq!(offered[0].title.as_deref(), Some("Bäume"));
    let url = server.url("/wfs");
    for (layer, code) in [("", "fetch_missing"), ("strassen", "fetch_not_allowed")] {
        let fetching = Fetching::new("wfs", &[&server], &[("url", &url), ("layer", layer)]);
        let error = fetching.error().await;
        assert_eq!((error.code, error.field), (code, Some("layer")));
    }
}
