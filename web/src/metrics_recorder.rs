//! Where what is counted is gathered for Prometheus.
//!
//! Names are `hebewerk_<noun>_<unit>`; labels take few values: routes by their pattern, never paths or names.

use hebewerk_hub::HubFigures;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Bounds of the histogram of answering times: from a cached page to the longest question.
const SECONDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0,
];

/// Begins to gather, for the whole process; may be called once.
pub fn record_metrics() -> Result<PrometheusHandle, BuildError> {
    let name = Matcher::Full("hebewerk_http_request_seconds".to_owned());
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(name, &SECONDS)?
        .install_recorder()?;
    describe();
    Ok(handle)
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!("hebewerk_http_requests_total", "Requests answered");
    describe_histogram!(
        "hebewerk_http_request_seconds",
        "Time until an answer begins"
    );
    describe_gauge!("hebewerk_http_requests_open", "Requests in work");
    describe_counter!(
        "hebewerk_http_turned_away_total",
        "Requests for which there was no room"
    );
    describe_gauge!("hebewerk_connections_open", "Connections");
    describe_counter!(
        "hebewerk_connections_refused_total",
        "Connections of addresses that had enough"
    );
    describe_counter!("hebewerk_sign_ins_total", "Sign-ins by outcome");
    describe_gauge!("hebewerk_catalogue_datasets", "Datasets");
    describe_gauge!("hebewerk_catalogue_versions", "Versions");
    describe_counter!(
        "hebewerk_deliveries_total",
        "Deliveries by outcome, since the hub was set up"
    );
    describe_gauge!(
        "hebewerk_index_behind_datasets",
        "Datasets that wait for the search index, at most 1,000"
    );
    describe_gauge!(
        "hebewerk_prepared_bytes",
        "Memory of tables kept for pages of rows and for maps"
    );
    describe_counter!(
        "hebewerk_prepared_pages_total",
        "Pages of rows answered from memory"
    );
    describe_counter!(
        "hebewerk_prepared_tiles_total",
        "Tiles of maps answered from memory"
    );
    describe_gauge!("hebewerk_memory_resident_bytes", "Memory of the process");
}

/// Sets what is not counted on the way but looked up when it is asked for.
pub(crate) fn set(figures: &HubFigures) {
    let census = &figures.census;
    metrics::gauge!("hebewerk_catalogue_datasets").set(census.datasets as f64);
    metrics::gauge!("hebewerk_catalogue_versions").set(census.versions as f64);
    for (outcome, count) in &census.deliveries {
        metrics::counter!("hebewerk_deliveries_total", "outcome" => outcome.code())
            .absolute(*count);
    }
    metrics::gauge!("hebewerk_index_behind_datasets").set(figures.index_behind as f64);
    if let Some(bytes) = resident_bytes() {
        metrics::gauge!("hebewerk_memory_resident_bytes").set(bytes as f64);
    }
}

/// Resident memory of this process as Linux tells it; none elsewhere.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}
