//! Publication: the checklist, applying, deciding and taking back, on pages and in REST.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::{Description, Licence};
use serde_json::{Value, json};

const PAGE: &str = "/daten/stadtgruen/baeume/veroeffentlichung";
const LIST: &str = "/veroeffentlichungen";
const REST: &str = "/api/v1/datasets/stadtgruen/baeume/releases";
const PASSWORD: &str = "noch ein Satz";
const NO_PERSONS: &str =
    "mindestens=10&verschieden=2&grund_anonymity=B%C3%A4ume+sind+%3Ckeine%3E+Personen";

/// A door with somebody of each role, and their sessions.
struct Town {
    door: Door,
    owner: String,
    steward: String,
    gatekeeper: String,
    reader: String,
}

async fn town() -> Town {
    let mut city = city();
    for dataset in &mut city.datasets {
        dataset.description = Description {
            text: "Alle Bäume an Straßen und in Anlagen.".to_owned(),
            contact: Some("baeume@stadt.example".to_owned()),
            licence: Some(Licence("dl-zero-de/2.0".to_owned())),
            ..dataset.description.clone()
        };
    }
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let mut sessions = Vec::new();
    for (name, role) in [
        ("olga", "owner"),
        ("kai", "steward"),
        ("gerda", "gatekeeper"),
        ("rita", "reader"),
    ] {
        let sign_in = format!("email={name}%40stadt.example&kennwort=noch+ein+Satz");
        let form = format!("name={name}&{sign_in}&rolle_stadtgruen={role}");
        let (status, _, text) = door
            .post_as("/verwaltung/konten/neu", &form, &administrator)
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        sessions.push(door.sign_in(&sign_in).await.unwrap());
    }
    let [owner, steward, gatekeeper, reader] = sessions.try_into().unwrap();
    Town {
        door,
        owner,
        steward,
        gatekeeper,
        reader,
    }
}

impl Town {
    async fn page(&self, path: &str, cookie: &str) -> String {
        let (status, _, text) = self.door.send(get_as(path, cookie)).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        assert_whole(path, &text);
        text
    }

    async fn status(&self, path: &str, cookie: &str) -> StatusCode {
        self.door.send(get_as(path, cookie)).await.0
    }

    async fn post(&self, form: &str, cookie: &str) -> (StatusCode, String) {
        let (status, _, text) = self.door.post_as(PAGE, form, cookie).await;
        (status, text)
    }

    async fn apply(&self) {
        let form = format!("tun=beantragen&notiz=wie+%3Cjedes%3E+Jahr&dauer=ja&{NO_PERSONS}");
        let (status, text) = self.post(&form, &self.steward).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    }

