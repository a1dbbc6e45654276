//! Virtual list: a very long list of cards or two-line rows, as phones show records. Each item is
//! drawn by the page, with its own links and buttons in the natural tab order.

use std::sync::Arc;

use leptos::prelude::*;

use super::{RowHeight, windowing::Windowing};

/// A long list of which only the part in sight is in the document.
#[component]
pub fn VirtualList<T, V, I>(
    /// What the list holds.
    #[prop(into)]
    label: Signal<String>,
    /// Its items, in order.
    #[prop(into)]
    items: Signal<Arc<Vec<T>>>,
    /// Draws one item inside its row of fixed height.
    item: I,
    /// The height of a row.
    #[prop(default = RowHeight::Double)]
    height: RowHeight,
    /// How far it is scrolled, in pixels; a page keeps it to come back to.
    #[prop(optional)]
    scroll: Option<RwSignal<f64>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
    I: Fn(T) -> V + Send + Sync + 'static,
{
    let count = Signal::derive(move || items.with(|items| items.len()));
    let windowing = Windowing::new(count, Signal::stored(height), scroll);
    let item = StoredValue::new(item);
    let row = move |index: usize| {
        let own = Memo::new(move |_| items.with(|items| items.get(index).cloned()));
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 items")]
        let top = move || format!("translateY({}px)", index as f64 * windowing.row.get());
        view! {
            <div
                class="virtual-item"
                role="listitem"
                aria-setsize=move || count.get()
                aria-posinset=index + 1
                style:transform=top
            >
                {move || own.get().map(|own| item.with_value(|item| item(own)))}
            </div>
        }
    };
    let body_height = move || {
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 items")]
        let items = count.get() as f64;
        format!("{}px", items * windowing.row.get())
    };
    let drawn = move || windowing.range.get().collect::<Vec<_>>();
    view! {
        <div
            class="virtual-list"
            node_ref=windowing.scroller
            style=("--row-height", move || format!("{}px", windowing.row.get()))
            on:scroll=move |_| windowing.scrolled()
        >
            <div class="virtual-body" role="list" aria-label=label style:height=body_height>
                <For each=drawn key=|index| *index let(index)>
                    {row(index)}
                </For>
            </div>
        </div>
    }
}
