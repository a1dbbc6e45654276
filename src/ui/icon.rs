//! The icon set and the brand mark, drawn for this product on a 16 px grid with a 1.5 px round
//! stroke. Every glyph is one path, inline, coloured by the text around it and hidden from
//! assistive technology: the word beside it, or the label of its button, says what it means.

use leptos::prelude::*;

/// Declares the glyphs: the enum, its list and its drawings are one table.
macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// A glyph of the icon set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Glyph {
            $($(#[$doc])* $name,)+
        }

        impl Glyph {
            /// Every glyph, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The drawing, as path data on a 16 by 16 grid.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)+
                }
            }
        }
    };
}

glyphs! {
    /// The day: a sun on the horizon.
    Today = "M1.75 11.5h12.5M4.25 11.5a3.75 3.75 0 0 1 7.5 0M8 2.75v2M2.9 5.6l1.3 1.3M13.1 5.6l-1.3 1.3M4.75 14h6.5";
    /// A lead: a person still to be won.
    Lead = "M6.25 7.25a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM1.75 13.25c.2-2.3 2-3.6 4.5-3.6s4.3 1.3 4.5 3.6M12.75 5v4M10.75 7h4";
    /// A company.
    Account = "M3 13.5V3.25l6-1.5V13.5M9 6.25h4v7.25M1.75 13.5h12.5M5.25 5.5h1.5M5.25 8h1.5M5.25 10.5h1.5M11 8.75h.01M11 11h.01";
    /// One person.
    Contact = "M8 7.75a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM2.9 13.5c.3-2.4 2.3-3.75 5.1-3.75s4.8 1.35 5.1 3.75";
    /// Several people.
    People = "M6 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM1.75 13.25c.2-2.3 1.8-3.6 4.25-3.6s4.05 1.3 4.25 3.6M10.5 3.2a2.25 2.25 0 0 1 0 4.1M11.75 9.9c1.5.4 2.35 1.6 2.5 3.35";
    /// A deal in the making: a target.
    Opportunity = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 10.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z";
    /// A thing to do.
    Task = "M3.25 2.75h9.5v10.5h-9.5zM5.5 8.1l1.8 1.8 3.3-3.7";
    /// A follow-up: something was said.
    FollowUp = "M2.5 3h11v8H7.25L4.5 13.5V11h-2z";
    /// A phone call.
    Phone = "M5.4 2.5 3.3 3c-.6.2-1 .7-.9 1.4.5 4.8 4.4 8.7 9.2 9.2.7.1 1.2-.3 1.4-.9l.5-2.1-3-1.6-1.5 1.4a8 8 0 0 1-3.4-3.4L7 5.5z";
    /// An e-mail.
    Mail = "M2 3.5h12v9H2zM2.25 4.25 8 8.75l5.75-4.5";
    /// A visit, or a place.
    Visit = "M8 14s4.5-3.9 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 10.1 8 14 8 14ZM8 8.1a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z";
    /// A short message.
    Sms = "M2.5 3h11v8H7.25L4.5 13.5V11h-2zM5.5 7h.01M8 7h.01M10.5 7h.01";
    /// A chat, such as WeChat.
    Chat = "M10.9 5.6C10.6 3.8 8.8 2.5 6.4 2.5 3.7 2.5 1.5 4.2 1.5 6.3c0 1.2.7 2.2 1.7 2.9L2.9 11l2-1M14.5 9.9c0-1.8-1.7-3.1-3.7-3.1S7 8.1 7 9.9s1.7 3.1 3.8 3.1c.5 0 1-.1 1.4-.2l1.6.8-.3-1.5c.6-.6 1-1.3 1-2.2Z";
    /// A meeting: a board on a stand.
    Meeting = "M1.75 2.75h12.5M3 2.75v7h10v-7M8 9.75v1.5M8 11.25l-2.75 2.5M8 11.25l2.75 2.5";
    /// A lock that is open.
    Unlock = "M3.75 7.25h8.5v6.25h-8.5zM5.5 7.25V5a2.5 2.5 0 0 1 4.9-.75M8 9.75v1.5";
    /// Search.
    Search = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.6 10.6 14 14";
    /// Add or create.
    Plus = "M8 3v10M3 8h10";
    /// Take away.
    Minus = "M3 8h10";
    /// Undo.
    Undo = "M5.75 3 2.5 6.25 5.75 9.5M2.5 6.25h6.75a4 4 0 0 1 0 8H6";
    /// Redo.
    Redo = "M10.25 3l3.25 3.25-3.25 3.25M13.5 6.25H6.75a4 4 0 0 0 0 8H10";
    /// Settings.
    Settings = "M2 4.75h6.5M12 4.75h2M2 11.25h2M7.5 11.25H14M10.25 6.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.75 13a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z";
    /// Bring data in.
    Import = "M8 2v7.5M4.75 6.5 8 9.75l3.25-3.25M2.5 10.5v3h11v-3";
    /// Give data out.
    Export = "M8 9.75V2.25M4.75 5.25 8 2l3.25 3.25M2.5 10.5v3h11v-3";
    /// Share and merge: two lines become one.
    Share = "M4 5.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM4 14a1.75 1.75 0 1 0 0-3.5A1.75 1.75 0 0 0 4 14ZM12.25 10a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM4 5.5v5M4.2 5.6c.6 1.7 2.6 2.65 6.3 2.65";
    /// What may be the same.
    Twins = "M6.25 4.25a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5ZM9.75 4.25a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5Z";
    /// A conflict: one line becomes two.
    Fork = "M8 14V9.5M8 9.5c0-3.2-4-3-4-7M8 9.5c0-3.2 4-3 4-7M2.25 4 4 2.25 5.75 4M10.25 4 12 2.25 13.75 4";
    /// What happened before.
    History = "M2.75 8a5.25 5.25 0 1 0 1.6-3.8L2.5 6M2.5 2.75V6h3.25M8 5.25V8l2 1.25";
    /// Saved, or save.
    Save = "M2.75 2.75h8.5l2 2v8.5H2.75zM5.25 2.75V6.5h5V2.75M5 13.25V9.5h6v3.75";
    /// The data as a whole.
    Data = "M8 6c2.9 0 5-.8 5-1.9S10.9 2.25 8 2.25s-5 .75-5 1.85S5.1 6 8 6ZM3 4.1v7.8c0 1.1 2.1 1.85 5 1.85s5-.75 5-1.85V4.1M3 8c0 1.1 2.1 1.9 5 1.9s5-.8 5-1.9";
    /// Narrow a list down.
    Filter = "M2.5 4h11M4.5 8h7M6.5 12h3";
    /// Order a list.
    Sort = "M4.75 3v10M2.25 10.5 4.75 13l2.5-2.5M9.25 4H14M9.25 8h3M9.25 12h1.25";
    /// The columns of a table.
    Columns = "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10";
    /// Done, chosen.
    Check = "M3 8.5 6.4 12 13 4.5";
    /// Close or remove.
    Close = "M4 4l8 8M12 4l-8 8";
    /// Upwards.
    ChevronUp = "M3.5 10.25 8 5.75l4.5 4.5";
    /// Downwards, or: opens.
    ChevronDown = "M3.5 5.75 8 10.25l4.5-4.5";
    /// Back.
    ChevronLeft = "M10.25 3.5 5.75 8l4.5 4.5";
    /// Onwards.
    ChevronRight = "M5.75 3.5 10.25 8l-4.5 4.5";
    /// Ascending.
    ArrowUp = "M8 13V3M4 7l4-4 4 4";
    /// Descending.
    ArrowDown = "M8 3v10M4 9l4 4 4-4";
    /// Leads to.
    ArrowRight = "M3 8h10M9 4l4 4-4 4";
    /// More actions.
    More = "M3.5 8h.01M8 8h.01M12.5 8h.01";
    /// The menu of everything.
    Menu = "M2.5 4.25h11M2.5 8h11M2.5 11.75h11";
    /// Edit.
    Pencil = "M2.75 13.25l.75-3.25 7-7a1.5 1.5 0 0 1 2.15 0l.35.35a1.5 1.5 0 0 1 0 2.15l-7 7zM9.25 4.25l2.5 2.5";
    /// Remove.
    Trash = "M2.75 4.5h10.5M6 4.5v-2h4v2M4.25 4.5l.6 9h6.3l.6-9";
    /// A link between two things.
    Link = "M6.75 9.25a2.75 2.75 0 0 0 3.9 0l2.2-2.2a2.75 2.75 0 0 0-3.9-3.9l-.7.7M9.25 6.75a2.75 2.75 0 0 0-3.9 0l-2.2 2.2a2.75 2.75 0 0 0 3.9 3.9l.7-.7";
    /// Time.
    Clock = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5";
    /// Look out.
    Warning = "M8 2.5 14 13H2zM8 6.5v3M8 11.25v.01";
    /// Good to know.
    Info = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.5v3.5M8 5.1v.01";
    /// How to.
    Help = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.25 6.5a1.75 1.75 0 1 1 2.5 1.6c-.5.25-.75.6-.75 1.15M8 11.35v.01";
    /// Not now, or not for you.
    Lock = "M3.75 7.25h8.5v6.25h-8.5zM5.5 7.25V5a2.5 2.5 0 0 1 5 0v2.25";
    /// The light theme.
    Sun = "M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9";
    /// The dark theme.
    Moon = "M13.25 9.4A5.5 5.5 0 0 1 6.6 2.75a5.5 5.5 0 1 0 6.65 6.65Z";
    /// The theme of the system.
    Screen = "M2 3h12v8H2zM5.5 13.5h5M8 11v2.5";
    /// Language.
    Globe = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c1.7 1.7 2.5 3.7 2.5 6s-.8 4.3-2.5 6c-1.7-1.7-2.5-3.7-2.5-6S6.3 3.7 8 2Z";
    /// Take a file to this device.
    Download = "M8 2.25v7.5M4.5 6.5 8 10l3.5-3.5M2.75 13.5h10.5";
    /// Choose a file from this device.
    Upload = "M8 10V2.5M4.5 5.75 8 2.25l3.5 3.5M2.75 13.5h10.5";
    /// A file.
    File = "M3.5 2.25h5.75L12.5 5.5v8.25h-9zM9 2.25V5.75h3.5";
    /// A file with text, such as a quote.
    Document = "M3.5 2.25h5.75L12.5 5.5v8.25h-9zM9 2.25V5.75h3.5M6 8.5h4M6 11h2.5";
    /// Something attached.
    Attachment = "M12.75 7.5 8 12.25a3 3 0 0 1-4.25-4.25l5-5a2 2 0 0 1 2.85 2.85l-5 5a1 1 0 0 1-1.45-1.45L9.5 5.05";
    /// A mark for later, or a state.
    Flag = "M3.5 14V2.5M3.5 3h8.75l-2 3 2 3H3.5";
    /// A favourite.
    Star = "M8 2.25l1.75 3.7 4 .5-2.95 2.8.75 4L8 11.25l-3.55 2 .75-4L2.25 6.45l4-.5z";
    /// See.
    Eye = "M1.5 8S3.75 3.5 8 3.5 14.5 8 14.5 8 12.25 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z";
    /// A date.
    Calendar = "M2.5 3.5h11v10h-11zM2.5 6.75h11M5.5 2v2.75M10.5 2v2.75";
    /// A tag.
    Tag = "M2.5 2.5h5.25L13.5 8.25 8.25 13.5 2.5 7.75zM5.4 5.4h.01";
    /// Copy.
    Copy = "M5.75 5.75h7.75v7.75H5.75zM10.25 5.75V2.5H2.5v7.75h3.25";
    /// Two of the same.
    Duplicate = "M6 6h7.5v7.5H6zM3.5 10h-1V2.5H10v1M8.25 9.75h3";
    /// A public pool: open water.
    Pool = "M1.5 5c1.1-1 2.2-1 3.25 0s2.15 1 3.25 0 2.2-1 3.25 0 2.15 1 3.25 0M1.5 8.25c1.1-1 2.2-1 3.25 0s2.15 1 3.25 0 2.2-1 3.25 0 2.15 1 3.25 0M1.5 11.5c1.1-1 2.2-1 3.25 0s2.15 1 3.25 0 2.2-1 3.25 0 2.15 1 3.25 0";
    /// One's own pool: a cove.
    Cove = "M12.4 4.2a5.75 5.75 0 1 0 0 7.6M9.25 8h.01";
    /// Protected.
    Shield = "M8 1.9l5 1.85V8c0 2.9-1.9 5-5 6.1C4.9 13 3 10.9 3 8V3.75zM5.75 8l1.6 1.6 2.9-3.1";
    /// Work: a case.
    Work = "M2.25 5.25h11.5v8H2.25zM5.75 5.25V3h4.5v2.25M2.25 9h11.5";
    /// Figures as a picture.
    Chart = "M2.5 13.5h11M4.5 11V8.25M8 11V4.5M11.5 11V6.5";
    /// A table.
    Table = "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11";
    /// A board of columns.
    Board = "M2.5 2.75h3v10.5h-3zM6.5 2.75h3v6.5h-3zM10.5 2.75h3v8.25h-3z";
    /// Money.
    Money = "M4 2.5l4 5.25 4-5.25M8 7.75v6M5 8.25h6M5 11h6";
    /// A signed paper.
    Contract = "M12.5 6.5v-1L9.25 2.25H3.5v11.5h3M9 2.25V5.75h3.5M11 12.75a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9.75 12.5v2l1.25-.7 1.25.7v-2";
    /// Goods.
    Order = "M2.5 5 8 2.25 13.5 5v6L8 13.75 2.5 11zM2.5 5 8 7.75 13.5 5M8 7.75v6";
    /// Kept at the top.
    Pin = "M5.5 2.25h5M6.25 2.25v4L4 9.25h8l-2.25-3v-4M8 9.25v4.5";
    /// Once more.
    Refresh = "M13.25 8A5.25 5.25 0 0 1 3.6 10.9M2.75 8a5.25 5.25 0 0 1 9.65-2.9M12.75 2.25v3H9.75M3.25 13.75v-3h3";
    /// Exchange one for another.
    Swap = "M2.5 5.5h10M9.75 2.75 12.5 5.5 9.75 8.25M13.5 10.75h-10M6.25 8l-2.75 2.75L6.25 13.5";
    /// Print.
    Print = "M4.5 5.5V2.25h7V5.5M4.5 11.5h-2v-6h11v6h-2M4.5 9.5h7v4.25h-7z";
    /// Shortcuts.
    Keyboard = "M1.75 4h12.5v8H1.75zM4.25 6.5h.01M6.75 6.5h.01M9.25 6.5h.01M11.75 6.5h.01M5 9.5h6";
    /// Speak instead of typing.
    Microphone = "M8 9.75a2 2 0 0 0 2-2V4a2 2 0 0 0-4 0v3.75a2 2 0 0 0 2 2ZM3.75 7.5a4.25 4.25 0 0 0 8.5 0M8 11.75v2M6 13.75h4";
    /// A birthday.
    Cake = "M3 13.5V9h10v4.5M1.75 13.5h12.5M3 11c1.25 1 2.1 1 3.3 0 1.2 1 2.2 1 3.4 0 1.2 1 2.05 1 3.3 0M8 9V6.5M8 4V3.25";
    /// Wait.
    Pause = "M5.5 3v10M10.5 3v10";
    /// A rule that runs by itself.
    Pulse = "M1.75 8.5h2.75L6.5 3.5l3 9.5 2-4.5h2.75";
    /// Confirm with Enter.
    Enter = "M12.75 3.5v4.75H3.5M6.25 5.5 3.5 8.25 6.25 11";
    /// Hold here to move.
    Grip = "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01";
    /// Leaves this page.
    External = "M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4";
}

/// How large an icon is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 12 px, in chips and table heads.
    Tiny,
    /// 14 px, in buttons and notes.
    Small,
    /// 16 px.
    #[default]
    Normal,
    /// 20 px, in bars for thumbs.
    Large,
}

impl IconSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "icon tiny",
            Self::Small => "icon small",
            Self::Normal => "icon",
            Self::Large => "icon large",
        }
    }
}

/// One glyph, in the colour of the text around it.
#[component]
pub fn Icon(
    /// What is drawn.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// How large.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    view! {
        <svg class=size.class() viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=move || glyph.get().path()></path>
        </svg>
    }
}

/// The brand mark: a cove in a rounded square, drawn in the accent.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <rect width="20" height="20" rx="4"></rect>
            <path d="M14 6a5.6 5.6 0 1 0 0 8"></path>
            <circle cx="10.6" cy="10" r="1.4"></circle>
        </svg>
    }
}
