//! Learns what datasets are about. Run by `cargo xtask train topics` and `cargo xtask bench topics`.
//!
//! `train EXAMPLES FILE` writes the shipped models. `folds EXAMPLES` leaves out one fold of cities after the other, learns
//! from all others, and prints for every dataset of the fold what it is held to be: number of the example, kind, classes
//! best first. `time EXAMPLES` prints the milliseconds a suggestion takes.
//!
//! Examples are JSON lines: `fold` (none for what is no dataset of a city), `title`, `text`, `leave_out` (names of places),
//! `weight`, and the classes by kind: `label` (of the first catalogue), `term` (of the catalogue that is shipped), `theme`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is what it is for"
)]
#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot be made must end"
)]

use hebewerk_hub::ports::{TopicReader, TopicText};
use hebewerk_search::topics::{Example, Features, Learner, Linear, Model, TopicModel, train};
use serde_json::Value;
use std::fs;
use std::time::Instant;

const KINDS: [&str; 3] = ["label", "term", "theme"];

struct Line {
    fold: Option<u64>,
    value: Value,
    features: Features,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["train", examples, file] => {
            let lines = read(examples);
            let model = Model {
                reference_datasets: learned(&lines, "term", None),
                themes: learned(&lines, "theme", None),
            };
            fs::write(file, model.write()).expect("a file");
        }
        ["folds", examples] => folds(&read(examples)),
        ["time", examples] => time(&read(examples)),
        _ => {
            eprintln!("arguments: train EXAMPLES FILE, folds EXAMPLES or time EXAMPLES");
            std::process::exit(2);
        }
    }
}

fn read(file: &str) -> Vec<Line> {
    let text = fs::read_to_string(file).expect("examples");
    text.lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("an example");
            let features = Features::of(
                value["title"].as_str().unwrap_or_default(),
                value["text"].as_str().unwrap_or_default(),
                &texts(&value["leave_out"]),
            );
            Line {
                fold: value["fold"].as_u64(),
                value,
                features,
            }
        })
        .collect()
}

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A model of all that is not in the fold.
fn learned(lines: &[Line], kind: &str, without: Option<u64>) -> Linear {
    let known = lines
        .iter()
        .filter(|line| line.fold.is_none() || line.fold != without);
    let examples: Vec<Example> = known
        .map(|line| Example {
            features: line.features.clone(),
            classes: texts(&line.value[kind]),
            weight: weight(line, kind),
        })
        .filter(|example| !example.classes.is_empty())
        .collect();
    train(&examples, Learner::default())
}

/// A series of one city counts less for its label, but not for its theme: themes are few, and seen often enough.
fn weight(line: &Line, kind: &str) -> f32 {
    if kind == "theme" && line.fold.is_some() {
        return 1.0;
    }
    line.value["weight"].as_f64().unwrap_or(1.0) as f32
}

fn folds(lines: &[Line]) {
    let mut folds: Vec<u64> = lines.iter().filter_map(|line| line.fold).collect();
    folds.sort_unstable();
    folds.dedup();
    for fold in folds {
        for kind in KINDS {
            let model = learned(lines, kind, Some(fold));
            for (number, line) in lines.iter().enumerate() {
                if line.fold == Some(fold) && !texts(&line.value[kind]).is_empty() {
                    let best = model.best(&line.features, 5);
                    let names: Vec<&str> = best.iter().map(|(name, _)| *name).collect();
                    let first = best.first().map_or(0.0, |(_, score)| *score);
                    println!("{number}\t{kind}\t{first:.3}\t{}", names.join("\t"));
                }
            }
        }
    }
}

fn time(lines: &[Line]) {
    let mut took: Vec<f64> = Vec::new();
    for line in lines {
        let began = Instant::now();
        let topics = TopicModel.topics(&TopicText {
            title: line.value["title"].as_str().unwrap_or_default(),
            text: line.value["text"].as_str().unwrap_or_default(),
            ..TopicText::default()
        });
        std::hint::black_box(topics);
        took.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    // The first reads the models.
    took.drain(..1.min(took.len()));
    took.sort_by(f64::total_cmp);
    for share in [50, 99, 100] {
        let at = took.len().saturating_sub(1) * share / 100;
        println!("{:.3}", took.get(at).copied().unwrap_or(f64::NAN));
    }
}
