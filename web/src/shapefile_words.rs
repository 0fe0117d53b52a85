//! What a Shapefile says of the limits of its format, in the reader's language.

use crate::Words;
use hebewerk_exchange::tabular::ShapefileWords;

/// The sentences for the text in its ZIP.
pub(crate) fn shapefile_words(w: Words) -> ShapefileWords {
    ShapefileWords {
        names: w.t("shapefile-names").into_owned(),
        texts: w.t("shapefile-texts").into_owned(),
        layers: w.t("shapefile-layers").into_owned(),
        spread: w.t("shapefile-spread").into_owned(),
        heights: w.t("shapefile-heights").into_owned(),
        parts: w.t("shapefile-parts").into_owned(),
    }
}
