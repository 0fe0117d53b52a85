//! A message as a line of JSON.

use crate::pages::compact;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rumqttc::Publish;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Appends a message. A payload that is JSON stays what it is, digit for digit; text stays text; other bytes are
/// written in base64 under a name of their own.
pub(super) fn append(message: &Publish, received_at: Timestamp, lines: &mut Vec<u8>) {
    let head = json!({
        "received_at": received_at.to_string(),
        "topic": message.topic,
        "qos": message.qos as u8,
        "retain": message.retain,
    });
    let head = head.to_string();
    lines.extend_from_slice(head.trim_end_matches('}').as_bytes());
    match std::str::from_utf8(&message.payload) {
        Ok(text) => {
            lines.extend_from_slice(b",\"payload\":");
            match serde_json::from_str::<&RawValue>(text) {
                Ok(value) => compact(value.get(), lines),
                Err(_no_json) => lines.extend_from_slice(Value::from(text).to_string().as_bytes()),
            }
        }
        Err(_no_text) => {
            let coded = Value::from(STANDARD.encode(&message.payload));
            lines.extend_from_slice(format!(",\"payload_base64\":{coded}").as_bytes());
        }
    }
    lines.extend_from_slice(b"}\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use rumqttc::QoS;

    #[test]
    fn payloads_keep_their_meaning() {
        let line = |payload: &[u8]| {
            let message = Publish::new("a/{b}", QoS::AtLeastOnce, payload);
            let mut line = Vec::new();
            append(&message, Timestamp::UNIX_EPOCH, &mut line);
            String::from_utf8(line).unwrap()
        };
        let head = "{\"received_at\":\"1970-01-01T00:00:00Z\",\"topic\":\"a/{b}\",\"qos\":1,\"retain\":false,";
        for (payload, rest) in [
            (
                &b"{\"t\": 1.10,\n \"x\": [1]}"[..],
                "\"payload\":{\"t\":1.10,\"x\":[1]}}\n",
            ),
            (b"21.50", "\"payload\":21.50}\n"),
            (b"ON \"1\"", "\"payload\":\"ON \\\"1\\\"\"}\n"),
            (b"", "\"payload\":\"\"}\n"),
            (b"\xff\x00", "\"payload_base64\":\"/wA=\"}\n"),
        ] {
            assert_eq!(line(payload), format!("{head}{rest}"));
        }
    }
}
