//! What pictures are made of.

use crate::drawing::px;

/// Average width of a character in relation to the height of the type.
const CHARACTER: f64 = 0.53;

/// One element of a drawing; colours are classes.
pub(crate) enum Mark {
    Rect {
        class: &'static str,
        x: String,
        y: String,
        width: String,
        height: String,
    },
    Text {
        class: &'static str,
        x: String,
        y: String,
        anchor: &'static str,
        text: String,
    },
    Path {
        class: &'static str,
        d: String,
    },
    Dot {
        class: &'static str,
        x: String,
        y: String,
        radius: String,
    },
}

/// A drawing of a width.
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

impl Drawing {
    pub(super) const fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            marks: Vec::new(),
        }
    }

    /// Whether it is the one for narrow screens.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < 500.0
    }

    pub(crate) fn view_box(&self) -> String {
        format!("0 0 {} {}", px(self.width), px(self.height))
    }

    pub(super) fn rect(&mut self, class: &'static str, place: (f64, f64), size: (f64, f64)) {
        self.marks.push(Mark::Rect {
            class,
            x: px(place.0),
            y: px(place.1),
            width: px(size.0.max(0.0)),
            height: px(size.1.max(0.0)),
        });
    }

    pub(super) fn text(
        &mut self,
        class: &'static str,
        place: (f64, f64),
        anchor: &'static str,
        text: impl Into<String>,
    ) {
        self.marks.push(Mark::Text {
            class,
            x: px(place.0),
            y: px(place.1),
            anchor,
            text: text.into(),
        });
    }

    pub(super) fn path(&mut self, class: &'static str, d: String) {
        self.marks.push(Mark::Path { class, d });
    }

    pub(super) fn dot(&mut self, class: &'static str, place: (f64, f64), radius: f64) {
        self.marks.push(Mark::Dot {
            class,
            x: px(place.0),
            y: px(place.1),
            radius: px(radius),
        });
    }
}

/// The width of a text in a type of this height.
pub(super) fn text_width(text: &str, height: f64) -> f64 {
    text.chars().count() as f64 * height * CHARACTER
}

/// A text that is no wider than `width`.
pub(super) fn fitted(text: &str, height: f64, width: f64) -> String {
    let most = (width / (height * CHARACTER)).floor().max(2.0) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(most - 1).collect();
    format!("{}…", beginning.trim_end())
}
