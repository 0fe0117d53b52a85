//! *Anbindungen* as a steward meets them: made, tried, changed, fetched, removed; and who never sees them.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use crate::fake::City;
use axum::http::{StatusCode, header};
use hebewerk_hub::ports::{FetchError, Offered};
use hebewerk_model::*;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const NEW: &str = "/anbindungen/neu/http";
const PEGEL: &str = "haus=stadtgruen&name=Pegel&f_url=https%3A%2F%2Fpegel.example%2Fa.csv&f_user=hub&takt=0&zusage=0&zugang=office";
/// Must never stand in a page.
const SECRET: &str = "Kanarienvogel4711";

/// A door, the session of a steward of the only house, and the folder of files on their way.
struct Office {
    door: Door,
    steward: String,
    administrator: String,
    _staging: tempfile::TempDir,
}

async fn office() -> Office {
    let staging = tempfile::tempdir().unwrap();
    let door = door_to(City {
        staging: staging.path().to_owned(),
        ..city()
    })
    .await;
    let administrator = door.administrator().await;
    let kai =
        "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+langer+Satz&rolle_stadtgruen=steward";
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", kai, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let form = "email=kai%40stadt.example&kennwort=noch+ein+langer+Satz";
    let steward = door.sign_in(form).await.unwrap();
    Office {
        door,
        steward,
        administrator,
        _staging: staging,
    }
}

impl Office {
    /// A page as the steward sees it.
    async fn page(&self, path: &str) -> String {
        self.page_of(path, &self.steward).await
    }

    async fn page_of(&self, path: &str, cookie: &str) -> String {
        let (status, _, text) = self.door.send(get_as(path, cookie)).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        assert_whole(path, &text);
        text
    }

    /// Sends a form as the steward; answers status, where it leads, and the page.
    async fn send(&self, path: &str, form: &str) -> (StatusCode, String, String) {
        let (status, response, text) = self.door.post_as(path, form, &self.steward).await;
        let target = response.headers().get(header::LOCATION);
        let target = target.map_or("", |target| target.to_str().unwrap());
        assert_whole(path, &text);
        (status, target.to_owned(), text)
    }

    /// Makes a connection; answers its page.
    async fn connect(&self, form: &str) -> String {
        let (status, target, text) = self.send(NEW, form).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        target.split('?').next().unwrap().to_owned()
    }

    /// Looks at a page until it shows what a fetch in the background has come to.
    async fn sees(&self, path: &str, words: &str) {
        let mut text = String::new();
        for _ in 0..1_000 {
            text = self.page(path).await;
            if text.contains(words) {
                return;
            }
            tokio::task::yield_now().await;
        }
        assert!(text.contains(words), "{words} never stands in {text}");
    }

    fn connection(&self) -> Connection {
        self.door.nothing.connected().connections[0].clone()
    }

    /// Pauses the connection as the clock does when its maker has lost the right.
    fn orphan(&self) {
        let connection = &mut self.door.nothing.connected().connections[0];
        connection.paused = true;
        connection.pause_reason = Some(PauseReason::MakerWithoutRight);
        connection.maker = Maker::Account(AccountId::from_uuid(uuid::Uuid::from_u128(99)));
    }

    /// Writes a fetch into the log that began so many minutes ago.
    fn ran(&self, minutes_ago: i64, outcome: RunOutcome) {
        let now: Timestamp = "2026-11-20T11:00:00Z".parse().unwrap();
        let at = now - SignedDuration::from_mins(minutes_ago);
        let mut systems = self.door.nothing.connected();
        let (connection, number) = (systems.connections[0].id, systems.runs.len() as u128);
        let is_new = outcome == RunOutcome::Delivered;
        let is_failed = outcome == RunOutcome::Failed;
        let delivery = RunDelivery {
            dataset: DatasetId::from_uuid(uuid::Uuid::from_u128(10)),
            delivery: DeliveryId::from_uuid(uuid::Uuid::from_u128(210)),
            version: Some(VersionNumber(2)),
            rows: 137,
            changes: None,
        };
        let details = [("detail", "pegel.example 503")];
        let details = details.map(|(name, value)| (name.to_owned(), value.to_owned()));
        systems.runs.push(ConnectionRun {
            id: ConnectionRunId::from_uuid(uuid::Uuid::from_u128(number)),
            connection,
            started_at: at,
            ended_at: Some(at),
            outcome,
            problem: is_failed.then(|| "fetch_server_error".to_owned()),
            details: BTreeMap::from(details),
            bytes: 48_000,
            deliveries: is_new.then_some(delivery).into_iter().collect(),
        });
    }
}

