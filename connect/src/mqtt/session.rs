//! A line to a broker: packets and what they mean.
//!
//! The library's own loop connects to names it resolves itself and acknowledges on its own; so only its packets are
//! used here, on a line made to the addresses that may be reached.

use crate::database::SIGN_IN;
use crate::http::client_config;
use crate::reach::Reach;
use bytes::BytesMut;
use hebewerk_hub::ports::FetchError;
use rumqttc::tokio_rustls::TlsConnector;
use rumqttc::{
    Connect, ConnectReturnCode, Packet, PubAck, PubComp, PubRec, Publish, QoS, Subscribe,
    SubscribeFilter, SubscribeReasonCode, Unsubscribe,
};
use rustls::pki_types::ServerName;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};

/// Longest packet: far beyond what sensors say.
const MOST_PACKET_BYTES: usize = 8 << 20;

/// How long the line may be without a sign of us.
const KEEP_ALIVE: Duration = Duration::from_mins(1);

/// Messages taken together.
const AT_ONCE: usize = 1_000;

/// The identifier of our one request at a time.
const REQUEST: u16 = 1;

/// Where a broker is, and who we are there.
pub(super) struct Broker {
    pub(super) reach: Reach,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encrypted: bool,
    pub(super) user: Option<String>,
    pub(super) password: String,
}

impl Broker {
    /// Host and port, for errors.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Connects to the addresses that may be reached, and to no others.
    async fn line(&self) -> Result<Box<dyn Line>, FetchError> {
        let addresses = self.reach.resolve(&self.host, self.port).await?;
        let connected = TcpStream::connect(addresses.as_slice()).await;
        let stream =
            connected.map_err(|_refused| FetchError::passing("fetch_unreachable", self.name()))?;
        if !self.encrypted {
            return Ok(Box::new(stream));
        }
        let failed = || FetchError::lasting("fetch_tls", self.name());
        let name = ServerName::try_from(self.host.clone()).map_err(|_no_name| failed())?;
        let config = tokio::task::spawn_blocking(client_config).await;
        let config = config.map_err(|_ended| failed())??;
        let secured = TlsConnector::from(Arc::new(config)).connect(name, stream);
        Ok(Box::new(secured.await.map_err(|_untrusted| failed())?))
    }
}

trait Line: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// A line that is signed in.
pub(super) struct Session {
    line: Box<dyn Line>,
    incoming: BytesMut,
    /// Packets that came while something else was waited for.
    early: VecDeque<Packet>,
    spoke_at: Instant,
    broker: String,
    /// Whether the broker knew us and kept what was said meanwhile.
    pub(super) is_continued: bool,
}

impl Session {
    /// Signs in; with a name the broker keeps a session for it, without one nothing is left there.
    pub(super) async fn begin(broker: &Broker, client: Option<&str>) -> Result<Self, FetchError> {
        let began = timeout(SIGN_IN, Self::sign_in(broker, client)).await;
        began.unwrap_or_else(|_elapsed| Err(FetchError::passing("fetch_timeout", broker.name())))
    }

    async fn sign_in(broker: &Broker, client: Option<&str>) -> Result<Self, FetchError> {
        let mut session = Self {
            line: broker.line().await?,
            incoming: BytesMut::new(),
            early: VecDeque::new(),
            spoke_at: Instant::now(),
            broker: broker.name(),
            is_continued: false,
        };
        let mut connect = Connect::new(client.unwrap_or_default());
        connect.clean_session = client.is_none();
        connect.keep_alive = KEEP_ALIVE.as_secs() as u16;
        if let Some(user) = &broker.user {
            connect.set_login(user, &broker.password);
        }
        session.send(&[Packet::Connect(connect)]).await?;
        let Packet::ConnAck(answer) = session.next().await? else {
            return Err(session.not_understood());
        };
        session.is_continued = answer.session_present;
        match answer.code {
            ConnectReturnCode::Success => Ok(session),
            ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized => {
                Err(FetchError::lasting("fetch_login_failed", session.broker))
            }
            ConnectReturnCode::ServiceUnavailable => Err(FetchError::busy(session.broker, None)),
            ConnectReturnCode::BadClientId | ConnectReturnCode::RefusedProtocolVersion => {
                Err(FetchError::lasting("fetch_request_refused", session.broker))
            }
        }
    }

    /// Asks for topics with quality 1: more often than once is better than never, and needs no memory of numbers.
    pub(super) async fn subscribe(&mut self, topics: &[String]) -> Result<(), FetchError> {
        let filters = topics
            .iter()
            .map(|topic| SubscribeFilter::new(topic.clone(), QoS::AtLeastOnce));
        let mut request = Subscribe::new_many(filters);
        request.pkid = REQUEST;
        self.send(&[Packet::Subscribe(request)]).await?;
        let is_answer = |packet: &Packet| matches!(packet, Packet::SubAck(_));
        let answer = self.answer(is_answer).await?;
        let Packet::SubAck(answer) = answer else {
            return Err(self.not_understood());
        };
        let refused = answer.return_codes.iter().zip(topics);
        let mut refused = refused.filter(|(code, _topic)| **code == SubscribeReasonCode::Failure);
        match refused.next() {
            Some((_code, topic)) => Err(FetchError::lasting("fetch_denied", topic.as_str())),
            None => Ok(()),
        }
    }

