//! Which addresses there are and who may call them: a change of this set must be meant.

use hebewerk_web::{Right, contents};

#[test]
fn only_these_addresses_are_open_to_everybody() {
    let open: Vec<String> = contents()
        .iter()
        .filter(|entry| entry.right == Right::Everybody)
        .map(|entry| format!("{} {}", entry.method, entry.path))
        .collect();
    assert_eq!(
        open,
        [
            "GET /",
            "GET /daten",
            "GET /daten/{organisation}/{dataset}",
            "GET /daten/{organisation}/{dataset}/tabelle",
            "GET /daten/{organisation}/{dataset}/guete",
            "GET /daten/{organisation}/{dataset}/fassungen",
            "GET /daten/{organisation}/{dataset}/schnittstelle",
            "GET /daten/{organisation}/{dataset}/herunterladen/{file}",
            "GET /daten/{organisation}/{dataset}/original/{delivery}",
            "GET /haeuser",
            "GET /haeuser/{organisation}",
            "GET /sql",
            "POST /sql",
            "GET /sql/schema.json",
            "POST /sql/herunterladen/{form}",
            "GET /anmelden",
            "POST /anmelden",
            "POST /anmelden/code",
            "GET /einrichten/{token}",
            "POST /einrichten/{token}",
            "GET /impressum",
            "GET /datenschutz",
            "GET /barrierefreiheit",
        ]
    );
}

#[test]
fn everything_below_administration_asks_for_an_administrator() {
    for entry in contents() {
        assert_eq!(
            entry.path.starts_with("/verwaltung"),
            entry.right == Right::Administrator,
            "{} {}",
            entry.method,
            entry.path
        );
    }
}
