//! The plan of the house as data; the same table stands in ARCHITECTURE.md. A new arrow is a commit of its own
//! with its reason.

/// Stands for every room: only the binary, which wires them.
pub(super) const EVERY: &str = "*";

/// Room → the rooms it may name.
pub(super) const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("words", &["model"]),
    ("profile", &["model"]),
    ("bridge", &["model"]),
    ("disclosure", &["model"]),
    ("guard", &["model"]),
    ("exchange", &["model"]),
    (
        "hub",
        &[
            "guard",
            "profile",
            "bridge",
            "disclosure",
            "exchange",
            "model",
        ],
    ),
    ("store", &["hub", "model"]),
    // It measures rows while they pass on to disk: a second pass would read every file again.
    ("lake", &["hub", "profile", "model"]),
    // The index port speaks of audiences, which are the guard's.
    ("search", &["hub", "guard", "model"]),
    ("intake", &["hub", "profile", "model"]),
    // Where the next page of a catalogue is stands in its RDF: whoever fetches it has to read it.
    ("connect", &["hub", "exchange", "model"]),
    // Normal forms are functions of SQL too: one meaning, in one place. Noise has to be in a count before it passes the
    // barrier.
    (
        "engine",
        &["hub", "bridge", "guard", "disclosure", "lake", "model"],
    ),
    // A cell in memory is written by the encoder that writes it on the other way: one meaning, in one place.
    ("prepared", &["hub", "exchange", "model"]),
    ("wire", &["engine", "hub", "guard", "model"]),
    ("web", &["hub", "exchange", "guard", "model", "words"]),
    ("demo", &["model"]),
    ("hebewerk", &[EVERY]),
    // They see the program from outside: linking it would hide what a person meets.
    ("e2e", &[]),
    ("xtask", &[]),
];

/// Room → room that only its tests may name.
pub(super) const ARROWS_IN_TESTS: &[(&str, &str)] = &[
    // Every rule of the guard must have words.
    ("words", "guard"),
    // A flow is only as good as the transaction it ends in: its tests run on the real catalogue and lake.
    ("hub", "store"),
    ("hub", "lake"),
    // A page from memory is right where it is, byte for byte, what the engine and the encoder make.
    ("engine", "prepared"),
    ("engine", "exchange"),
];

/// Family of crates → the rooms that may name it.
pub(super) const KEPT_IN: &[(&str, &[&str])] = &[
    ("datafusion", &["engine", "wire", "hebewerk"]),
    ("sqlx", &["store"]),
    ("axum", &["web"]),
    // The pure rooms compute; what waits for something lives elsewhere.
    (
        "tokio",
        &[
            "hub", "store", "lake", "search", "intake", "connect", "engine", "prepared", "wire",
            "web", "hebewerk", "e2e",
        ],
    ),
];
