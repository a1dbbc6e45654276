//! Journeys through the headless application: several installations, real files between them, no browser.
#![expect(clippy::expect_used, clippy::panic, reason = "the helpers of tests are not #[test] functions to clippy")]

mod birth;
mod jobs;
mod replica;
mod sharing;
mod tables;
mod tabs;
mod tidying;
