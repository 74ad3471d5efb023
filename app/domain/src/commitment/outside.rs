//! A sheet that somebody signed outside, with a certificate of their own, and sent back: whether it is taken.

use crate::refusals;

/// The largest file that is taken, in bytes: 10 MB, as of evidence.
pub const LARGEST_OUTSIDE: usize = crate::evidence::LARGEST;

refusals! {
    /// Why a file that was signed outside is not taken.
    pub enum OutsideRefusal {
        /// The sheet is not in force.
        NotInForce,
        /// No file was chosen, or it holds nothing.
        Empty,
        /// The file is larger than 10 MB.
        TooLarge,
        /// It cannot be read as a PDF within the bounds.
        Unreadable,
        /// It does not begin with the file that was given out, byte by byte.
        NotTheIssued,
        /// Another file was sent since, whose signatures it lacks.
        NotTheNewest,
        /// It is the file that is there already: nobody signed it since.
        NothingAdded,
        /// Something other than signatures was added or changed.
        Changed,
        /// Bytes follow the last signature.
        BytesAfter,
        /// A signature's certificate is not to be trusted.
        Untrusted,
    }
}

/// How a file that was sent begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// With no file that was given out.
    Otherwise,
    /// With one that was given out, but not with the newest that was sent.
    WithAnOlder,
    /// With the newest: the one that was sent last, or one that was given out where none was sent.
    WithTheNewest,
}

/// What was found of a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideFile {
    /// Whether it can be read.
    pub readable: bool,
    /// How it begins.
    pub begins: Begins,
    /// Whether nothing but signatures was added, and every signature in it holds.
    pub only_signed: bool,
    /// How many signatures were added.
    pub added: usize,
    /// Whether the last signature covers the file to its last byte.
    pub covered: bool,
    /// Whether every added signature is of a certificate that leads to an installed root.
    pub trusted: bool,
}

impl OutsideFile {
    /// Takes the file, or says why not: what is wrong with the file itself comes first.
    pub fn take(&self) -> Result<(), OutsideRefusal> {
        if !self.readable {
            return Err(OutsideRefusal::Unreadable);
        }
        match self.begins {
            Begins::Otherwise => return Err(OutsideRefusal::NotTheIssued),
            Begins::WithAnOlder => return Err(OutsideRefusal::NotTheNewest),
            Begins::WithTheNewest => {}
        }
        if !self.only_signed {
            return Err(OutsideRefusal::Changed);
        }
        if self.added == 0 {
            return Err(OutsideRefusal::NothingAdded);
        }
        if !self.covered {
            return Err(OutsideRefusal::BytesAfter);
        }
        if self.trusted { Ok(()) } else { Err(OutsideRefusal::Untrusted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: OutsideFile =
        OutsideFile { readable: true, begins: Begins::WithTheNewest, only_signed: true, added: 1, covered: true, trusted: true };

    #[test]
    fn a_file_is_taken_only_with_nothing_wrong_about_it() {
        assert_eq!(SOUND.take(), Ok(()));
        for (file, refusal) in [
            (OutsideFile { readable: false, ..SOUND }, OutsideRefusal::Unreadable),
            (OutsideFile { begins: Begins::Otherwise, ..SOUND }, OutsideRefusal::NotTheIssued),
            (OutsideFile { begins: Begins::WithAnOlder, ..SOUND }, OutsideRefusal::NotTheNewest),
            (OutsideFile { only_signed: false, ..SOUND }, OutsideRefusal::Changed),
            (OutsideFile { added: 0, ..SOUND }, OutsideRefusal::NothingAdded),
            (OutsideFile { covered: false, ..SOUND }, OutsideRefusal::BytesAfter),
            (OutsideFile { trusted: false, ..SOUND }, OutsideRefusal::Untrusted),
        ] {
            assert_eq!(file.take(), Err(refusal));
        }
    }
}
