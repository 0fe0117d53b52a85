//! How much of a workbook is taken.

use crate::archive::UnpackLimits;

/// Limits for one workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeLimits {
    /// What the container may unpack to (XLSX, XLSB, ODS).
    pub unpack: UnpackLimits,
    /// Cells of all sheets together, gaps before the last cell of a row and between rows included.
    pub cells: u64,
}

impl Default for OfficeLimits {
    /// 100 million cells.
    fn default() -> Self {
        Self {
            unpack: UnpackLimits::default(),
            cells: 100_000_000,
        }
    }
}
