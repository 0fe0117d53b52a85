//! What a document looks like in tantivy.

use crate::lists::Lists;
use crate::text::compose;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::IndexDocument;
use hebewerk_model::DatasetId;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

/// Name of the analyzer that stems.
pub(crate) const GERMAN: &str = "german";
/// Name of the analyzer that keeps words as they are written.
pub(crate) const AS_WRITTEN: &str = "as_written";

/// A place in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// As it is called in [`hebewerk_hub::ports::Hit::found_in`].
    pub(crate) name: &'static str,
    /// Weight of a word found here.
    pub(crate) weight: f32,
    /// Whether it has a twin of compound parts.
    pub(crate) has_twin: bool,
    /// Whether its words are payload, for those who may read rows.
    pub(crate) is_payload: bool,
}

/// The places, best first. Weights of title to organisation were measured; hardly anything depends on them.
pub(crate) const PLACES: [Place; 7] = [
    place("title", 5.0, true),
    place("tags", 3.0, true),
    place("columns", 1.0, true),
    place("description", 1.0, true),
    place("theme", 1.0, false),
    place("organisation", 1.0, false),
    Place {
        name: "values",
        weight: 0.5,
        has_twin: false,
        is_payload: true,
    },
];

/// Number of the place of names of organisations.
pub(crate) const ORGANISATION: usize = 5;
/// Number of the place of frequent values.
pub(crate) const VALUES: usize = PLACES.len() - 1;

const fn place(name: &'static str, weight: f32, has_twin: bool) -> Place {
    Place {
        name,
        weight,
        has_twin,
        is_payload: false,
    }
}

/// Names of the columns that facets are counted over.
pub(crate) const FACETS: [&str; 5] = ["organisation", "theme", "format", "visibility", "tag"];

/// The fields of the schema.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// Identity as text, by which documents are replaced.
    id: Field,
    id_high: Field,
    id_low: Field,
    updated_at: Field,
    /// The circles a document falls into.
    circles: Field,
    stored: Field,
    /// Words of titles, tags, columns and descriptions as they are written.
    pub(crate) words: Field,
    /// Stems, by [`PLACES`].
    pub(crate) places: [Field; PLACES.len()],
    /// Facet columns, by [`FACETS`].
    facets: [Field; FACETS.len()],
}

impl Fields {
    /// The schema and its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let number = NumericOptions::default().set_fast();
        let fields = Self {
            id: builder.add_text_field("id", STRING),
            id_high: builder.add_u64_field("id_high", number.clone()),
            id_low: builder.add_u64_field("id_low", number.clone()),
            updated_at: builder.add_i64_field("updated_at", number),
            circles: builder.add_text_field("circles", FAST),
            stored: builder.add_text_field("stored", STORED),
            words: builder.add_text_field("words", indexed(AS_WRITTEN, IndexRecordOption::Basic)),
            places: PLACES.map(|place| {
                let name = format!("place_{}", place.name);
                builder.add_text_field(
                    &name,
                    indexed(GERMAN, IndexRecordOption::WithFreqsAndPositions),
                )
            }),
            facets: FACETS.map(|facet| facet_field(&mut builder, facet)),
        };
        (builder.build(), fields)
    }

    /// The term by which a document is replaced or removed.
    pub(crate) fn identity(&self, dataset: DatasetId) -> Term {
        Term::from_field_text(self.id, &dataset.to_string())
    }

    /// A document as it is indexed.
    pub(crate) fn document(
        &self,
        source: &IndexDocument,
    ) -> Result<TantivyDocument, serde_json::Error> {
        let mut document = TantivyDocument::default();
        let (high, low) = source.dataset.as_uuid().as_u64_pair();
        document.add_text(self.id, source.dataset.to_string());
        document.add_u64(self.id_high, high);
        document.add_u64(self.id_low, low);
        document.add_i64(self.updated_at, source.updated_at);
        for circle in [source.audience, Audience::Dataset(source.dataset)] {
            document.add_text(self.circles, circle.to_string());
        }
        document.add_text(self.stored, serde_json::to_string(source)?);
        for (place, field) in PLACES.iter().zip(self.places) {
            for text in texts(source, place.name) {
                let text = compose(text);
                document.add_text(field, &text);
                if place.has_twin {
                    document.add_text(self.words, &text);
                }
            }
        }
        let single = [
            Some(&source.organisation),
            source.theme.as_ref(),
            source.format.as_ref(),
            Some(&source.visibility),
        ];
        for (field, value) in self.facets.iter().zip(single) {
            if let Some(value) = value {
                document.add_text(*field, value);
            }
        }
        for tag in &source.tags {
            document.add_text(self.facets[FACETS.len() - 1], tag);
        }
        Ok(document)
    }

    /// The source of a stored document.
    pub(crate) fn source(&self, document: &TantivyDocument) -> Option<IndexDocument> {
        use tantivy::schema::Value;
        let text = document.get_first(self.stored)?.as_str()?;
        serde_json::from_str(text).ok()
    }
}

/// The texts of a document in a place, by its name.
pub(crate) fn texts<'a>(source: &'a IndexDocument, place: &str) -> Vec<&'a str> {
    let all = |texts: &'a [String]| texts.iter().map(String::as_str).collect();
    match place {
        "title" => vec![&source.title],
        "tags" => all(&source.tags),
        "columns" => all(&source.columns),
        "description" => vec![&source.description],
        "theme" => source
            .theme
            .iter()
            .map(|code| Lists::get().theme(code))
            .collect(),
        "organisation" => vec![&source.organisation_name],
        "values" => all(&source.values),
        _ => Vec::new(),
    }
}

fn indexed(analyzer: &str, option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(analyzer)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

fn facet_field(builder: &mut SchemaBuilder, facet: &str) -> Field {
    builder.add_text_field(&facet_column(facet), FAST)
}

/// Name of the column of a facet.
pub(crate) fn facet_column(facet: &str) -> String {
    format!("facet_{facet}")
}
