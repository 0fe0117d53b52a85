//! What CKAN's programs write with a key, and what they are refused.

use crate::answers::{Door, door_to};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::{DatasetState, Organisation, OrganisationId, Visibility};
use serde_json::{Value, json};
use uuid::Uuid;

const ID: &str = "3f0c1d52-6e4f-4a6b-9f1e-0a4e5d5f0001";

/// A door, and the key of somebody who maintains the data of `stadtgruen`.
async fn door() -> (Door, String) {
    door_of(city(), "stadtgruen").await
}

/// A door, and the key of somebody who maintains the data of a house.
async fn door_of(city: City, house: &str) -> (Door, String) {
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let form =
        format!("name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_{house}=steward");
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", &form, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let key = key(&door, "kai@stadt.example", "noch ein Satz").await;
    (door, key)
}

async fn key(door: &Door, email: &str, password: &str) -> String {
    let wish = json!({ "e_mail": email, "password": password });
    let request = Request::post("/api/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(wish.to_string()));
    let (status, _, text) = door.send(request.unwrap()).await;
    assert_eq!(status, StatusCode::CREATED, "{text}");
    let session: Value = serde_json::from_str(&text).unwrap();
    session["token"].as_str().unwrap().to_owned()
}

async fn call(door: &Door, action: &str, key: Option<&str>, wish: &Value) -> (StatusCode, Value) {
    let mut request = Request::post(format!("/api/action/{action}"))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header(header::AUTHORIZATION, key);
    }
    let request = request.body(Body::from(wish.to_string())).unwrap();
    let (status, _, text) = door.send(request).await;
    (status, serde_json::from_str(&text).unwrap())
}

fn whole() -> Value {
    json!({
        "id": ID,
        "name": "stadtgruen-spielplaetze",
        "title": "Spielplätze",
        "notes": "Alle Spielplätze.",
        "owner_org": "stadtgruen",
        "license_id": "dl-zero-de/2.0",
        "private": false,
        "tags": [{ "name": "Spiel" }],
        "groups": [{ "name": "envi" }],
        "extras": [
            { "key": "uri", "value": "https://anderswo.example/dataset/1" },
            { "key": "frequency", "value": "http://publications.europa.eu/resource/authority/frequency/MONTHLY" },
            { "key": "temporal_start", "value": "2020-01-01" },
            { "key": "legalBasis", "value": "[\"§ 4 UIG NRW\"]" },
            { "key": "schema", "value": "1" },
        ],
        "resources": [{
            "id": "3f0c1d52-6e4f-4a6b-9f1e-0a4e5d5f0002",
            "name": "Karte",
            "url": "https://karten.example/wms",
            "format": "WMS",
        }],
    })
}

#[tokio::test]
async fn a_package_is_made_whole_with_the_identity_it_brings() {
    let (door, key) = door().await;
    let (status, answer) = call(&door, "package_create", Some(&key), &whole()).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let made = &answer["result"];
    assert_eq!(made["id"], ID);
    assert_eq!(made["name"], "stadtgruen-spielplaetze");
    assert_eq!(made["num_resources"], 1);
    assert_eq!(made["resources"][0]["url"], "https://karten.example/wms");
    assert_eq!(made["resources"][0]["datastore_active"], false);
    let extras = made["extras"].as_array().unwrap();
    let told = |key: &str| {
        let extra = extras.iter().find(|extra| extra["key"] == key);
        extra.map(|extra| extra["value"].as_str().unwrap().to_owned())
    };
    assert_eq!(told("schema").as_deref(), Some("1"));
    assert_eq!(told("temporal_start").as_deref(), Some("2020-01-01"));
    assert!(told("frequency").unwrap().ends_with("/MONTHLY"));
    assert!(told("uri").unwrap().ends_with(ID), "an address of ours");
    let announced = door.fake().announced.lock().unwrap();
    assert_eq!(announced.len(), 1);
    assert_eq!(announced[0].state, DatasetState::Announced);
    let details = &announced[0].description.details;
    assert_eq!(details.remarks.len(), 1);
    assert_eq!(details.legal_basis.as_deref(), Some("§ 4 UIG NRW"));
}