    /// Does without topics that were asked for before.
    pub(super) async fn unsubscribe(&mut self, topics: &[String]) -> Result<(), FetchError> {
        let Some((first, others)) = topics.split_first() else {
            return Ok(());
        };
        let mut request = Unsubscribe::new(first);
        request.topics.extend_from_slice(others);
        request.pkid = REQUEST;
        self.send(&[Packet::Unsubscribe(request)]).await?;
        let is_answer = |packet: &Packet| matches!(packet, Packet::UnsubAck(_));
        self.answer(is_answer).await.map(|_done| ())
    }

    /// The messages that are there, at least one; none at the end of the time. To be acknowledged when they are kept.
    pub(super) async fn messages(
        &mut self,
        end: Instant,
    ) -> Result<Option<Vec<Publish>>, FetchError> {
        let mut messages = Vec::new();
        loop {
            while let Some(packet) = self.at_hand()? {
                match packet {
                    Packet::Publish(message) => messages.push(message),
                    // The second half of quality 2, begun in an earlier session.
                    Packet::PubRel(released) => {
                        self.send(&[Packet::PubComp(PubComp::new(released.pkid))])
                            .await?;
                    }
                    _ => {}
                }
                if messages.len() >= AT_ONCE {
                    break;
                }
            }
            if !messages.is_empty() {
                return Ok(Some(messages));
            }
            let sign_of_life = self.spoke_at + KEEP_ALIVE / 2;
            tokio::select! {
                read = self.read() => read?,
                () = sleep_until(end) => return Ok(None),
                () = sleep_until(sign_of_life) => self.send(&[Packet::PingReq]).await?,
            }
        }
    }

    /// Tells the broker that messages are kept.
    pub(super) async fn acknowledge(&mut self, messages: &[Publish]) -> Result<(), FetchError> {
        let answers: Vec<Packet> = messages
            .iter()
            .filter_map(|message| match message.qos {
                QoS::AtMostOnce => None,
                QoS::AtLeastOnce => Some(Packet::PubAck(PubAck::new(message.pkid))),
                QoS::ExactlyOnce => Some(Packet::PubRec(PubRec::new(message.pkid))),
            })
            .collect();
        if answers.is_empty() {
            return Ok(());
        }
        self.send(&answers).await
    }

    /// Says goodbye; a broker that does not listen any more has missed nothing.
    pub(super) async fn end(mut self) {
        let said = timeout(Duration::from_secs(5), self.send(&[Packet::Disconnect])).await;
        drop(said);
    }

    /// Waits for the answer to a request; messages that come before it are not lost.
    async fn answer(&mut self, is_it: impl Fn(&Packet) -> bool) -> Result<Packet, FetchError> {
        let waiting = async {
            let mut early = VecDeque::new();
            loop {
                let packet = self.next().await?;
                if is_it(&packet) {
                    early.append(&mut self.early);
                    self.early = early;
                    return Ok(packet);
                }
                early.push_back(packet);
            }
        };
        let answered = timeout(SIGN_IN, waiting).await;
        answered.unwrap_or_else(|_elapsed| {
            Err(FetchError::passing("fetch_timeout", self.broker.as_str()))
        })
    }

    async fn next(&mut self) -> Result<Packet, FetchError> {
        loop {
            if let Some(packet) = self.at_hand()? {
                return Ok(packet);
            }
            self.read().await?;
        }
    }

    /// A packet that has come whole.
    fn at_hand(&mut self) -> Result<Option<Packet>, FetchError> {
        if let Some(packet) = self.early.pop_front() {
            return Ok(Some(packet));
        }
        match Packet::read(&mut self.incoming, MOST_PACKET_BYTES) {
            Ok(packet) => Ok(Some(packet)),
            Err(rumqttc::Error::InsufficientBytes(_)) => Ok(None),
            Err(_malformed) => Err(self.not_understood()),
        }
    }

    /// Reads what has come; may be given up at any time without losing a byte.
    async fn read(&mut self) -> Result<(), FetchError> {
        match self.line.read_buf(&mut self.incoming).await {
            Ok(1..) => Ok(()),
            Ok(0) | Err(_) => Err(self.cut_off()),
        }
    }

    async fn send(&mut self, packets: &[Packet]) -> Result<(), FetchError> {
        let mut outgoing = BytesMut::new();
        for packet in packets {
            let written = packet.write(&mut outgoing, MOST_PACKET_BYTES);
            written.map_err(|_too_long| self.not_understood())?;
        }
        let sent = async {
            self.line.write_all(&outgoing).await?;
            self.line.flush().await
        };
        let sent: std::io::Result<()> = sent.await;
        sent.map_err(|_gone| self.cut_off())?;
        self.spoke_at = Instant::now();
        Ok(())
    }

    fn cut_off(&self) -> FetchError {
        FetchError::passing("fetch_cut_off", self.broker.as_str())
    }

    fn not_understood(&self) -> FetchError {
        FetchError::lasting("fetch_answer_invalid", self.broker.as_str())
    }
}
