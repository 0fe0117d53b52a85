use super::*;
use jiff::Timestamp;
use std::borrow::Cow;

struct Trees;

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Searchable for Trees {
    fn field(&self, name: &str) -> Option<Value<'_>> {
        let keys = |keys: &[&'static str]| {
            Some(Value::Keys(
                keys.iter().map(|key| Cow::Borrowed(*key)).collect(),
            ))
        };
        match name {
            "organization" => keys(&["umwelt"]),
            "tags" => keys(&["Bäume", "Grün"]),
            "res_format" => keys(&["CSV", "JSON"]),
            "res_url" => keys(&["https://daten.example/a.csv"]),
            "title" => Some(Value::Text("Baumkataster der Stadt".into())),
            "metadata_modified" => Some(Value::Moment(time("2026-11-20T05:10:00Z"))),
            "private" => Some(Value::Truth(false)),
            _ => None,
        }
    }

    fn text(&self) -> Cow<'_, str> {
        "Baumkataster der Stadt. Jede Zeile ist ein Baum.".into()
    }
}

#[track_caller]
fn check(query: &str, expected: bool) {
    let parsed = Query::parse(query).unwrap();
    assert_eq!(
        parsed.holds(&Trees, time("2026-11-26T00:00:00Z")),
        expected,
        "{query}: {parsed:?}"
    );
}

#[test]
fn what_harvesters_send_is_understood() {
    check("", true);
    check("*:*", true);
    check("organization:umwelt", true);
    check("organization:\"umwelt\"", true);
    check("organization:verkehr OR organization:umwelt", true);
    check("-organization:umwelt", false);
    check("-organization:verkehr -organization:soziales", true);
    check("NOT organization:verkehr", true);
    check("+organization:umwelt +private:false", true);
    check("organization:(verkehr OR umwelt)", true);
    check("(organization:umwelt AND tags:Grün)", true);
    check("tags:\"Grün\" AND -res_format:CSV", false);
    check("res_format:CS*", true);
    check("res_format:C?V", true);
    check("res_format:*", true);
    check("extras_xy:*", false);
    check("res_url:https\\://daten.example/a.csv", true);
    check("res_url:https://daten.example/a.csv", true);
    check("metadata_modified:[2026-11-20T05:00:00.123456Z TO *]", true);
    check("metadata_modified:[2026-11-20T06:00:00 TO *]", false);
    check("metadata_modified:[2026-11-20 TO NOW]", true);
    check("metadata_modified:[NOW-7DAYS TO NOW]", true);
    check("metadata_modified:[NOW-1DAY/DAY TO NOW]", false);
    check("metadata_modified:{2026-11-20T05:10:00Z TO *}", false);
    check("title:baumkataster", true);
    check("title:Baum*", true);
    check("title:\"der Stadt\"", true);
    check("title:\"Stadt der\"", false);
    check("Baum Zeile", true);
    check("Baum Strauch", false);
    check("baum^2 OR strauch", true);
}

#[test]
fn or_binds_closer_than_standing_beside_each_other() {
    let since = "metadata_modified:[2026-11-21T00:00:00Z TO *]";
    check(
        &format!("organization:umwelt OR organization:verkehr {since}"),
        false,
    );
    check(
        &format!("{since} organization:umwelt OR organization:verkehr"),
        false,
    );
    check(
        "organization:verkehr AND private:true OR organization:umwelt",
        true,
    );
}

#[test]
fn what_cannot_be_understood_is_told() {
    for text in [
        "title:\"Baum",
        "(a OR b",
        "a OR",
        "a)",
        "AND b",
        "x:[1 2]",
        "x:[1 TO 2",
        "NOT",
    ] {
        assert!(Query::parse(text).is_err(), "{text}");
    }
    assert_eq!(Query::parse(&"(".repeat(50)), Err(QueryError::TooLong));
    assert_eq!(Query::parse(&"a ".repeat(20_000)), Err(QueryError::TooLong));
}

#[test]
fn stars_cost_no_more_than_the_word_is_long() {
    let query = format!("title:{}x", "*a".repeat(2_000));
    check(&query, false);
}

#[test]
fn moments_have_no_zone_and_six_digits() {
    assert_eq!(
        moment(time("2026-11-20T05:10:00.5Z")),
        "2026-11-20T05:10:00.500000"
    );
}

#[test]
fn orders_are_read_as_solr_reads_them() {
    assert_eq!(
        sort_fields("score desc, metadata_modified desc").unwrap(),
        [(SortField::Score, true), (SortField::Modified, true)]
    );
    assert_eq!(sort_fields("id asc").unwrap(), [(SortField::Id, false)]);
    assert_eq!(
        sort_fields("title_string").unwrap(),
        [(SortField::Title, false)]
    );
    assert!(sort_fields("password asc").is_err());
    assert!(sort_fields("id sideways").is_err());
}

#[test]
fn a_failure_has_the_shape_clients_decide_by() {
    let failed = |kind, field: Option<&str>| {
        Failed {
            kind,
            message: "so nicht".to_owned(),
            fields: field.into_iter().map(str::to_owned).collect(),
        }
        .envelope("http://hub", "package_show")
    };
    let denied = failed(FailedKind::Authorisation, None);
    assert_eq!(denied["success"], false);
    assert_eq!(denied["error"]["__type"], "Authorization Error");
    assert_eq!(denied["error"]["message"], "Access denied: so nicht");
    assert_eq!(
        denied["help"],
        "http://hub/api/3/action/help_show?name=package_show"
    );
    let wrong = failed(FailedKind::Validation, Some("limit"));
    assert_eq!(wrong["error"]["limit"][0], "so nicht");
    assert!(wrong["error"].get("message").is_none());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_parser_fall(text in ".{0,200}") {
        if let Ok(query) = Query::parse(&text) {
            let _holds = query.holds(&Trees, time("2026-11-26T00:00:00Z"));
        }
    }
}
