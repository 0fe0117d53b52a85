//! How much a container may unpack to.

use super::damage::Damage;

/// Limits of what one container unpacks to, counted while unpacking because its own figures may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnpackLimits {
    /// Entries in one container.
    pub entries: usize,
    /// Bytes of all unpacked entries together.
    pub bytes: u64,
    /// Unpacked bytes for each packed byte …
    pub ratio: u64,
    /// … looked at only above this many unpacked bytes: small files of one repeated value are honest.
    pub ratio_from_bytes: u64,
}

impl Default for UnpackLimits {
    /// 2,000 entries, 1 GiB, 200 to 1 above 64 MiB (OWASP ASVS 5.2.3).
    fn default() -> Self {
        Self {
            entries: 2_000,
            bytes: 1 << 30,
            ratio: 200,
            ratio_from_bytes: 64 << 20,
        }
    }
}

/// Counts unpacked bytes against the limits of one container.
#[derive(Debug)]
pub(crate) struct UnpackCount {
    limits: UnpackLimits,
    packed_bytes: u64,
    unpacked_bytes: u64,
}

impl UnpackCount {
    /// Begins to count for a container of so many bytes.
    pub(crate) fn new(limits: UnpackLimits, packed_bytes: u64) -> Self {
        Self {
            limits,
            packed_bytes,
            unpacked_bytes: 0,
        }
    }

    /// Bytes that may still come.
    pub(crate) fn left(&self) -> u64 {
        self.limits.bytes.saturating_sub(self.unpacked_bytes)
    }

    /// Counts bytes just unpacked.
    pub(crate) fn add(&mut self, bytes: u64) -> Result<(), Damage> {
        self.unpacked_bytes += bytes;
        if self.unpacked_bytes > self.limits.bytes {
            return Err(Damage::TooLarge);
        }
        if self.unpacked_bytes > self.limits.ratio_from_bytes
            && self.unpacked_bytes / self.packed_bytes.max(1) > self.limits.ratio
        {
            return Err(Damage::Ratio);
        }
        Ok(())
    }
}
