//! A workspace begins whole or not at all.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::{Who, Workspace, share};
use cove::crm::org::Founder;
use cove::store::{Fault, Faulty, Memory};

#[test]
fn a_full_disk_leaves_nothing_half_begun() {
    let file = Replica::found("王芳", 1).full();
    for (call, way) in (0..8).flat_map(|call| [(call, 0), (call, 1), (call, 2)]) {
        let memory = Memory::default();
        let storage = Faulty::new(memory.clone()).failing(call, Fault::Full);
        let founder =
            Founder { name: "李明".into(), org: "澄海".into(), currency: "CNY".into(), lang: "zh".into() };
        let begun = match way {
            0 => wait(Workspace::create(storage, &founder, NOW, seeded(2))).is_ok(),
            1 => wait(Workspace::demo(storage, "zh", 2026, NOW, seeded(2))).is_ok(),
            _ => {
                let document = share::read(file.as_bytes()).expect("the file is sound");
                wait(Workspace::join(storage, document, Who::New("李明".into()), NOW, seeded(2))).is_ok()
            }
        };
        let found = wait(Workspace::open(memory, seeded(3))).expect("it can be read").is_some();
        assert_eq!(found, begun, "way {way}, call {call}");
    }
}
