use super::*;
use std::path::PathBuf;

fn file(path: &str, bytes: u64) -> SeenFile {
    SeenFile {
        organisation_dir: "umwelt".to_owned(),
        relative_path: path.to_owned(),
        absolute: PathBuf::from(path),
        bytes,
        modified: None,
    }
}

fn look(files: &[SeenFile]) -> Look {
    Look {
        files: files.to_vec(),
        blind: Vec::new(),
    }
}

/// A memory under test, whose hub answers at once.
struct Watched {
    memory: FolderMemory,
    answer: Answer,
    wholeness: Wholeness,
}

impl Watched {
    fn new(known: &[&str]) -> Self {
        let known = known.iter().map(|path| format!("umwelt/{path}"));
        Self {
            memory: FolderMemory::new(timing(), known),
            answer: Answer::Done,
            wholeness: Wholeness::Whole,
        }
    }

    fn at(&mut self, seconds: u64, files: &[SeenFile]) -> Vec<String> {
        self.look(seconds, &look(files))
    }

    fn look(&mut self, seconds: u64, look: &Look) -> Vec<String> {
        let now = Duration::from_secs(seconds);
        let wholeness = self.wholeness;
        let changes = self.memory.observe(look, now, &mut |_| wholeness);
        for change in &changes {
            if let Some(key) = change.key() {
                self.memory.answer(&key, self.answer, now);
            }
        }
        changes.into_iter().map(words).collect()
    }

    fn pause(&self, seconds: u64) -> u64 {
        self.memory.pause(Duration::from_secs(seconds)).as_secs()
    }
}

fn words(change: FolderChange) -> String {
    match change {
        FolderChange::Arrived { relative_path, .. } => format!("+{relative_path}"),
        FolderChange::Vanished { relative_path, .. } => format!("-{relative_path}"),
        FolderChange::Held { missing, of } => format!("held {} of {of}", missing.len()),
        FolderChange::Released => "released".to_owned(),
    }
}

fn timing() -> FolderTiming {
    FolderTiming {
        settle: Duration::from_secs(2),
        rescan: Duration::from_secs(30),
        grace: Duration::from_mins(3),
        patience: Duration::from_mins(5),
    }
}

fn files(numbers: std::ops::Range<u32>) -> Vec<SeenFile> {
    numbers.map(|n| file(&format!("{n}.csv"), 1)).collect()
}

#[test]
fn a_file_arrives_once_when_it_has_stopped_growing() {
    let mut watched = Watched::new(&[]);
    assert!(watched.at(0, &[file("a.csv", 1)]).is_empty());
    assert!(watched.at(1, &[file("a.csv", 2)]).is_empty());
    assert_eq!(
        watched.pause(1),
        2,
        "the next look is due when it may have settled"
    );
    assert!(watched.at(2, &[file("a.csv", 2)]).is_empty());
    assert_eq!(watched.at(3, &[file("a.csv", 2)]), ["+a.csv"]);
    assert!(watched.at(9, &[file("a.csv", 2)]).is_empty());
    assert_eq!(watched.pause(9), 30);
}

#[test]
fn a_changed_file_arrives_again() {
    let mut watched = Watched::new(&[]);
    watched.at(0, &[file("a.csv", 1)]);
    watched.at(2, &[file("a.csv", 1)]);
    watched.at(5, &[file("a.csv", 7)]);
    assert_eq!(watched.at(7, &[file("a.csv", 7)]), ["+a.csv"]);
}

#[test]
fn a_file_that_changes_while_it_is_taken_in_arrives_again_afterwards() {
    let mut watched = Watched::new(&[]);
    let memory = &mut watched.memory;
    let see = |memory: &mut FolderMemory, seconds, bytes| {
        let now = Duration::from_secs(seconds);
        let look = look(&[file("a.csv", bytes)]);
        memory.observe(&look, now, &mut |_| Wholeness::Whole).len()
    };
    see(memory, 0, 1);
    assert_eq!(see(memory, 2, 1), 1);
    assert_eq!(see(memory, 3, 9), 0);
    assert_eq!(see(memory, 60, 9), 0, "the first is still under way");
    memory.answer("umwelt/a.csv", Answer::Done, Duration::from_secs(61));
    assert_eq!(see(memory, 62, 9), 1);
}

