//! How workspaces begin at the desk: by a file that is looked into and joined, as a demo, as a practice copy.

use super::{Answer, Desk, Opened, Outside, Progress, Step, Watch, document};
use crate::app::birth::Who;
use crate::app::share::{self, ShareFault};
use crate::app::workspace::{Fault, Workspace};
use crate::crm::{Book, Now, attachment, entities, member, org};
use crate::store::StoreError;

impl<O: Outside> Desk<O> {
    pub(super) fn look(
        &mut self,
        bytes: &[u8],
        passphrase: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        self.documents.clear();
        self.looked = None;
        self.files.clear();
        let document = document(&self.unpack(bytes)?, passphrase, watch)?;
        watch(Progress { step: Step::Comparing, share: None });
        let book = Book::new(share::look_into(&document));
        self.documents.push(document);
        let view = book.view("");
        let listed = entities().iter().filter(|table| table.area.is_some());
        let opened = Opened {
            name: org::name(&view),
            records: listed.map(|table| view.count(table.key)).sum(),
            members: member::people(&view).into_iter().map(|person| (person.id, person.name)).collect(),
        };
        self.looked = Some(book);
        Ok(Answer::Opened(opened))
    }

    pub(super) async fn demo(
        &self,
        database: &str,
        lang: &str,
        seed: u64,
        (instant, offset): (i64, i32),
    ) -> Result<Answer, ShareFault> {
        let storage = self.outside.database(database).await?;
        let made = Workspace::demo(storage, lang, seed, Now { instant, offset }, self.random()).await;
        made.map(|_| Answer::Done).map_err(|fault| match fault {
            Fault::Store(error) => error.into(),
            // The story keeps the rules.
            Fault::Refused(refusal) => StoreError::Aborted { cause: refusal.to_string() }.into(),
        })
    }

    pub(super) async fn practise(
        &self,
        database: &str,
        name: &str,
        (instant, offset): (i64, i32),
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        let tell = |share| watch(Progress { step: Step::Merging, share: Some(share) });
        tell(0.0);
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let storage = self.outside.database(database).await?;
        let now = Now { instant, offset };
        let copy = Workspace::practise(storage, workspace, name, now, self.random(), &tell).await?;
        copy.pack_much().await;
        // The copy stands: what finds no room in it is told of where it is looked for.
        for hash in workspace.read(|view| attachment::wanted(&view)).into_keys() {
            if let Ok(Some(bytes)) = workspace.attached(&hash).await {
                let _ = copy.keep(&[(hash, bytes)].into()).await;
            }
        }
        Ok(Answer::Done)
    }

    pub(super) async fn join(
        &mut self,
        database: &str,
        who: Who,
        (instant, offset): (i64, i32),
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        let tell = |share| watch(Progress { step: Step::Merging, share: Some(share) });
        tell(0.0);
        let storage = self.outside.database(database).await?;
        if let Some(document) = self.documents.first() {
            let now = Now { instant, offset };
            let (document, looked) = (document.clone(), self.looked.clone());
            let joined = Workspace::join_watched(storage, document, looked, who, now, self.random(), &tell).await?;
            joined.pack_much().await;
            // A colleague's next bundle brings what could not be kept.
            let _ = joined.keep(&self.files).await;
            self.files.clear();
        }
        Ok(Answer::Done)
    }
}
