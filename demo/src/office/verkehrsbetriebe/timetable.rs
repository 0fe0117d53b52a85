//! A timetable as a ZIP of comma-separated tables (GTFS Schedule reference), and its stops.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::file::{Cell, Sheet, Text, archive, number, text, xlsx};
use crate::place::Point;
use crate::projection::lon_lat;

/// A stop of the network.
pub(super) struct Stop {
    pub(super) id: String,
    pub(super) name: String,
    point: Point,
}

/// A line and the stops it serves, by index.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) stops: Vec<usize>,
}

/// Stops and lines, the same for every file of the company.
pub(super) fn network(scene: &Scene<'_>) -> (Vec<Stop>, Vec<Line>) {
    let mut random = scene.random("network");
    let mut stops: Vec<Stop> = Vec::new();
    for district in 0..scene.place.districts.len() {
        let own: Vec<_> = scene
            .place
            .streets
            .iter()
            .filter(|street| street.district == district)
            .collect();
        for _ in 0..24 {
            let street = random.pick(&own);
            if stops.iter().all(|stop| stop.name != street.name) {
                let id = format!("de:05999:{:04}", stops.len() + 1);
                stops.push(Stop {
                    id,
                    name: street.name.clone(),
                    point: street.middle(),
                });
            }
        }
    }
    let mut lines = Vec::new();
    for index in 0..12 {
        let code = if index < 3 {
            format!("30{}", index + 1)
        } else {
            format!("SB{}", index + 10)
        };
        let length = 14 + random.below(12);
        let mut served = vec![random.below(stops.len())];
        while served.len() < length {
            let Some(here) = served.last().map(|&stop| stops[stop].point) else {
                break;
            };
            let next = (0..stops.len())
                .filter(|stop| !served.contains(stop))
                .min_by(|&a, &b| {
                    let far = |stop: usize| {
                        (crate::place::distance_m(stops[stop].point, here) - 480.0).abs()
                    };
                    far(a).total_cmp(&far(b))
                });
            match next {
                Some(stop) => served.push(stop),
                None => break,
            }
        }
        lines.push(Line {
            code,
            stops: served,
        });
    }
    (stops, lines)
}

pub(super) fn gtfs(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let (stops, lines) = network(scene);
    let mut agency = Text::new(',');
    agency.head("agency_id|agency_name|agency_url|agency_timezone");
    let name = format!("Verkehrsbetriebe {}", scene.place.plan.river);
    agency.row(&["1", &name, "https://verkehr.example/", "Europe/Berlin"]);
    let mut calendar = Text::new(',');
    calendar.head(
        "service_id|monday|tuesday|wednesday|thursday|friday|saturday|sunday|start_date|end_date",
    );
    let (from, until) = (day(2026, 1, 5).compact(), day(2026, 12, 12).compact());
    calendar.row(&["werktags", "1", "1", "1", "1", "1", "0", "0", &from, &until]);
    let (trips, times) = trips(scene, &stops, &lines);
    archive(
        &[
            ("agency.txt", agency.into_bytes()),
            ("stops.txt", stop_table(&stops).into_bytes()),
            ("routes.txt", routes(&stops, &lines).into_bytes()),
            ("trips.txt", trips.into_bytes()),
            ("stop_times.txt", times.into_bytes()),
            ("calendar.txt", calendar.into_bytes()),
        ],
        out,
    )
}

fn stop_table(stops: &[Stop]) -> Text {
    let mut table = Text::new(',');
    table.head("stop_id|stop_name|stop_lat|stop_lon");
    for stop in stops {
        let (longitude, latitude) = lon_lat(stop.point);
        table.row(&[
            &stop.id,
            &stop.name,
            &format!("{latitude:.6}"),
            &format!("{longitude:.6}"),
        ]);
    }
    table
}

/// Names of the first and the last stop of a line.
fn ends<'a>(stops: &'a [Stop], line: &Line) -> (&'a str, &'a str) {
    (
        &stops[line.stops[0]].name,
        &stops[line.stops[line.stops.len() - 1]].name,
    )
}

/// Three trams (route type 0), then buses (3).
fn routes(stops: &[Stop], lines: &[Line]) -> Text {
    let mut table = Text::new(',');
    table.head("route_id|agency_id|route_short_name|route_long_name|route_type");
    for (index, line) in lines.iter().enumerate() {
        let (first, last) = ends(stops, line);
        let kind = if index < 3 { "0" } else { "3" };
        table.row(&[
            &line.code,
            "1",
            &line.code,
            &format!("{first} – {last}"),
            kind,
        ]);
    }
    table
}

/// Trips and their stop times: every eighteen minutes in both directions, two minutes from stop to stop.
fn trips(scene: &Scene<'_>, stops: &[Stop], lines: &[Line]) -> (Text, Text) {
    let mut trips = Text::new(',');
    trips.head("route_id|service_id|trip_id|trip_headsign|direction_id");
    let mut times = Text::new(',');
    times.head("trip_id|arrival_time|departure_time|stop_id|stop_sequence");
    let mut left = scene.rows(60_000);
    for line in lines {
        let (first, last) = ends(stops, line);
        for trip in 0..120 {
            let (start, back) = (5 * 60 + trip / 2 * 18, trip % 2 == 1);
            let id = format!("{}-{trip:03}", line.code);
            trips.row(&[
                &line.code,
                "werktags",
                &id,
                if back { first } else { last },
                if back { "1" } else { "0" },
            ]);
            for position in 0..line.stops.len().min(left) {
                let served = if back {
                    line.stops.len() - 1 - position
                } else {
                    position
                };
                let minute = start + position * 2;
                let time = format!("{:02}:{:02}:00", minute / 60, minute % 60);
                times.row(&[
                    &id,
                    &time,
                    &time,
                    &stops[line.stops[served]].id,
                    &(position + 1).to_string(),
                ]);
            }
            left -= line.stops.len().min(left);
        }
    }
    (trips, times)
}

/// A head of three rows and crosses instead of yes.
pub(super) fn access(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("access");
    let (stops, _) = network(scene);
    let mut sheet = Sheet::new("Haltestellen");
    sheet.head("Ausbau der Haltestellen (ÖPNV-Bedarfsplan)");
    sheet.head("Haltestelle||Ausstattung|||Umbau");
    sheet.merge(0, 2, 1);
    sheet.merge(2, 3, 1);
    sheet.head("ID|Name|Bord cm|Leitstreifen|Anzeiger|Jahr");
    for stop in &stops {
        sheet.row(vec![
            text(stop.id.clone()),
            text(stop.name.clone()),
            if random.chance(0.06) {
                text("?")
            } else {
                number(*random.pick(&[3, 12, 16, 18, 22]))
            },
            text(random.word(&["x", "x", "", "teilw."])),
            text(random.word(&["x", "", ""])),
            if random.chance(0.4) {
                Cell::Empty
            } else {
                number(random.between(2014, 2031) as i32)
            },
        ]);
    }
    sheet.row(vec![text("Summe"), number(stops.len() as u32)]);
    xlsx(&[sheet], out)
}
