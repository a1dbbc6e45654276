//! Bundles at the desk: a file of the workspace with the attachments it speaks of, written and taken apart.

use super::job::{Answer, Desk, Outside, Progress, Step, Watch};
use super::share::ShareFault;
use crate::crm::attachment;
use crate::exchange::bundle::{self, Bundle};
use crate::ledger::DeviceId;
use crate::ledger::json::Sink as _;
use std::borrow::Cow;

impl<O: Outside> Desk<O> {
    /// Writes a bundle: everything, or what an installation lacks, with all attachments that are here. Which bytes an
    /// installation has nobody knows: its files show which changes it has.
    pub(super) async fn bundle(
        &mut self,
        to: Option<DeviceId>,
        now: i64,
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        let tell = |share| watch(Progress { step: Step::Packing, share: Some(share) });
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let (mut file, name, changes): (Bundle<O::File>, String, usize) = match to {
            None => {
                let (file, changes) = workspace.write_full(now, Bundle::begin, &|share| tell(share / 2.0)).await?;
                (file, workspace.file_name(now), changes)
            }
            Some(to) => {
                let (delta, mut file) = (workspace.export_delta(to, now).await?, Bundle::begin());
                file.put(&delta.text);
                (file, delta.name, delta.changes)
            }
        };
        let wanted = workspace.read(|view| attachment::wanted(&view));
        for (at, hash) in wanted.keys().enumerate() {
            tell(0.5 + 0.5 * at as f64 / wanted.len() as f64);
            if let Some(bytes) = workspace.attached(hash).await? {
                file.attach(hash, &bytes);
            }
        }
        let Some(written) = file.finish() else { return Ok(Answer::Failed("download-failed".to_owned())) };
        self.written = written;
        let name = name.strip_suffix(".json").unwrap_or(&name);
        Ok(Answer::File { name: format!("{name}.zip"), changes })
    }

    /// The file of the exchange format in what was handed in, which may be a bundle. Its attachments wait for the
    /// merge.
    pub(super) fn unpack<'a>(&mut self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, ShareFault> {
        if !bundle::is_bundle(bytes) {
            return Ok(Cow::Borrowed(bytes));
        }
        let (document, files) = bundle::open(bytes)?;
        self.files.extend(files);
        Ok(Cow::Owned(document))
    }
}
