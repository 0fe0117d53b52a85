//! The first page: search, the water line, what is new, themes.

use crate::fragments::silo::SiloPicture;
use crate::fragments::task_list::TaskList;
use crate::fragments::version_line;
use crate::pages::ask;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::ports::FacetCount;
use hebewerk_hub::{FindRequest, News};
use hebewerk_model::Theme;

/// News shown.
const NEWS: usize = 6;
/// Example searches shown.
const EXAMPLES: usize = 4;

struct NewsLine {
    when: String,
    datetime: String,
    href: String,
    title: String,
    what: String,
    /// Kind of badge and icon, and its words; none for those who may not know what was found.
    badge: Option<(&'static str, String)>,
}

struct ThemeCard {
    href: String,
    name: String,
    datasets: u64,
    /// Path of its sign.
    sign: &'static str,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    shell: Shell,
    w: Words,
    silo: Option<SiloPicture>,
    lifted: u64,
    known: u64,
    open: u64,
    is_empty: bool,
    may_upload: bool,
    tasks: Option<TaskList>,
    /// Applications for publication the reader decides on.
    releases: Option<TaskList>,
    /// Bridges of the reader's that bear no longer.
    bridges: Option<TaskList>,
    examples: Vec<(String, String)>,
    questions: Vec<(String, String)>,
    news: Vec<NewsLine>,
    themes: Vec<ThemeCard>,
}

/// `GET /`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let organisations = visitor.hub().organisations(&visitor.principal).await?;
    let everything = FindRequest {
        limit: 1,
        ..FindRequest::default()
    };
    let found = visitor.hub().find(&visitor.principal, &everything).await?;
    let news = visitor.hub().news(&visitor.principal, NEWS).await?;
    let waiting = visitor.hub().waiting(&visitor.principal).await?;
    let releases = visitor.hub().waiting_releases(&visitor.principal).await?;
    let decayed = visitor.hub().decayed_bridges(&visitor.principal).await?;
    let known: u64 = organisations.iter().map(|house| house.known).sum();
    let lifted: u64 = organisations.iter().map(|house| house.lifted).sum();
    let open: u64 = organisations.iter().map(|house| house.open).sum();
    let city = &visitor.state.settings.city_name;
    page(&StartPage {
        shell: Shell::new(&visitor, Place::Start, w.t("start-title")).with_catalogue_feed(),
        w,
        silo: SiloPicture::of(w, &organisations, city),
        lifted,
        known,
        open,
        is_empty: known == 0,
        may_upload: visitor.belongs_here(),
        tasks: TaskList::of(w, &waiting),
        releases: TaskList::of_releases(w, &releases),
        bridges: TaskList::of_bridges(w, &decayed),
        examples: examples(&found.facets),
        questions: ask::questions(&visitor).await?,
        news: news.iter().map(|one| news_line(w, one)).collect(),
        themes: themes(w, &found.facets),
    })
}

/// The most frequent key words as searches.
fn examples(facets: &[FacetCount]) -> Vec<(String, String)> {
    facets
        .iter()
        .filter(|count| count.facet == "tag")
        .take(EXAMPLES)
        .map(|count| {
            let href = Query::default()
                .with("schlagwort", &count.value)
                .href("/daten");
            (href, count.value.clone())
        })
        .collect()
}

fn news_line(w: Words, news: &News) -> NewsLine {
    let card = &news.card;
    let (errors, warnings) = (news.version.errors, news.version.warnings);
    let badge = match (errors, warnings) {
        (0, 0) => ("success", w.t("quality-none")),
        (0, warnings) => ("warning", w.t1("quality-warnings", "count", warnings)),
        (errors, _) => ("danger", w.t1("quality-errors", "count", errors)),
    };
    let badge = (badge.0, badge.1.into_owned());
    NewsLine {
        when: w.relative(news.version.created_at),
        datetime: news.version.created_at.to_string(),
        href: format!("/daten/{}/{}", card.organisation.slug, card.dataset.slug),
        title: card.dataset.description.title.clone(),
        what: w
            .t2(
                "news-what",
                "house",
                &card.organisation.name,
                "change",
                version_line::rows(w, &news.version),
            )
            .into_owned(),
        badge: card.may_read.then_some(badge),
    }
}

fn themes(w: Words, facets: &[FacetCount]) -> Vec<ThemeCard> {
    let mut themes: Vec<ThemeCard> = facets
        .iter()
        .filter(|count| count.facet == "theme" && Theme::CODES.contains(&count.value.as_str()))
        .map(|count| ThemeCard {
            href: Query::default().with("thema", &count.value).href("/daten"),
            name: w.code("theme", &count.value).into_owned(),
            datasets: count.count,
            sign: sign(&count.value),
        })
        .collect();
    themes.sort_by(|a, b| a.name.cmp(&b.name));
    themes
}

/// A small sign for a theme, as a path in a box of 28.
fn sign(theme: &str) -> &'static str {
    match theme {
        "AGRI" => "M14 25V11M14 15c-5 0-8-3-8-8 5 0 8 3 8 8M14 18c4 0 7-3 7-7-4 0-7 3-7 7",
        "ECON" => "M4 24h20M7 20v-8M12 20V7M17 20v-5M22 20V4",
        "EDUC" => "M2 11l12-6 12 6-12 6zM7 14v7c4 3 10 3 14 0v-7",
        "ENER" => "M15 3L6 16h7l-1 9 10-14h-7z",
        "ENVI" => "M14 26V14M14 18l5-4M14 3a8 8 0 00-5 14h10a8 8 0 00-5-14",
        "GOVE" => "M3 11l11-7 11 7M5 24h18M7 11v10M12 11v10M16 11v10M21 11v10",
        "HEAL" => "M14 5v18M5 14h18M4 4h20v20H4z",
        "INTR" => {
            "M14 4a10 10 0 100 20 10 10 0 000-20M4 14h20M14 4c-5 5-5 15 0 20M14 4c5 5 5 15 0 20"
        }
        "JUST" => "M14 4v20M8 24h12M5 8h18M5 8l-3 8h6zM23 8l-3 8h6z",
        "REGI" => "M4 25V12l10-8 10 8v13zM11 25v-8h6v8",
        "SOCI" => {
            "M10 12a4 4 0 100-8 4 4 0 000 8M3 24c0-5 3-8 7-8s7 3 7 8M18 12a3.4 3.4 0 100-7M20 16c3 .6 5 3.4 5 7"
        }
        "TECH" => "M10 3h8M12 3v8L5 24h18L16 11V3M8 18h12",
        _ => "M5 19V9c0-2 1-4 3-4h12c2 0 3 2 3 4v10zM5 14h18M9 22v-3M19 22v-3",
    }
}
