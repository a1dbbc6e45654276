//! The rules of the CRM, tested natively: tables, lead states, search, table import, the demo.

mod demo;
mod desk;
mod hostile;
mod import;
mod search;
mod states;
mod tables;
mod today;
