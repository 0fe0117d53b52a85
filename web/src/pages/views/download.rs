//! A view as a file.

use super::parameters::given;
use super::{href, href_with};
use crate::pages::dataset;
use crate::query::Query;
use crate::render::PageResult;
use crate::shapefile_words::shapefile_words;
use crate::{Refusal, Visitor, streaming};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_exchange::tabular::{TableMeta, TabularForm};
use hebewerk_hub::{HubError, SourceKind};

/// `GET /sichten/{name}/herunterladen/{form}`: the whole view, up to the row limit of a question.
pub(crate) async fn download(
    visitor: Visitor,
    Path((name, form)): Path<(String, String)>,
    query: Query,
) -> PageResult {
    let form: TabularForm = form.parse().map_err(|_error| Refusal::not_found())?;
    let w = visitor.words;
    let shown = visitor.hub().view(&visitor.principal, &name).await?;
    let view = &shown.card.view;
    let values = given(&query, &view.edition.parameters);
    let asked = visitor
        .hub()
        .view_rows(&visitor.principal, &name, values.clone(), (None, None))
        .await;
    let asked = match asked {
        Ok(asked) => asked,
        // The page of the view asks what for.
        Err(HubError::PurposeNeeded { .. }) => {
            let page = href_with(&href(view.name.as_str()), &values);
            return Ok(Redirect::to(&page).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let titles: Vec<String> = shown
        .sources
        .iter()
        .map(|source| match &source.kind {
            SourceKind::Dataset { title, .. } | SourceKind::View(title) => {
                format!("{title} ({})", source.name)
            }
            SourceKind::Bridge(_) | SourceKind::Gone => source.name.to_string(),
        })
        .collect();
    let mut facts = vec![
        (w.t("meta-title").into_owned(), view.edition.title.clone()),
        (
            w.t("joined-name").into_owned(),
            format!("sichten.{}", view.name),
        ),
        (
            w.t("view-keeper").into_owned(),
            shown.card.organisation.name.clone(),
        ),
        (w.t("view-sources").into_owned(), titles.join("; ")),
        (w.t("bar-state").into_owned(), w.moment(w.now)),
    ];
    for parameter in &view.edition.parameters {
        let value = values.get(parameter.name.as_str());
        let value = value.unwrap_or(&parameter.default).clone();
        let label = if parameter.label.is_empty() {
            parameter.name.to_string()
        } else {
            parameter.label.clone()
        };
        facts.push((label, value));
    }
    facts.push((
        w.t("ask-limit").into_owned(),
        w.t1("ask-limit-rows", "rows", asked.row_limit).into_owned(),
    ));
    let meta = TableMeta {
        sheet: w.t("ask-sheet").into_owned(),
        about_sheet: w.t("meta-sheet").into_owned(),
        facts,
        cut_note: w.t("meta-cut").into_owned(),
        shapefile: shapefile_words(w),
        ..TableMeta::default()
    };
    let file_name = format!("sicht_{}.{}", view.name, form.extension());
    let body = streaming::body(form, asked.answer, meta, asked.row_limit)?;
    let file = dataset::download::file(form.media_type(), &file_name, None, body);
    Ok(file)
}
