//! How a child ended, and what that means to the asker.

use hebewerk_hub::ports::AskError;
use std::process::ExitStatus;

/// The error behind an answer that did not come to its end.
///
/// `said` is the child's stderr: its last line is the error, if the child could still speak. Killed by the system it
/// could not: then the signal tells which limit was met.
pub(crate) fn error_of(status: ExitStatus, said: &str) -> AskError {
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    if let Some(error) = last.and_then(|line| serde_json::from_str(line).ok()) {
        return error;
    }
    let (signal, code) = (signal_of(status), status.code());
    // SIGXCPU: processor time used up, as an asker may do at any time.
    if signal == Some(24) {
        return AskError::Timeout { seconds: 0 };
    }
    tracing::warn!(signal, code, "a worker ended without a word");
    match signal {
        // SIGABRT: an allocation failed. SIGSEGV, SIGBUS: a stack ran over. SIGKILL: the system ran out of memory.
        Some(6 | 7 | 9 | 11) => AskError::Memory,
        _ => AskError::Internal,
    }
}

#[cfg(unix)]
fn signal_of(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.signal()
}

#[cfg(not(unix))]
fn signal_of(_: ExitStatus) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn the_last_line_of_the_child_counts() {
        let status = ExitStatus::from_raw(256);
        assert_eq!(
            error_of(status, "warning\n\n\"computation\"\n"),
            AskError::Internal
        );
        let line = serde_json::to_string(&AskError::Computation).unwrap();
        assert_eq!(
            error_of(status, &format!("warning\n\n{line}\n")),
            AskError::Computation
        );
    }

    #[test]
    fn a_child_that_was_killed_met_a_limit() {
        assert_eq!(error_of(ExitStatus::from_raw(6), ""), AskError::Memory);
        assert!(matches!(
            error_of(ExitStatus::from_raw(24), ""),
            AskError::Timeout { .. }
        ));
        assert_eq!(
            error_of(ExitStatus::from_raw(256), "nonsense"),
            AskError::Internal
        );
    }
}
