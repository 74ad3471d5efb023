//! The versions of the format. A file says which one it follows, and is read, assessed and answered by that one alone.

/// A version of the package format and of its receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// app/docs/formats/package.md.
    One,
    /// app/docs/formats/package-2.md.
    Two,
}

impl Version {
    /// Every version, from the oldest.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// What `format` says in a package.
    pub const fn package_format(self) -> &'static str {
        match self {
            Self::One => "camket-package/1",
            Self::Two => "camket-package/2",
        }
    }

    /// What `format` says in a receipt.
    pub const fn receipt_format(self) -> &'static str {
        match self {
            Self::One => "camket-receipt/1",
            Self::Two => "camket-receipt/2",
        }
    }
}
