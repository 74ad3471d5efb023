//! `camket seal-key`: an office's own key confirms papers from now on, in place of the one that the program made for itself.

use super::Outcome;
use crate::config::Config;
use app::text::{Lang, say};
use services::paper_seal::{keep_confirmed, remember_replaced};
use signatures::make::{OwnKey, SignError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `camket seal-key` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// PKCS#12 or PEM: the private key with its certificates.
    file: PathBuf,
    /// The list of revoked certificates of whoever issued it, PEM or DER.
    #[arg(long)]
    revoked: Option<PathBuf>,
    /// Reads the password of a PKCS#12 file from standard input.
    #[arg(long)]
    password_stdin: bool,
}

fn refused(lang: Lang, file: &Path, key: &str) -> ExitCode {
    eprintln!("camket: {}: {}", file.display(), say(lang, key, &[]));
    ExitCode::from(2)
}

fn sentence(error: &SignError) -> &'static str {
    match error {
        SignError::Container => "cli-seal-key-container",
        SignError::KeyProtected => "cli-seal-key-protected",
        SignError::KeyUnsupported => "cli-seal-key-unsupported",
        SignError::KeyMismatch => "cli-seal-key-mismatch",
        SignError::OutsideValidity => "cli-seal-key-expired",
        SignError::Certificate => "cli-seal-key-no-certificate",
        _ => "cli-seal-key-none",
    }
}

/// Keeps what the former key confirmed, then puts the new one in its place; ends with 2 where the file is no such key.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    let mut password = String::new();
    if arguments.password_stdin {
        std::io::stdin().read_to_string(&mut password)?;
    }
    let var = config.var();
    let site = crate::paper_seal::with_seal(config.open().await?, &var)?;
    let now = site.now().in_hanoi();
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {}", path.display(), super::os::because(lang, &error)));
    let own = match OwnKey::read(&read(&arguments.file)?, password.trim_end_matches(['\r', '\n']), now) {
        Ok(own) => own,
        Err(error) => return Ok(refused(lang, &arguments.file, sentence(&error))),
    };
    let revoked = match &arguments.revoked {
        None => Vec::new(),
        Some(path) => match signatures::judge::revocation_list(&read(path)?) {
            Some(list) => list,
            None => return Ok(refused(lang, path, "cli-seal-key-no-list")),
        },
    };
    let kept = keep_confirmed(&site).await?;
    let former = crate::paper_seal::replace(&var, &own, revoked)?;
    remember_replaced(&site, &own).await?;
    let former = former.display().to_string();
    print_line!("{}", say(lang, "cli-seal-key-done", &[("kept", kept.into()), ("former", former.into())]));
    Ok(ExitCode::SUCCESS)
}
