//! The rules of the CRM, tested natively: tables, lead states, search, table import, the demo.

mod tables;
