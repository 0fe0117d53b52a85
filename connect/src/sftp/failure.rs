//! What went wrong, in the words of the log: a server's own text is never passed on.

use hebewerk_hub::ports::FetchError;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::StatusCode;

/// An error of the encrypted line.
pub(super) fn of_line(error: &russh::Error, server: &str) -> FetchError {
    use russh::Error;
    match error {
        Error::NoCommonAlgo { .. } | Error::Kex | Error::KexInit | Error::UnknownAlgo => {
            FetchError::lasting("fetch_ssh_too_old", server)
        }
        Error::Version => FetchError::lasting("fetch_answer_invalid", server),
        Error::ConnectionTimeout
        | Error::KeepaliveTimeout
        | Error::InactivityTimeout
        | Error::Elapsed(_) => FetchError::passing("fetch_timeout", server),
        Error::RequestDenied | Error::ChannelOpenFailure(_) => {
            FetchError::lasting("fetch_no_sftp", server)
        }
        _ => FetchError::passing("fetch_cut_off", server),
    }
}

/// An error of the files; `path` is what was asked for.
pub(super) fn of_files(error: &SftpError, server: &str, path: &str) -> FetchError {
    match error {
        SftpError::Status(status) => match status.status_code {
            StatusCode::NoSuchFile => FetchError::lasting("fetch_not_found", path),
            StatusCode::PermissionDenied => FetchError::lasting("fetch_denied", path),
            StatusCode::NoConnection | StatusCode::ConnectionLost => {
                FetchError::passing("fetch_cut_off", server)
            }
            _ => FetchError::lasting("fetch_request_refused", path),
        },
        SftpError::Timeout => FetchError::passing("fetch_timeout", server),
        // A closed line reaches us as an end of its channel.
        SftpError::IO(_) | SftpError::UnexpectedBehavior(_) => {
            FetchError::passing("fetch_cut_off", server)
        }
        SftpError::Limited(_) | SftpError::UnexpectedPacket => {
            FetchError::lasting("fetch_answer_invalid", server)
        }
    }
}
