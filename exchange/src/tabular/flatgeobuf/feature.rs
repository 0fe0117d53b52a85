//! A row as a feature of FlatGeobuf.

use super::head::kind;
use crate::tabular::spool::SpooledRow;
use crate::tabular::wkb_shape::{Corner, Path, Shape, Taken};
use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::{Feature, FeatureArgs, Geometry, GeometryArgs};

/// Which numbers beside x and y the corners of the file have: all of them, or none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dimensions {
    pub(super) has_z: bool,
    pub(super) has_m: bool,
}

pub(super) struct FeatureWriter {
    builder: FlatBufferBuilder<'static>,
    dimensions: Dimensions,
}

impl FeatureWriter {
    pub(super) fn new(dimensions: Dimensions) -> Self {
        Self {
            builder: FlatBufferBuilder::new(),
            dimensions,
        }
    }

    /// The feature with its length in front. A geometry without a place is none, as GDAL has it.
    pub(super) fn bytes(&mut self, row: &SpooledRow<'_>) -> &[u8] {
        self.builder.reset();
        let taken = row.wkb.and_then(Taken::of);
        let geometry = taken.map(|taken| self.geometry(&taken.shape));
        let properties = (!row.cells.is_empty()).then(|| self.builder.create_vector(row.cells));
        let feature = FeatureArgs {
            geometry,
            properties,
            columns: None,
        };
        let feature = Feature::create(&mut self.builder, &feature);
        self.builder.finish_size_prefixed(feature, None);
        self.builder.finished_data()
    }

    fn geometry(&mut self, shape: &Shape) -> WIPOffset<Geometry<'static>> {
        let mut corners = Corners::default();
        let mut parts = Vec::new();
        match shape {
            Shape::Point(corner) => corners.path(std::slice::from_ref(corner)),
            Shape::Line(path) | Shape::Points(path) => corners.path(path),
            Shape::Polygon(paths) | Shape::Lines(paths) => corners.paths(paths),
            Shape::Polygons(polygons) => {
                for rings in polygons {
                    let mut inner = Corners::default();
                    inner.paths(rings);
                    let kind = flatgeobuf::GeometryType::Polygon;
                    parts.push(self.table(&inner, &[], kind));
                }
            }
            Shape::Collection(members) => {
                for member in members {
                    parts.push(self.geometry(member));
                }
            }
        }
        self.table(&corners, &parts, kind(shape))
    }

    fn table(
        &mut self,
        corners: &Corners,
        parts: &[WIPOffset<Geometry<'static>>],
        kind: flatgeobuf::GeometryType,
    ) -> WIPOffset<Geometry<'static>> {
        let builder = &mut self.builder;
        let has_corners = !corners.xy.is_empty();
        let geometry = GeometryArgs {
            ends: (!corners.ends.is_empty()).then(|| builder.create_vector(&corners.ends)),
            xy: has_corners.then(|| builder.create_vector(&corners.xy)),
            z: (has_corners && self.dimensions.has_z).then(|| builder.create_vector(&corners.z)),
            m: (has_corners && self.dimensions.has_m).then(|| builder.create_vector(&corners.m)),
            type_: kind,
            parts: (!parts.is_empty()).then(|| builder.create_vector(parts)),
            ..GeometryArgs::default()
        };
        Geometry::create(builder, &geometry)
    }
}

/// Corners as the format keeps them: number by number, and where each path ends.
#[derive(Default)]
struct Corners {
    xy: Vec<f64>,
    z: Vec<f64>,
    m: Vec<f64>,
    ends: Vec<u32>,
}

impl Corners {
    fn path(&mut self, path: &[Corner]) {
        for corner in path {
            self.xy.extend([corner.x, corner.y]);
            self.z.push(corner.z);
            self.m.push(corner.m);
        }
    }

    fn paths(&mut self, paths: &[Path]) {
        for path in paths {
            self.path(path);
            self.ends.push((self.xy.len() / 2) as u32);
        }
    }
}
