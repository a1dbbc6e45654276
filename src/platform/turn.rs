//! Taking turns: of all tabs of a browser one at a time does what needs doing once.

use super::base::prefix;
use js_sys::{Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// A place in the line of tabs that want the turn of a name. Dropping leaves it, and the next tab has its turn.
#[derive(Debug)]
pub struct Turn {
    has: Rc<Cell<bool>>,
    leave: Option<Function>,
}

impl Turn {
    /// Stands in line for the turn of a name. Where a browser knows no turns, every tab has it.
    #[must_use]
    pub fn wait(name: &str) -> Turn {
        let has = Rc::new(Cell::new(false));
        let mut leave = None;
        // Settled when the turn is over.
        let over = Promise::new(&mut |resolve, _| leave = Some(resolve));
        let own = has.clone();
        let begun = Closure::once_into_js(move |_: JsValue| -> JsValue {
            own.set(true);
            over.into()
        });
        if request(&format!("{}{name}", prefix()), &begun).is_none() {
            has.set(true);
        }
        Turn { has, leave }
    }

    /// Whether this tab has its turn.
    #[must_use]
    pub fn has_come(&self) -> bool {
        self.has.get()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(leave) = &self.leave {
            // Resolving a promise does not fail.
            let _ = leave.call0(&JsValue::NULL);
        }
    }
}

/// Asks for the lock of a name; nothing where there are no locks.
fn request(name: &str, begun: &JsValue) -> Option<()> {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).ok();
    let locks = get(&get(&js_sys::global(), "navigator")?, "locks")?;
    let request = get(&locks, "request")?.dyn_into::<Function>().ok()?;
    request.call2(&locks, &name.into(), begun).ok().map(drop)
}
