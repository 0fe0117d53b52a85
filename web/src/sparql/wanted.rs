//! In which form an answer is wanted. Which kind of answer a query has is known only once it was read, so a request names a
//! form of each kind.

use crate::Refusal;
use crate::dcat::weighed;
use crate::query::Query;
use axum::http::{HeaderMap, header};
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_exchange::sparql::SolutionsForm;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Whether a page for people is liked best.
    pub(super) page: bool,
    pub(super) solutions: SolutionsForm,
    pub(super) statements: RdfForm,
}

/// As the parameter `format` says, else as `Accept` does (RFC 9110 § 12.5.1). Who accepts nothing we have gets JSON and Turtle.
pub(super) fn wanted(headers: &HeaderMap, query: &Query) -> Result<Wanted, Refusal> {
    let Some(name) = query.get("format") else {
        return Ok(accepted(headers));
    };
    let (solutions, statements) = (SolutionsForm::named(name), RdfForm::of_extension(name));
    if solutions.is_none() && statements.is_none() && name != "json" {
        let start: String = name.chars().take(100).collect();
        let refusal = Refusal::invalid("invalid_parameter");
        return Err(refusal.with("name", "format").with("value", start));
    }
    let statements = statements.or((name == "json").then_some(RdfForm::JsonLd));
    Ok(Wanted {
        page: false,
        solutions: solutions.unwrap_or(SolutionsForm::Json),
        statements: statements.unwrap_or(RdfForm::Turtle),
    })
}

/// Whether a request would rather have a page than an answer for programs.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    accepted(headers).page
}

fn accepted(headers: &HeaderMap) -> Wanted {
    let mut page = 0.0_f32;
    let mut solutions: Option<(SolutionsForm, f32)> = None;
    let mut statements: Option<(RdfForm, f32)> = None;
    let accepts = headers.get_all(header::ACCEPT).iter();
    let texts = accepts.filter_map(|value| value.to_str().ok());
    for entry in texts.flat_map(|text| text.split(',')) {
        let (media_type, weight) = weighed(entry);
        if weight <= 0.0 {
            continue;
        }
        if matches!(media_type.as_str(), "text/html" | "application/xhtml+xml") {
            page = page.max(weight);
        }
        better(
            &mut solutions,
            SolutionsForm::of_media_type(&media_type),
            weight,
        );
        better(&mut statements, RdfForm::of_media_type(&media_type), weight);
    }
    let most = |weight: f32| page > 0.0 && page >= weight;
    Wanted {
        page: most(solutions.map_or(0.0, |(_form, weight)| weight))
            && most(statements.map_or(0.0, |(_form, weight)| weight)),
        solutions: solutions.map_or(SolutionsForm::Json, |(form, _weight)| form),
        statements: statements.map_or(RdfForm::Turtle, |(form, _weight)| form),
    }
}

fn better<T>(best: &mut Option<(T, f32)>, form: Option<T>, weight: f32) {
    let Some(form) = form else { return };
    if best.as_ref().is_none_or(|(_form, known)| weight > *known) {
        *best = Some((form, weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(accept: &'static str, query: &str, expected: (bool, SolutionsForm, RdfForm)) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        let wanted = wanted(&headers, &Query::parse(query)).unwrap();
        let found = (wanted.page, wanted.solutions, wanted.statements);
        assert_eq!(found, expected, "{accept} {query}");
    }

    #[test]
    fn programs_get_the_form_they_like_best_and_browsers_a_page() {
        use RdfForm::{JsonLd, Turtle, Xml};
        use SolutionsForm::{Csv, Json};
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        check("*/*", "", (false, Json, Turtle));
        check(browser, "", (true, SolutionsForm::Xml, Turtle));
        check(browser, "format=csv", (false, Csv, Turtle));
        check(browser, "format=json", (false, Json, JsonLd));
        check(browser, "format=xml", (false, SolutionsForm::Xml, Xml));
        check(browser, "format=ttl", (false, Json, Turtle));
        let both = "application/sparql-results+xml, application/rdf+xml;q=0.9, text/turtle;q=0.8";
        check(both, "", (false, SolutionsForm::Xml, Xml));
        check("text/html;q=0.5, text/csv", "", (false, Csv, Turtle));
    }

    #[test]
    fn a_format_nobody_knows_is_refused() {
        let refusal = wanted(&HeaderMap::new(), &Query::parse("format=pdf")).unwrap_err();
        assert_eq!(refusal.code, "invalid_parameter");
    }
}