#[tokio::test]
async fn an_empty_list_says_how_to_begin_in_both_languages() {
    let office = office().await;
    let text = office.page("/anbindungen").await;
    assert!(text.contains("Noch ist kein System angebunden."), "{text}");
    assert!(text.contains("href=\"/anbindungen/neu\""), "{text}");
    let english = format!("{}; hw_sprache=en", office.steward);
    for path in ["/anbindungen", "/anbindungen/neu", NEW] {
        office.page_of(path, &english).await;
    }
    assert!(office.page("/anbindungen/neu").await.contains(NEW));
    // Whoever may connect nothing is told who can give the right.
    let text = office.page_of("/anbindungen", &office.administrator).await;
    assert!(text.contains("für kein Haus ein System anbinden"), "{text}");
    let (status, _, _) = office.door.send(get_as(NEW, &office.administrator)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_connection_is_made_of_the_form_and_its_secret_never_shown() {
    let office = office().await;
    let hourly = PEGEL.replace("takt=0", "takt=60");
    let page = office
        .connect(&format!("{hourly}&f_password={SECRET}"))
        .await;
    let made = office.connection();
    assert_eq!(
        (made.name.as_str(), made.rhythm),
        ("Pegel", Rhythm::Every(60))
    );
    assert_eq!(made.settings["url"], "https://pegel.example/a.csv");
    assert_eq!(made.settings.get("password"), None);
    let sealed = office.door.nothing.connected().secrets[&made.id].clone();
    assert_ne!(sealed["password"], SECRET);
    for path in [
        "/anbindungen".to_owned(),
        page.clone(),
        format!("{page}/aendern"),
    ] {
        let text = office.page(&path).await;
        assert!(text.contains("Pegel"), "{path}: {text}");
        assert!(!text.contains(SECRET), "{path} shows a secret");
        assert!(
            !text.contains(&sealed["password"]),
            "{path} shows a sealed secret"
        );
    }
    let text = office.page(&format!("{page}/aendern")).await;
    assert!(text.contains("Ist hinterlegt"), "{text}");
    assert!(
        text.contains("value=\"https://pegel.example/a.csv\""),
        "{text}"
    );
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_nothing_is_lost() {
    let office = office().await;
    let without_address = PEGEL.replace("f_url=https%3A%2F%2Fpegel.example%2Fa.csv", "f_url=");
    let form = format!("{without_address}&f_password={SECRET}");
    let (status, _, text) = office.send(NEW, &form).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let field = text.split("id=\"f_url-fehler\"").nth(1).unwrap();
    let field = field.split("</p>").next().unwrap();
    assert!(field.contains("„Adresse der Datei“"), "{field}");
    assert!(text.contains("value=\"Pegel\"") && text.contains("value=\"hub\""));
    assert!(!text.contains(SECRET) && text.contains("Bitte noch einmal eingeben"));
    let (status, _, text) = office
        .send(NEW, &PEGEL.replace("name=Pegel", "name=+"))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("id=\"name-fehler\""), "{text}");
    assert!(office.door.nothing.connected().connections.is_empty());
}

#[tokio::test]
async fn a_try_tells_what_the_system_says_and_keeps_nothing() {
    let office = office().await;
    let form = format!("{PEGEL}&f_password={SECRET}&tun=pruefen");
    let refused = FetchError {
        field: Some("password"),
        ..FetchError::lasting("fetch_denied", "pegel.example 401")
    };
    office.door.nothing.connected().refuses = Some(refused);
    let (status, _, text) = office.send(NEW, &form).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("id=\"f_password-fehler\"") && text.contains("pegel.example 401"));
    let passing = FetchError::passing("fetch_unreachable", "pegel.example");
    office.door.nothing.connected().refuses = Some(passing);
    let (status, _, text) = office.send(NEW, &form).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("nicht erreichbar (pegel.example)"), "{text}");
    office.door.nothing.connected().refuses = None;
    office.door.nothing.connected().offers = vec![Offered {
        field: "user",
        value: "pegel_nord".to_owned(),
        title: Some("Pegel <Nord>".to_owned()),
        size: None,
    }];
    let (status, _, text) = office.send(NEW, &form).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("Das System antwortet."), "{text}");
    assert!(text.contains("Pegel &#60;Nord&#62; (pegel_nord)"), "{text}");
    assert!(!text.contains(SECRET));
    let asked = office.door.nothing.connected().asked.pop().unwrap();
    assert_eq!(asked.secrets.get("password"), Some(SECRET));
    assert!(office.door.nothing.connected().connections.is_empty());
    // What was chosen from the list counts.
    office
        .connect(&format!("{PEGEL}&wahl_user=pegel_nord"))
        .await;
    assert_eq!(office.connection().settings["user"], "pegel_nord");
}

