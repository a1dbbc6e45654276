//! The other tabs of this browser, on a channel that all of them hear.

use super::base::prefix;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

/// A channel to the other tabs. Dropping leaves it.
#[derive(Debug)]
pub struct Tabs {
    /// Absent where the browser has none: then tabs learn of each other when they next write.
    channel: Option<(BroadcastChannel, EventListener)>,
}

impl Tabs {
    /// Joins the channel of a name, ours alone by its prefix. `hear` is called with what other tabs say.
    pub fn join(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(&format!("{}{name}", prefix())).ok();
        let channel = channel.map(|channel| {
            let listen = move |event: &Event| {
                let word = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                word.into_iter().for_each(&hear);
            };
            let listener = EventListener::new(&channel, "message", listen);
            (channel, listener)
        });
        Tabs { channel }
    }

    /// Says a word to all other tabs.
    pub fn post(&self, word: &str) {
        if let Some((channel, _)) = &self.channel {
            // It fails only on a closed channel, which ours is not.
            let _ = channel.post_message(&JsValue::from_str(word));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some((channel, _)) = &self.channel {
            channel.close();
        }
    }
}
