//! The files of the key that confirms papers, in a folder of their own below `CAMKET_VAR`: made at the first start, then only read. Whoever has
//! them can confirm papers in the name of the instance, so nobody but the program's own user may read them.

use services::Site;
use services::paper_seal::{PaperSeal, SealFiles};
use signatures::make::OwnKey;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use time::OffsetDateTime;
use time::macros::datetime;

/// Of a demo, whose papers are of years long gone.
const DEMO_FOUNDED: OffsetDateTime = datetime!(2021-01-01 00:00 UTC);

/// The longest name that a certificate takes.
const LONGEST: usize = 64;

/// The key of the instance's own root. Where an office's own key confirms papers there is none.
const ROOT_KEY: &str = "goc.key.pem";

/// The files by name, and whether they are secret.
const FILES: [(&str, bool); 5] =
    [(ROOT_KEY, true), ("goc.pem", false), ("xac-nhan.key.pem", true), ("xac-nhan.pem", false), ("goc.crl", false)];

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The installation with its key; made where the folder is not there yet.
pub fn with_seal(site: Site, var: &Path) -> Result<Site, Failure> {
    let folder = var.join("xac-nhan");
    let files = if folder.exists() { read(&folder)? } else { made(&site, &folder)? };
    let seal = PaperSeal::open(&files).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Site { seal: Some(Arc::new(seal)), ..site })
}

fn made(site: &Site, folder: &Path) -> Result<SealFiles, Failure> {
    let founded = if site.demo { DEMO_FOUNDED } else { site.now().in_hanoi() };
    let mut random = [[0; 48]; 2];
    for it in &mut random {
        getrandom::fill(it)?;
    }
    let organisation: String = site.public_url.chars().take(LONGEST).collect();
    let files = SealFiles::make(&organisation, founded, &random)?;
    let half = beside(folder, &files)?;
    fs::rename(&half, folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(files)
}

/// Writes all files into a folder beside the one of the key: a program that is killed half-way leaves one that nobody takes for the key.
fn beside(folder: &Path, files: &SealFiles) -> Result<PathBuf, Failure> {
    let half = folder.with_extension("moi");
    let _ = fs::remove_dir_all(&half);
    fs::create_dir_all(&half)?;
    for ((name, secret), content) in FILES.iter().zip(contents(files)) {
        if *name != ROOT_KEY || !content.is_empty() {
            write(&half.join(name), *secret, content)?;
        }
    }
    Ok(half)
}

/// Puts an office's own key in place of the one that is there, in one step; what was there stays in a folder of its own, which is answered.
pub fn replace(var: &Path, own: &OwnKey, revoked: Vec<u8>) -> Result<PathBuf, Failure> {
    let folder = var.join("xac-nhan");
    let former = read(&folder)?;
    let files = SealFiles::of_office(own, revoked, &former.root);
    PaperSeal::open(&files)?;
    let half = beside(&folder, &files)?;
    rustix::fs::renameat_with(rustix::fs::CWD, &half, rustix::fs::CWD, &folder, rustix::fs::RenameFlags::EXCHANGE)
        .map_err(|error| format!("{}: {}", folder.display(), std::io::Error::from(error)))?;
    let mut free = (1_u32..).map(|it| var.join(format!("xac-nhan.truoc-{it}"))).filter(|it| !it.exists());
    let kept = free.next().ok_or("no name is free")?;
    fs::rename(&half, &kept)?;
    Ok(kept)
}

fn contents(it: &SealFiles) -> [&[u8]; 5] {
    [it.root_key.as_bytes(), it.root.as_bytes(), it.key.as_bytes(), it.certificate.as_bytes(), &it.revoked]
}

fn write(path: &Path, secret: bool, content: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn read(folder: &Path) -> Result<SealFiles, Failure> {
    let bytes = |name: &str| fs::read(folder.join(name)).map_err(|error| format!("{}: {error}", folder.join(name).display()));
    let text = |name: &str| Ok::<_, Failure>(String::from_utf8(bytes(name)?)?);
    let [root_key, root, key, certificate, revoked] = FILES.map(|it| it.0);
    Ok(SealFiles {
        root_key: if folder.join(root_key).exists() { text(root_key)? } else { String::new() },
        root: text(root)?,
        key: text(key)?,
        certificate: text(certificate)?,
        revoked: bytes(revoked)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn the_key_is_made_once_is_secret_and_a_lost_file_is_named() {
        let site = testing::site(store::connect("sqlite::memory:").await.unwrap());
        let var = tempfile::tempdir().unwrap();
        let first = with_seal(site.clone(), var.path()).unwrap().seal.unwrap();
        let again = with_seal(site.clone(), var.path()).unwrap().seal.unwrap();
        assert_eq!(first.root(), again.root());
        assert!(first.root().starts_with("-----BEGIN CERTIFICATE-----"));
        let folder = var.path().join("xac-nhan");
        #[cfg(unix)]
        for (name, secret) in FILES {
            let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(folder.join(name)).unwrap().permissions());
            assert_eq!(mode & 0o077 == 0, secret, "{name}: {mode:o}");
        }
        fs::remove_file(folder.join("xac-nhan.key.pem")).unwrap();
        let error = with_seal(site, var.path()).unwrap_err().to_string();
        assert!(error.contains("xac-nhan.key.pem"), "{error}");
    }
}
