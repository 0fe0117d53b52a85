//! Decisions of a made-up city whose people have a taste that the hub does not know.

use super::{Decision, HeadersAgree, LessonSign, Lessons};
use hebewerk_model::DatasetId;
use uuid::Uuid;

/// A die that always falls alike.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() * most as f64) as usize
    }
}

/// A column of an office: what it means, whether its header says so, and whether anything can be done with it.
#[derive(Clone, Copy)]
struct Column {
    number: usize,
    meaning: Option<&'static str>,
    is_bare: bool,
}

/// A suggestion with what the hub thinks of it and what people do.
struct Suggestion {
    signs: Vec<LessonSign>,
    worth: f64,
    is_useful: bool,
}

fn columns() -> Vec<Column> {
    let meanings = [
        Some("street"),
        Some("street"),
        Some("key"),
        Some("district"),
        None,
    ];
    (0..40)
        .map(|number| Column {
            number,
            meaning: meanings[number % meanings.len()],
            is_bare: number % 7 < 3,
        })
        .collect()
}

fn signs(one: Column, two: Column, meeting: &str, rule: Option<&str>) -> Vec<LessonSign> {
    let column = |column: Column| LessonSign::Column {
        dataset: DatasetId::from_uuid(Uuid::from_u128(column.number as u128)),
        table: "t".to_owned(),
        labels: vec![column.number.to_string()],
    };
    let agreement = if one.is_bare && two.is_bare {
        HeadersAgree::SayNothing
    } else if one.meaning == two.meaning {
        HeadersAgree::Alike
    } else {
        HeadersAgree::Different
    };
    let mut meanings = [one.meaning, two.meaning];
    meanings.sort_unstable();
    vec![
        column(one),
        column(two),
        LessonSign::Agreement(agreement),
        LessonSign::Meanings(meanings[0], meanings[1]),
        LessonSign::Meeting("join", Some(meeting.to_owned())),
        LessonSign::Rule(rule.map(str::to_owned)),
        LessonSign::Across(true),
    ]
}

/// Suggestions of which people like streets and keys, dislike bare numbers and what meets several times, and are not always
/// of one mind. What the hub thinks is near the truth and wrong at times.
fn suggestions(seed: u64, count: usize) -> Vec<Suggestion> {
    let mut dice = Dice(seed * 7_919 + 17);
    let columns = columns();
    (0..count)
        .map(|_| {
            let (one, two) = (columns[dice.below(40)], columns[dice.below(40)]);
            let meeting = ["1:n", "1:1", "n:m"][dice.below(3)];
            let rule = [None, Some("strasse.1"), Some("nullen.1")][dice.below(3)];
            let mut taste = 0.0;
            taste += if one.meaning == two.meaning {
                1.5
            } else {
                -0.5
            };
            taste -= if one.is_bare && two.is_bare { 3.0 } else { 0.0 };
            taste -= if meeting == "n:m" { 1.0 } else { 0.0 };
            let is_useful = dice.next() < 1.0 / (1.0 + f64::exp(-taste));
            let worth = 0.6 + 0.1 * f64::from(u8::from(is_useful)) + 0.25 * (dice.next() - 0.5);
            Suggestion {
                signs: signs(one, two, meeting, rule),
                worth,
                is_useful,
            }
        })
        .collect()
}

/// How often of two suggestions the useful one comes first.
fn in_order(all: &[Suggestion], lessons: &Lessons) -> f64 {
    let worth = |one: &Suggestion| one.worth * lessons.say_of(&one.signs).factor();
    let (mut right, mut pairs) = (0.0, 0.0);
    for useful in all.iter().filter(|one| one.is_useful) {
        for useless in all.iter().filter(|one| !one.is_useful) {
            right += f64::from(u8::from(worth(useful) > worth(useless)));
            pairs += 1.0;
        }
    }
    right / pairs
}

