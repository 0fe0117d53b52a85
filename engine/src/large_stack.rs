//! Threads with room for deep recursion: parsers and planners recurse as deep as a statement is long.

use hebewerk_hub::ports::AskError;
use std::thread;

/// Stack of threads that parse and plan (knowledge: security §2.4: 8 MiB overflow at 5,000 terms, 64 do not).
pub(crate) const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Runs `work` on a thread with a large stack and waits for it. A panic is answered with `panicked`.
pub(crate) fn on_large_stack<T: Send>(
    panicked: AskError,
    work: impl FnOnce() -> Result<T, AskError> + Send,
) -> Result<T, AskError> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("plan".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| {
                tracing::error!(%error, "no thread could be started to plan a statement");
                AskError::Internal
            })?
            .join()
            .unwrap_or(Err(panicked))
    })
}
