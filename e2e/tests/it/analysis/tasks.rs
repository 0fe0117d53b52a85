//! Fifteen tasks of the kind staff have, five of them by keyboard too.

use serde_json::{Value, json};

/// A task with the statement that answers it: as many columns as the page's table has.
pub(super) struct Task {
    pub(super) name: &'static str,
    pub(super) keyboard: bool,
    pub(super) png: bool,
    pub(super) steps: Value,
    pub(super) sql: &'static str,
}

pub(super) fn tasks() -> Vec<Task> {
    let months = json!([
        ["nav"],
        ["search", "Sperrmüll"],
        ["choose", "Abholaufträge Sperrmüll"],
        ["select", "neu-je", "0.eingang~monat"],
        ["press", "Zählen"]
    ]);
    let households = json!([
        ["nav"],
        ["search", "Abholaufträge"],
        ["choose", "Abholaufträge Sperrmüll"],
        ["open", "+ Datensatz"],
        ["walk", "Straßenverzeichnis", "gemeinsam: strassenname"],
        ["open", "+ Datensatz"],
        [
            "walk",
            "Haushalte nach Stadtbezirk",
            "gemeinsam: Stadtbezirk"
        ],
        ["select", "neu-als", "je~1000~2.haushalte"],
        ["select", "neu-je", "1.stadtbezirk"],
        ["press", "Zählen"]
    ]);
    vec![
        Task {
            name: "kitaplaetze",
            keyboard: false,
            png: true,
            steps: json!([
                ["nav"],
                ["search", "Kindertagesstätten"],
                ["choose", "Kindertagesstätten"],
                ["open", "+ Datensatz"],
                [
                    "walk",
                    "Einwohner nach Stadtbezirk",
                    "gemeinsam: Stadtbezirk"
                ],
                ["open", "+ Datensatz"],
                ["walk", "Stadtbezirke", "gemeinsam: name"],
                ["select", "neu-wert", "summe~0.plaetze_ue3"],
                ["select", "neu-als", "je~100~1.altersgruppe_unter_18"],
                ["select", "neu-je", "0.stadtbezirk"],
                ["press", "Zählen"],
                ["look", "Karte"]
            ]),
            sql: "select k.stadtbezirk as a, k.plaetze * 100.0 / e.kinder as b from (select stadtbezirk, sum(plaetze_ue3) as plaetze from \
                  jugend.kita_einrichtungen group by stadtbezirk) k join (select stadtbezirk, altersgruppe_unter_18 as kinder \
                  from statistik.einwohner_nach_stadtbezirk_31_12_2025__bevoelkerung) e on e.stadtbezirk = k.stadtbezirk \
                  order by 1",
        },
        Task {
            name: "container",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Container"],
                ["choose", "(standorte)"],
                ["open", "+ Datensatz"],
                ["walk", "Abholaufträge Sperrmüll", "gemeinsam: strasse"],
                ["select", "neu-wert", "anzahl~1."],
                ["select", "neu-je", "0.standort_nr"],
                ["press", "Zählen"],
                ["open", "+ Bedingung an das Ergebnis"],
                ["fill", "neu-zahl", "4"],
                ["press", "Hinzufügen"]
            ]),
            sql: "select c.standort_nr as a, a.auftraege as b from entsorgung.containerstandorte_2026__standorte c join (select strasse, \
                  count(*) as auftraege from entsorgung.abholauftraege_sperrmuell group by strasse) a on a.strasse = \
                  c.standort_strassenname where a.auftraege > 4 order by 1",
        },
        Task {
            name: "holz",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Abholaufträge"],
                ["choose", "Abholaufträge Sperrmüll"],
                ["open", "+ Bedingung"],
                ["select", "neu-nur", "0.fraktion"],
                ["fill", "neu-was", "Holz"],
                ["press", "Hinzufügen"],
                ["select", "neu-wert", "summe~0.menge_m3"],
                ["select", "neu-je", "0.strasse"],
                ["press", "Zählen"],
                ["open", "Reihenfolge ändern"],
                ["select", "neu-nach", "wert~0~ab"],
                ["fill", "neu-erste", "10"],
                ["press", "Übernehmen"]
            ]),
            sql: "select strasse as a, sum(menge_m3) as b from entsorgung.abholauftraege_sperrmuell where fraktion = 'Holz' group \
                  by strasse order by b desc nulls last, a limit 10",
        },
        Task {
            name: "monate",
            keyboard: false,
            png: false,
            steps: months.clone(),
            sql: MONTHS,
        },
        Task {
            name: "haushalte",
            keyboard: false,
            png: true,
            steps: households.clone(),
            sql: HOUSEHOLDS,
        },
        Task {
            name: "spielplatzflaeche",
            keyboard: false,
            png: false,
            steps: share_of_playgrounds(),
            sql: PLAYGROUNDS,
        },
        Task {
            name: "spielplatzflaeche-tastatur",
            keyboard: true,
            png: false,
            steps: share_of_playgrounds(),
            sql: PLAYGROUNDS,
        },
        Task {
            name: "radunfaelle",
            keyboard: false,
            png: false,
            steps: accidents_with_bicycles(),
            sql: BICYCLES,
        },
        Task {
            name: "radunfaelle-tastatur",
            keyboard: true,
            png: false,
            steps: accidents_with_bicycles(),
            sql: BICYCLES,
        },
        Task {
            name: "wartezeit",
            keyboard: false,
            png: false,
            steps: waiting_times(),
            sql: WAITING,
        },
        Task {
            name: "wartezeit-tastatur",
            keyboard: true,
            png: false,
            steps: waiting_times(),
            sql: WAITING,
        },
        Task {
            name: "unfaelle",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Unfälle"],
                ["choose", "Verkehrsunfälle"],
                ["open", "+ Datensatz"],
                [
                    "walk",
                    "Straßenverzeichnis",
                    "gemeinsam: strassenschluessel"
                ],
                ["select", "neu-je", "1.stadtbezirk"],
                ["press", "Zählen"]
            ]),
            sql: "select s.stadtbezirk as a, count(*) as b from tiefbau.unfaelle_2021_2025 u join \
                  vermessung.strassenverzeichnis s on s.strassenschluessel = lpad(cast(u.strschl as varchar), 5, '0') \
                  group by 1 order by 1",
        },
        Task {
            name: "schueler",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Schülerzahlen"],
                ["choose", "Schülerzahlen"],
                ["open", "+ Datensatz"],
                ["walk", "Schulen", "gemeinsam: Schulnummer"],
                ["open", "+ Bedingung"],
                ["select", "neu-nur", "0.schuljahr"],
                ["fill", "neu-was", "2025/26"],
                ["press", "Hinzufügen"],
                ["select", "neu-wert", "summe~0.schueler"],
                ["select", "neu-je", "1.stadtbezirk"],
                ["press", "Zählen"]
            ]),
            sql: "select s.stadtbezirk as a, sum(z.schueler) as b from schule.schuelerzahlen_2021_2025 z join \
                  schule.schulen_2025_26 s on s.schulnummer = z.schulnr where z.schuljahr = '2025/26' group by 1 order by 1",
        },
        Task {
            name: "baeume",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Baumkataster"],
                ["choose", "Baumkataster"],
                ["open", "+ Datensatz"],
                [
                    "walk",
                    "Einwohner nach Stadtbezirk",
                    "gemeinsam: Stadtbezirk"
                ],
                ["select", "neu-als", "je~1000~1.einwohner_insgesamt"],
                ["select", "neu-je", "0.stadtbezirk"],
                ["press", "Zählen"]
            ]),
            sql: "select b.stadtbezirk as a, b.baeume * 1000.0 / e.einwohner_insgesamt as b from (select stadtbezirk, count(*) \
                  as baeume from stadtgruen.baumkataster group by stadtbezirk) b join \
                  statistik.einwohner_nach_stadtbezirk_31_12_2025__bevoelkerung e on e.stadtbezirk = b.stadtbezirk order by 1",
        },
        Task {
            name: "klimabaeume",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Baumkataster"],
                ["choose", "Baumkataster"],
                ["open", "+ Bedingung"],
                ["select", "neu-nur", "0.klimabaum"],
                ["fill", "neu-was", "ja"],
                ["press", "Hinzufügen"],
                ["select", "neu-je", "0.art"],
                ["press", "Zählen"],
                ["open", "Reihenfolge ändern"],
                ["select", "neu-nach", "wert~0~ab"],
                ["fill", "neu-erste", "3"],
                ["press", "Übernehmen"]
            ]),
            sql: "select art as a, count(*) as b from stadtgruen.baumkataster where klimabaum group by 1 order by b desc, a limit 3",
        },
        Task {
            name: "ladepunkte",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Ladepunkte"],
                ["choose", "Ladepunkte"],
                ["select", "neu-je", "0.in_betrieb_seit~jahr"],
                ["press", "Zählen"]
            ]),
            sql: "select cast(date_part('year', in_betrieb_seit) as varchar) as a, count(*) as b from stadtwerke.ladepunkte \
                  group by 1 order by 1",
        },
        Task {
            name: "baustellen",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Baustellen"],
                ["choose", "Baustellen"],
                ["open", "+ Datensatz"],
                ["walk", "Stadtbezirke", "gemeinsam: name"],
                ["select", "neu-je", "0.stadtbezirk"],
                ["press", "Zählen"],
                ["look", "Karte"]
            ]),
            sql: "select stadtbezirk as a, count(*) as b from tiefbau.baustellen_und_sperrungen group by 1 order by 1",
        },
        Task {
            name: "bodenrichtwert",
            keyboard: false,
            png: false,
            steps: json!([
                ["nav"],
                ["search", "Bodenrichtwerte"],
                ["choose", "Bodenrichtwerte"],
                ["select", "neu-wert", "median~0.bodenrichtwert_eur_m2"],
                ["select", "neu-je", "0.art_der_nutzung"],
                ["press", "Zählen"]
            ]),
            sql: "select art_der_nutzung as a, median(bodenrichtwert_eur_m2) as b from vermessung.bodenrichtwerte_2026 \
                  group by 1 order by 1",
        },
        Task {
            name: "monate-tastatur",
            keyboard: true,
            png: false,
            steps: months,
            sql: MONTHS,
        },
        Task {
            name: "haushalte-tastatur",
            keyboard: true,
            png: false,
            steps: households,
            sql: HOUSEHOLDS,
        },
    ]
}

