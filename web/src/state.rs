//! What every handler may use.

use crate::WebSettings;
use crate::middleware::room::Rooms;
use crate::sparql::Desk;
use hebewerk_hub::Hub;
use hebewerk_hub::ports::{Clock, SystemClock};
use hebewerk_model::Door;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// The hub and the settings of this door; cheap to clone.
#[derive(Clone)]
pub struct WebState {
    /// The hub.
    pub hub: Arc<Hub>,
    /// The operator's settings.
    pub settings: Arc<WebSettings>,
    pub(crate) house: Arc<House>,
}

/// What the door has beside the hub. In one piece: every layer that a request passes clones the state.
#[derive(Clone)]
pub(crate) struct House {
    /// The hub as programs come in to it.
    pub(crate) programs: Arc<Hub>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) metrics: Option<PrometheusHandle>,
    pub(crate) rooms: Rooms,
    /// Where questions to the catalogue are answered; none where that is turned off.
    pub(crate) sparql: Option<Arc<Desk>>,
}

impl WebState {
    /// A door to `hub` with the machine's clock and without metrics.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the door holds the hub from now on"
    )]
    pub fn new(hub: Arc<Hub>, settings: WebSettings) -> Self {
        let rooms = Rooms::new(settings.most_requests);
        let sparql = settings.sparql.clone().map(Desk::new).map(Arc::new);
        Self {
            hub: Arc::new(hub.through(Door::Pages)),
            settings: Arc::new(settings),
            house: Arc::new(House {
                programs: Arc::new(hub.through(Door::Rest)),
                clock: Arc::new(SystemClock),
                metrics: None,
                rooms,
                sparql,
            }),
        }
    }

    /// The same door with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        Arc::make_mut(&mut self.house).clock = clock;
        self
    }

    /// The same door, answering `/metrics` from this recorder.
    #[must_use]
    pub fn with_metrics(mut self, metrics: PrometheusHandle) -> Self {
        Arc::make_mut(&mut self.house).metrics = Some(metrics);
        self
    }
}
