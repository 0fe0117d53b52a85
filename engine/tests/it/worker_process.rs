//! This test program as a worker: started again with one test that answers a question and ends.

use hebewerk_engine::{WorkerMode, worker};
use std::io::{stderr, stdin, stdout};
use std::process::ExitCode;

/// An argument the test harness ignores and that tells this test that it is the worker.
const SIGN: &str = "run-as-worker";

pub(crate) fn mode() -> WorkerMode {
    let arguments = [
        "worker_process::this_program_started_with_a_sign_is_a_worker",
        "--exact",
        "--nocapture",
        "--skip",
        SIGN,
    ];
    WorkerMode::Process {
        executable: std::env::current_exe().unwrap(),
        arguments: arguments.map(str::to_owned).to_vec(),
        keeps_one_ready: false,
    }
}

#[test]
fn this_program_started_with_a_sign_is_a_worker() {
    if !std::env::args().any(|argument| argument == SIGN) {
        let WorkerMode::Process { executable, .. } = mode() else {
            panic!("the mode is a process");
        };
        assert!(executable.is_absolute());
        return;
    }
    let code = worker::run(stdin().lock(), stdout(), stderr());
    std::process::exit(i32::from(code != ExitCode::SUCCESS));
}
