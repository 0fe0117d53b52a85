use crate::city::{City, LIMITS, begin, question};
use futures::{StreamExt, TryStreamExt};
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_hub::ports::{AskError, Engine as _, Limits, Measured, Place, Question};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::time::timeout;

#[tokio::test]
async fn a_worker_answers_like_this_process() {
    let city = City::with_workers();
    let here = Engine::new(&city.lake, WorkerMode::InProcess).unwrap();
    let trees = [city.trees(20_000).await];
    for sql in [
        "select 1",
        "select * from umwelt.baum order by nummer",
        "select bezirk, count(*) as zahl, sum(hoehe) from umwelt.baum group by bezirk order by bezirk",
        "select * from umwelt.baum where false",
        "select cast(baumart as bigint) from umwelt.baum",
        "select wrong from umwelt.baum",
        "select nummer, 1 / (nummer - 15000) from umwelt.baum order by nummer",
    ] {
        let mut outcomes = Vec::new();
        for engine in [&city.engine, &here] {
            outcomes.push(match begin(engine, &trees, question(sql, LIMITS)).await {
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

/// More rows than anybody will read.
fn endless(time: Duration, place: Place) -> Question {
    let limits = Limits {
        time,
        rows: u64::MAX,
        ..LIMITS
    };
    Question {
        place,
        ..question("select a.*, b.* from umwelt.baum a, umwelt.baum b", limits)
    }
}

/// One place, taken.
fn taken() -> (Arc<Semaphore>, Place) {
    let places = Arc::new(Semaphore::new(1));
    let permit = Arc::clone(&places).try_acquire_owned().unwrap();
    (places, Place::holding(vec![permit]))
}

#[tokio::test]
async fn a_reader_who_stops_reading_loses_worker_and_place_at_the_deadline() {
    let city = City::with_workers();
    let trees = [city.trees(3_000).await];
    let (places, place) = taken();
    let mut answer = begin(&city.engine, &trees, endless(Duration::from_secs(3), place))
        .await
        .unwrap();
    assert!(answer.batches.next().await.unwrap().is_ok());
    let free = timeout(Duration::from_secs(30), places.acquire()).await;
    assert!(free.is_ok(), "the place is held for ever");
    // What was computed ahead is still there; then the reader is told that the rest is missing.
    let rest: Vec<_> = answer.batches.collect().await;
    assert!(rest.len() < 5, "{}", rest.len());
    let last = rest.into_iter().next_back().unwrap();
    assert_eq!(last.err(), Some(AskError::Timeout { seconds: 3 }));
}

#[tokio::test]
async fn a_question_nobody_waits_for_any_more_gives_its_place_back() {
    let city = City::with_workers();
    let trees = [city.trees(3_000).await];
    for step in ["read", "answered"] {
        let (places, place) = taken();
        let question = endless(LIMITS.time, place);
        if step == "read" {
            drop(city.engine.read(question).await.unwrap());
        } else {
            drop(begin(&city.engine, &trees, question).await.unwrap());
        }
        let free = timeout(Duration::from_secs(30), places.acquire()).await;
        assert!(free.is_ok(), "{step}: the place is held for ever");
    }
}

#[tokio::test]
async fn reading_that_would_take_hours_is_ended_and_said_to_be_too_large() {
    let city = City::with_workers();
    let sql = format!("select {}", "x-not-b.".repeat(30));
    let error = city.engine.read(question(&sql, LIMITS)).await.err();
    let what = Measured::ReadingSeconds;
    assert_eq!(error, Some(AskError::TooLarge { what, limit: 2 }));
}

#[tokio::test]
async fn an_answer_that_breaks_off_does_not_look_whole() {
    let city = City::new();
    let WorkerMode::Process {
        executable,
        mut arguments,
        ..
    } = crate::worker_process::mode()
    else {
        panic!("the mode is a process");
    };
    // Ends with success, but before its answer does.
    let cut = "\"$0\" \"$@\" | /usr/bin/dd bs=4096 count=1000 status=none";
    let before = ["-c", cut, executable.to_str().unwrap()].map(str::to_owned);
    arguments.splice(0..0, before);
    let mode = WorkerMode::Process {
        executable: "/bin/sh".into(),
        arguments,
        keeps_one_ready: false,
    };
    let engine = Engine::new(&city.lake, mode).unwrap();
    let trees = [city.trees(3_000).await];
    let question = endless(LIMITS.time, Place::default());
    let answer = begin(&engine, &trees, question).await.unwrap();
    let rows: Vec<_> = answer.batches.collect().await;
    let last = rows.into_iter().next_back().unwrap();
    assert_eq!(last.err(), Some(AskError::Internal));
}

/// Numbers of processes whose command line holds this.
fn processes_with(sign: &str) -> Vec<u32> {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let lines = processes.filter_map(|entry| {
        let folder = entry.ok()?.path();
        let line = std::fs::read_to_string(folder.join("cmdline")).ok()?;
        let number = folder.file_name()?.to_str()?.parse().ok()?;
        Some((number, line))
    });
    let ours = lines.filter(|(_, line)| line.contains(sign));
    ours.map(|(number, _)| number).collect()
}

/// Workers whose command lines hold a sign.
fn signed(sign: &str, keeps_one_ready: bool) -> WorkerMode {
    let WorkerMode::Process {
        executable,
        mut arguments,
        ..
    } = crate::worker_process::mode()
    else {
        panic!("the mode is a process");
    };
    arguments.extend(["--skip", sign].map(str::to_owned));
    WorkerMode::Process {
        executable,
        arguments,
        keeps_one_ready,
    }
}

#[tokio::test]
async fn dropping_an_answer_ends_its_worker() {
    let city = City::new();
    let sign = format!("dropped-by-{}", std::process::id());
    let engine = Engine::new(&city.lake, signed(&sign, false)).unwrap();
    let trees = [city.trees(3_000).await];
    let (places, place) = taken();
    let mut answer = begin(&engine, &trees, endless(LIMITS.time, place))
        .await
        .unwrap();
    assert!(answer.batches.next().await.unwrap().is_ok());
    assert_eq!(processes_with(&sign).len(), 1);
    drop(answer);
    let free = timeout(Duration::from_secs(30), places.acquire()).await;
    assert!(free.is_ok(), "the place is held for ever");
    assert_eq!(processes_with(&sign), [] as [u32; 0], "a worker lives on");
}

#[tokio::test]
async fn a_worker_kept_ready_answers_one_question_and_another_one_waits() {
    let city = City::new();
    let sign = format!("kept-ready-by-{}", std::process::id());
    let engine = Engine::new(&city.lake, signed(&sign, true)).unwrap();
    let trees = [city.trees(3_000).await];
    let waiting = async || {
        for _turn in 0..600 {
            if let [one] = processes_with(&sign)[..] {
                return one;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?} wait", processes_with(&sign));
    };
    let mut seen = Vec::new();
    // A question that comes while the next worker is still being told where the data lie starts one of its own.
    for _time in 0..20 {
        let sql = "select count(*) from umwelt.baum";
        let answer = begin(&engine, &trees, question(sql, LIMITS)).await.unwrap();
        let rows: Vec<_> = answer.batches.try_collect().await.unwrap();
        assert_eq!(rows[0].num_rows(), 1);
        seen.push(waiting().await);
        seen.dedup();
        if seen.len() == 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(seen.len(), 3, "the worker that waits is never asked");
    let last = seen[2];
    // One that has died meanwhile is no reason to fail.
    let ended = std::process::Command::new("kill")
        .arg(last.to_string())
        .status();
    assert!(ended.unwrap().success());
    for _turn in 0..600 {
        if !processes_with(&sign).contains(&last) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let question = question("select 1", LIMITS);
    assert!(begin(&engine, &[], question).await.is_ok());
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
    let ask = async |executable: &str| {
        let mode = WorkerMode::Process {
            executable: executable.into(),
            arguments: Vec::new(),
            keeps_one_ready: false,
        };
        let engine = Engine::new(&city.lake, mode).unwrap();
        let limits = Limits {
            time: Duration::from_secs(1),
            ..LIMITS
        };
        engine.read(question("select 1", limits)).await.err()
    };
    for executable in ["/bin/true", "/bin/false", "/does/not/exist"] {
        assert_eq!(
            ask(executable).await,
            Some(AskError::Internal),
            "{executable}"
        );
    }
    // Repeats our words and never ends.
    assert_eq!(
        ask("/bin/cat").await,
        Some(AskError::Timeout { seconds: 1 })
    );
}