#[test]
fn what_failed_is_tried_again_at_growing_intervals_until_it_is_done() {
    let mut watched = Watched::new(&[]);
    let one = [file("a.csv", 1)];
    watched.answer = Answer::Failed;
    watched.at(0, &one);
    assert_eq!(watched.at(2, &one), ["+a.csv"]);
    assert!(watched.at(31, &one).is_empty());
    assert_eq!(watched.at(32, &one), ["+a.csv"]);
    assert!(watched.at(91, &one).is_empty());
    watched.answer = Answer::Done;
    assert_eq!(watched.at(92, &one), ["+a.csv"]);
    assert!(watched.at(9_000, &one).is_empty());
}

#[test]
fn a_file_corrected_after_a_failure_need_not_wait() {
    let mut watched = Watched::new(&[]);
    watched.answer = Answer::Failed;
    watched.at(0, &[file("a.csv", 1)]);
    watched.at(2, &[file("a.csv", 1)]);
    watched.at(3, &[file("a.csv", 2)]);
    assert_eq!(watched.at(5, &[file("a.csv", 2)]), ["+a.csv"]);
}

#[test]
fn a_file_that_comes_back_within_the_grace_has_not_vanished() {
    let mut watched = Watched::new(&["a.xlsx", "b.csv"]);
    let rest = file("b.csv", 1);
    watched.at(0, std::slice::from_ref(&rest));
    watched.at(60, std::slice::from_ref(&rest));
    watched.at(120, std::slice::from_ref(&rest));
    watched.at(170, &[file("a.xlsx", 5), rest.clone()]);
    assert_eq!(
        watched.at(172, &[file("a.xlsx", 5), rest.clone()]),
        ["+a.xlsx"]
    );
    watched.at(200, std::slice::from_ref(&rest));
    watched.at(300, std::slice::from_ref(&rest));
    assert!(watched.at(379, std::slice::from_ref(&rest)).is_empty());
    assert_eq!(watched.at(380, std::slice::from_ref(&rest)), ["-a.xlsx"]);
    assert!(watched.at(900, &[rest]).is_empty());
}

#[test]
fn a_single_look_after_a_long_pause_proves_nothing() {
    let mut watched = Watched::new(&["a.csv", "b.csv"]);
    let rest = [file("b.csv", 1)];
    watched.at(0, &rest);
    assert_eq!(watched.at(9_000, &rest), ["+b.csv"]);
    assert_eq!(watched.at(9_060, &rest), ["-a.csv"]);
}

#[test]
fn a_withdrawal_that_failed_is_tried_again() {
    let mut watched = Watched::new(&["a.csv", "b.csv"]);
    let rest = [file("b.csv", 1)];
    for second in [0, 2, 100] {
        watched.at(second, &rest);
    }
    watched.answer = Answer::Failed;
    assert_eq!(watched.at(180, &rest), ["-a.csv"]);
    watched.answer = Answer::Done;
    assert_eq!(watched.at(210, &rest), ["-a.csv"]);
    assert!(watched.at(240, &rest).is_empty());
}

#[test]
fn an_empty_mount_point_withdraws_nothing_until_the_files_are_back() {
    let mut watched = Watched::new(&["a.csv"]);
    for second in [0, 100] {
        assert!(watched.at(second, &[]).is_empty());
    }
    assert_eq!(watched.at(200, &[]), ["held 1 of 1"]);
    assert_eq!(watched.pause(200), 30);
    watched.memory.observe(
        &look(&[file("neu.csv", 1)]),
        Duration::from_secs(201),
        &mut |_| Wholeness::Whole,
    );
    assert_eq!(
        watched.pause(201),
        2,
        "what is new does not wait for what is missing"
    );
    assert_eq!(watched.at(90_000, &[]), ["held 1 of 1"]);
    assert_eq!(watched.at(90_030, &[file("a.csv", 1)]), ["released"]);
}

