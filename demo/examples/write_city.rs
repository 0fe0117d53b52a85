//! Writes Musterstadt's first state into a folder: `cargo run -p hebewerk-demo --example write_city -- FOLDER [small]`.

use std::path::PathBuf;

use hebewerk_demo::{Scale, musterstadt, write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let scale = if arguments.next().is_some() {
        Scale::Small
    } else {
        Scale::Full
    };
    write(&musterstadt(scale), &folder, &mut |_step| ())?;
    Ok(())
}
