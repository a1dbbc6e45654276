//! One installation under test: a workspace on a memory store, with a clock and a seed of its own.

use cove::app::workspace::Chance;
use cove::app::{Done, Fault, Who, Workspace, share};
use cove::crm::command::Args;
use cove::crm::org::Founder;
use cove::crm::{Now, Ref, entity, record};
use cove::ledger::Value;
use cove::store::Memory;
use std::cell::Cell;

/// Runs a future that only ever waits for memory.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    futures_util::future::FutureExt::now_or_never(future).expect("memory never makes anybody wait")
}

/// Random bits from a seed (splitmix64).
pub(crate) fn seeded(seed: u64) -> Chance {
    let state = Cell::new(seed);
    Box::new(move || {
        state.set(state.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = state.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

/// 2026-11-24 10:42 in Shanghai.
pub(crate) const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };

pub(crate) struct Replica {
    pub(crate) workspace: Workspace<Memory>,
    pub(crate) storage: Memory,
}

impl Replica {
    pub(crate) fn found(name: &str, seed: u64) -> Replica {
        let storage = Memory::default();
        let founder =
            Founder { name: name.into(), org: "澄海仪器".into(), currency: "CNY".into(), lang: "zh".into() };
        let workspace = wait(Workspace::create(storage.clone(), &founder, NOW, seeded(seed))).expect("it begins");
        Replica { workspace, storage }
    }

    pub(crate) fn join(file: &str, name: &str, seed: u64) -> Replica {
        let storage = Memory::default();
        let document = share::read(file.as_bytes()).expect("the file is sound");
        let who = Who::New(name.into());
        let workspace = wait(Workspace::join(storage.clone(), document, who, NOW, seeded(seed))).expect("it joins");
        Replica { workspace, storage }
    }

    /// The same installation after a reload.
    pub(crate) fn reopen(self) -> Replica {
        let workspace =
            wait(Workspace::open(self.storage.clone(), seeded(99))).expect("it opens").expect("it is there");
        Replica { workspace, storage: self.storage }
    }

    pub(crate) fn create(&self, key: &str, fields: &[(&str, Value)]) -> Ref {
        let table = entity(key).expect("a known entity");
        let args: Args = fields.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
        let made = self.workspace.act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0));
        wait(made).expect("it is created").created[0].clone()
    }

    pub(crate) fn edit(&self, at: &Ref, field: &str, value: impl Into<Value>) -> Done {
        let value = value.into();
        wait(self.workspace.act(NOW, "edit", |view| record::edit(view, at, field, value.clone())))
            .expect("it is edited")
    }

    pub(crate) fn run(&self, command: &str, at: &Ref, args: &[(&str, Value)]) -> Result<Done, Fault> {
        let table = entity(&at.entity).expect("a known entity");
        let commands = cove::crm::entities().iter().flat_map(|table| table.commands);
        let command = table.commands.iter().chain(commands).find(|c| c.id == command).expect("a known command");
        let args: Args = args.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
        wait(self.workspace.run(command, std::slice::from_ref(at), &args, NOW))
    }

    pub(crate) fn text(&self, at: &Ref, field: &str) -> String {
        self.workspace.read(|view| {
            let value = view.at(at).map(|rec| rec.value_of(field, &NOW).into_owned());
            value.and_then(|value| value.as_text().map(str::to_owned)).unwrap_or_default()
        })
    }

    pub(crate) fn full(&self) -> String {
        wait(self.workspace.export_full(NOW.instant)).expect("it exports").text
    }

    pub(crate) fn delta_to(&self, other: &Replica) -> String {
        wait(self.workspace.export_delta(other.workspace.device(), NOW.instant)).expect("it exports").text
    }

    /// Imports a file. Says how many changes were new and how many conflicts.
    pub(crate) fn import(&self, file: &str) -> (usize, usize) {
        let document = share::read(file.as_bytes()).expect("the file is sound");
        let preview = wait(self.workspace.preview(vec![document])).expect("it previews");
        let found = (preview.fresh, preview.conflicts);
        wait(self.workspace.merge(preview, NOW.instant)).expect("it merges");
        found
    }

    pub(crate) fn fingerprint(&self) -> String {
        wait(self.workspace.fingerprint()).expect("it is read")
    }

    pub(crate) fn conflicts(&self) -> usize {
        self.workspace.read(|view| view.state().conflicts().len())
    }
}
