//! Journeys through the headless application: several installations, real files between them, no browser.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are not #[test] functions to clippy"
)]

mod answers;
mod birth;
mod bundles;
mod carry;
mod checkup;
mod claims;
mod custom;
mod golden;
mod hard_cases;
mod history;
mod jobs;
mod large;
mod numbers;
mod palette;
mod parcel;
mod points;
mod problems;
mod registration;
mod replica;
mod saving;
mod sea;
mod sharing;
mod table_jobs;
mod tables;
mod tabs;
mod tidying;
mod undoing;
mod views;