#[tokio::test]
async fn nothing_is_opened_by_leaving_a_word_out() {
    let (door, key) = door().await;
    let mut wish = whole();
    wish.as_object_mut().unwrap().remove("private");
    let (status, answer) = call(&door, "package_create", Some(&key), &wish).await;
    assert_eq!(
        (status, &answer["result"]["private"]),
        (StatusCode::OK, &json!(true))
    );
    let announced = door.fake().announced.lock().unwrap();
    assert_eq!(announced[0].visibility, Visibility::Office);
}

#[tokio::test]
async fn each_wrong_field_is_named_and_nothing_is_made() {
    let (door, key) = door().await;
    for (field, value) in [
        ("name", json!("Große Namen")),
        ("name", json!("x")),
        ("name", json!("stadtgruen-baeume")),
        ("id", json!("keine")),
        ("id", json!("00000000-0000-0000-0000-00000000000a")),
        ("owner_org", json!("gibt-es-nicht")),
        ("license_id", json!("gibt-es-nicht")),
        ("groups", json!([{ "name": "gibt-es-nicht" }])),
        ("tags", json!("kein Name")),
        (
            "extras",
            json!([{ "key": "a", "value": "1" }, { "key": "a", "value": "2" }]),
        ),
        (
            "extras",
            json!([{ "key": "temporal_start", "value": "gestern" }]),
        ),
        ("resources", json!([{ "url": "javascript:alert(1)" }])),
        ("resources", json!("keine")),
    ] {
        let mut wish = whole();
        wish[field] = value.clone();
        let (status, answer) = call(&door, "package_create", Some(&key), &wish).await;
        assert_eq!(status, StatusCode::CONFLICT, "{field} {value}: {answer}");
        assert_eq!(answer["error"]["__type"], "Validation Error");
        assert!(answer["error"][field].is_array(), "{field}: {answer}");
    }
    let (_, answer) = call(&door, "package_create", Some(&key), &json!({})).await;
    for field in ["name", "owner_org"] {
        assert!(answer["error"][field].is_array(), "{field}: {answer}");
    }
    assert!(door.fake().announced.lock().unwrap().is_empty());
}

#[tokio::test]
async fn only_keys_of_those_who_bring_files_make_anything() {
    let (door, _key) = door().await;
    let administrator = key(&door, "jana@stadt.example", "ein langer Satz").await;
    for key in [None, Some(administrator.as_str())] {
        let (status, answer) = call(&door, "package_create", key, &whole()).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
        assert_eq!(answer["error"]["__type"], "Authorization Error");
    }
    let (status, _, text) = door
        .get("/api/3/action/package_create?name=stadtgruen-x")
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("POST"), "{text}");
    assert!(door.fake().announced.lock().unwrap().is_empty());
}

#[tokio::test]
async fn organisations_are_made_by_administrators_only() {
    let (door, steward) = door().await;
    let administrator = key(&door, "jana@stadt.example", "ein langer Satz").await;
    let wish = json!({
        "id": ID,
        "name": "stadt-werke",
        "title": "Stadtwerke",
        "description": "Strom und Wasser.",
        "extras": [{ "key": "email", "value": "daten@werke.example" }],
    });
    let (status, answer) = call(&door, "organization_create", Some(&administrator), &wish).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["result"]["id"], ID);
    // Names are those of schemas.
    assert_eq!(answer["result"]["name"], "stadt_werke");
    assert_eq!(
        answer["result"]["extras"][0]["value"],
        "daten@werke.example"
    );
    let (status, answer) = call(&door, "organization_create", Some(&steward), &wish).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
    let taken = json!({ "name": "stadtgruen" });
    let (status, answer) = call(&door, "organization_create", Some(&administrator), &taken).await;
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
    assert!(answer["error"]["name"].is_array(), "{answer}");
    let moved = json!({ "id": "stadtgruen", "name": "anders" });
    let (status, answer) = call(&door, "organization_patch", Some(&administrator), &moved).await;
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
}