#[tokio::test]
async fn opening_to_everybody_has_to_be_confirmed() {
    let office = office().await;
    let public = PEGEL.replace("zugang=office", "zugang=public");
    let (status, _, text) = office.send(NEW, &public).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text.contains("role=\"alert\"><b>Wirklich für alle öffnen?"),
        "{text}"
    );
    let page = office.connect(&format!("{public}&bestaetigt=ja")).await;
    // It is public already: a change need not be confirmed again.
    let (status, _, _) = office.send(&format!("{page}/aendern"), &public).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, _, _) = office.send(&format!("{page}/aendern"), PEGEL).await;
    let (status, _, _) = office.send(&format!("{page}/aendern"), &public).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn another_host_needs_the_password_again() {
    let office = office().await;
    let page = office
        .connect(&format!("{PEGEL}&f_password={SECRET}"))
        .await;
    let renamed = PEGEL.replace("name=Pegel", "name=Pegel+Nord");
    let (status, target, _) = office.send(&format!("{page}/aendern"), &renamed).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(
        office
            .page(&target)
            .await
            .contains("Die Änderungen sind gespeichert.")
    );
    let elsewhere = PEGEL.replace("pegel.example", "fremd.example");
    let (status, _, text) = office.send(&format!("{page}/aendern"), &elsewhere).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        text.contains("spricht jetzt mit einem anderen Rechner"),
        "{text}"
    );
    // A try sends the old password nowhere else.
    let tried = format!("{elsewhere}&tun=pruefen");
    office.send(&format!("{page}/aendern"), &tried).await;
    let asked = office.door.nothing.connected().asked.pop().unwrap();
    assert_eq!(asked.secrets.get("password"), None);
}

#[tokio::test]
async fn a_kept_password_goes_when_its_box_is_ticked() {
    let office = office().await;
    let text = office.page(NEW).await;
    assert!(!text.contains("weg_password"), "{text}");
    let page = office
        .connect(&format!("{PEGEL}&f_password={SECRET}"))
        .await;
    let change = format!("{page}/aendern");
    let text = office.page(&change).await;
    assert!(
        text.contains("name=\"weg_password\"") && text.contains("„Kennwort“ entfernen"),
        "{text}"
    );
    let without = format!("{PEGEL}&weg_password=ja");
    let (_, _, text) = office
        .send(&change, &format!("{without}&tun=pruefen"))
        .await;
    assert!(
        text.contains("name=\"weg_password\" value=\"ja\" checked"),
        "{text}"
    );
    let (status, _, _) = office.send(&change, &without).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let id = office.connection().id;
    assert!(office.door.nothing.connected().secrets[&id].is_empty());
    let text = office.page(&change).await;
    assert!(!text.contains("weg_password"), "{text}");
}

