use crate::city::{City, LIMITS};
use futures::StreamExt;
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_hub::ports::{AskError, Engine as _, Limits, Question};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_worker_answers_like_this_process() {
    let city = City::with_workers();
    let here = Engine::new(&city.lake, WorkerMode::InProcess).unwrap();
    let trees = city.trees(20_000).await;
    for sql in [
        "select 1",
        "select * from umwelt.baum order by nummer",
        "select bezirk, count(*) as zahl, sum(hoehe) from umwelt.baum group by bezirk order by bezirk",
        "select * from umwelt.baum where false",
        "select cast(baumart as bigint) from umwelt.baum",
        "select wrong from umwelt.baum",
        "select nummer, 1 / (nummer - 15000) from umwelt.baum order by nummer",
    ] {
        let question = || Question {
            sql: sql.to_owned(),
            tables: if sql.contains("baum") {
                vec![trees.clone()]
            } else {
                Vec::new()
            },
            limits: LIMITS,
        };
        let mut outcomes = Vec::new();
        for engine in [&city.engine, &here] {
            outcomes.push(match engine.ask(question()).await {
                Ok(answer) => crate::city::lines(answer).await,
                Err(error) => Err(error),
            });
        }
        assert_eq!(outcomes[0], outcomes[1], "{sql}");
    }
}

#[tokio::test]
async fn a_worker_that_takes_too_long_is_ended() {
    let city = City::with_workers();
    let trees = [city.trees(40_000).await];
    let cross = "select count(*) from umwelt.baum a, umwelt.baum b where sin(a.umfang * b.umfang) + a.umfang > 99";
    let limits = Limits {
        time: Duration::from_secs(2),
        ..LIMITS
    };
    let begin = Instant::now();
    let error = city.ask_within(cross, &trees, limits).await.unwrap_err();
    assert_eq!(error, AskError::Timeout { seconds: 2 });
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );
}

/// Child processes of this one that are still there.
fn children() -> usize {
    let own = std::process::id().to_string();
    std::fs::read_dir("/proc").map_or(0, |processes| {
        processes
            .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("stat")).ok())
            .filter(|stat| {
                let behind_name = stat.rsplit(") ").next().unwrap_or_default();
                behind_name.split(' ').nth(1) == Some(own.as_str()) && stat.contains("(it-")
            })
            .count()
    })
}

#[tokio::test]
async fn dropping_an_answer_ends_its_worker() {
    let city = City::with_workers();
    let trees = city.trees(3_000).await;
    let question = Question {
        sql: "select a.*, b.* from umwelt.baum a, umwelt.baum b".to_owned(),
        tables: vec![trees],
        limits: Limits {
            rows: u64::MAX,
            ..LIMITS
        },
    };
    let before = children();
    let mut answer = city.engine.ask(question).await.unwrap();
    assert!(answer.batches.next().await.unwrap().is_ok());
    drop(answer);
    let deadline = Instant::now() + Duration::from_secs(10);
    while children() > before && Instant::now() < deadline {
        tokio::task::yield_now().await;
    }
    assert!(children() <= before, "a worker lives on");
}

#[tokio::test]
async fn memory_beyond_the_limit_ends_the_worker_and_not_us() {
    let city = City::with_workers();
    let trees = [city.trees(10_000).await];
    // Doubling through subqueries: no single function asks for much, and no pool sees it.
    let mut sql = "select geometrie as t0 from umwelt.baum where nummer < 9000".to_owned();
    for level in 0..18 {
        let next = level + 1;
        sql = format!("select concat(t{level}, t{level}, random()::text) as t{next} from ({sql})");
    }
    let error = city
        .ask(&format!("select max(length(t18)) from ({sql})"), &trees)
        .await
        .unwrap_err();
    assert!(
        matches!(error, AskError::Memory | AskError::Timeout { .. }),
        "{error:?}"
    );
    assert_eq!(city.ask("select 1", &[]).await.unwrap(), ["1"]);
}

#[tokio::test]
async fn a_program_that_is_no_worker_is_our_fault() {
    let city = City::new();
    for executable in ["/bin/true", "/bin/false", "/does/not/exist", "/bin/cat"] {
        let mode = WorkerMode::Process {
            executable: executable.into(),
            arguments: Vec::new(),
        };
        let engine = Engine::new(&city.lake, mode).unwrap();
        let question = Question {
            sql: "select 1".to_owned(),
            tables: Vec::new(),
            limits: LIMITS,
        };
        assert_eq!(
            engine.ask(question).await.err(),
            Some(AskError::Internal),
            "{executable}"
        );
    }
}
