//! Files in a bucket of S3 or of what speaks like it (MinIO, Ceph, Garage).

use crate::files::{self, DEPTH, FOLDER, PATTERN, WHICH};
use crate::form::URL;
use crate::http::{Ask, Http, Login, host};
use crate::objects::{Kind, Objects};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Field, FieldKind, Offered,
};
use opendal::services::S3;
use std::path::Path;

/// The bucket is a part of the path, which needs no certificate for each bucket.
const IN_PATH: &str = "path";
const REGION: &str = "us-east-1";

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "s3",
    brings: Brings::Files,
    fields: &[
        URL,
        Field {
            name: "bucket",
            kind: FieldKind::Text,
            required: true,
            default: "",
        },
        Field {
            name: "region",
            kind: FieldKind::Text,
            required: false,
            default: REGION,
        },
        Field {
            name: "style",
            kind: FieldKind::Choice(&[IN_PATH, "host"]),
            required: false,
            default: IN_PATH,
        },
        Field {
            name: "access_key",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        Field {
            name: "secret_key",
            kind: FieldKind::Secret,
            required: false,
            default: "",
        },
        FOLDER,
        PATTERN,
        DEPTH,
        WHICH,
    ],
};

/// The files that would come.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let bucket = bucket(http, fetch)?;
    files::look(&bucket, fetch).await
}

/// Fetches the files that are new or changed.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let bucket = bucket(http, fetch)?;
    files::fetch(&bucket, fetch, into, tick).await
}

fn bucket(http: &Http, fetch: &Fetch) -> Result<Objects, FetchError> {
    let text = |name| fetch.setting(name).unwrap_or_default();
    let endpoint = Ask::new("url", text("url"), Login::None)?.url;
    let name = text("bucket");
    if !is_bucket(name) {
        return Err(FetchError::setting("bucket", "fetch_not_allowed"));
    }
    // Nothing is looked up in the environment, in files or at addresses of a cloud: what is not in the form is not there.
    let mut builder = S3::default()
        .endpoint(endpoint.as_str().trim_end_matches('/'))
        .bucket(name)
        .region(fetch.setting("region").unwrap_or(REGION))
        .disable_config_load()
        .disable_ec2_metadata();
    if fetch.setting("style").unwrap_or(IN_PATH) != IN_PATH {
        builder = builder.enable_virtual_host_style();
    }
    let secret = fetch.secrets.get("secret_key").unwrap_or_default();
    builder = match (text("access_key"), secret) {
        ("", "") => builder.skip_signature(),
        ("", _) => return Err(FetchError::setting("access_key", "fetch_missing")),
        (_, "") => return Err(FetchError::setting("secret_key", "fetch_missing")),
        (key, secret) => builder.access_key_id(key).secret_access_key(secret),
    };
    Objects::new(http, (builder, Kind::Whole), fetch, host(&endpoint))
}

/// Whether a name can be one of a bucket (S3 user guide, bucket naming rules): it becomes a part of host or path.
fn is_bucket(name: &str) -> bool {
    let is_sign = |sign: char| {
        sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '.' | '-' | '_')
    };
    (1..=63).contains(&name.len())
        && name.chars().all(is_sign)
        && !name.starts_with('.')
        && !name.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_named_by_plain_signs_only() {
        for name in ["baeume", "stadt.offene-daten", "a_b", "1"] {
            assert!(is_bucket(name), "{name}");
        }
        for name in [
            "", "Baeume", "a/b", "..", "a..b", ".a", "a b", "bäume", "a@b", "a:1",
        ] {
            assert!(!is_bucket(name), "{name}");
        }
    }
}
