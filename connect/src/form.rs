//! Fields that several forms share.

use hebewerk_hub::ports::{Field, FieldKind};

/// Where it is.
pub(crate) const URL: Field = Field {
    name: "url",
    kind: FieldKind::Address,
    required: true,
    default: "",
};

/// The name to sign in with.
pub(crate) const USER: Field = Field {
    name: "user",
    kind: FieldKind::Text,
    required: false,
    default: "",
};

/// The password to it.
pub(crate) const PASSWORD: Field = Field {
    name: "password",
    kind: FieldKind::Secret,
    required: false,
    default: "",
};

/// What some systems give out instead of name and password.
pub(crate) const TOKEN: Field = Field {
    name: "token",
    kind: FieldKind::Secret,
    required: false,
    default: "",
};
