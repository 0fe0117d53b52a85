//! Why a suggestion stands where it does, in words.

use super::words::labels;
use crate::Words;
use hebewerk_hub::{
    BridgeBecause, BridgeCard, BridgeKeys, BridgeReason, HeadersAgree, Learned, Lesson, LessonSign,
    Speaks,
};

/// A side that is this many times larger is told with its number.
const WORTH_A_NUMBER: f64 = 2.0;
/// Share of common values that are spelled alike from which all are.
const ALL: f64 = 0.995;

/// A reason for or against.
pub(crate) struct WhyLine {
    pub(crate) speaks: String,
    /// Modifier of its sign.
    pub(crate) sign: &'static str,
    pub(crate) sentence: String,
}

/// What decisions on others say.
pub(crate) struct LearnedLine {
    pub(crate) sentence: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) note: String,
}

/// What counts for and against.
pub(super) fn why(w: Words, card: &BridgeCard) -> Vec<WhyLine> {
    let reasons = card.reasons();
    let lines = reasons.iter().map(|reason| WhyLine {
        speaks: w.code("bridge-speaks", reason.speaks.code()).into_owned(),
        sign: match reason.speaks {
            Speaks::For => "gut",
            Speaks::Against => "acht",
            Speaks::Neither => "aus",
        },
        sentence: sentence(w, reason),
    });
    lines.collect()
}

fn sentence(w: Words, reason: &BridgeReason) -> String {
    match reason.because {
        BridgeBecause::Keys(keys) => w.t(match keys {
            BridgeKeys::Both => "bridge-because-keys-both",
            BridgeKeys::One => "bridge-because-keys-one",
            BridgeKeys::None => "bridge-because-keys-none",
        }),
        BridgeBecause::Coverage(share) => w.t1("bridge-because-coverage", "share", w.share(share)),
        BridgeBecause::Balance(times) if times >= WORTH_A_NUMBER => w.t1(
            "bridge-because-larger",
            "times",
            w.count(times.round() as u64),
        ),
        BridgeBecause::Balance(_) => w.t("bridge-because-balanced"),
        BridgeBecause::Headers(agree) => w.code("bridge-because-headers", agree.code()),
        BridgeBecause::Meanings(Some((left, right))) if left == right => {
            w.t1("bridge-because-meaning", "meaning", meaning(w, left.name()))
        }
        BridgeBecause::Meanings(Some((left, right))) => {
            let (left, right) = (meaning(w, left.name()), meaning(w, right.name()));
            w.t2("bridge-because-meanings", "left", left, "right", right)
        }
        BridgeBecause::Meanings(None) => w.t("bridge-because-meaning-unknown"),
        BridgeBecause::Spelling(share) if share >= ALL => w.t("bridge-because-spelled"),
        BridgeBecause::Spelling(share) => w.t1("bridge-because-spelling", "share", w.share(share)),
        BridgeBecause::Across(true) => w.t("bridge-because-across"),
        BridgeBecause::Across(false) => w.t("bridge-because-within"),
        BridgeBecause::Reference => w.t("bridge-because-reference"),
    }
    .into_owned()
}

fn meaning(w: Words, name: &str) -> String {
    w.code("semantic-type", name).into_owned()
}

/// One sentence for a list; none where decisions say too little.
pub(super) fn moved(w: Words, learned: &Learned) -> Option<String> {
    let key = if learned.moves_up()? {
        "bridge-learned-up"
    } else {
        "bridge-learned-down"
    };
    Some(w.t(key).into_owned())
}

/// The same with its reasons.
pub(super) fn learned(w: Words, card: &BridgeCard) -> Option<LearnedLine> {
    let lines = card.learned.reasons.iter();
    let lines = lines.map(|lesson| {
        let what = alike(w, card, lesson);
        let (accepted, rejected) = (u64::from(lesson.accepted), u64::from(lesson.rejected));
        w.t_with(
            "bridge-learned-reason",
            &[
                ("what", &what),
                ("accepted", &accepted),
                ("rejected", &rejected),
            ],
        )
        .into_owned()
    });
    Some(LearnedLine {
        sentence: moved(w, &card.learned)?,
        reasons: lines.collect(),
        note: {
            let most = w.share(Learned::MOST);
            w.t1("bridge-learned-note", "most", most).into_owned()
        },
    })
}

/// What the suggestions have in common that were decided on.
fn alike(w: Words, card: &BridgeCard, lesson: &Lesson) -> String {
    match &lesson.sign {
        LessonSign::Column { labels, .. } => {
            let label = labels.join(" + ");
            w.t1("bridge-sign-column", "label", label)
        }
        LessonSign::Headers(..) => {
            let (left, right) = (labels(&card.left), labels(&card.right));
            w.t2("bridge-sign-headers", "left", left, "right", right)
        }
        LessonSign::Meanings(one, two) => {
            let name = |known: Option<&'static str>| match known {
                Some(known) => meaning(w, known),
                None => w.t("bridge-sign-meaning-unknown").into_owned(),
            };
            let (left, right) = (name(*one), name(*two));
            if left == right {
                w.t1("bridge-sign-meaning", "meaning", left)
            } else {
                w.t2("bridge-sign-meanings", "left", left, "right", right)
            }
        }
        LessonSign::Agreement(agree) => w.t(match agree {
            HeadersAgree::Same => "bridge-sign-headers-same",
            HeadersAgree::Alike => "bridge-sign-headers-alike",
            HeadersAgree::Different => "bridge-sign-headers-different",
            HeadersAgree::SayNothing => "bridge-sign-headers-say-nothing",
        }),
        LessonSign::Rule(None) => w.t("bridge-sign-spelled"),
        LessonSign::Rule(Some(rule)) => {
            let name = rule.split('.').next().unwrap_or_default();
            w.t1(
                "bridge-sign-rule",
                "rule",
                w.code("normal-form", name).into_owned(),
            )
        }
        LessonSign::Meeting(kind, None) => w.t1(
            "bridge-sign-kind",
            "kind",
            w.code("bridge-kind", kind).into_owned(),
        ),
        LessonSign::Meeting(_, Some(cardinality)) => {
            w.t1("bridge-sign-rows", "rows", cardinality.clone())
        }
        LessonSign::Across(true) => w.t("bridge-sign-across"),
        LessonSign::Across(false) => w.t("bridge-sign-within"),
    }
    .into_owned()
}
