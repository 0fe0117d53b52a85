//! Timetables (GTFS): archives whose tables and columns have names that say what is in them.
//!
//! Keys stay text even where all of them look like numbers, and times of day stay text because a timetable's day has
//! more than 24 hours: `25:10:00` is ten past one of the next morning and belongs to the day before.

use super::members::Member;
use hebewerk_model::{ColumnRecipe, ColumnType, Recipe, TableRecipe};

/// Columns that stay text (GTFS Schedule Reference).
const TEXTS: [&str; 26] = [
    "agency_id",
    "arrival_time",
    "block_id",
    "departure_time",
    "direction_name",
    "end_time",
    "fare_id",
    "from_stop_id",
    "level_id",
    "parent_station",
    "pathway_id",
    "platform_code",
    "route_color",
    "route_id",
    "route_short_name",
    "route_text_color",
    "service_id",
    "shape_id",
    "start_time",
    "stop_code",
    "stop_id",
    "to_stop_id",
    "trip_id",
    "trip_short_name",
    "zone_id",
    "network_id",
];

/// Whether an archive with these members is a timetable.
pub(super) fn is_timetable(members: &[Member]) -> bool {
    let has = |name: &str| {
        members
            .iter()
            .any(|member| member.file_name().eq_ignore_ascii_case(name))
    };
    has("stops.txt") && (has("trips.txt") || has("stop_times.txt"))
}

/// A recipe with the types a timetable's columns have beneath what a clerk said.
pub(super) fn with_types(recipe: &Recipe) -> Recipe {
    let columns = TEXTS
        .iter()
        .map(|label| ColumnRecipe {
            label: (*label).to_owned(),
            column_type: Some(ColumnType::Text),
            ..ColumnRecipe::default()
        })
        .collect();
    let declared = Recipe {
        tables: vec![TableRecipe {
            columns,
            ..TableRecipe::default()
        }],
    };
    declared.with(recipe)
}
