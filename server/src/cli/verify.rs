//! `camket verify`: judges a signed file. No database, no network, no settings.

use super::Outcome;
use super::os::because;
use app::text::{Lang, say};
use serde_json::{Value, json};
use signatures::judge::{Covers, Finding, Judgement, Options, Revocation, SignatureFinding, TimeProof, Trust, Verdict, judge};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `camket verify` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ROOTS.pem")]
    trust: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    crl: Vec<PathBuf>,
    #[arg(long)]
    require_revocation: bool,
    #[arg(long)]
    json: bool,
}

/// Judges the file and says what was found; the exit code says the verdict.
pub fn run(lang: Lang, arguments: &Arguments) -> Outcome {
    let mut trust = Trust::default();
    for it in &arguments.trust {
        let Some(bytes) = read(lang, it) else { return Ok(ExitCode::from(Verdict::Unreadable.exit_code())) };
        if trust.add_roots(&bytes).is_err() {
            return Ok(refused(lang, it, "cli-verify-no-roots"));
        }
    }
    for it in &arguments.crl {
        let Some(bytes) = read(lang, it) else { return Ok(ExitCode::from(Verdict::Unreadable.exit_code())) };
        if trust.add_lists(&bytes).is_err() {
            return Ok(refused(lang, it, "cli-verify-no-list-file"));
        }
    }
    let Some(bytes) = read(lang, &arguments.file) else { return Ok(ExitCode::from(Verdict::Unreadable.exit_code())) };
    let revocation = if arguments.require_revocation { Revocation::Required } else { Revocation::WhereKnown };
    let judgement = judge(&bytes, &trust, Options { now: time::OffsetDateTime::now_utc(), revocation });
    if arguments.json {
        print_line!("{}", serde_json::to_string_pretty(&in_json(lang, &judgement)?)?);
    } else {
        tell(lang, &judgement);
    }
    Ok(ExitCode::from(judgement.verdict.exit_code()))
}

fn read(lang: Lang, path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).inspect_err(|error| eprintln!("{}: {}", path.display(), because(lang, error))).ok()
}

fn refused(lang: Lang, path: &Path, key: &str) -> ExitCode {
    eprintln!("{}: {}", path.display(), say(lang, key, &[]));
    ExitCode::from(Verdict::Unreadable.exit_code())
}

fn sentence(lang: Lang, finding: &Finding) -> String {
    app::findings::sentence(lang, finding.key, finding.args.iter().map(|(name, value)| (*name, value.as_str())))
}

/// The judgement's own JSON, each finding with its sentence.
fn in_json(lang: Lang, judgement: &Judgement) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(judgement)?;
    add_sentences(lang, &mut value, &judgement.findings);
    for (at, it) in judgement.signatures.iter().enumerate() {
        if let Some(value) = value.get_mut("signatures").and_then(|list| list.get_mut(at)) {
            add_sentences(lang, value, &it.findings);
        }
    }
    Ok(value)
}

fn add_sentences(lang: Lang, value: &mut Value, findings: &[Finding]) {
    let list = value.get_mut("findings").and_then(Value::as_array_mut);
    for (value, finding) in list.into_iter().flatten().zip(findings) {
        if let Some(it) = value.as_object_mut() {
            it.insert("sentence".to_owned(), json!(sentence(lang, finding)));
        }
    }
}

fn tell(lang: Lang, judgement: &Judgement) {
    let verdict = match judgement.verdict {
        Verdict::Valid => "cli-verify-valid",
        Verdict::Untrusted => "cli-verify-untrusted",
        Verdict::Altered => "cli-verify-altered",
        Verdict::Unsigned => "cli-verify-unsigned",
        Verdict::Unreadable => "cli-verify-unreadable",
    };
    print_line!("{}", say(lang, verdict, &[]));
    for it in &judgement.findings {
        print_line!("- {}", sentence(lang, it));
    }
    for it in &judgement.signatures {
        tell_signature(lang, it);
    }
}

fn tell_signature(lang: Lang, signature: &SignatureFinding) {
    let nobody = || say(lang, "cli-verify-nobody", &[]);
    let name = signature.signer.as_ref().map_or_else(nobody, |it| it.name.clone());
    let subject = signature.signer.as_ref().map_or_else(nobody, |it| it.subject.clone());
    let time = signature.signed_at.time.map(|it| domain::Timestamp::of(it).to_string()).unwrap_or_default();
    let proof = match signature.signed_at.proof {
        TimeProof::Timestamp => "cli-verify-time-proven",
        TimeProof::Claimed => "cli-verify-time-claimed",
        TimeProof::None => "cli-verify-time-none",
    };
    let covers = match signature.covers {
        Covers::WholeFile => say(lang, "cli-verify-covers-all", &[]),
        Covers::Revision { number, of } => say(lang, "cli-verify-covers-revision", &[("number", number.into()), ("of", of.into())]),
        Covers::Nothing => say(lang, "cli-verify-covers-nothing", &[]),
    };
    print_line!("{}", say(lang, "cli-verify-signer", &[("name", name.into()), ("subject", subject.into())]));
    print_line!("  {}", say(lang, proof, &[("time", time.into())]));
    print_line!("  {covers}; {}; {}", signature.sub_filter, signature.algorithm);
    for it in &signature.findings {
        print_line!("  - {}", sentence(lang, it));
    }
}
