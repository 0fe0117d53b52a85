//! Reminders in words.

use hebewerk_connect::{About, Letter};
use hebewerk_hub::ports::{DecayedBridge, NoticeLetter, Reminder, ReminderCause};
use hebewerk_hub::{NoticeView, SubjectPlace};
use hebewerk_model::{Language, LineSide, Notice, Watched};
use hebewerk_words::{Value, code, has, number, t, t_with};

/// A letter about whatever there is to say.
pub(crate) fn letter(language: Language, about: About<'_>, base_url: Option<&str>) -> Letter {
    match about {
        About::Connection(reminder) => reminding(language, reminder, base_url),
        About::Decay(bridge) => telling_of_decay(language, bridge, base_url),
        About::Notices(letter) => telling_news(language, letter, base_url),
    }
}

/// A letter that a bridge bears no longer.
fn telling_of_decay(language: Language, bridge: &DecayedBridge, base_url: Option<&str>) -> Letter {
    let reason = code(language, "bridge-decay", bridge.decay.code());
    let values = [
        ("left", Value::from(bridge.left.as_str())),
        ("right", Value::from(bridge.right.as_str())),
        ("reason", Value::from(reason.as_ref())),
    ];
    let mut parts = vec![
        t(language, "mail-greeting").into_owned(),
        t_with(language, "mail-decay-text", &values).into_owned(),
    ];
    if let Some(base) = base_url {
        let link = format!("{}/bruecken/{}", base.trim_end_matches('/'), bridge.bridge);
        let link = [("link", Value::from(link.as_str()))];
        parts.push(t_with(language, "mail-link", &link).into_owned());
    }
    parts.push(t(language, "mail-decay-why").into_owned());
    Letter {
        subject: t_with(language, "mail-decay-subject", &values).into_owned(),
        text: parts.join("\n\n") + "\n",
    }
}

/// A letter about what somebody subscribed to: titles, what happened, and where to look.
fn telling_news(language: Language, letter: &NoticeLetter, base_url: Option<&str>) -> Letter {
    let title = letter
        .notices
        .first()
        .map(|view| view.subject.title.as_str());
    let values = [
        ("count", Value::from(letter.notices.len() as u64)),
        ("title", Value::from(title.unwrap_or_default())),
    ];
    let mut parts = vec![
        t(language, "mail-greeting").into_owned(),
        t(language, "mail-notices-text").into_owned(),
    ];
    for view in &letter.notices {
        parts.push(news(language, view, base_url));
    }
    parts.push(t(language, "mail-notices-why").into_owned());
    Letter {
        subject: t_with(language, "mail-notices-subject", &values).into_owned(),
        text: parts.join("\n\n") + "\n",
    }
}

fn news(language: Language, view: &NoticeView, base_url: Option<&str>) -> String {
    let mut text = format!("{}\n{}", view.subject.title, what(language, &view.notice));
    if let Some(base) = base_url {
        let path = match &view.subject.place {
            SubjectPlace::Dataset(organisation, dataset) => {
                format!("daten/{organisation}/{dataset}")
            }
            SubjectPlace::View(name) => format!("sichten/{name}"),
        };
        text.push_str(&format!("\n{}/{path}", base.trim_end_matches('/')));
    }
    text
}

/// What happened.
fn what(language: Language, notice: &Notice) -> String {
    let sentence = match &notice.watched {
        Watched::Dataset(_) => {
            let version = u64::from(notice.version.unwrap_or_default());
            let version = [("version", Value::from(version))];
            t_with(language, "notice-version", &version)
        }
        Watched::View(_) => t(language, "notice-changed"),
        Watched::Figure(_, line) => {
            let value = number::shortest(language, line.value);
            let value = [("value", Value::from(value.as_str()))];
            match line.side {
                LineSide::Above => t_with(language, "notice-above", &value),
                LineSide::Below => t_with(language, "notice-below", &value),
            }
        }
    };
    sentence.into_owned()
}

