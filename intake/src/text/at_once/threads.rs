//! Pieces read on several threads and taken over in their order.

use super::pieces::{self, Read};
use super::suppose::Supposed;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::{Irregular, PieceReader};
use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// More threads than this only fill the memory: what follows cannot keep up with them.
const MOST_THREADS: usize = 8;

/// Pieces that wait for a thread.
const AHEAD: usize = 2;

type Answer = Result<Read, Irregular>;

struct Job {
    bytes: Vec<u8>,
    answer: SyncSender<Answer>,
}

/// Threads that read; they end with it.
pub(super) struct Readers {
    jobs: Sender<Job>,
    /// In the order in which pieces were handed over.
    answers: VecDeque<Receiver<Answer>>,
    at_once: usize,
}

impl Readers {
    pub(super) fn start(supposed: &Supposed) -> Result<Self, ReadError> {
        let at_once = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(MOST_THREADS);
        let (jobs, work) = channel();
        let work = Arc::new(Mutex::new(work));
        for _ in 0..at_once {
            let (reader, label) = (Arc::clone(&supposed.reader), supposed.opening.label.clone());
            let work = Arc::clone(&work);
            thread::Builder::new()
                .name("read-piece".to_owned())
                .spawn(move || run(&work, &reader, &label))?;
        }
        Ok(Self {
            jobs,
            answers: VecDeque::new(),
            at_once,
        })
    }

    /// Whether another piece may be handed over: some more than there are threads, so that none waits.
    pub(super) fn has_room(&self) -> bool {
        self.answers.len() < self.at_once + AHEAD
    }

    pub(super) fn hand_over(&mut self, bytes: Vec<u8>) {
        let (answer, receiver) = sync_channel(1);
        // A send fails only when all threads have ended; then nobody answers either.
        drop(self.jobs.send(Job { bytes, answer }));
        self.answers.push_back(receiver);
    }

    /// The oldest piece under way; none when all are back.
    pub(super) fn next(&mut self) -> Result<Option<Read>, ReadError> {
        let Some(answer) = self.answers.pop_front() else {
            return Ok(None);
        };
        match answer.recv() {
            Ok(Ok(read)) => Ok(Some(read)),
            Ok(Err(Irregular)) => Err(ReadError::Again),
            // A thread fell over the piece: the long way says what is wrong with it.
            Err(_gone) => Err(ReadError::Again),
        }
    }
}

fn run(work: &Mutex<Receiver<Job>>, reader: &PieceReader, label: &str) {
    loop {
        let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { bytes, answer }) = job else {
            return;
        };
        // Whoever does not wait any more needs no answer.
        drop(answer.send(pieces::read(reader, label, bytes)));
    }
}
