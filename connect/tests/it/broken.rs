//! Networks that break: whatever happens to one answer, what comes is the whole, or an error.

use crate::fetching::Fetching;
use crate::server::{Answer, Request, Server};
use crate::{ckan, ogc_features, sensorthings, wfs};
use std::time::Duration;

/// A connector and a server it understands.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    usual: fn(&Request) -> Answer,
    fetching: fn(&Server) -> Fetching,
    /// Answers to a whole fetch.
    answers: usize,
}

const CASES: [Case; 4] = [
    Case {
        name: "wfs",
        usual: wfs::usual,
        fetching: wfs::fetching,
        answers: 6,
    },
    Case {
        name: "ogc_features",
        usual: ogc_features::usual,
        fetching: ogc_features::fetching,
        answers: 3,
    },
    Case {
        name: "ckan",
        usual: ckan::usual,
        fetching: ckan::fetching,
        answers: 2,
    },
    Case {
        name: "sensorthings",
        usual: sensorthings::usual,
        fetching: sensorthings::fetching,
        answers: 3,
    },
];

/// What becomes of an answer on its way.
#[derive(Debug, Clone, Copy)]
enum Breakage {
    Reset,
    Half,
    LongerThanItIs,
    Busy,
    ServerError,
    Silent,
}

const BREAKAGES: [Breakage; 6] = [
    Breakage::Reset,
    Breakage::Half,
    Breakage::LongerThanItIs,
    Breakage::Busy,
    Breakage::ServerError,
    Breakage::Silent,
];

fn broken(answer: Answer, breakage: Breakage) -> Answer {
    match breakage {
        Breakage::Reset => Answer::status(0, ""),
        Breakage::Half => answer.halved(),
        Breakage::LongerThanItIs => answer.promising_more(),
        Breakage::Busy => Answer::status(429, "").with("retry-after", "0"),
        Breakage::ServerError => Answer::status(503, ""),
        Breakage::Silent => answer.silent_after(3),
    }
}

/// Fetches from a server whose answer number `from` and up to `until` is broken.
async fn fetch(
    case: Case,
    breakage: Breakage,
    (from, until): (usize, usize),
) -> Result<String, &'static str> {
    let server = Server::start(move |request, before| {
        let answer = (case.usual)(request);
        if (from..until).contains(&before) {
            broken(answer, breakage)
        } else {
            answer
        }
    })
    .await;
    let fetching = (case.fetching)(&server).time(Duration::from_secs(20));
    match fetching.run().await {
        Ok(brought) => Ok(brought.unwrap().text),
        Err(error) => {
            assert!(error.passing, "{} {breakage:?}: {error:?}", case.name);
            Err(error.code)
        }
    }
}

async fn whole(case: Case) -> String {
    let server = Server::start(move |request, _before| (case.usual)(request)).await;
    (case.fetching)(&server).file().await.text
}

#[tokio::test]
async fn one_broken_answer_is_asked_for_again_or_ends_the_fetch() {
    let mut fetches = tokio::task::JoinSet::new();
    for case in CASES {
        let expected = whole(case).await;
        for breakage in BREAKAGES {
            for at in 0..case.answers {
                let expected = expected.clone();
                fetches.spawn(async move {
                    let brought = fetch(case, breakage, (at, at + 1)).await;
                    let is_file = case.name == "ckan" && at == 1;
                    match brought {
                        Ok(text) => assert_eq!(text, expected, "{} {breakage:?} {at}", case.name),
                        // Nobody waits for ever; and half a file without a mark is never taken for the first half.
                        Err("fetch_timeout") if matches!(breakage, Breakage::Silent) => {}
                        Err("fetch_cut_off") if is_file => {}
                        Err(code) => panic!("{} {breakage:?} {at}: {code}", case.name),
                    }
                });
            }
        }
    }
    while let Some(done) = fetches.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn what_stays_broken_is_an_error_and_no_file() {
    let mut fetches = tokio::task::JoinSet::new();
    for case in CASES {
        for breakage in BREAKAGES {
            let last = case.answers - 1;
            fetches.spawn(async move {
                let brought = fetch(case, breakage, (last, usize::MAX)).await;
                assert!(brought.is_err(), "{} {breakage:?}: {brought:?}", case.name);
            });
        }
    }
    while let Some(done) = fetches.join_next().await {
        done.unwrap();
    }
}
