//! Why a file is refused: the codes of the format (section 11) and a detail for people who look closely.

use crate::ledger::json::{JsonError, JsonFault};
use std::fmt;

/// Why a file is refused. A refused file changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The file is over 1 GiB.
    TooLarge,
    /// Over 1 GiB once inflated.
    Inflated,
    /// Inflates to more than 200 times its size.
    Ratio,
    /// Damaged or cut gzip, or something behind it.
    Gzip,
    /// Not UTF-8, or with a byte order mark.
    Encoding,
    /// Not JSON.
    Json,
    /// A key twice in one object.
    DuplicateKey,
    /// A number that is no integer in range.
    Number,
    /// Nested deeper than 64.
    Depth,
    /// A string or key over 1 MiB.
    String,
    /// JSON, but not our document.
    Format,
    /// Of a newer format: update the app.
    Newer,
    /// The hash is absent or not that of the content.
    Hash,
    /// A key of the envelope is missing or of the wrong type.
    Envelope,
    /// The header of a change is malformed.
    Change,
    /// A part is malformed, or stands in a file of the wrong kind.
    Part,
    /// The chains of changes do not hold together.
    Chain,
    /// More of something than the format allows.
    Limit,
    /// A file of another workspace.
    Workspace,
    /// A sealed file: it needs its passphrase.
    Sealed,
    /// The header of a sealed file is malformed.
    SealedHeader,
    /// Wrong passphrase, or a damaged sealed file.
    CannotOpen,
    /// Cannot read or write.
    Io,
}

impl Code {
    /// All codes, in the order of the format.
    pub const ALL: [Code; 23] = [
        Code::TooLarge,
        Code::Inflated,
        Code::Ratio,
        Code::Gzip,
        Code::Encoding,
        Code::Json,
        Code::DuplicateKey,
        Code::Number,
        Code::Depth,
        Code::String,
        Code::Format,
        Code::Newer,
        Code::Hash,
        Code::Envelope,
        Code::Change,
        Code::Part,
        Code::Chain,
        Code::Limit,
        Code::Workspace,
        Code::Sealed,
        Code::SealedHeader,
        Code::CannotOpen,
        Code::Io,
    ];

    /// The code as the format spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::TooLarge => "too_large",
            Code::Inflated => "inflated",
            Code::Ratio => "ratio",
            Code::Gzip => "gzip",
            Code::Encoding => "encoding",
            Code::Json => "json",
            Code::DuplicateKey => "duplicate_key",
            Code::Number => "number",
            Code::Depth => "depth",
            Code::String => "string",
            Code::Format => "format",
            Code::Newer => "newer",
            Code::Hash => "hash",
            Code::Envelope => "envelope",
            Code::Change => "change",
            Code::Part => "part",
            Code::Chain => "chain",
            Code::Limit => "limit",
            Code::Workspace => "workspace",
            Code::Sealed => "sealed",
            Code::SealedHeader => "sealed_header",
            Code::CannotOpen => "cannot_open",
            Code::Io => "io",
        }
    }

    /// A refusal with this code.
    pub(super) fn refuse<T>(self, detail: impl fmt::Display) -> Result<T, FileError> {
        Err(self.because(detail))
    }

    /// The refusal with this code.
    #[must_use]
    pub fn because(self, detail: impl fmt::Display) -> FileError {
        FileError { code: self, detail: detail.to_string() }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A refused file: the code decides what people are told, the detail is for looking closely.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct FileError {
    /// Which rule it breaks.
    pub code: Code,
    /// Where and how; free text in English, never shown alone.
    pub detail: String,
}

impl From<JsonError> for FileError {
    fn from(error: JsonError) -> Self {
        let code = match error.fault {
            JsonFault::Syntax => Code::Json,
            JsonFault::DuplicateKey => Code::DuplicateKey,
            JsonFault::Number => Code::Number,
            JsonFault::Depth => Code::Depth,
            JsonFault::String => Code::String,
        };
        code.because(error)
    }
}
