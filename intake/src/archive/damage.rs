//! Why a container or a part of it cannot be read: one list, so that errors, findings and sentences agree.

use hebewerk_hub::ports::ReadError;

/// A reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Protected by a password.
    Password,
    /// The end is missing or the container's directory does not fit.
    Truncated,
    /// The container or a compressed part is damaged.
    Container,
    /// The XML of a part is damaged.
    Xml,
    /// A part that must be there is missing.
    MissingPart,
    /// The content breaks the rules of its format.
    Rules,
    /// More cells than allowed.
    TooManyCells,
    /// Unpacks to more bytes than allowed.
    TooLarge,
    /// Unpacks to suspiciously many times its size.
    Ratio,
    /// More entries than allowed.
    TooManyEntries,
    /// A document type declaration, as attacks use it.
    Doctype,
    /// A packing method that is not supported.
    Method,
    /// A path that leads out of the archive.
    UnsafePath,
    /// A link instead of a file.
    Link,
    /// An archive in an archive in an archive.
    TooDeep,
    /// The reading library ended with a fault.
    Fault,
    /// Reading took too long or too much memory.
    Stopped,
    /// The bytes of the disk could not be read.
    Io,
    /// Anything else.
    Other,
}

const ALL: [Damage; 19] = [
    Damage::Password,
    Damage::Truncated,
    Damage::Container,
    Damage::Xml,
    Damage::MissingPart,
    Damage::Rules,
    Damage::TooManyCells,
    Damage::TooLarge,
    Damage::Ratio,
    Damage::TooManyEntries,
    Damage::Doctype,
    Damage::Method,
    Damage::UnsafePath,
    Damage::Link,
    Damage::TooDeep,
    Damage::Fault,
    Damage::Stopped,
    Damage::Io,
    Damage::Other,
];

impl Damage {
    /// Stable code, the `reason` of findings.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Truncated => "truncated",
            Self::Container => "container",
            Self::Xml => "xml",
            Self::MissingPart => "missing_part",
            Self::Rules => "rules",
            Self::TooManyCells => "too_many_cells",
            Self::TooLarge => "too_large",
            Self::Ratio => "ratio",
            Self::TooManyEntries => "too_many_entries",
            Self::Doctype => "doctype",
            Self::Method => "method",
            Self::UnsafePath => "unsafe_path",
            Self::Link => "link",
            Self::TooDeep => "too_deep",
            Self::Fault => "fault",
            Self::Stopped => "stopped",
            Self::Io => "io",
            Self::Other => "other",
        }
    }

    /// The reason with this code.
    pub(crate) fn from_code(code: &str) -> Self {
        ALL.into_iter()
            .find(|damage| damage.code() == code)
            .unwrap_or(Self::Other)
    }

    /// What [`ReadError::Unreadable`] says.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Password => "it is protected by a password",
            Self::Truncated => "its end is missing: it was not copied completely or is damaged",
            Self::Container => "a packed part is damaged",
            Self::Xml => "the XML of a part is damaged",
            Self::MissingPart => "a part that must be there is missing",
            Self::Rules => "its content breaks the rules of the format",
            Self::TooManyCells => "it has more cells than allowed",
            Self::TooLarge => "it unpacks to more bytes than allowed",
            Self::Ratio => "it unpacks to suspiciously many times its size",
            Self::TooManyEntries => "it has more entries than allowed",
            Self::Doctype => "it holds a document type declaration, which is refused",
            Self::Method => "it is packed in a way that is not supported",
            Self::UnsafePath => "its path leads out of the archive",
            Self::Link => "it is a link and no file",
            Self::TooDeep => "it is an archive nested too deep",
            Self::Fault => "the reading library ended with a fault",
            Self::Stopped => "reading took too long or too much memory",
            Self::Io => "it could not be read from the disk",
            Self::Other => "it could not be read",
        }
    }

    /// Whether the machine is at fault and not the file, so that another try may succeed.
    pub(crate) const fn is_of_machine(self) -> bool {
        matches!(self, Self::Stopped | Self::Io)
    }

    /// The error for a file that cannot be read for this reason.
    pub(crate) fn error(self, format: &'static str) -> ReadError {
        let reason = self.reason().to_owned();
        if self.is_of_machine() {
            ReadError::Stopped {
                reason,
                by_file: false,
            }
        } else {
            ReadError::Unreadable {
                format,
                cause: self.code(),
                reason,
            }
        }
    }

    /// The reason behind an error, for a finding about a part of a file.
    pub(crate) fn of(error: &ReadError) -> Self {
        match error {
            ReadError::Io(error) => Self::of_io(error),
            ReadError::Stopped { .. } | ReadError::Again => Self::Stopped,
            ReadError::Unreadable { cause, .. } => Self::from_code(cause),
        }
    }

    /// Code of the damage whose [`Self::reason`] a worker handed over.
    pub(crate) fn cause_of(reason: &str) -> &'static str {
        let known = ALL.into_iter().find(|damage| damage.reason() == reason);
        known.unwrap_or(Self::Other).code()
    }

    /// The reason behind an error of the ZIP library.
    pub(crate) fn of_zip(error: &zip::result::ZipError) -> Self {
        use zip::result::ZipError;
        match error {
            ZipError::Io(error) => Self::of_io(error),
            ZipError::InvalidArchive(_) => Self::Truncated,
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => Self::Password,
            ZipError::UnsupportedArchive(_) => Self::Method,
            ZipError::FileNotFound => Self::MissingPart,
            _ => Self::Container,
        }
    }

    /// The reason behind an error while unpacking. Damaged containers lead to impossible places in the file, so
    /// that `InvalidInput` is the file's fault even when the system says it.
    pub(crate) fn of_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Self::Truncated,
            std::io::ErrorKind::InvalidData
            | std::io::ErrorKind::InvalidInput
            | std::io::ErrorKind::Other => Self::Container,
            std::io::ErrorKind::OutOfMemory => Self::Stopped,
            _ => Self::Io,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn what_the_system_refuses_is_never_the_files_fault() {
        // No room, too many open files, a broken disk, no memory.
        for refusal in [28, 24, 5, 12] {
            let error = ReadError::Io(io::Error::from_raw_os_error(refusal));
            let damage = Damage::of(&error);
            assert!(damage.is_of_machine(), "{refusal}: {damage:?}");
            assert!(!damage.error("zip").lies_in_the_file());
        }
        let eof = io::Error::from(io::ErrorKind::UnexpectedEof);
        assert_eq!(Damage::of_io(&eof), Damage::Truncated);
        assert!(Damage::Truncated.error("zip").lies_in_the_file());
    }
}