#[test]
fn more_than_a_fifth_at_once_is_held_and_a_few_are_not() {
    let names: Vec<String> = (0..20).map(|n| format!("{n}.csv")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let check = |left: u32, expect: &[&str]| {
        let mut watched = Watched::new(&names);
        for second in [0, 2, 100] {
            watched.at(second, &files(0..left));
        }
        assert_eq!(watched.at(200, &files(0..left)), expect, "{left} left");
    };
    check(17, &["-17.csv", "-18.csv", "-19.csv"]);
    check(16, &["-16.csv", "-17.csv", "-18.csv", "-19.csv"]);
    check(15, &["held 5 of 20"]);
}

#[test]
fn the_share_of_one_organisation_is_missed_as_a_whole() {
    let mut known: Vec<String> = (0..100).map(|n| format!("umwelt/{n}.csv")).collect();
    known.extend((0..5).map(|n| format!("verkehr/{n}.csv")));
    let mut watched = Watched::new(&[]);
    watched.memory = FolderMemory::new(timing(), known);
    for second in [0, 2, 100] {
        watched.at(second, &files(0..99));
    }
    assert_eq!(watched.at(200, &files(0..99)), ["-99.csv", "held 5 of 105"]);
}

#[test]
fn an_operator_who_withdraws_confirms() {
    let mut watched = Watched::new(&["0.csv", "1.csv", "2.csv", "3.csv", "4.csv"]);
    for second in [0, 2, 100] {
        watched.at(second, &files(0..1));
    }
    assert_eq!(watched.at(200, &files(0..1)), ["held 4 of 5"]);
    watched.memory.forget("umwelt/4.csv");
    assert_eq!(
        watched.at(230, &files(0..1)),
        ["-1.csv", "-2.csv", "-3.csv", "released"]
    );
}

#[test]
fn what_a_look_could_not_show_is_not_missed() {
    let mut watched = Watched::new(&["locked/a.csv", "b.csv", "c.csv"]);
    let blind = Look {
        files: vec![file("c.csv", 1)],
        blind: vec!["umwelt/locked/".to_owned()],
    };
    for second in [0, 2, 100] {
        watched.look(second, &blind);
    }
    assert_eq!(watched.look(200, &blind), ["-b.csv"]);
    assert!(watched.look(90_000, &blind).is_empty());
}

#[test]
fn half_a_file_waits_and_is_taken_in_as_it_is_in_the_end() {
    let mut watched = Watched::new(&[]);
    let one = [file("a.zip", 1)];
    watched.wholeness = Wholeness::Half;
    watched.at(0, &one);
    assert!(watched.at(2, &one).is_empty());
    assert_eq!(
        watched.pause(2),
        30,
        "no look a second for a file that does not change"
    );
    assert!(watched.at(299, &one).is_empty());
    assert_eq!(watched.at(300, &one), ["+a.zip"]);
    assert!(watched.at(9_000, &one).is_empty());
}

#[test]
fn a_file_that_becomes_whole_is_not_kept_waiting() {
    let mut watched = Watched::new(&[]);
    watched.wholeness = Wholeness::Half;
    watched.at(0, &[file("a.zip", 1)]);
    watched.at(2, &[file("a.zip", 1)]);
    watched.wholeness = Wholeness::Whole;
    watched.at(10, &[file("a.zip", 2)]);
    assert_eq!(watched.at(12, &[file("a.zip", 2)]), ["+a.zip"]);
}

#[test]
fn a_text_without_a_last_newline_must_rest_longer() {
    let mut watched = Watched::new(&[]);
    let one = [file("a.csv", 1)];
    watched.wholeness = Wholeness::Unsure;
    watched.at(0, &one);
    assert!(watched.at(2, &one).is_empty());
    assert!(watched.at(9, &one).is_empty());
    assert_eq!(watched.at(10, &one), ["+a.csv"]);
}
