//! Whom the installation trusts beside itself: certificates and revocation lists that the technician puts into a folder. Nothing is ever fetched.

use domain::Timestamp;
use signatures::judge::Trust;

/// A root certificate that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Whose it is, as it says itself.
    pub name: String,
    /// The last moment at which it is valid.
    pub until: Option<Timestamp>,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustFile {
    /// Its name.
    pub name: String,
    /// The certificates in it.
    pub roots: Vec<Root>,
    /// How many revocation lists are in it.
    pub lists: usize,
}

impl TrustFile {
    /// Whether nothing in it is of use.
    pub fn is_useless(&self) -> bool {
        self.roots.is_empty() && self.lists == 0
    }
}

/// Everything installed.
#[derive(Debug, Clone, Default)]
pub struct Trusted {
    pub(crate) trust: Trust,
    /// The files, by name.
    pub files: Vec<TrustFile>,
}

impl Trusted {
    /// Reads files: certificates and revocation lists, PEM or DER. A file with neither stands in the list as useless.
    pub fn read(files: &[(String, Vec<u8>)]) -> Self {
        let mut all = Self::default();
        for (name, bytes) in files {
            let mut trust = Trust::default();
            let _ = trust.add_roots(bytes);
            let lists = trust.add_lists(bytes).unwrap_or(0);
            let root = |(signer, until): (signatures::judge::Signer, Option<time::OffsetDateTime>)| Root {
                name: signer.subject,
                until: until.map(Timestamp::of),
            };
            all.files.push(TrustFile { name: name.clone(), roots: trust.described().into_iter().map(root).collect(), lists });
            all.trust.extend(&trust);
        }
        all
    }
}
