//! Every code of the model and the guard has a word.
//!
//! The lists do not compile when a variant is missing: extend the list, then the words.

use hebewerk_guard::Rule;
use hebewerk_model::{
    BridgeDecay, BridgeKind, BridgeState, ColumnType, DatasetState, DeliveryOutcome, Format,
    Frequency, HighValue, Kind, Language, OrganisationKind, ParameterKind, PersonalKind,
    RejectReason, Role, SemanticType, Severity, Theme, Visibility,
};

#[track_caller]
fn check<'a>(kind: &str, codes: impl IntoIterator<Item = &'a str>) {
    for code in codes {
        let key = format!("{kind}-{}", code.replace('_', "-"));
        for language in [Language::De, Language::En] {
            let tag = language.tag();
            assert!(
                hebewerk_words::has(language, &key),
                "{key} is missing in {tag}"
            );
        }
    }
}

/// All variants of an enum without fields; the match is exhaustive.
macro_rules! every {
    ($type:ident: $($variant:ident)+) => {{
        let all = [$($type::$variant),+];
        for value in all {
            match value { $($type::$variant => {})+ }
        }
        all
    }};
}

#[test]
fn what_the_hub_itself_finds_has_a_sentence() {
    check("finding", ["unreadable"]);
}

#[test]
fn every_reason_not_to_take_a_record_over_has_a_word() {
    check("reject", RejectReason::ALL.map(RejectReason::code));
}

#[test]
fn every_frequency_and_category_has_a_word() {
    check("frequency", Frequency::CODES);
    check("high-value", HighValue::ALL.map(HighValue::code));
}

#[test]
fn every_kind_and_state_of_a_bridge_has_a_word() {
    let kinds = every!(BridgeKind: Join Union Duplicate Lookalike Hierarchy);
    check("bridge-kind", kinds.map(BridgeKind::code));
    check("bridge-headline", kinds.map(BridgeKind::code));
    check("bridge-lead", kinds.map(BridgeKind::code));
    let states = every!(BridgeState: Suggested Accepted Rejected Decayed);
    check("bridge-state", states.map(BridgeState::code));
    let decays = every!(BridgeDecay: ColumnsGone Closed FewerMatches KeyLost);
    check("bridge-decay", decays.map(BridgeDecay::code));
}

#[test]
fn every_circle_and_kind_of_value_of_a_view_has_a_word() {
    for kind in ["view-kind", "view-kind-hint"] {
        check(kind, ParameterKind::ALL.map(ParameterKind::code));
    }
    check("view-circle", Visibility::ALL.map(Visibility::code));
    let explained = Visibility::ALL.map(|circle| format!("{}-explained", circle.code()));
    check("view-circle", explained.iter().map(String::as_str));
}

#[test]
fn every_column_type_has_a_word() {
    let all = [
        ColumnType::Text,
        ColumnType::Integer,
        ColumnType::Decimal {
            precision: 9,
            scale: 2,
        },
        ColumnType::Float,
        ColumnType::Boolean,
        ColumnType::Date,
        ColumnType::Time,
        ColumnType::Timestamp,
        ColumnType::TimestampUtc,
        ColumnType::Json,
        ColumnType::Binary,
    ];
    for column_type in all {
        use ColumnType::{
            Binary, Boolean, Date, Decimal, Float, Integer, Json, Text, Time, Timestamp,
            TimestampUtc,
        };
        match column_type {
            Text
            | Integer
            | Decimal { .. }
            | Float
            | Boolean
            | Date
            | Time
            | Timestamp
            | TimestampUtc
            | Json
            | Binary => check("column-type", [column_type.name()]),
        }
    }
}

#[test]
fn every_semantic_type_has_a_word() {
    let all = every!(SemanticType: Postcode Ags Ars Key Street HouseNumber District Place Longitude Latitude Easting
        Northing Geometry Year Date Period Money Percent Quantity Category Email Telephone Iban Url PersonName
        Identifier FreeText);
    check("semantic-type", all.map(SemanticType::name));
}

#[test]
fn every_format_has_a_word() {
    let all = every!(Format: Csv Xlsx Xls Xlsb Ods Json Ndjson Geojson Parquet Arrow Avro Shapefile Dbf Geopackage Sqlite
        Flatgeobuf Kml Gml Xml Zip Tar SevenZip Gzip Bzip2 Xz Zstd Unknown);
    check("format", all.map(Format::code));
}

#[test]
fn every_circle_and_state_has_a_word_and_an_explanation() {
    check("visibility", Visibility::ALL.map(Visibility::code));
    let states = every!(DatasetState: Announced Lifted RawOnly Withdrawn);
    check("state", states.map(DatasetState::code));
    let explained: Vec<String> = Visibility::ALL
        .iter()
        .map(|circle| format!("visibility-{}-explained", circle.code()))
        .chain(
            states
                .iter()
                .map(|state| format!("state-{}-explained", state.code())),
        )
        .collect();
    for key in explained {
        let key = key.replace('_', "-");
        assert!(hebewerk_words::has(Language::De, &key), "{key} is missing");
    }
}

#[test]
fn every_kind_of_personal_data_has_a_word() {
    check("personal-kind", PersonalKind::ALL.map(PersonalKind::code));
    check("finding", ["personal_data"]);
}

#[test]
fn every_theme_has_a_word() {
    check("theme", Theme::CODES);
}

#[test]
fn every_severity_role_kind_and_outcome_has_a_word() {
    check(
        "severity",
        every!(Severity: Note Warning Error).map(Severity::code),
    );
    check(
        "role",
        every!(Role: Reader Gatekeeper Steward Owner).map(Role::code),
    );
    check(
        "outcome",
        every!(DeliveryOutcome: Version Unchanged Unreadable Held Refused Overtaken)
            .map(DeliveryOutcome::code),
    );
    let houses = every!(OrganisationKind: Office Enterprise Company Statistics);
    check("organisation-kind", houses.map(OrganisationKind::code));
}

#[test]
fn every_class_of_failure_has_a_sentence() {
    let all = every!(Kind: Invalid Unauthenticated Forbidden NotFound Conflict TooMany Unavailable Timeout Internal);
    for kind in all {
        // A door that has no better sentence says the one of the class; codes are the variants in snake case.
        let code: String = format!("{kind:?}")
            .chars()
            .enumerate()
            .flat_map(|(at, c)| {
                let dash = (at > 0 && c.is_uppercase()).then_some('-');
                dash.into_iter().chain(c.to_lowercase())
            })
            .collect();
        check("kind", [code.as_str()]);
    }
}

#[test]
fn every_rule_has_a_sentence() {
    let all = every!(Rule: PublicForAll CityForSignedIn OfficeForMembers GrantedForPurpose MetadataForSignedIn StewardMaintains OwnerGrants OwnerProtects
        AdministratorRuns OfficerWatches OperatorHoldsTheDirectory NotPublic NotAMember NotASteward NotAnOwner NotAnAdministrator
        ProtectionDoesNotFit NotAnOfficer OwnAccount Sealed NotForGuests NotForKeys BeyondKey GatekeeperReleases NotAGatekeeper OwnerErases OfficerErases
        GrantedForStatistics StatisticsOnly MemberKeepsViews);
    check("rule", all.map(Rule::code));
}
