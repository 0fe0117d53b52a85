//! What other portals and their programs are told: RDF, CKAN, schema.org.

use crate::answers::{Door, door_to, door_with};
use crate::city::city;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use hebewerk_model::{DatasetState, Details, HighValue, Link, ReferenceDataset, Span, Visibility};
use hebewerk_web::{OpenData, WebSettings};
use serde_json::{Value, json};

/// Identities of the city of these tests.
const TREES: &str = "00000000-0000-0000-0000-00000000000a";
const HIDDEN: &str = "00000000-0000-0000-0000-00000000000b";
const TABLE: &str = "00000000-0000-0000-0000-00000000012c";

async fn door() -> Door {
    let mut city = city();
    city.datasets[0].description.details = Details {
        span: Span {
            from: "2020-01-01".parse().ok(),
            until: None,
        },
        high_value: vec![HighValue::Geospatial],
        legal_basis: Some("§ 4 UIG NRW".to_owned()),
        reference_dataset: Some(ReferenceDataset(
            "floraUndFauna/baumbestand/baumkataster".to_owned(),
        )),
        ..Details::default()
    };
    let settings = WebSettings {
        hub_title: "Datenhub Probe".to_owned(),
        contact: Some("daten@stadt.example".to_owned()),
        base_url: "https://daten.stadt.example".parse().ok(),
        open_data: OpenData {
            place: "05916".parse().ok(),
            contributor: Some("openNRW".to_owned()),
            ..OpenData::default()
        },
        ..WebSettings::default()
    };
    door_with(city, settings).await
}

fn media_type(response: &Response<()>) -> &str {
    response.headers()[header::CONTENT_TYPE].to_str().unwrap()
}

async fn accepting(door: &Door, path: &str, accept: &str) -> (StatusCode, Response<()>, String) {
    let request = Request::get(path).header(header::ACCEPT, accept);
    door.send(request.body(Body::empty()).unwrap()).await
}

