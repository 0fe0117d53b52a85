//! `hebewerk bridges`: what fits together in a folder, without a hub. A stable contract for other tools.

mod document;
mod keys;
pub(crate) mod link;
mod matching;
mod people;
mod places;
mod queries;
mod reading;
mod steps;

use crate::cli::BridgesArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::output;
use crate::sources;
use document::Suggestion;
use hebewerk_bridge::Limits;
use hebewerk_words::{Value, t_with};
use queries::Query;
use reading::{Folder, Unread};

/// Answers for a column where nothing else was said.
const USUAL_TOP: usize = 10;

/// Reads a folder and tells what fits together.
pub(crate) fn run(context: &Context, args: &BridgesArgs) -> anyhow::Result<Done> {
    let files = sources::files(std::slice::from_ref(&args.folder))?;
    let queries = args.queries.as_deref().map(queries::read).transpose()?;
    let (folder, unread) = reading::read(&files)?;
    let mut done = Done::Whole;
    for Unread { source, error } in &unread {
        let values = [
            ("source", Value::from(source.as_str())),
            ("error", Value::from(error.as_str())),
        ];
        output::note(&t_with(context.language, "cli-bridges-unread", &values));
        done = Done::WithDamage;
    }
    let suggestions = match &queries {
        Some(queries) => {
            let (found, unknown) = answers(&folder, queries, args);
            for query in unknown {
                let values = [
                    ("file", Value::from(query.file.as_str())),
                    ("column", Value::from(query.column.as_str())),
                ];
                output::note(&t_with(context.language, "cli-bridges-unknown", &values));
                done = Done::WithDamage;
            }
            found
        }
        None => all(&folder, args)?,
    };
    if args.output.json {
        let list: Vec<_> = suggestions
            .iter()
            .filter_map(|it| document::json(&folder, it, args.examples))
            .collect();
        output::json(&list)?;
    } else {
        people::print(context.language, &folder, &suggestions, args.examples)?;
    }
    Ok(done)
}

/// All bridges of the folder, the best first.
fn all(folder: &Folder, args: &BridgesArgs) -> anyhow::Result<Vec<Suggestion>> {
    let (mut bridges, wishes) = folder.collection.bridges();
    bridges.extend(keys::bridges(folder, &wishes)?);
    let matched = matching::suggestions(folder, &bridges, args.rows)?;
    let climbed = steps::suggestions(folder, &bridges)?;
    let on_the_map = places::suggestions(folder, &bridges)?;
    let mut all: Vec<Suggestion> = bridges.into_iter().map(Suggestion::found).collect();
    all.extend(matched);
    all.extend(climbed);
    all.extend(on_the_map);
    all.sort_by(|one, two| {
        let (one, two) = (&one.bridge, &two.bridge);
        two.score
            .total_cmp(&one.score)
            .then_with(|| (&one.left, &one.right).cmp(&(&two.left, &two.right)))
    });
    all.truncate(args.top.unwrap_or(usize::MAX));
    Ok(all)
}

/// The columns akin to each that was asked about, and the questions about columns that are not there.
fn answers<'a>(
    folder: &Folder,
    queries: &'a [Query],
    args: &BridgesArgs,
) -> (Vec<Suggestion>, Vec<&'a Query>) {
    let most = args.top.unwrap_or(USUAL_TOP);
    let limits = Limits {
        most,
        candidates: Limits::default().candidates.max(most.saturating_mul(4)),
    };
    let mut suggestions = Vec::new();
    let mut unknown = Vec::new();
    for query in queries {
        let Some((table, column)) = folder.column(&query.file, &query.column) else {
            unknown.push(query);
            continue;
        };
        for akin in folder.collection.akin(table, column, &limits) {
            if let Some(bridge) = akin.told(&folder.collection) {
                suggestions.push(Suggestion::answer(bridge, query.clone()));
            }
        }
    }
    (suggestions, unknown)
}
