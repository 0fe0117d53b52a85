//! Kinds of geometries: a Shapefile holds one.

use super::record::ShapeForm;
use crate::tabular::wkb_shape::{Shape, Taken};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Points,
    Lines,
    Areas,
}

const ALL: [Layer; 3] = [Layer::Points, Layer::Lines, Layer::Areas];

impl Layer {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Points => "punkte",
            Self::Lines => "linien",
            Self::Areas => "flaechen",
        }
    }

    /// Whether a geometry has parts of this kind.
    pub(super) fn has(self, shape: &Shape) -> bool {
        match shape {
            Shape::Point(_) | Shape::Points(_) => self == Self::Points,
            Shape::Line(_) | Shape::Lines(_) => self == Self::Lines,
            Shape::Polygon(_) | Shape::Polygons(_) => self == Self::Areas,
            Shape::Collection(members) => members.iter().any(|member| self.has(member)),
        }
    }
}

/// What has been seen of each kind.
#[derive(Default)]
pub(super) struct Layers {
    seen: [Seen; 3],
    is_spread: bool,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    rows: u64,
    rows_with_height: u64,
    is_multi: bool,
    has_m: bool,
}

impl Layers {
    pub(super) fn see(&mut self, taken: Option<&Taken>) {
        let Some(taken) = taken else {
            return;
        };
        let mut kinds = 0;
        for (layer, seen) in ALL.into_iter().zip(&mut self.seen) {
            if layer.has(&taken.shape) {
                kinds += 1;
                seen.rows += 1;
                seen.rows_with_height += u64::from(taken.has_z);
                seen.is_multi |= !matches!(taken.shape, Shape::Point(_));
                seen.has_m |= taken.has_m;
            }
        }
        self.is_spread |= kinds > 1;
    }

    /// The kinds there are; points where no row has a place.
    pub(super) fn present(&self) -> Vec<Layer> {
        let layers = ALL.into_iter().zip(&self.seen);
        let present: Vec<Layer> = layers
            .filter_map(|(layer, seen)| (seen.rows > 0).then_some(layer))
            .collect();
        if present.is_empty() {
            vec![Layer::Points]
        } else {
            present
        }
    }

    /// Whether a geometry of several kinds stands in several files.
    pub(super) const fn is_spread(&self) -> bool {
        self.is_spread
    }

    /// Whether places without a height stand among places with one, and got zero.
    pub(super) fn lacks_heights(&self) -> bool {
        let mut seen = self.seen.iter();
        seen.any(|seen| (1..seen.rows).contains(&seen.rows_with_height))
    }

    /// How the geometries of a kind are written.
    pub(super) fn form(&self, layer: Layer) -> ShapeForm {
        let seen = self.seen.get(layer as usize).copied().unwrap_or_default();
        ShapeForm {
            layer,
            is_multi: seen.is_multi,
            has_z: seen.rows_with_height > 0,
            has_m: seen.has_m,
        }
    }
}
