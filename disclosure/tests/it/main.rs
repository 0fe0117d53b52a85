//! Disclosure control beside plain loops: whatever is cleverly computed is computed once more the slow way.

mod anonymity;
mod attack;
mod cell_key;
mod differences;
mod suppression;
