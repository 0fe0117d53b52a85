//! Codes of what is noticed in archives; the sentences are in `words`, `findings_office.ftl`.

/// A member gives no table. `member`, `reason` (a code such as `password`, what it is, as `pdf` or
/// `empty`, or `no_table`).
pub const MEMBER_UNREADABLE: &str = "member_unreadable";
/// More members give no table than are named one by one.
pub const MEMBERS_UNREADABLE: &str = "members_unreadable";
/// The archive was read only in part: a limit was reached at `member`. `reason`.
pub const ARCHIVE_STOPPED: &str = "archive_stopped";
/// The archive holds no file at all.
pub const ARCHIVE_EMPTY: &str = "archive_empty";
