//! A storage that fails on demand: any call, by number, can abort, run out of room or lose its
//! connection, before or after it took effect. Tests walk a scenario through every number.

use super::storage::{Entry, Estimate, Keys, Storage, StoreError, Table, Write};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The transaction is undone.
    Abort,
    /// No room.
    Full,
    /// The connection breaks before the call takes effect.
    Lost,
    /// The connection breaks after the call took effect, so that only the answer is lost.
    LostAnswer,
    /// The call never answers, and takes no effect.
    Hang,
    /// The page dies before the call takes effect: this call and all later ones fail.
    Killed,
    /// The page dies after the call took effect.
    KilledAfter,
}

impl Fault {
    /// Every kind of fault that ends.
    pub const ALL: [Fault; 6] =
        [Fault::Abort, Fault::Full, Fault::Lost, Fault::LostAnswer, Fault::Killed, Fault::KilledAfter];
}

/// Something done by another tab just before a call.
type Interruption = Box<dyn FnOnce()>;

/// A storage that fails on demand; clones share the count of calls.
#[derive(Clone)]
pub struct Faulty<S> {
    inner: S,
    calls: Rc<Cell<usize>>,
    fault: Rc<Cell<Option<(usize, Fault)>>>,
    dead: Rc<Cell<bool>>,
    interruption: Rc<RefCell<Option<(usize, Interruption)>>>,
}

impl<S: Storage> Faulty<S> {
    /// A storage that works until told otherwise.
    pub fn new(inner: S) -> Self {
        let (calls, fault, dead, interruption) = Default::default();
        Faulty { inner, calls, fault, dead, interruption }
    }

    /// Makes the call of this number (from 0) fail.
    #[must_use]
    pub fn failing(self, call: usize, fault: Fault) -> Self {
        self.fault.set(Some((call, fault)));
        self
    }

    /// Does something just before the call of this number (from 0), as another tab might.
    #[must_use]
    pub fn interrupted(self, call: usize, interruption: impl FnOnce() + 'static) -> Self {
        *self.interruption.borrow_mut() = Some((call, Box::new(interruption)));
        self
    }

    /// How many calls were made so far.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Counts a call and tells what is to become of it.
    fn next(&self) -> Option<Fault> {
        let call = self.calls.get();
        self.calls.set(call + 1);
        let due = self.interruption.borrow_mut().take_if(|(at, _)| *at == call);
        if let Some((_, interruption)) = due {
            interruption();
        }
        if self.dead.get() {
            return Some(Fault::Killed);
        }
        let fault = self.fault.get().filter(|(at, _)| *at == call).map(|(_, fault)| fault);
        self.dead.set(matches!(fault, Some(Fault::Killed | Fault::KilledAfter)));
        fault
    }

    async fn call<T>(&self, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        match self.next() {
            None => work.await,
            Some(Fault::Abort) => Err(StoreError::Aborted { cause: "scripted".to_owned() }),
            Some(Fault::Full) => Err(StoreError::Full),
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::Lost | Fault::Killed) => Err(StoreError::Lost),
            Some(Fault::LostAnswer | Fault::KilledAfter) => {
                // What the call answers is exactly what nobody gets to hear.
                let _ = work.await;
                Err(StoreError::Lost)
            }
        }
    }
}

impl<S: Storage> Storage for Faulty<S> {
    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.call(self.inner.get(table, key)).await
    }

    async fn scan(&self, table: Table, keys: &Keys, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.call(self.inner.scan(table, keys, limit)).await
    }

    async fn commit(&self, guard: Option<u64>, writes: &[Write]) -> Result<u64, StoreError> {
        self.call(self.inner.commit(guard, writes)).await
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        self.call(self.inner.wipe()).await
    }

    async fn estimate(&self) -> Option<Estimate> {
        self.inner.estimate().await
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;

    #[track_caller]
    fn check(fault: Fault, answers: [bool; 3], applied: [bool; 3]) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let memory = Memory::new();
            let storage = Faulty::new(memory.clone()).failing(1, fault);
            for (number, (answer, applied)) in answers.into_iter().zip(applied).enumerate() {
                let key = number.to_string();
                let write = Write::Put(Table::Log, key.clone(), vec![]);
                assert_eq!(storage.commit(None, &[write]).await.is_ok(), answer, "{fault:?} answer {number}");
                assert_eq!(memory.get(Table::Log, &key).await.unwrap().is_some(), applied, "{fault:?} {number}");
            }
        });
    }

    #[test]
    fn faults_are_what_they_say() {
        check(Fault::Abort, [true, false, true], [true, false, true]);
        check(Fault::Full, [true, false, true], [true, false, true]);
        check(Fault::Lost, [true, false, true], [true, false, true]);
        check(Fault::LostAnswer, [true, false, true], [true, true, true]);
        check(Fault::Killed, [true, false, false], [true, false, false]);
        check(Fault::KilledAfter, [true, false, false], [true, true, false]);
    }
}
