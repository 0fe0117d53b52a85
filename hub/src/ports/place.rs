//! A place among those at work.

use tokio::sync::OwnedSemaphorePermit;

/// A place among those at work. Whoever does the work holds it until the work has ended, whether or not somebody
/// still reads the answer.
#[derive(Debug, Default)]
pub struct Place {
    _held: Vec<OwnedSemaphorePermit>,
}

impl Place {
    /// A place that gives back these permits. The default one belongs to nobody, for work that competes with none.
    pub fn holding(permits: Vec<OwnedSemaphorePermit>) -> Self {
        Self { _held: permits }
    }
}
