//! The page of a dataset for people, and answers that have not changed since.

use anyhow::{Context, Result, ensure};

use super::caller::{Ask, Caller};
use super::callers::measured;
use super::{Bench, rows};
use crate::bench::Figure;
use crate::bench::serve::Server;

const PAGE: &str = "/daten/messen/messwerte";

pub(super) fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let data = rows::hub(bench)?;
    rows::configure(&data, None)?;
    let mut figures = Vec::new();
    for _turn in 0..bench.turns {
        let server = Server::start(&bench.binary, &data)?;
        let port = server.port();
        let page = measured(
            &bench.python,
            port,
            ("page of a dataset", "HTML"),
            |caller, _, _| {
                let asked = caller.ask(Ask {
                    path: PAGE,
                    accept: "text/html",
                    known: None,
                })?;
                ensure!(asked.status == 200, "{PAGE} answered {}", asked.status);
                Ok(())
            },
        )?;
        figures.extend(page);
        let path = format!("{}?sort=wert&limit=100", rows::TABLE);
        let first = Caller::new(port)?.ask(Ask::json(&path))?;
        let tag = first.tag.context("a tag")?;
        let unchanged = measured(
            &bench.python,
            port,
            ("rows that are known", "unchanged"),
            move |caller, _, _| {
                let asked = caller.ask(Ask {
                    known: Some(&tag),
                    ..Ask::json(&path)
                })?;
                ensure!(asked.status == 304, "{path} answered {}", asked.status);
                Ok(())
            },
        )?;
        figures.extend(unchanged);
    }
    Ok(figures)
}