async fn call(door: &Door, action: &str, parameters: Value) -> (StatusCode, Value) {
    let request = Request::post(format!("/api/action/{action}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(parameters.to_string()))
        .unwrap();
    let (status, response, text) = door.send(request).await;
    assert_eq!(
        media_type(&response),
        "application/json;charset=utf-8",
        "{text}"
    );
    (status, serde_json::from_str(&text).unwrap())
}

async fn result(door: &Door, action: &str, parameters: Value) -> Value {
    let (status, answer) = call(door, action, parameters).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["success"], true);
    answer["result"].clone()
}

#[tokio::test]
async fn the_catalogue_is_had_in_every_form_and_holds_what_is_public() {
    let door = door().await;
    for (ending, expected) in [
        ("ttl", "text/turtle; charset=utf-8"),
        ("rdf", "application/rdf+xml"),
        ("xml", "application/rdf+xml"),
        ("jsonld", "application/ld+json"),
        ("nt", "application/n-triples"),
        ("n3", "text/n3; charset=utf-8"),
    ] {
        let (status, response, text) = door.get(&format!("/catalog.{ending}")).await;
        assert_eq!(status, StatusCode::OK, "{ending}: {text}");
        assert_eq!(media_type(&response), expected);
        assert!(text.contains(TREES), "{ending}: {text}");
        assert!(
            !text.contains(HIDDEN) && !text.contains("Baumkontrollen"),
            "{ending}: {text}"
        );
        assert!(text.contains("districtKey/05916"), "{ending}: {text}");
        assert!(text.contains("contributors/openNRW"), "{ending}: {text}");
        assert!(
            text.contains("floraUndFauna/baumbestand/baumkataster"),
            "{ending}: {text}"
        );
    }
}

#[tokio::test]
async fn what_other_cities_call_a_dataset_is_told_as_the_conventions_have_it() {
    let door = door().await;
    let address =
        "https://musterdatenkatalog.de/def/musterdatensatz/floraUndFauna/baumbestand/baumkataster";
    let (_, _, text) = door.get("/catalog.nt").await;
    let triple = format!("<http://purl.org/dc/terms/references> <{address}> .");
    assert!(text.contains(&triple), "{text}");
    let package = result(&door, "package_show", json!({ "id": TREES })).await;
    let extras = package["extras"].as_array().unwrap();
    let told = extras.iter().find(|extra| extra["key"] == "references");
    let told: Vec<String> = serde_json::from_str(told.unwrap()["value"].as_str().unwrap()).unwrap();
    assert_eq!(told, [address]);
    let (_, _, text) = door.get("/api/v1/datasets/stadtgruen/baeume").await;
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(told["reference_dataset"], address);
}

#[tokio::test]
async fn harvesters_ask_for_the_head_first_and_only_once_for_what_they_have() {
    let door = door().await;
    let request = Request::head("/catalog.rdf").body(Body::empty()).unwrap();
    let (status, response, text) = door.send(request).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, ""));
    let etag = response.headers()[header::ETAG].clone();
    let request = Request::get("/catalog.rdf").header(header::IF_NONE_MATCH, etag);
    let (status, _, text) = door.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((status, text.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn what_3_0_gave_up_is_there_for_those_who_ask_for_it() {
    let door = door().await;
    let (_, _, strict) = door.get("/catalog.ttl").await;
    let (_, _, legacy) = door.get("/catalog.ttl?legacy=1").await;
    assert!(!strict.contains("legalBasis"), "{strict}");
    assert!(
        legacy.contains("dcatde:legalBasis \"§ 4 UIG NRW\"@de"),
        "{legacy}"
    );
}

#[tokio::test]
async fn one_dataset_is_had_by_its_identity_its_name_and_its_page() {
    let door = door().await;
    for path in [
        format!("/dataset/{TREES}"),
        "/dataset/stadtgruen-baeume".to_owned(),
        "/daten/stadtgruen/baeume".to_owned(),
    ] {
        let (status, response, text) = accepting(&door, &path, "text/turtle").await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        assert_eq!(media_type(&response), "text/turtle; charset=utf-8");
        assert!(text.contains("a dcat:Dataset"), "{path}: {text}");
    }
    let (status, _, text) = door.get(&format!("/dataset/{TREES}.jsonld")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let (status, response, _) = accepting(&door, &format!("/dataset/{TREES}"), "text/html").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(
        response.headers()[header::LOCATION],
        "/daten/stadtgruen/baeume"
    );
    for hidden in [
        format!("/dataset/{HIDDEN}.ttl"),
        format!("/dataset/{HIDDEN}"),
        "/dataset/stadtgruen-kontrollen.ttl".to_owned(),
    ] {
        let (status, _, _) = door.get(&hidden).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{hidden}");
    }
}

#[tokio::test]
async fn the_page_of_a_public_dataset_tells_search_engines_of_it() {
    let door = door().await;
    let (_, _, page) = door.get("/daten/stadtgruen/baeume").await;
    let block = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let block = block.split("</script>").next().unwrap();
    let block: Value = serde_json::from_str(block).unwrap();
    assert_eq!(block["@type"], "Dataset");
    assert_eq!(block["publisher"]["name"], "Stadtgrün <Musterstadt>");
    assert_eq!(block["temporalCoverage"], "2020-01-01/..");
    assert_eq!(
        block["license"],
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0"
    );
    assert!(
        page.contains(&format!(
            "<link rel=\"alternate\" type=\"text/turtle\" href=\"/dataset/{TREES}.ttl\">"
        )),
        "{page}"
    );
}

#[tokio::test]
async fn ckan_knows_what_is_public() {
    let door = door().await;
    assert_eq!(result(&door, "site_read", json!({})).await, true);
    assert_eq!(
        result(&door, "package_list", json!({})).await,
        json!(["stadtgruen-baeume"])
    );
    let status = result(&door, "status_show", json!({})).await;
    assert!(
        status["ckan_version"].as_str().unwrap().starts_with("2.11"),
        "{status}"
    );
    let package = result(
        &door,
        "package_show",
        json!({ "id": TREES, "include_users": true }),
    )
    .await;
    assert_eq!(
        package,
        result(&door, "package_show", json!({ "id": "stadtgruen-baeume" })).await
    );
    assert_eq!(package["license_id"], "dl-zero-de/2.0");
    assert_eq!(package["isopen"], true);
    assert_eq!(package["private"], false);
    assert_eq!(package["metadata_modified"], "2026-11-20T05:10:00.000000");
    assert_eq!(package["organization"]["name"], "stadtgruen");
    assert_eq!(package["groups"][0]["name"], "envi");
    assert_eq!(package["tags"][0]["name"], "Bäume");
    assert_eq!(package["num_resources"], 4);
    let resource = &package["resources"][0];
    assert_eq!(
        (resource["id"].as_str(), resource["format"].as_str()),
        (Some(TABLE), Some("CSV"))
    );
    assert_eq!(resource["datastore_active"], true);
    let url = "https://daten.stadt.example/daten/stadtgruen/baeume/herunterladen/baeume.csv";
    assert_eq!(resource["url"], url);
    for resource in package["resources"].as_array().unwrap() {
        assert_eq!(
            *resource,
            result(&door, "resource_show", json!({ "id": resource["id"] })).await
        );
    }
}

#[tokio::test]
async fn ckan_finds_by_conditions_and_counts() {
    let door = door().await;
    for (fq, count) in [
        ("organization:stadtgruen", 1),
        ("-organization:stadtgruen", 0),
        ("organization:x OR organization:stadtgruen", 1),
        ("metadata_modified:[2026-11-21T00:00:00Z TO *]", 0),
        ("tags:\"Bäume\" AND res_format:CSV", 1),
        ("name:stadtgruen-kontrollen", 0),
    ] {
        let wish = json!({ "fq": fq, "rows": 100, "sort": "id asc", "facet.field": "[\"tags\"]" });
        let found = result(&door, "package_search", wish).await;
        assert_eq!(found["count"], count, "{fq}: {found}");
        assert_eq!(found["results"].as_array().unwrap().len(), count as usize);
    }
    let wish =
        json!({ "q": "title:baumkataster", "facet.field": ["tags", "organization"], "rows": 0 });
    let found = result(&door, "package_search", wish).await;
    assert_eq!(found["facets"]["organization"]["stadtgruen"], 1);
    assert_eq!(
        found["search_facets"]["organization"]["items"][0]["display_name"],
        "Stadtgrün <Musterstadt>"
    );
    assert_eq!(found["results"], json!([]));
    // By address, as older harvesters ask.
    let path =
        "/api/3/action/package_search?rows=100&start=0&sort=id+asc&fq=organization:stadtgruen";
    let (status, _, text) = door.get(path).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        serde_json::from_str::<Value>(&text).unwrap()["result"]["count"],
        1
    );
}

#[tokio::test]
async fn ckan_counts_the_forms_of_files_and_links() {
    let mut city = city();
    let link = |number, format: &str| Link {
        id: uuid::Uuid::from_u128(number),
        name: format!("Karte {number}"),
        description: String::new(),
        url: "https://karten.stadt.example/wms".to_owned(),
        format: format.to_owned(),
        media_type: None,
    };
    city.datasets[0].description.details.links = vec![link(1, "WMS"), link(2, "csv"), link(3, "")];
    let mut announced = city.datasets[0].clone();
    announced.id = hebewerk_model::DatasetId::from_uuid(uuid::Uuid::from_u128(0x20));
    announced.slug = "angekuendigt".parse().unwrap();
    announced.state = DatasetState::Announced;
    city.datasets.push(announced);
    let door = door_to(city).await;
    let wish = json!({ "facet.field": ["res_format", "organization"], "rows": 0 });
    let found = result(&door, "package_search", wish).await;
    assert_eq!(
        found["facets"]["res_format"],
        json!({ "CSV": 2, "JSON": 1, "Parquet": 1, "WMS": 2, "XLSX": 1 })
    );
    let shown = &found["search_facets"]["res_format"];
    assert_eq!(shown["title"], "res_format");
    assert_eq!(
        shown["items"][0],
        json!({ "name": "CSV", "display_name": "CSV", "count": 2 })
    );
    for (fq, count) in [
        ("res_format:CSV", 2),
        ("res_format:WMS", 2),
        ("res_format:Parquet", 1),
        ("-res_format:Parquet", 1),
        (
            "res_format:(\"WMS\" OR \"XLSX\") organization:stadtgruen",
            2,
        ),
        ("res_format:GTFS", 0),
    ] {
        let found = result(&door, "package_search", json!({ "fq": fq })).await;
        assert_eq!(found["count"], count, "{fq}: {found}");
    }
}

#[tokio::test]
async fn ckan_fails_in_shapes_its_clients_decide_by() {
    let door = door().await;
    let (status, answer) = call(&door, "gibtesnicht", json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(answer, "Bad request: Action name not known: gibtesnicht");
    for id in [HIDDEN, "stadtgruen-kontrollen", "unsinn"] {
        let (status, answer) = call(&door, "package_show", json!({ "id": id })).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{answer}");
        assert_eq!(answer["error"]["__type"], "Not Found Error");
        assert!(
            answer["error"]["message"]
                .as_str()
                .unwrap()
                .starts_with("Not found: ")
        );
    }
    let (status, answer) = call(&door, "package_show", json!({})).await;
    assert_eq!(
        (status, &answer["error"]["__type"]),
        (StatusCode::CONFLICT, &json!("Validation Error"))
    );
    assert!(answer["error"]["id"].is_array(), "{answer}");
    let (status, answer) = call(&door, "package_search", json!({ "fq": "title:\"offen" })).await;
    assert_eq!(
        (status, &answer["error"]["__type"]),
        (StatusCode::BAD_REQUEST, &json!("Search Query Error"))
    );
    let request = Request::get("/api/3/action/package_list")
        .header(header::AUTHORIZATION, "ein-unbekannter-Wert");
    let (status, _, text) = door.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
    assert!(text.contains("Authorization Error"), "{text}");
}

#[tokio::test]
async fn the_datastore_gives_rows_with_numbers_and_types() {
    let door = door().await;
    let wish = json!({ "resource_id": TABLE, "limit": 2 });
    let found = result(&door, "datastore_search", wish).await;
    assert_eq!(found["fields"][0], json!({ "id": "_id", "type": "int" }));
    assert_eq!(found["fields"][2]["type"], "float8");
    assert_eq!(found["records"][0]["_id"], 1);
    assert_eq!(found["resource_id"], TABLE);
    assert!(
        found["_links"]["next"]
            .as_str()
            .unwrap()
            .contains("offset=2"),
        "{found}"
    );
    let info = result(&door, "datastore_info", json!({ "id": TABLE })).await;
    assert_eq!(info["meta"]["count"], 137);
    assert_eq!(info["fields"][3]["type"], "date");
    let (status, answer) = call(
        &door,
        "datastore_search",
        json!({ "resource_id": TABLE, "filters": { "nichts": 1 } }),
    )
    .await;
    assert_eq!(
        (status, &answer["error"]["__type"]),
        (StatusCode::CONFLICT, &json!("Validation Error"))
    );
    assert!(answer["error"]["filters"].is_array(), "{answer}");
    let (status, _) = call(&door, "datastore_search", json!({ "resource_id": HIDDEN })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_of_ckan_have_names_or_all_fields() {
    let door = door().await;
    assert_eq!(
        result(&door, "organization_list", json!({})).await,
        json!(["stadtgruen"])
    );
    let all = result(&door, "organization_list", json!({ "all_fields": "true" })).await;
    assert_eq!(
        (&all[0]["package_count"], &all[0]["is_organization"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(
        all[0],
        result(&door, "organization_show", json!({ "id": "stadtgruen" })).await
    );
    assert_eq!(result(&door, "tag_list", json!({})).await, json!(["Bäume"]));
    let group = result(&door, "group_show", json!({ "id": "envi" })).await;
    assert_eq!(
        (&group["type"], &group["package_count"]),
        (&json!("group"), &json!(1))
    );
    let licences = result(&door, "license_list", json!({})).await;
    assert!(
        licences
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["id"] == "dl-zero-de/2.0" && it["is_okd_compliant"] == true)
    );
}

#[tokio::test]
async fn the_page_of_a_dataset_says_what_is_said_of_it() {
    let door = door().await;
    let (status, _, page) = door.get("/daten/stadtgruen/baeume").await;
    assert_eq!(status, StatusCode::OK);
    let margin = page.split("id=\"angaben\"").nth(1).unwrap();
    let margin = margin.split("</dl>").next().unwrap();
    for said in ["ab 01.01.2020", "Georaum", "§ 4 UIG NRW"] {
        assert!(margin.contains(said), "{said}: {margin}");
    }
    let mut city = city();
    city.datasets[0].description.details.legal_basis =
        Some("https://recht.example/uig?a=1&b=2".to_owned());
    let (_, _, page) = door_to(city).await.get("/daten/stadtgruen/baeume").await;
    assert!(
        page.contains("href=\"https://recht.example/uig?a=1&#38;b=2\""),
        "{page}"
    );
    let (_, _, page) = door_to(crate::city::city())
        .await
        .get("/daten/stadtgruen/baeume")
        .await;
    assert!(!page.contains("id=\"angaben\""), "{page}");
}

#[tokio::test]
async fn what_is_closed_is_closed_to_portals_too() {
    let mut city = city();
    city.datasets[0].visibility = Visibility::City;
    let door = door_to(city).await;
    let (_, _, text) = door.get("/catalog.ttl").await;
    assert!(
        !text.contains(TREES) && text.contains("hydra:totalItems"),
        "{text}"
    );
    assert_eq!(
        result(&door, "package_list", json!({ "include_private": true })).await,
        json!([])
    );
    let (status, _) = call(&door, "datastore_search", json!({ "resource_id": TABLE })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn where_sparql_is_turned_off_there_is_no_endpoint_and_none_is_named() {
    let door = door().await;
    for path in ["/sparql", "/sparql?query=ASK%7B%7D"] {
        let (status, response, text) = door.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        let media = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(media, "application/problem+json");
        assert!(text.contains("\"not_found\""), "{text}");
    }
    let (_, _, text) = door.get("/catalog.ttl").await;
    assert!(text.contains("dcat:Catalog") && !text.contains("/sparql"));
}
