//! What secrets in the catalogue are sealed for: each opens in its own place and nowhere else. Whoever seals all of them
//! anew has to say the same.

use hebewerk_model::{AccountId, ConnectionId};

/// An answer of a connection that is secret, by the name of its field.
pub fn connection(id: ConnectionId, field: &str) -> String {
    format!("connection/{id}/{field}")
}

/// What a device that shows codes was given.
pub fn second_factor(account: AccountId) -> String {
    format!("second_factor/{account}")
}
