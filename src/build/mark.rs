//! The characters by which the build script writes a message and the program reads it.

pub(crate) const END: char = '\x07';
pub(crate) const ARG: char = '\x01';
pub(crate) const SELECT: char = '\x02';
pub(crate) const VARIANT: char = '\x03';
/// The variant that is taken where none fits.
pub(crate) const USUAL: char = '\x04';
pub(crate) const CLOSE: char = '\x05';
pub(crate) const THEN: char = '\x06';
