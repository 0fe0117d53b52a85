//! *Auswertung*: a question put together by steps, without SQL, and its answer as table and picture.

mod address;
mod caution;
mod choose;
mod export;
mod fields;
mod picture;
mod result;
mod sentence;
mod told;

pub(crate) use address::Address;
pub(crate) use export::{download, file};
pub(crate) use picture::Mark;
pub(crate) use told::{Pictured, href_of_question, pictured, question_of, question_text, told};

use self::address::Look;
use self::caution::Caution;
use self::fields::{Added, OfferGroup};
use self::picture::Picture;
use self::result::Outcome;
use self::sentence::Step;
use crate::fragments::cell::Cell;
use crate::pages::bridges::way;
use crate::pages::purpose::PurposeForm;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell, sign_in_href};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use hebewerk_exchange::tabular::{Placement, TabularForm};
use hebewerk_hub::HubError;
use hebewerk_hub::inquiry::{PlacesWish, Setting, StepRows, WalkOffer, check, statement};
use hebewerk_model::Failure as _;
use hebewerk_model::{BridgeState, Comparator, Inquiry, Ordered, Walk};

/// Rows shown of a question that does not count.
const ROWS: u32 = 25;
/// Bridges offered at once.
const MOST_WALKS: usize = 80;

/// A bridge one can walk from here.
struct WayOn {
    href: String,
    title: String,
    about: String,
    is_accepted: bool,
}

/// A choice of the look.
struct LookChoice {
    href: String,
    label: String,
    current: bool,
}

/// An answer as the page shows it.
struct Answered {
    outcome_heads: Vec<(String, bool)>,
    rows: Vec<Vec<Cell>>,
    summary: String,
    is_long: bool,
    looks: Vec<LookChoice>,
    picture: Option<Picture>,
    picture_href: String,
    picture_file: String,
    forms: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "analysis/show.html")]
struct AnalysisPage {
    shell: Shell,
    w: Words,
    title: String,
    hidden: Vec<(String, String)>,
    hidden_order: Vec<(String, String)>,
    steps: Vec<Step>,
    counts: bool,
    mistake: Option<String>,
    problems: Vec<String>,
    accepted: Vec<WayOn>,
    suggested: Vec<WayOn>,
    columns: Vec<OfferGroup>,
    groupings: Vec<OfferGroup>,
    values: Vec<OfferGroup>,
    shapes: Vec<OfferGroup>,
    comparators: Vec<(&'static str, String)>,
    value_names: Vec<String>,
    orders: Vec<(String, String, bool)>,
    first: Option<u32>,
    answer: Option<Answered>,
    sql: String,
    sql_href: String,
    cautions: Vec<Caution>,
    sources: Vec<String>,
    /// Where the question gets a name, for those who may give it one.
    keep_href: Option<String>,
    sign_in_href: Option<String>,
    /// Asks what the data are joined for, before the answer.
    purpose: Option<PurposeForm>,
}

/// `GET /auswertung`: the question stands in the address; without one a dataset is chosen.
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let Some(address) = Address::read(&query) else {
        return choose::page(&visitor, &query).await;
    };
    let w = visitor.words;
    let inquiry = &address.inquiry;
    let setting = visitor.hub().setting(&visitor.principal, inquiry).await?;
    let mistake = match fields::added(w, &address, &setting, &query) {
        Added::Question(next) => return Ok(Redirect::to(&next.href()).into_response()),
        Added::Misfit { typed, column } => Some(
            w.t2("analysis-misfit", "typed", typed, "column", column)
                .into_owned(),
        ),
        Added::Nothing if address.is_partial => Some(w.t("analysis-partial").into_owned()),
        Added::Nothing => None,
    };
    let template = answered(&visitor, &address, &setting, mistake).await?;
    page(&template)
}

