//! What the models say of datasets they have not seen.
