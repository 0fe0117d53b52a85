//! The connectors against real servers, which each test starts for itself on the loopback address: OpenSSH, rclone,
//! Mosquitto, moto.
//! `cargo xtask test` installs what is missing.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may be blunt, also in its helpers"
)]

mod folder;
mod line;
mod mqtt;
mod program;
mod s3;
mod sftp;
mod source;
mod webdav;
