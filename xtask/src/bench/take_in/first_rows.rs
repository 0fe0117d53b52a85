//! How soon the page of an upload shows first rows: the text and the workbook, sent to a hub of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::super::{Figure, machine};
use super::{Bench, profile};
use crate::checkout::read;

const UPLOADS: &str = include_str!("first_rows.py");

impl Bench<'_> {
    /// Seconds from the last byte sent to the first rows seen, and to the end of reading.
    pub(super) fn first_rows(&self, files: [(&str, &Path); 2]) -> Result<Vec<Figure>> {
        let mut best = [[f64::MAX; 2]; 2];
        let calibration_s = machine::calibrate(self.python)?;
        for _ in 0..self.repeat {
            for (best, seconds) in best.iter_mut().zip(self.uploads(files)?) {
                for (best, seconds) in best.iter_mut().zip(seconds) {
                    *best = best.min(seconds);
                }
            }
        }
        let what = ["first rows after upload", "all read after upload"];
        let figures = files.iter().zip(best).flat_map(|((name, _), seconds)| {
            what.iter().zip(seconds).map(move |(what, value)| Figure {
                who: format!("upload page ({})", profile(self.binary)),
                what: format!("{name}, {what}"),
                value,
                unit: "s",
                calibration_s,
            })
        });
        Ok(figures.collect())
    }

    fn uploads(&self, files: [(&str, &Path); 2]) -> Result<Vec<[f64; 2]>> {
        let data = self.scratch.join("uploads");
        let said = read(
            Command::new(self.python)
                .args(["-c", UPLOADS])
                .args([self.binary, &data])
                .args(files.map(|(_, file)| file)),
        )?;
        fs::remove_dir_all(&data)?;
        said.lines()
            .map(|line| {
                let (first, whole) = line.split_once(' ').context("two figures a line")?;
                Ok([first.parse()?, whole.parse()?])
            })
            .collect()
    }
}
