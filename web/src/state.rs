//! What every handler may use.

use crate::WebSettings;
use hebewerk_hub::Hub;
use hebewerk_hub::ports::{Clock, SystemClock};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The hub and the settings of this door; cheap to clone.
#[derive(Clone)]
pub struct WebState {
    /// The hub.
    pub hub: Arc<Hub>,
    /// The operator's settings.
    pub settings: Arc<WebSettings>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) metrics: Option<PrometheusHandle>,
    /// One permit for each request that may be in work.
    pub(crate) room: Arc<Semaphore>,
}

impl WebState {
    /// A door to `hub` with the machine's clock and without metrics.
    pub fn new(hub: Arc<Hub>, settings: WebSettings) -> Self {
        let room = Arc::new(Semaphore::new(
            settings.most_requests.clamp(1, Semaphore::MAX_PERMITS),
        ));
        Self {
            hub,
            settings: Arc::new(settings),
            clock: Arc::new(SystemClock),
            metrics: None,
            room,
        }
    }

    /// The same door with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The same door, answering `/metrics` from this recorder.
    #[must_use]
    pub fn with_metrics(mut self, metrics: PrometheusHandle) -> Self {
        self.metrics = Some(metrics);
        self
    }
}
