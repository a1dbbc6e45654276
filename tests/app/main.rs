//! Journeys through the headless application: several installations, real files between them, no browser.

mod replica;
mod sharing;