    /// A request of a program.
    async fn rest(&self, name: &str, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let wish = json!({ "e_mail": format!("{name}@stadt.example"), "password": PASSWORD });
        let session = self.call("POST", "/api/v1/sessions", "", &wish).await.1;
        let token = session["token"].as_str().unwrap();
        self.call(method, path, token, &body).await
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        let (status, _, text) = self.door.send(request.body(body).unwrap()).await;
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// The application the gatekeeper's page offers to decide on.
    async fn waiting(&self) -> String {
        let text = self.page(PAGE, &self.gatekeeper).await;
        let behind = text.split("name=\"antrag\" value=\"").nth(1).unwrap();
        behind.split('"').next().unwrap().to_owned()
    }
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[tokio::test]
async fn the_page_says_what_is_open_and_how_to_go_on() {
    let town = town().await;
    let text = town.page(PAGE, &town.steward).await;
    says(
        &text,
        &[
            "Der Datensatz ist öffentlich, ohne dass eine Freigabe gespeichert ist.",
            "Niemand hebt sich heraus",
            "Wählen Sie Spalten, oder begründen Sie, warum dieser Punkt nicht zutrifft.",
            "value=\"baeume.art\"",
            "Ein Antrag ist möglich, sobald alle Punkte erfüllt sind oder nicht zutreffen.",
            "aria-current=\"page\">Veröffentlichung",
        ],
    );
    assert!(!text.contains("value=\"beantragen\""));
    let text = town
        .page(&format!("{PAGE}?{NO_PERSONS}"), &town.steward)
        .await;
    says(
        &text,
        &[
            "Begründung: Bäume sind &#60;keine&#62; Personen",
            "Alle Punkte sind erfüllt oder treffen nicht zu.",
            "value=\"beantragen\"",
        ],
    );
}

#[tokio::test]
async fn those_who_neither_maintain_nor_decide_see_nothing_of_it() {
    let town = town().await;
    assert_eq!(town.status(PAGE, &town.reader).await, StatusCode::FORBIDDEN);
    let dataset = town.page("/daten/stadtgruen/baeume", &town.reader).await;
    assert!(!dataset.contains("/veroeffentlichung\""));
    let empty = town.page(LIST, &town.reader).await;
    says(&empty, &["Zurzeit wartet kein Antrag."]);
}

#[tokio::test]
async fn one_applies_and_another_decides() {
    let town = town().await;
    town.apply().await;
    let own = town.page(PAGE, &town.steward).await;
    says(
        &own,
        &[
            "Ein Antrag wartet",
            "Über den Antrag entscheidet die Freigabestelle",
            "wie &#60;jedes&#62; Jahr",
        ],
    );
    assert!(!own.contains("value=\"freigeben\""));
    let list = town.page(LIST, &town.gatekeeper).await;
    says(
        &list,
        &["Ein Antrag wartet.", "Prüfen und entscheiden", PAGE],
    );
    let id = town.waiting().await;
    let (status, text) = town
        .post(&format!("tun=freigeben&antrag={id}"), &town.gatekeeper)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let text = town.page(PAGE, &town.owner).await;
    says(
        &text,
        &[
            "Beantragt von kai, freigegeben von gerda",
            "Dauerfreigabe: Spätere Lieferungen werden von selbst öffentlich",
            "Seit der Veröffentlichung wurde er",
        ],
    );
}

#[tokio::test]
async fn a_refusal_asks_for_a_reason_and_shows_it_to_the_applicant() {
    let town = town().await;
    town.apply().await;
    let id = town.waiting().await;
    let form = format!("tun=ablehnen&antrag={id}&grund=+");
    let (status, text) = town.post(&form, &town.gatekeeper).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    says(&text, &["Der Grund fehlt oder ist zu lang."]);
    let form = format!("tun=ablehnen&antrag={id}&grund=ohne+%3CNummern%3E");
    let (status, _) = town.post(&form, &town.gatekeeper).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let text = town.page(PAGE, &town.steward).await;
    says(&text, &["ohne &#60;Nummern&#62;", "abgelehnt"]);
}

#[tokio::test]
async fn taking_back_has_to_be_confirmed_and_gives_a_reason() {
    let town = town().await;
    town.apply().await;
    let id = town.waiting().await;
    town.post(&format!("tun=freigeben&antrag={id}"), &town.gatekeeper)
        .await;
    let form = "tun=zuruecknehmen&kreis=city&grund=Namen";
    let (status, text) = town.post(form, &town.owner).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    says(
        &text,
        &["Bestätigen Sie, dass Sie die Veröffentlichung zurücknehmen."],
    );
    let (status, _) = town
        .post(&format!("{form}&bestaetigt=ja"), &town.owner)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let text = town.page(PAGE, &town.owner).await;
    says(&text, &["zurückgenommen", "Namen"]);
}

#[tokio::test]
async fn programs_read_the_checklist_and_apply() {
    let town = town().await;
    let (status, view) = town.rest("kai", "GET", REST, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{view}");
    assert_eq!(view["is_ready"], false);
    assert_eq!(view["checks"][1]["kind"], "anonymity");
    let wish = json!({ "choice": { "reasons": { "anonymity": "Bäume" } }, "standing": true });
    let (status, release) = town.rest("kai", "POST", REST, wish.clone()).await;
    assert_eq!(status, StatusCode::CREATED, "{release}");
    assert_eq!(release["state"], "applied");
    let id = release["id"].as_str().unwrap();
    let agree = format!("{REST}/{id}/agree");
    let (status, _) = town.rest("kai", "POST", &agree, Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = town.rest("rita", "GET", REST, Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (_, waiting) = town
        .rest("gerda", "GET", "/api/v1/releases", Value::Null)
        .await;
    assert_eq!(waiting["items"][0]["may_decide"], true);
    let (status, _) = town.rest("gerda", "POST", &agree, Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = town.rest("gerda", "POST", &agree, Value::Null).await;
    assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR);
    let back = json!({ "reason": "Namen", "visibility": "office" });
    let (status, withdrawn) = town
        .rest("olga", "POST", &format!("{REST}/withdraw"), back)
        .await;
    assert_eq!(status, StatusCode::OK, "{withdrawn}");
    assert!(withdrawn["uses"].is_number());
    let open = json!({ "choice": {} });
    let (status, problem) = town.rest("kai", "POST", REST, open).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["code"], "release_checks_open", "{problem}");
}
