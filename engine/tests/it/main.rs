//! The engine as the hub sees it: over files the lake wrote, in this process and in worker processes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail where it stands"
)]

mod asking;
mod city;
mod counting;
mod geometries;
mod golden;
mod hostile;
mod inquiries;
mod leaks;
mod many_files;
mod oracle;
mod pages;
mod prepared;
mod random_queries;
mod scans;
mod spatial;
mod views;
mod worker_process;
mod workers;