const MONTHS: &str = "select concat(cast(date_part('year', eingang) as varchar), '-', lpad(cast(date_part('month', eingang) as \
                      varchar), 2, '0')) as a, count(*) as b from entsorgung.abholauftraege_sperrmuell group by 1 order by 1";
const HOUSEHOLDS: &str = "select b.stadtbezirk as a, b.auftraege * 1000.0 / h.haushalte as b from (select s.stadtbezirk, count(*) as \
                          auftraege from entsorgung.abholauftraege_sperrmuell a join vermessung.strassenverzeichnis s on \
                          s.strassenname = a.strasse group by s.stadtbezirk) b join statistik.haushalte_nach_stadtbezirk h \
                          on h.stadtbezirk = b.stadtbezirk order by 1";
const PLAYGROUNDS: &str = "select stadtbezirk as a, sum(flaeche_m2) * 100.0 / (select sum(flaeche_m2) from stadtgruen.spielplaetze) \
                           as b from stadtgruen.spielplaetze group by stadtbezirk order by 1";
const BICYCLES: &str = "select ujahr as a, count(*) as b from tiefbau.unfaelle_2021_2025 where istrad = 1 group by ujahr order by 1";
const WAITING: &str = "select standort as a, avg(o_wartezeit_min) as b from buergerservice.wartezeiten_buergerbuero group by 1 \
                       order by 1";

fn share_of_playgrounds() -> Value {
    json!([
        ["nav"],
        ["search", "Spielplätze"],
        ["choose", "Spielplätze"],
        ["select", "neu-wert", "summe~0.flaeche_m2"],
        ["select", "neu-als", "anteil"],
        ["select", "neu-je", "0.stadtbezirk"],
        ["press", "Zählen"]
    ])
}

fn accidents_with_bicycles() -> Value {
    json!([
        ["nav"],
        ["search", "Unfälle"],
        ["choose", "Verkehrsunfälle"],
        ["open", "+ Bedingung"],
        ["select", "neu-nur", "0.istrad"],
        ["fill", "neu-was", "1"],
        ["press", "Hinzufügen"],
        ["select", "neu-je", "0.ujahr"],
        ["press", "Zählen"]
    ])
}

fn waiting_times() -> Value {
    json!([
        ["nav"],
        ["search", "Wartezeiten"],
        ["choose", "Wartezeiten"],
        ["select", "neu-wert", "mittel~0.o_wartezeit_min"],
        ["select", "neu-je", "0.standort"],
        ["press", "Zählen"]
    ])
}
