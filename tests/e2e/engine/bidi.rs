//! As much of WebDriver BiDi as the stories need: commands, and the events that came meanwhile.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A connection beside the session's own.
pub(crate) struct Bidi(Mutex<Open>);

struct Open {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    asked: u64,
    events: Vec<Value>,
}

impl Bidi {
    /// Connects to the address that the session named.
    pub(crate) async fn connect(url: &str) -> Bidi {
        let (socket, _) = connect_async(url).await.expect("the driver speaks BiDi");
        Bidi(Mutex::new(Open { socket, asked: 0, events: Vec::new() }))
    }

    /// Sends a command and waits for its answer.
    pub(crate) async fn send(&self, method: &str, params: Value) -> Value {
        let mut open = self.0.lock().await;
        open.asked += 1;
        let id = open.asked;
        let text = json!({"id": id, "method": method, "params": params}).to_string();
        open.socket.send(Message::text(text)).await.unwrap_or_else(|error| panic!("{method}: {error}"));
        loop {
            let message = open.socket.next().await.unwrap_or_else(|| panic!("{method}: the driver hung up"));
            let message = message.unwrap_or_else(|error| panic!("{method}: {error}"));
            let Ok(text) = message.to_text() else { continue };
            let Ok(answer) = serde_json::from_str::<Value>(text) else { continue };
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            open.events.push(answer);
        }
    }

    /// The events since they were last taken.
    pub(crate) async fn events(&self) -> Vec<Value> {
        // What happened before a question has arrived before its answer.
        self.send("session.status", json!({})).await;
        std::mem::take(&mut self.0.lock().await.events)
    }
}
