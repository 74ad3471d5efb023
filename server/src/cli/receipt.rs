//! `camket receipt verify`: holds a receipt against its package. No database, no network, no settings.

use super::Outcome;
use super::os::because;
use app::text::{Arg, Lang, say};
use clap::Subcommand;
use domain::Package;
use domain::receipt::{NotAReceipt, Receipt};
use domain::seal::Proof;
use domain::text::in_one_line;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `camket receipt` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Verify {
        #[arg(value_name = "RECEIPT")]
        receipt: PathBuf,
        #[arg(value_name = "PACKAGE")]
        package: PathBuf,
        #[arg(long, value_name = "HEX", value_parser = digest)]
        digest: Option<String>,
    },
}

/// Reads a digest as papers print it, in capitals or not.
fn digest(text: &str) -> Result<String, &'static str> {
    let text = text.trim().to_ascii_lowercase();
    let sound = text.len() == 64 && text.bytes().all(|it| it.is_ascii_hexdigit());
    if sound { Ok(text) } else { Err("a digest has 64 hexadecimal digits") }
}

/// What holding two files against each other came to.
enum Verdict {
    Same,
    Differs,
}

/// Runs the command that was asked for.
pub fn run(lang: Lang, arguments: &Arguments) -> Outcome {
    let Command::Verify { receipt, package, digest } = &arguments.command;
    let Some((receipt, package)) = read(lang, receipt).zip(read(lang, package)) else { return Ok(ExitCode::from(1)) };
    match verify(lang, &receipt, &package, digest.as_deref()) {
        Ok(Verdict::Same) => Ok(ExitCode::SUCCESS),
        Ok(Verdict::Differs) => Ok(ExitCode::from(1)),
        Err(errors) => {
            for it in errors {
                eprintln!("{it}");
            }
            Ok(ExitCode::from(2))
        }
    }
}

fn read(lang: Lang, path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).inspect_err(|error| eprintln!("{}: {}", path.display(), because(lang, error))).ok()
}

fn verify(lang: Lang, receipt: &[u8], package: &[u8], digest: Option<&str>) -> Result<Verdict, Vec<String>> {
    let computed = domain::assess_bytes(package).map_err(|errors| {
        errors
            .iter()
            .map(|it| format!("{}: {}", it.path, say(lang, it.key(), &[("detail", in_one_line(&it.detail).into())])))
            .collect::<Vec<_>>()
    })?;
    let differences = computed.differences(receipt).map_err(|it| vec![no_receipt(lang, &it)])?;
    let tell = |key: &str, args: &[Arg<'_>]| print_line!("{}", say(lang, key, args));
    let value = |it: &Option<String>| it.clone().unwrap_or_else(|| say(lang, "cli-receipt-nothing", &[]));
    for it in &differences {
        let args = [("path", it.path.clone().into()), ("found", value(&it.found).into()), ("computed", value(&it.computed).into())];
        tell("cli-receipt-difference", &args);
    }
    if differences.is_empty() {
        let targets: usize = computed.results.iter().map(|it| it.targets.len()).sum();
        tell("cli-receipt-same", &[("units", computed.results.len().into()), ("targets", targets.into())]);
    } else {
        tell("cli-receipt-differs", &[("count", differences.len().into())]);
    }
    tell("cli-receipt-digest-package", &[("digest", computed.package_sha256.as_str().into())]);
    tell("cli-receipt-digest-rules", &[("digest", computed.rule_set_sha256.as_str().into())]);
    let sealed = tell_seal(lang, &computed, package, digest);
    Ok(if differences.is_empty() && sealed { Verdict::Same } else { Verdict::Differs })
}

/// Says why the file is no receipt.
fn no_receipt(lang: Lang, why: &NotAReceipt) -> String {
    match why {
        NotAReceipt::NotUtf8 => say(lang, "cli-receipt-not-utf8", &[]),
        NotAReceipt::NotJson(it) => say(lang, "cli-receipt-not-json", &[("line", it.line.into()), ("column", it.column.into())]),
        NotAReceipt::OtherFormat(it) => say(lang, "cli-receipt-other-format", &[("format", it.receipt_format().into())]),
        NotAReceipt::RepeatedKey(path) => say(lang, "cli-receipt-repeated-key", &[("path", in_one_line(path).into())]),
    }
}

/// Says what the digest proves; no where it is neither the package's, nor of rules that were sealed, nor a unit's seal.
fn tell_seal(lang: Lang, computed: &Receipt, package: &[u8], digest: Option<&str>) -> bool {
    let Some(digest) = digest else {
        print_line!("{}", say(lang, "cli-receipt-consistent-only", &[]));
        return true;
    };
    if digest == computed.package_sha256 {
        print_line!("{}", say(lang, "cli-receipt-sealed-package", &[]));
        return true;
    }
    // The package was read a moment ago, so it can be read again.
    let proof = Package::read(package).ok().and_then(|it| Proof::of(&it, digest));
    let said = match &proof {
        None => say(lang, "cli-receipt-not-sealed", &[]),
        Some(Proof::RuleSet) => say(lang, "cli-receipt-sealed-rules", &[]),
        Some(Proof::SealedRuleSet(numbers)) => {
            let numbers = in_one_line(&numbers.join(", "));
            say(lang, "cli-receipt-sealed-rules-amended", &[("numbers", numbers.into())])
        }
        Some(Proof::Unit(code)) => say(lang, "cli-receipt-sealed-unit", &[("unit", in_one_line(code).into())]),
    };
    print_line!("{said}");
    proof.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_papers_print_it() {
        let hex = "24cb282cd58d28521c4441c8b4593c6ca3f1299781253be906bfe5fccf73dbec";
        assert_eq!(digest(&hex.to_uppercase()), Ok(hex.to_owned()));
        for bad in ["", "24cb", &hex.replace('c', "g"), &format!("{hex}0")] {
            assert!(digest(bad).is_err(), "{bad}");
        }
    }
}
