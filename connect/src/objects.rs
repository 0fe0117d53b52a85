//! Files of S3 and WebDAV, spoken to by opendal.
//!
//! opendal builds and signs requests and understands the answers. It opens no connection of its own: every request
//! goes through the guarded client, redirects and names included.

mod failure;
mod shelf;
mod transport;

pub(crate) use shelf::{Kind, Objects};