fn decisions(all: &[Suggestion], say: impl Fn(usize, &Suggestion) -> bool) -> Vec<Decision> {
    let decided = all.iter().enumerate();
    decided
        .map(|(place, one)| (one.signs.clone(), say(place, one)))
        .collect()
}

const SEEDS: std::ops::Range<u64> = 1..31;

/// How much better held-out suggestions stand after so many decisions: on average and at worst.
fn gain(decided: usize, say: impl Fn(usize, &Suggestion) -> bool) -> (f64, f64) {
    let gains: Vec<f64> = SEEDS
        .map(|seed| {
            let all = suggestions(seed, decided + 200);
            let (seen, held_out) = all.split_at(decided);
            let lessons = Lessons::fitted(&decisions(seen, &say));
            in_order(held_out, &lessons) - in_order(held_out, &Lessons::default())
        })
        .collect();
    let mean = gains.iter().sum::<f64>() / gains.len() as f64;
    (mean, gains.into_iter().fold(f64::INFINITY, f64::min))
}

#[test]
fn decisions_bring_useful_suggestions_forward_that_nobody_has_decided_on() {
    let (few, few_worst) = gain(15, |_, one| one.is_useful);
    let (some, some_worst) = gain(60, |_, one| one.is_useful);
    println!("15: {few:.3} {few_worst:.3}, 60: {some:.3} {some_worst:.3}");
    assert!(few > 0.015 && few_worst > -0.03, "{few} {few_worst}");
    assert!(some > 0.04 && some_worst > 0.0, "{some} {some_worst}");
}

#[test]
fn no_decision_changes_nothing() {
    let lessons = Lessons::fitted(&[]);
    for one in suggestions(1, 50) {
        let said = lessons.say_of(&one.signs);
        assert!(
            (said.factor() - 1.0).abs() < f64::EPSILON && said.moves_up().is_none(),
            "{said:?}"
        );
    }
}

#[test]
fn decisions_without_a_pattern_do_little_harm() {
    let (mean, worst) = gain(60, |place, _| place % 2 == 0);
    println!("{mean:.3} {worst:.3}");
    assert!(mean > -0.04 && worst > -0.1, "{mean} {worst}");
}

#[test]
fn decisions_that_contradict_each_other_cancel_out() {
    let all = suggestions(3, 40);
    let mut both = decisions(&all, |_, _| true);
    both.extend(decisions(&all, |_, _| false));
    let lessons = Lessons::fitted(&both);
    for one in &all {
        let said = lessons.say_of(&one.signs);
        assert!((said.factor() - 1.0).abs() < 0.02, "{said:?}");
        assert!(said.moves_up().is_none(), "{said:?}");
    }
}

#[test]
fn one_decision_moves_little_and_a_thousand_move_no_further_than_the_bound() {
    let signs = suggestions(5, 1).remove(0).signs;
    let after = |count: usize| {
        let decisions = vec![(signs.clone(), false); count];
        Lessons::fitted(&decisions).say_of(&signs)
    };
    assert!(after(1).factor() > 0.9, "{:?}", after(1));
    assert!(after(6).factor() < 0.8, "{:?}", after(6));
    assert!(after(1_000).factor() >= 0.6, "{:?}", after(1_000));
    let said = after(6);
    assert_eq!(said.moves_up(), Some(false));
    assert_eq!((said.reasons[0].accepted, said.reasons[0].rejected), (0, 6));
}

#[test]
fn a_reason_is_one_that_its_counts_bear_out() {
    for seed in SEEDS {
        let all = suggestions(seed, 120);
        let lessons = Lessons::fitted(&decisions(&all[..60], |_, one| one.is_useful));
        for one in &all[60..] {
            let said = lessons.say_of(&one.signs);
            for reason in &said.reasons {
                assert!(one.signs.contains(&reason.sign));
                assert_eq!(Some(reason.accepted > reason.rejected), said.moves_up());
            }
        }
    }
}
