//! The certificates and revocation lists that the technician puts into a folder of `CAMKET_VAR`: read when the program starts.

use services::Site;
use services::trusted::Trusted;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The folder below `CAMKET_VAR`.
pub const FOLDER: &str = "goc-tin-cay";

/// The endings of files that are read.
const ENDINGS: [&str; 5] = ["pem", "crt", "cer", "der", "crl"];

/// The most files, and bytes of one, that are read.
const MOST: usize = 200;
const LARGEST: u64 = 4 * 1024 * 1024;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The installation with whom it trusts; with nobody where there is no folder.
pub fn with_trusted(site: Site, var: &Path) -> Result<Site, Failure> {
    let folder = var.join(FOLDER);
    if !folder.exists() {
        return Ok(site);
    }
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)?.take(MOST) {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase();
        if ENDINGS.contains(&ending.as_str()) && fs::metadata(&path).map_err(failed)?.len() <= LARGEST {
            let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            files.push((entry.file_name().to_string_lossy().into_owned(), bytes));
        }
    }
    files.sort();
    Ok(Site { trusted: Arc::new(Trusted::read(&files)), ..site })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn certificates_are_read_from_the_folder_and_a_useless_file_is_named() {
        let site = Site { trusted: Arc::default(), ..testing::site(store::connect("sqlite::memory:").await.unwrap()) };
        let var = tempfile::tempdir().unwrap();
        assert_eq!(with_trusted(site.clone(), var.path()).unwrap().trusted.files, []);
        let folder = var.path().join(FOLDER);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.pem"), site.seal.as_ref().unwrap().root()).unwrap();
        fs::write(folder.join("b.crt"), "không phải chứng thư").unwrap();
        fs::write(folder.join("ghi-chu.txt"), "đọc trước").unwrap();
        let trusted = with_trusted(site, var.path()).unwrap().trusted;
        let said: Vec<_> = trusted.files.iter().map(|it| (it.name.as_str(), it.roots.len(), it.is_useless())).collect();
        assert_eq!(said, [("a.pem", 1, false), ("b.crt", 0, true)]);
        assert!(trusted.files[0].roots[0].name.contains("Chứng thư gốc"), "{trusted:?}");
    }
}
