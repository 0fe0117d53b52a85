//! `license_list`.

use hebewerk_exchange::dcat::LICENCES;
use serde_json::{Value, json};

pub(super) fn list() -> Value {
    LICENCES
        .iter()
        .map(|entry| {
            let conformance = if entry.is_open {
                "approved"
            } else {
                "not reviewed"
            };
            json!({
                "id": entry.code,
                "title": entry.title,
                "url": entry.url,
                "status": "active",
                "maintainer": "",
                "family": "",
                "is_okd_compliant": entry.is_open,
                "is_osi_compliant": false,
                "is_generic": entry.url.is_empty(),
                "od_conformance": conformance,
                "osd_conformance": "not reviewed",
                "domain_content": true,
                "domain_data": true,
                "domain_software": false,
            })
        })
        .collect()
}