#[tokio::test]
async fn the_list_puts_first_what_is_urgent_and_says_it_in_words() {
    let office = office().await;
    let daily = PEGEL.replace("zusage=0", "zusage=1440");
    let page = office.connect(&daily).await;
    office.ran(5, RunOutcome::Unchanged);
    office.ran(5 * 1_440, RunOutcome::Delivered);
    let text = office.page("/anbindungen").await;
    for words in [
        "Eine Anbindung ist überfällig.",
        "seit 4 Tagen überfällig: verspricht täglich Neues",
        "vor 5 Minuten, nichts Neues",
        "href=\"/daten/stadtgruen/baeume\">Baumkataster",
        "Datei im Netz",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    let text = office.page(&page).await;
    assert!(
        text.contains("/daten/stadtgruen/baeume/fassungen?von=1&#38;bis=2"),
        "{text}"
    );
    assert!(
        text.contains("137 Zeilen") && text.contains("48,0\u{a0}kB"),
        "{text}"
    );
    office.door.nothing.connected().runs.clear();
    office.ran(2, RunOutcome::Failed);
    let text = office.page("/anbindungen").await;
    assert!(text.contains("Eine Anbindung ist ausgefallen."), "{text}");
    assert!(
        text.contains("meldet einen eigenen Fehler (pegel.example 503)"),
        "{text}"
    );
    let text = office.page(&page).await;
    assert!(
        text.contains("Die Daten ließen sich nicht holen."),
        "{text}"
    );
    let english = format!("{}; hw_sprache=en", office.steward);
    for path in [
        "/anbindungen",
        &page,
        &format!("{page}/aendern"),
        &format!("{page}/entfernen"),
    ] {
        office.page_of(path, &english).await;
    }
}

#[tokio::test]
async fn a_fetch_under_way_is_followed_stopped_and_keeps_the_connection() {
    let office = office().await;
    let page = office.connect(PEGEL).await;
    office.door.nothing.connected().waits = true;
    let (status, target, _) = office.send(&format!("{page}/holen"), "").await;
    assert_eq!((status, target), (StatusCode::SEE_OTHER, page.clone()));
    assert!(office.page(&page).await.contains("data-hw-folgen"));
    office
        .sees(&page, "3,0\u{a0}MB von 12,0\u{a0}MB geholt")
        .await;
    assert!(office.page("/anbindungen").await.contains("data-hw-folgen"));
    let (status, _, text) = office.send(&format!("{page}/entfernen"), "").await;
    assert_eq!(status, StatusCode::CONFLICT, "{text}");
    assert!(text.contains("wird gerade geholt"), "{text}");
    office.send(&format!("{page}/anhalten"), "").await;
    office.sees(&page, "abgebrochen").await;
    assert!(!office.page(&page).await.contains("data-hw-folgen"));
}

#[tokio::test]
async fn what_the_clock_fetches_is_fetched_as_soon_as_it_is_made() {
    let office = office().await;
    office.door.nothing.connected().waits = true;
    let page = office.connect(&PEGEL.replace("takt=0", "takt=60")).await;
    let text = office.page(&page).await;
    assert!(text.contains("data-hw-folgen"), "{text}");
}

#[tokio::test]
async fn a_pause_is_told_and_ended() {
    let office = office().await;
    let page = office.connect(PEGEL).await;
    office
        .send(&format!("{page}/pausieren"), "zustand=pausiert")
        .await;
    assert!(office.connection().paused);
    let text = office.page(&page).await;
    assert!(
        text.contains("pausiert") && text.contains("Pause beenden"),
        "{text}"
    );
    office
        .send(&format!("{page}/pausieren"), "zustand=laeuft")
        .await;
    assert!(!office.connection().paused);
}

#[tokio::test]
async fn what_the_clock_paused_is_told_with_its_reason_and_taken_over_with_one_click() {
    let office = office().await;
    let page = office.connect(PEGEL).await;
    office.orphan();
    let text = office.page("/anbindungen").await;
    assert!(
        text.contains("Eine Anbindung wartet darauf, dass sie jemand übernimmt.")
            && text.contains("darf in diesem Haus keine Daten mehr pflegen"),
        "{text}"
    );
    let text = office.page(&page).await;
    assert!(
        text.contains("darf in diesem Haus keine Daten mehr pflegen")
            && text.contains("Übernehmen</span>")
            && !text.contains("Pause beenden"),
        "{text}"
    );
    let english = format!("{}; hw_sprache=en", office.steward);
    for path in ["/anbindungen", &page] {
        office.page_of(path, &english).await;
    }
    let text = office.page_of(&page, &office.administrator).await;
    assert!(!text.contains("Übernehmen</span>"), "{text}");
    let (status, target, _) = office.send(&format!("{page}/uebernehmen"), "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let taken = office.connection();
    assert_eq!((taken.paused, taken.pause_reason), (false, None));
    assert!(
        matches!(taken.maker, Maker::Account(_)),
        "{:?}",
        taken.maker
    );
    let text = office.page(&target).await;
    assert!(
        text.contains("Sie haben die Anbindung übernommen."),
        "{text}"
    );
}

#[tokio::test]
async fn a_connection_is_removed_after_a_second_look_and_its_datasets_stay() {
    let office = office().await;
    let page = office.connect(PEGEL).await;
    office.ran(5, RunOutcome::Delivered);
    let text = office.page(&format!("{page}/entfernen")).await;
    assert!(
        text.contains("Dieser Datensatz bleibt") && text.contains("Baumkataster"),
        "{text}"
    );
    let (status, target, _) = office.send(&format!("{page}/entfernen"), "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let text = office.page(&target).await;
    assert!(text.contains("Die Anbindung ist entfernt."), "{text}");
    let (status, _, _) = office.door.send(get_as(&page, &office.steward)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_has_no_role_in_the_office_learns_nothing_and_who_runs_the_hub_changes_nothing() {
    let office = office().await;
    let page = office.connect(PEGEL).await;
    let otto = "name=Otto&email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    let (status, _, text) = office
        .door
        .post_as("/verwaltung/konten/neu", otto, &office.administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let form = "email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    let stranger = office.door.sign_in(form).await.unwrap();
    let text = office.page_of("/anbindungen", &stranger).await;
    assert!(!text.contains("Pegel"), "{text}");
    let text = office.page_of(&page, &office.administrator).await;
    assert!(
        text.contains("Pegel") && !text.contains("Jetzt holen</span>"),
        "{text}"
    );
    let ways = [
        "holen",
        "anhalten",
        "pausieren",
        "uebernehmen",
        "aendern",
        "entfernen",
    ];
    for way in ways {
        let path = format!("{page}/{way}");
        for (cookie, expected) in [
            (&stranger, StatusCode::NOT_FOUND),
            (&office.administrator, StatusCode::FORBIDDEN),
        ] {
            let (status, _, text) = office.door.post_as(&path, PEGEL, cookie).await;
            assert_eq!(status, expected, "{path}");
            assert!(
                !text.contains("pegel.example"),
                "{path} gives an address away"
            );
        }
    }
    for cookie in [&stranger, &office.administrator] {
        let (status, _, _) = office.door.post_as(NEW, PEGEL, cookie).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
    let (status, _, text) = office.door.send(get_as(&page, &stranger)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(!text.contains("pegel.example"), "{text}");
}
