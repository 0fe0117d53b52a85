//! Reminders in words.

use hebewerk_connect::{About, Letter};
use hebewerk_hub::ports::{DecayedBridge, Reminder, ReminderCause};
use hebewerk_model::Language;
use hebewerk_words::{Value, code, has, t, t_with};

/// A letter about whatever there is to say.
pub(crate) fn letter(language: Language, about: About<'_>, base_url: Option<&str>) -> Letter {
    match about {
        About::Connection(reminder) => reminding(language, reminder, base_url),
        About::Decay(bridge) => telling_of_decay(language, bridge, base_url),
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
    use hebewerk_model::BridgeDecay;

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
}
