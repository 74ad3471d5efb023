//! What the operating system answers, in the words of the person's language.

use app::text::{Lang, say};
use std::io::{Error, ErrorKind};

/// Says why something with a file or a port failed: in a sentence of the locales where there is one, else as the system puts it.
pub fn because(lang: Lang, error: &Error) -> String {
    let key = match error.kind() {
        ErrorKind::NotFound => "cli-os-not-found",
        ErrorKind::PermissionDenied => "cli-os-permission-denied",
        ErrorKind::AddrInUse => "cli-os-addr-in-use",
        ErrorKind::AddrNotAvailable => "cli-os-addr-not-available",
        ErrorKind::AlreadyExists => "cli-os-already-exists",
        ErrorKind::IsADirectory => "cli-os-is-a-directory",
        ErrorKind::NotADirectory => "cli-os-not-a-directory",
        ErrorKind::StorageFull => "cli-os-storage-full",
        ErrorKind::ReadOnlyFilesystem => "cli-os-read-only",
        _ => return error.to_string(),
    };
    say(lang, key, &[])
}
