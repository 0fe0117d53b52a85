//! Questions of people who know no SQL: by clicks or by keyboard only, few of them, and right.
//!
//! Each answer is compared with one computed from statements written by hand, which know nothing of steps.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

mod tasks;

use tasks::{Task, tasks};

/// Actions a task may need.
const MOST_ACTIONS: u64 = 15;

#[test]
fn tasks_of_people_who_know_no_sql_take_few_clicks_and_are_answered_rightly() -> Result<()> {
    let home = Home::empty()?;
    let demo = home.done(["demo", "--small", "--no-serve"])?;
    home.done(["bridge", "find"])?;
    let text = demo.text();
    let line = text.lines().find(|line| line.contains("jana.brinkmann"));
    let mut words = line.context("the demo has a planner")?.split_whitespace();
    let (email, password) = (words.next(), words.next());
    let server = Server::start(&home)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tasks = tasks();
    let steps: Vec<Value> = tasks
        .iter()
        .map(|task| {
            json!({ "name": task.name, "keyboard": task.keyboard, "png": task.png, "steps": task.steps })
        })
        .collect();
    let plan = json!({
        "base": server.base,
        "folder": root.join("target/screenshots"),
        "email": email,
        "password": password,
        "tasks": steps,
    });
    let plan = home.write("analysis.json", plan.to_string())?;
    let output = Command::new("node")
        .arg(root.join("e2e/browser/analysis.mjs"))
        .arg(plan)
        .env("HEBEWERK_NODE_MODULES", root.join("web"))
        .output()
        .context("node does not start")?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(
        output.status.success(),
        "{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    server.stop()?;
    let mut lines = told.lines();
    for task in &tasks {
        let line = lines
            .next()
            .with_context(|| format!("{}: no answer", task.name))?;
        let found: Value = serde_json::from_str(line)?;
        compare(&home, task, &found).with_context(|| format!("{}: {line}", task.name))?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the number of actions is a figure")]
fn compare(home: &Home, task: &Task, found: &Value) -> Result<()> {
    let actions = found["actions"].as_u64().context("actions are counted")?;
    let by = if task.keyboard { "keyboard" } else { "mouse" };
    println!(
        "{} by {by}: {actions} actions; {}",
        task.name, found["finding"]
    );
    ensure!(actions <= MOST_ACTIONS, "{actions} actions");
    let expected = home.sql(task.sql)?;
    let expected = expected.as_array().context("rows")?;
    let rows = found["rows"].as_array().context("a table")?;
    ensure!(!expected.is_empty(), "the statement finds nothing");
    ensure!(
        rows.len() == expected.len(),
        "{} rows instead of {}",
        rows.len(),
        expected.len()
    );
    for (row, expected) in rows.iter().zip(expected) {
        let cells = row.as_array().context("cells")?;
        let values: Vec<&Value> = expected.as_object().context("a row")?.values().collect();
        ensure!(cells.len() == values.len(), "{row} instead of {expected}");
        for (cell, value) in cells.iter().zip(values) {
            let cell = cell.as_str().context("text")?;
            ensure!(fits(cell, value), "{cell} instead of {value} in {expected}");
        }
    }
    Ok(())
}

/// Whether a cell of a German page says a value; numbers are shown with two decimals at most.
fn fits(cell: &str, value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let shown: Option<f64> = cell.replace('.', "").replace(',', ".").parse().ok();
            let wanted = number.as_f64().unwrap_or(f64::NAN);
            let places = cell.split_once(',').map_or(0, |(_, places)| places.len());
            let last = 0.5 / 10_f64.powi(places as i32) + 1e-9;
            let exact = number.is_i64() && cell.split_once(',').is_none();
            shown.is_some_and(|shown| {
                let apart = (shown - wanted).abs();
                if exact {
                    apart == 0.0
                } else {
                    apart <= last.min(0.5)
                }
            })
        }
        Value::String(text) => text.parse::<f64>().map_or(cell == text, |_number| {
            fits(cell, &serde_json::from_str(text).unwrap_or(Value::Null)) || cell == text
        }),
        Value::Null => cell == "–" || cell == "ohne Angabe",
        other => format!("{other}") == cell,
    }
}
