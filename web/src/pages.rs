//! The pages, one file each, in the order in which people meet them.

pub(crate) mod account;
pub(crate) mod administer;
pub(crate) mod analysis;
pub(crate) mod ask;
pub(crate) mod audit;
pub(crate) mod bridges;
pub(crate) mod connections;
pub(crate) mod dataset;
pub(crate) mod find;
pub(crate) mod health;
pub(crate) mod houses;
pub(crate) mod invitations;
pub(crate) mod invited;
pub(crate) mod keys;
pub(crate) mod legal;
pub(crate) mod metrics;
pub(crate) mod purpose;
pub(crate) mod refused;
pub(crate) mod releases;
pub(crate) mod security_txt;
pub(crate) mod set_up;
pub(crate) mod sign_in;
pub(crate) mod silo_map;
pub(crate) mod start;
pub(crate) mod upload;
pub(crate) mod views;
