//! What every request passes, one file each, from the outside in:
//! request id → log and metrics → headers → pace → visitor → faces → panics → room → origin → right → time.

pub(crate) mod access_log;
pub(crate) mod faces;
pub(crate) mod headers;
pub(crate) mod origin;
pub(crate) mod pace;
pub(crate) mod panics;
pub(crate) mod request_id;
pub(crate) mod right;
pub(crate) mod room;
pub(crate) mod time;
pub(crate) mod visitor;
pub(crate) mod way_back;
