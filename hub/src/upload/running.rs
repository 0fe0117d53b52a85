//! What goes on in the background, in memory: looks at files, and files on their way into the hub.

use super::draft::Draft;
use super::look::{Looking, Sight};
use super::outcome::Standing;
use super::receive::Arriving;
use super::staged::StagedId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// Whole files looked at at once: more would only make all of them slower.
const PLACES: usize = 2;
/// Looks remembered.
const LOOKS: usize = 100;

/// What goes on in the background.
pub(crate) struct Running {
    looks: Mutex<HashMap<StagedId, Looking>>,
    hand_overs: Mutex<HashMap<StagedId, watch::Receiver<Standing>>>,
    pub(super) places: Arc<Semaphore>,
    pub(super) arriving: Arriving,
    /// Handing over, throwing away and sweeping, one after the other.
    pub(super) turn: tokio::sync::Mutex<()>,
}

impl Default for Running {
    fn default() -> Self {
        Self {
            looks: Mutex::default(),
            hand_overs: Mutex::default(),
            places: Arc::new(Semaphore::new(PLACES)),
            arriving: Arriving::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }
}

impl Running {
    /// The look at a file under this draft; `sight` becomes it if there is none yet, and the caller begins it.
    pub(super) fn look_or(
        &self,
        id: StagedId,
        draft: &Draft,
        sight: watch::Receiver<Sight>,
    ) -> (watch::Receiver<Sight>, bool) {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = looks.get(&id)
            && known.draft.recipe == draft.recipe
        {
            return (known.sight.clone(), false);
        }
        let number = looks.values().map(|known| known.number + 1).max();
        let looking = Looking {
            draft: draft.clone(),
            sight: sight.clone(),
            number: number.unwrap_or_default(),
        };
        looks.insert(id, looking);
        while looks.len() > LOOKS {
            let oldest = looks.iter().min_by_key(|(_id, known)| known.number);
            let Some(oldest) = oldest.map(|(id, _known)| *id) else {
                break;
            };
            looks.remove(&oldest);
        }
        (sight, true)
    }

    pub(super) fn forget_look(&self, id: StagedId) {
        self.looks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    }

    pub(super) fn is_handing_over(&self, id: StagedId) -> bool {
        self.standing(id).is_some()
    }

    /// How far a file is on its way into the hub, if it is on its way.
    pub(super) fn standing(&self, id: StagedId) -> Option<Standing> {
        self.hand_overs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .map(|standing| standing.borrow().clone())
    }

    /// The end of a hand-over, to wait for.
    pub(super) fn hand_over(&self, id: StagedId) -> Option<watch::Receiver<Standing>> {
        self.hand_overs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned()
    }

    pub(super) fn begin_hand_over(&self, id: StagedId, standing: watch::Receiver<Standing>) {
        self.hand_overs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, standing);
    }

    pub(super) fn end_hand_over(&self, id: StagedId) {
        self.hand_overs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    }
}
