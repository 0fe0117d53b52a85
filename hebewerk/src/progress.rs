//! A progress bar on long work, on stderr and only where a person looks.

use hebewerk_hub::Progress;
use hebewerk_model::Language;
use hebewerk_words::t;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Arc;

/// A bar for `of` things.
pub(crate) fn bar(of: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

/// A bar for the bytes of a file; not seen before the file has turned out to take a while.
pub(crate) fn bytes(file: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) =
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {elapsed} {wide_msg}")
    {
        bar.set_style(style);
    }
    bar.set_message(file.to_owned());
    bar
}

/// Shows the stage of one file in a bar's message.
pub(crate) fn stages(bar: &ProgressBar, file: &str, language: Language) -> Progress {
    let (bar, file) = (bar.clone(), file.to_owned());
    Arc::new(move |stage, done, of| {
        let stage_words = t(language, &format!("cli-stage-{stage}"));
        let share = (done * 100).checked_div(of).unwrap_or(0).min(100);
        bar.set_message(format!("{file}: {stage_words} {share} %"));
    })
}
