//! A file that breaks off in the middle.
//!
//! It reads like a smaller one, and up to half of the rows may be missing before anything else is otherwise. Behind a
//! version that is whole it waits; behind one that was cut itself only if it brings less still.

use crate::{Hub, HubError};
use hebewerk_model::{Drift, DriftKind, Finding, Version};

impl Hub {
    /// What a delivery does otherwise than the version `before`, and in front of it that it breaks off. `findings` and
    /// `rows` are those of the delivery.
    pub(crate) async fn with_cut_off(
        &self,
        mut drifts: Vec<Drift>,
        before: &Version,
        (findings, rows): (&[Finding], u64),
    ) -> Result<Vec<Drift>, HubError> {
        if findings.iter().any(Finding::says_cut_off) {
            let known = self.parts.versions.findings(before.delivery).await?;
            let before = (&known[..], before.rows.unwrap_or(0));
            drifts.splice(0..0, cut_off(before, (findings, rows)));
        }
        Ok(drifts)
    }
}

/// What a delivery found to be cut off does otherwise: nothing if it is whole. `before` and `after` are the findings
/// and the rows of the version that holds and of the delivery.
fn cut_off(before: (&[Finding], u64), after: (&[Finding], u64)) -> Option<Drift> {
    let cut = after.0.iter().find(|finding| finding.says_cut_off())?;
    let was_cut = before.0.iter().any(Finding::says_cut_off);
    Some(Drift {
        kind: DriftKind::CutOff,
        table: cut.table.clone().unwrap_or_default(),
        column: None,
        was: Some(before.1.to_string()),
        is: Some(after.1.to_string()),
        name_before: None,
        is_grave: !was_cut || after.1 < before.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::Severity;

    #[test]
    fn what_is_cut_waits_behind_what_is_whole_and_behind_what_was_less_cut() {
        let cut = [Finding::new("json_truncated", Severity::Error)];
        let fine = [Finding::new("json_records_at", Severity::Note)];
        let grave = |before, after| cut_off(before, after).map(|drift| drift.is_grave);
        assert_eq!(grave((&fine, 10), (&fine, 9)), None);
        assert_eq!(grave((&cut, 10), (&fine, 9)), None);
        assert_eq!(grave((&fine, 10), (&cut, 10)), Some(true));
        assert_eq!(grave((&cut, 10), (&cut, 9)), Some(true));
        assert_eq!(grave((&cut, 10), (&cut, 10)), Some(false));
        // A layer of several that gives nothing is a table that is gone; that is another drift.
        let layer = [Finding::new("layer_unreadable", Severity::Warning)];
        assert_eq!(grave((&fine, 10), (&layer, 10)), None);
    }
}
