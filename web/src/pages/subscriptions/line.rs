//! A notice and a subscription as they stand in lists.

use super::form::form_href;
use super::list_href;
use crate::Words;
use hebewerk_hub::{NoticeView, Subject, SubjectPlace, SubscriptionView};
use hebewerk_model::{LineSide, Notice, Posting, Watched};
use hebewerk_words::number;

/// A notice.
pub(super) struct NoticeLine {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) what: String,
    pub(super) when: String,
    pub(super) is_new: bool,
    /// Whether it could not be sent by mail.
    pub(super) is_unsent: bool,
}

impl NoticeLine {
    pub(super) fn of(w: Words, view: &NoticeView) -> Self {
        Self {
            href: href(&view.subject.place),
            title: view.subject.title.clone(),
            what: what(w, &view.notice),
            when: w.relative(view.notice.at),
            is_new: !view.notice.is_read,
            is_unsent: view.notice.posting == Posting::Failed,
        }
    }
}

/// A subscription.
pub(super) struct SubscriptionLine {
    pub(super) title: String,
    /// Where what it is about is; none where that is gone or hidden.
    pub(super) href: Option<String>,
    pub(super) change_href: Option<String>,
    pub(super) about: String,
    pub(super) is_failing: bool,
    pub(super) end_action: String,
}

impl SubscriptionLine {
    pub(super) fn of(w: Words, view: &SubscriptionView) -> Self {
        let subscription = &view.subscription;
        let since = w.t1("subscription-since", "day", w.day(subscription.begun_at));
        let mut about = vec![wanted(w, &subscription.watched), since.into_owned()];
        if subscription.by_mail {
            about.push(w.t("subscription-by-mail").into_owned());
        }
        let subject = view.subject.as_ref();
        let gone = || w.t("subscription-gone").into_owned();
        Self {
            title: subject.map_or_else(gone, |subject| subject.title.clone()),
            href: subject.map(|subject| href(&subject.place)),
            change_href: subject.map(|subject| change_href(subject, &subscription.watched)),
            about: about.join(" · "),
            is_failing: subject.is_some() && subscription.is_failing,
            end_action: format!("{}/{}/beenden", list_href(), subscription.id),
        }
    }
}

/// Where something is.
pub(super) fn href(place: &SubjectPlace) -> String {
    match place {
        SubjectPlace::Dataset(organisation, dataset) => format!("/daten/{organisation}/{dataset}"),
        SubjectPlace::View(name) => crate::pages::views::href(name.as_str()),
    }
}

/// What happened.
pub(super) fn what(w: Words, notice: &Notice) -> String {
    let sentence = match &notice.watched {
        Watched::Dataset(_) => {
            let version = notice.version.unwrap_or_default();
            w.t1("notice-version", "version", version)
        }
        Watched::View(_) => w.t("notice-changed"),
        Watched::Figure(_, line) => {
            let value = number::shortest(w.language, line.value);
            match line.side {
                LineSide::Above => w.t1("notice-above", "value", value),
                LineSide::Below => w.t1("notice-below", "value", value),
            }
        }
    };
    sentence.into_owned()
}

/// What somebody wants to be told.
fn wanted(w: Words, watched: &Watched) -> String {
    let sentence = match watched {
        Watched::Dataset(_) => w.t("subscription-of-dataset"),
        Watched::View(_) => w.t("subscription-of-view"),
        Watched::Figure(_, line) => {
            let value = number::shortest(w.language, line.value);
            match line.side {
                LineSide::Above => w.t1("subscription-above", "value", value),
                LineSide::Below => w.t1("subscription-below", "value", value),
            }
        }
    };
    sentence.into_owned()
}

fn change_href(subject: &Subject, watched: &Watched) -> String {
    let column = watched.line().map(|line| line.column.as_str());
    form_href(&subject.place, column)
}
