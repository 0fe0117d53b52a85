//! Moments as CKAN writes them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A moment in UTC without a zone, in microseconds: `2026-11-20T05:10:00.000000`.
pub fn moment(at: Timestamp) -> String {
    let civil = TimeZone::UTC.to_datetime(at);
    civil.strftime("%Y-%m-%dT%H:%M:%S%.6f").to_string()
}
