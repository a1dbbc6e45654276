//! The rules of the CRM, tested natively: tables, lead states, search, table import, the demo.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests are not #[test] functions to clippy"
)]

mod analysis;
mod assignment;
mod brief;
mod calendar;
mod capture;
mod conversion;
mod custom;
mod deal;
mod demo;
mod desk;
mod duplicates;
mod export;
mod formula;
mod holding;
mod hostile;
mod import;
mod lead_form;
mod mappers;
mod office;
mod opportunity;
mod path;
mod pools;
mod regions;
mod registration;
mod remind;
mod score;
mod sea;
mod search;
mod states;
mod tables;
mod today;
mod update;
mod views;
mod workbook;