/// A letter about a connection. It leads to the page of the connection where the hub has an address others can reach.
fn reminding(language: Language, reminder: &Reminder, base_url: Option<&str>) -> Letter {
    let name = ("name", Value::from(reminder.name.as_str()));
    let (subject, text) = match reminder.cause {
        ReminderCause::Late { promised_minutes } => {
            let promise = promise(language, promised_minutes);
            let values = [name, ("promise", Value::from(promise.as_str()))];
            let subject = t_with(language, "mail-late-subject", &values);
            (subject, t_with(language, "mail-late-text", &values))
        }
        ReminderCause::Failing { times } => {
            let values = [name, ("times", Value::from(u64::from(times)))];
            let subject = t_with(language, "mail-failing-subject", &values);
            (subject, t_with(language, "mail-failing-text", &values))
        }
    };
    let mut parts = vec![t(language, "mail-greeting").into_owned(), text.into_owned()];
    if let Some(base) = base_url {
        let link = format!(
            "{}/anbindungen/{}",
            base.trim_end_matches('/'),
            reminder.connection
        );
        let link = [("link", Value::from(link.as_str()))];
        parts.push(t_with(language, "mail-link", &link).into_owned());
    }
    let office = [("office", Value::from(reminder.organisation.as_str()))];
    parts.push(t_with(language, "mail-why", &office).into_owned());
    Letter {
        subject: subject.into_owned(),
        text: parts.join("\n\n") + "\n",
    }
}

fn promise(language: Language, minutes: u32) -> String {
    let known = format!("connection-promise-{minutes}");
    if has(language, &known) {
        return t(language, &known).into_owned();
    }
    let values = [("count", Value::from(u64::from(minutes)))];
    t_with(language, "connection-promise-other", &values).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_hub::Subject;
    use hebewerk_model::{BridgeDecay, Line, Posting};

    #[test]
    fn a_letter_says_what_is_late_and_where_to_look() {
        let reminder = Reminder {
            connection: "018f4d3c-0000-7000-8000-000000000001".parse().unwrap(),
            name: "Pegel".to_owned(),
            organisation: "Tiefbau".to_owned(),
            cause: ReminderCause::Late {
                promised_minutes: 1_440,
            },
        };
        let about = About::Connection(&reminder);
        let german = letter(Language::De, about, Some("https://daten.example/"));
        assert_eq!(german.subject, "„Pegel“ ist überfällig");
        assert!(german.text.contains("(täglich Neues)"), "{}", german.text);
        let link = "https://daten.example/anbindungen/018f4d3c-0000-7000-8000-000000000001\n";
        assert!(german.text.contains(link), "{}", german.text);
        let english = letter(Language::En, about, None);
        assert_eq!(english.subject, "“Pegel” is late");
        assert!(!english.text.contains("http"), "{}", english.text);
    }

    #[test]
    fn a_letter_says_which_bridge_bears_no_longer_and_why() {
        let bridge = DecayedBridge {
            bridge: "018f4d3c-0000-7000-8000-000000000002".parse().unwrap(),
            left: "Abholaufträge".to_owned(),
            right: "Straßenverzeichnis".to_owned(),
            decay: BridgeDecay::KeyLost,
        };
        let base = Some("https://daten.example");
        let german = letter(Language::De, About::Decay(&bridge), base);
        assert!(german.subject.contains("Straßenverzeichnis"), "{german:?}");
        for said in ["eindeutig", "https://daten.example/bruecken/018f4d3c"] {
            assert!(german.text.contains(said), "{}", german.text);
        }
    }

    #[test]
    fn a_letter_says_what_changed_and_no_value_of_it() {
        let line = Line {
            column: "anzahl".to_owned(),
            side: LineSide::Above,
            value: 1_250.5,
        };
        let about = |watched, version, title: &str, place| NoticeView {
            notice: Notice {
                id: "018f4d3c-0000-7000-8000-000000000003".parse().unwrap(),
                account: "018f4d3c-0000-7000-8000-000000000004".parse().unwrap(),
                watched,
                version,
                at: jiff::Timestamp::UNIX_EPOCH,
                is_read: false,
                posting: Posting::Waiting,
                attempts: 0,
            },
            subject: Subject {
                title: title.to_owned(),
                place,
            },
        };
        let dataset = "018f4d3c-0000-7000-8000-000000000005".parse().unwrap();
        let place = SubjectPlace::Dataset("umwelt".parse().unwrap(), "baeume".parse().unwrap());
        let view: hebewerk_model::Slug = "offen".parse().unwrap();
        let figure = Watched::Figure(view.clone(), line);
        let letter_of_two = NoticeLetter {
            notices: vec![
                about(Watched::Dataset(dataset), Some(3), "Bäume", place),
                about(figure, None, "Offene Mängel", SubjectPlace::View(view)),
            ],
        };
        let base = Some("https://daten.example");
        let german = letter(Language::De, About::Notices(&letter_of_two), base);
        assert_eq!(german.subject, "2 Neuigkeiten");
        for said in [
            "Bäume\nNeue Fassung 3\nhttps://daten.example/daten/umwelt/baeume\n",
            "Offene Mängel\nDie Zahl liegt jetzt über 1.250,5\nhttps://daten.example/sichten/offen\n",
        ] {
            assert!(german.text.contains(said), "{}", german.text);
        }
    }
}
