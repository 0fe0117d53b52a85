//! Which changes of a type break queries.

use hebewerk_model::ColumnType;

/// Whether what was built on the first type fails on the second. Numbers stay numbers: whether one has decimals depends
/// on the month.
pub(super) fn breaks_readers(before: ColumnType, after: ColumnType) -> bool {
    before.name() != after.name() && !(before.is_number() && after.is_number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_and_everything_else_breaks() {
        use ColumnType::{Date, Decimal, Float, Integer, Text, Timestamp};
        let decimal = |precision| Decimal {
            precision,
            scale: 2,
        };
        for (before, after, expected) in [
            (Integer, Float, false),
            (Integer, decimal(9), false),
            (decimal(9), decimal(12), false),
            (decimal(9), Integer, false),
            (Integer, Text, true),
            (Text, Integer, true),
            (Date, Timestamp, true),
        ] {
            assert_eq!(
                breaks_readers(before, after),
                expected,
                "{before} → {after}"
            );
        }
    }
}