#[tokio::test]
async fn a_file_is_taken_by_no_action_that_has_no_use_for_it_and_from_nobody_without_a_key() {
    let (door, key) = door().await;
    let form = |name: &str| {
        format!(
            "--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"a.csv\"\r\n\r\na;b\r\n1;2\r\n--x--\r\n"
        )
    };
    for (action, key, name, expected) in [
        ("package_create", Some(&key), "upload", StatusCode::CONFLICT),
        (
            "resource_create",
            Some(&key),
            "anderes",
            StatusCode::CONFLICT,
        ),
        ("resource_create", None, "upload", StatusCode::FORBIDDEN),
    ] {
        let mut request = Request::post(format!("/api/3/action/{action}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        if let Some(key) = key {
            request = request.header("x-ckan-api-key", key);
        }
        let request = request.body(Body::from(form(name))).unwrap();
        let (status, _, text) = door.send(request).await;
        assert_eq!(status, expected, "{action} {name}: {text}");
    }
}

#[tokio::test]
async fn whose_house_it_is_not_hears_nothing_of_what_else_could_be_sent() {
    let mut city = city();
    city.organisations.push(Organisation {
        id: OrganisationId::from_uuid(Uuid::from_u128(2)),
        slug: "tiefbau".parse().unwrap(),
        ..city.organisations[0].clone()
    });
    let (door, neighbour) = door_of(city, "tiefbau").await;
    let form = "--x\r\ncontent-disposition: form-data; name=\"package_id\"\r\n\r\nstadtgruen-baeume\r\n\
        --x\r\ncontent-disposition: form-data; name=\"upload\"; filename=\"a.csv\"\r\n\r\na;b\r\n1;2\r\n--x--\r\n";
    let request = Request::post("/api/3/action/resource_create")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("x-ckan-api-key", neighbour)
        .body(Body::from(form));
    let (status, _, text) = door.send(request.unwrap()).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
    assert!(text.contains("Authorization Error"), "{text}");
}

#[tokio::test]
async fn what_the_hub_makes_of_its_data_is_neither_changed_nor_deleted() {
    let (door, key) = door().await;
    let (_, package) = call(
        &door,
        "package_show",
        None,
        &json!({ "id": "stadtgruen-baeume" }),
    )
    .await;
    let resource = &package["result"]["resources"][0];
    assert_eq!(resource["url_type"], "upload");
    let id = &resource["id"];
    let (status, answer) = call(&door, "resource_update", Some(&key), resource).await;
    assert_eq!((status, &answer["result"]), (StatusCode::OK, resource));
    for (action, wish, field) in [
        ("resource_delete", json!({ "id": id }), "id"),
        (
            "resource_patch",
            json!({ "id": id, "url": "https://x.example" }),
            "url",
        ),
        (
            "package_patch",
            json!({ "id": "stadtgruen-baeume", "resources": [] }),
            "resources",
        ),
    ] {
        let (status, answer) = call(&door, action, Some(&key), &wish).await;
        assert_eq!(status, StatusCode::CONFLICT, "{action}: {answer}");
        assert!(answer["error"][field].is_array(), "{action}: {answer}");
    }
}

/// The table of the public dataset, by its identity.
async fn table(door: &Door) -> Value {
    let wish = json!({ "id": "stadtgruen-baeume" });
    let (_, package) = call(door, "package_show", None, &wish).await;
    package["result"]["resources"][0]["id"].clone()
}

#[tokio::test]
async fn rows_are_refused_with_the_field_that_is_wrong() {
    let (door, key) = door().await;
    let id = table(&door).await;
    let fields = json!([{ "id": "nr", "type": "text" }]);
    let baeume = json!({ "package_id": "stadtgruen-baeume" });
    for (action, wish, field) in [
        ("datastore_create", json!({}), "resource_id"),
        (
            "datastore_create",
            json!({ "resource_id": id, "resource": baeume }),
            "resource",
        ),
        ("datastore_create", json!({ "resource": {} }), "package_id"),
        // It has its file already.
        (
            "datastore_create",
            json!({ "resource": baeume, "fields": fields }),
            "resource",
        ),
        (
            "datastore_create",
            json!({ "resource": { "package_id": "stadtgruen-baeume", "url": "https://x.example/a.csv" } }),
            "resource",
        ),
        (
            "datastore_create",
            json!({ "resource_id": id, "fields": fields }),
            "read-only",
        ),
        (
            "datastore_upsert",
            json!({ "resource_id": id, "records": [{}] }),
            "read-only",
        ),
        (
            "datastore_upsert",
            json!({ "resource_id": id, "force": true, "method": "anders" }),
            "method",
        ),
        (
            "datastore_upsert",
            json!({ "resource_id": id, "force": true, "records": "keine" }),
            "records",
        ),
        (
            "datastore_upsert",
            json!({ "resource_id": id, "force": true, "records": [{ "art": "Eiche" }] }),
            "table",
        ),
        (
            "datastore_upsert",
            json!({ "resource_id": id, "force": true, "method": "insert", "records": [{ "fehlt": 1 }] }),
            "records",
        ),
        ("datastore_upsert", json!({ "records": [] }), "resource_id"),
        (
            "datastore_delete",
            json!({ "resource_id": id }),
            "read-only",
        ),
        // An empty text is not taken for all rows.
        (
            "datastore_delete",
            json!({ "resource_id": id, "force": true, "filters": "" }),
            "filters",
        ),
        (
            "datastore_records_delete",
            json!({ "resource_id": id, "force": true }),
            "filters",
        ),
        (
            "datastore_records_delete",
            json!({ "resource_id": id, "force": true, "filters": { "_id": 1 } }),
            "filters",
        ),
    ] {
        let (status, answer) = call(&door, action, Some(&key), &wish).await;
        assert_eq!(status, StatusCode::CONFLICT, "{action} {wish}: {answer}");
        assert_eq!(answer["error"]["__type"], "Validation Error");
        assert!(answer["error"][field].is_array(), "{field}: {answer}");
    }
    // The place of a row whose value is none of its column is told as a number.
    let wish = json!({
        "resource_id": id,
        "force": true,
        "method": "insert",
        "records": [{ "umfang": 1 }, { "umfang": "zwei" }],
    });
    let (_, answer) = call(&door, "datastore_upsert", Some(&key), &wish).await;
    assert_eq!(answer["error"]["records_row"], 1, "{answer}");
    assert!(door.fake().committed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn rows_are_written_by_keys_of_those_who_bring_files_and_by_nobody_else() {
    let mut city = city();
    city.organisations.push(Organisation {
        id: OrganisationId::from_uuid(Uuid::from_u128(2)),
        slug: "tiefbau".parse().unwrap(),
        ..city.organisations[0].clone()
    });
    let (door, neighbour) = door_of(city, "tiefbau").await;
    let id = table(&door).await;
    let wish =
        json!({ "resource_id": id, "force": true, "filters": {}, "records": [{ "art": "Eiche" }] });
    for action in [
        "datastore_create",
        "datastore_upsert",
        "datastore_delete",
        "datastore_records_delete",
    ] {
        for key in [None, Some(neighbour.as_str())] {
            let (status, answer) = call(&door, action, key, &wish).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{action}: {answer}");
            assert_eq!(answer["error"]["__type"], "Authorization Error");
        }
        let (status, _, text) = door
            .get(&format!("/api/3/action/{action}?resource_id=x"))
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
        let missing = json!({ "resource_id": ID, "filters": {} });
        let (status, answer) = call(&door, action, Some(&neighbour), &missing).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{action}: {answer}");
        assert_eq!(answer["error"]["__type"], "Not Found Error");
    }
    assert!(door.fake().committed.lock().unwrap().is_empty());
}