async fn answered(
    visitor: &Visitor,
    address: &Address,
    setting: &Setting,
    mut mistake: Option<String>,
) -> Result<AnalysisPage, Refusal> {
    let w = visitor.words;
    let inquiry = &address.inquiry;
    let problems = check(inquiry, setting);
    let fits = problems.is_empty();
    let mut rows = None;
    let mut answer = None;
    let mut groups = None;
    let mut purpose = None;
    let sql = if fits {
        statement(inquiry, setting, Some(ROWS)).sql
    } else {
        String::new()
    };
    if fits {
        match run(visitor, address, setting).await {
            Ok((steps, outcome, shown)) => {
                groups = Some(outcome.rows.len()).filter(|_| !outcome.is_cut);
                rows = Some(steps);
                answer = Some(shown);
            }
            Err(error @ HubError::PurposeNeeded { .. }) => {
                purpose = PurposeForm::asked(&error, sql.clone(), address.href());
            }
            Err(error @ HubError::Ask(_)) => {
                let mut bare = Refusal::new(error.kind(), error.code());
                bare.parameters = error.parameters();
                mistake = Some(refused::sentence(&w, &bare));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let walks = visitor
        .hub()
        .walks(&visitor.principal, inquiry, setting)
        .await?;
    let (accepted, suggested): (Vec<WayOn>, Vec<WayOn>) = walks
        .iter()
        .take(MOST_WALKS)
        .map(|offer| way_on(w, address, setting, offer))
        .partition(|way| way.is_accepted);
    let title = sentence::headline(w, inquiry, setting);
    let nav = w.t("nav-analysis");
    let hidden = address.query();
    Ok(AnalysisPage {
        shell: Shell::new(visitor, Place::Analysis, title.clone()).below(&[(address::PATH, &nav)]),
        w,
        title,
        hidden_order: hidden.without("nach").without("erste").0,
        hidden: hidden.0,
        steps: sentence::steps(w, address, setting, rows.as_ref(), groups),
        counts: inquiry.counts(),
        mistake,
        problems: problems
            .iter()
            .map(|problem| w.code("analysis-problem", problem.code()).into_owned())
            .collect(),
        accepted,
        suggested,
        columns: fields::columns(setting, |column| {
            column.column_type != hebewerk_model::ColumnType::Binary
        }),
        groupings: fields::groupings(w, setting),
        values: fields::values(w, setting),
        shapes: fields::shapes(w, address, setting),
        comparators: Comparator::ALL
            .into_iter()
            .map(|one| (one.code(), w.code("comparator", one.code()).into_owned()))
            .collect(),
        value_names: inquiry
            .values()
            .iter()
            .map(|value| sentence::value_words(w, value, setting))
            .collect(),
        orders: orders(w, inquiry, setting),
        first: inquiry.first,
        answer,
        purpose,
        sql_href: Query::default().with("sql", &sql).href("/sql"),
        sql,
        cautions: caution::cautions(w, inquiry, setting, rows.as_ref()),
        sources: sentence::sources(w, setting),
        keep_href: (fits && visitor.belongs_here())
            .then(|| super::views::new_href_of_question(&address.query())),
        sign_in_href: (!visitor.is_signed_in()).then(|| sign_in_href(&visitor.here)),
    })
}

/// Counts the steps, asks, and draws.
async fn run(
    visitor: &Visitor,
    address: &Address,
    setting: &Setting,
) -> Result<(StepRows, Outcome, Answered), HubError> {
    let w = visitor.words;
    let inquiry = &address.inquiry;
    let hub = visitor.hub();
    let principal = &visitor.principal;
    let steps = hub.step_rows(principal, inquiry, setting).await?;
    let inquired = hub.inquire(principal, inquiry, setting, Some(ROWS)).await?;
    let outcome = Outcome::read(w, inquired, inquiry, setting).await?;
    let looks = picture::looks(inquiry, setting, &outcome);
    let usual = picture::usual(inquiry, setting, &looks);
    let look = address.look.filter(|look| looks.contains(look));
    let look = look.unwrap_or(usual);
    let picture = drawn(visitor, look, &outcome, (inquiry, setting)).await?;
    let chosen = address.looked_at(look);
    let query = chosen.query();
    let shown = outcome.shown();
    let answer = Answered {
        outcome_heads: outcome.heads.clone(),
        rows: outcome.cells(w),
        summary: if outcome.is_long() || (!inquiry.counts() && shown as u64 >= u64::from(ROWS)) {
            w.t1("ask-first-rows", "rows", shown).into_owned()
        } else {
            w.t1("ask-rows", "rows", shown).into_owned()
        },
        is_long: outcome.is_long(),
        looks: looks
            .iter()
            .map(|one| LookChoice {
                href: address.looked_at(*one).href(),
                label: w.t(&format!("analysis-look-{}", one.code())).into_owned(),
                current: *one == look,
            })
            .collect(),
        picture,
        picture_href: query.href("/auswertung/bild.svg"),
        picture_file: export::file_name(inquiry, "png"),
        // Answers are grouped or leave geometries out: they say not where their rows lie.
        forms: TabularForm::offered(&Placement::Nowhere)
            .map(|form| {
                let code = form.extension();
                let name = w.t(&format!("form-{}", code.replace('.', "-")));
                let path = format!("/auswertung/herunterladen/{code}");
                (query.href(&path), name.into_owned())
            })
            .collect(),
    };
    Ok((steps, outcome, answer))
}

/// The picture of an answer, with where its groups lie if it is a map.
async fn drawn(
    visitor: &Visitor,
    look: Look,
    outcome: &Outcome,
    (inquiry, setting): (&Inquiry, &Setting),
) -> Result<Option<Picture>, HubError> {
    let wish = PlacesWish::of(inquiry, setting).filter(|_| look == Look::Map);
    let places = match &wish {
        Some(wish) => {
            let places = visitor
                .hub()
                .places(&visitor.principal, inquiry, setting, wish);
            Some(places.await?)
        }
        None => None,
    };
    let about = (inquiry, setting);
    Ok(picture::picture(
        visitor.words,
        look,
        outcome,
        about,
        places.as_ref(),
    ))
}

fn way_on(w: Words, address: &Address, setting: &Setting, offer: &WalkOffer) -> WayOn {
    let far = offer.far();
    let measure = &offer.card.bridge.measure;
    let share = if offer.from_left {
        measure.left_share
    } else {
        measure.right_share
    };
    let next = address.changed(|inquiry| {
        inquiry.joins.push(Walk {
            bridge: offer.card.bridge.id,
            keeps_all: false,
        });
    });
    let columns: Vec<&str> = far.columns.iter().map(|column| &*column.label).collect();
    let columns = way(w, &offer.card).unwrap_or_else(|| columns.join(", "));
    let from = fields::title(setting, offer.on);
    let state = offer.card.bridge.state;
    let state = w.code("bridge-state", state.code());
    let share = w.share(share);
    let key = if offer.repeats() {
        "analysis-way-repeats"
    } else {
        "analysis-way"
    };
    let parameters: [(&str, &dyn crate::words::Parameter); 5] = [
        ("house", &far.organisation.name),
        ("columns", &columns),
        ("share", &share),
        ("from", &from),
        ("state", &state),
    ];
    let title = &far.dataset.description.title;
    let part = far.table.split_once("__").map(|(_dataset, part)| part);
    WayOn {
        href: next.href(),
        title: match part {
            Some(part) => format!("{title} ({part})"),
            None => title.clone(),
        },
        about: w.t_with(key, &parameters).into_owned(),
        is_accepted: offer.card.bridge.state == BridgeState::Accepted,
    }
}

/// Orders one can choose: value, words, whether it is the one chosen.
fn orders(w: Words, inquiry: &Inquiry, setting: &Setting) -> Vec<(String, String, bool)> {
    let values = (0..inquiry.values().len())
        .flat_map(|place| [true, false].map(|descending| Ordered::Value { place, descending }));
    let groups = (0..inquiry.groups.len())
        .flat_map(|place| [false, true].map(|descending| Ordered::Group { place, descending }));
    let all = values.chain(groups);
    all.map(|order| {
        (
            order.to_string(),
            sentence::order_words(w, order, inquiry, setting),
            inquiry.order == Some(order),
        )
    })
    .collect()
}

/// The address at which a dataset is asked first, for links to this page.
pub(crate) fn href_of(table: &hebewerk_model::TableName) -> String {
    Address::of(table.clone()).href()
}
