//! Row groups encoded on several threads and taken over in their order.

use crate::rows::failed;
use crate::rows::group::{Encoded, Group, GroupEncoder};
use hebewerk_hub::ports::RowsError;
use std::collections::VecDeque;
use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Scope};

/// More threads than this only fill the memory: reading cannot feed them.
const MOST_THREADS: usize = 8;

type Answer = Result<Encoded, RowsError>;

struct Job {
    group: Group,
    answer: SyncSender<Answer>,
}

/// Threads that encode; they end with it.
pub(crate) struct Encoders {
    jobs: Sender<Job>,
    /// In the order in which groups were handed over.
    answers: VecDeque<Receiver<Answer>>,
    at_once: usize,
}

/// Where the threads fetch their work.
pub(crate) struct Work(Mutex<Receiver<Job>>);

impl Encoders {
    /// A hall without threads yet, and the door through which they get their work.
    pub(crate) fn new() -> (Self, Work) {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let (jobs, work) = channel();
        let encoders = Self {
            jobs,
            answers: VecDeque::new(),
            at_once: threads.min(MOST_THREADS),
        };
        (encoders, Work(Mutex::new(work)))
    }

    /// Starts the threads.
    pub(crate) fn start<'scope>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        encoder: &'scope GroupEncoder,
        work: &'scope Work,
    ) -> Result<(), RowsError> {
        for _ in 0..self.at_once {
            thread::Builder::new()
                .name("encode-rows".to_owned())
                .spawn_scoped(scope, || work.run(encoder))
                .map_err(|error| failed("written", error))?;
        }
        Ok(())
    }

    /// Hands a group over. Gives back the oldest one where as many are on their way as memory is meant for.
    pub(crate) fn encode(&mut self, group: Group) -> Result<Option<Encoded>, RowsError> {
        let (answer, receiver) = sync_channel(1);
        // A send fails only when all threads have ended; then nobody answers either.
        drop(self.jobs.send(Job { group, answer }));
        self.answers.push_back(receiver);
        if self.answers.len() > self.at_once {
            return self.next();
        }
        Ok(None)
    }

    /// The oldest group on its way; none when all are back.
    pub(crate) fn next(&mut self) -> Result<Option<Encoded>, RowsError> {
        let Some(answer) = self.answers.pop_front() else {
            return Ok(None);
        };
        match answer.recv() {
            Ok(encoded) => encoded.map(Some),
            Err(_gone) => Err(failed("written", io::Error::other("an encoder ended"))),
        }
    }
}

impl Work {
    fn run(&self, encoder: &GroupEncoder) {
        loop {
            // A thread that fell while it waited left nothing half done.
            let job = self.0.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Job { group, answer }) = job else {
                return;
            };
            // Whoever does not wait any more needs no answer.
            drop(answer.send(encoder.encode(&group)));
        }
    }
}
