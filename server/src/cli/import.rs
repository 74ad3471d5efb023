//! `camket import`: a package's campaign, units, rule set and past figures into the database, or nothing of it.

use super::Outcome;
use super::os::because;
use crate::config::Config;
use app::text::{Lang, say};
use services::campaign::{Import, Preview, Problem, Summary};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `camket import` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The package: a file of the format camket-package/1.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Says what would change, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// The unit whose chair decides, by code or full name, where the campaign is new. Left out, it is the unit above the package's units,
    /// or the topmost one. In a database without units it is added under this name.
    #[arg(long, value_name = "CODE|NAME")]
    authority: Option<String>,
    /// The title of a peer group, once for each group in the order of the file; left out, its code.
    #[arg(long = "title", value_name = "TITLE")]
    titles: Vec<String>,
    /// The legal basis of the rule set, where it is new.
    #[arg(long, value_name = "TEXT", default_value = "")]
    legal_basis: String,
}

/// Looks at the package, says what it changes, and takes it in.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    let bytes = match std::fs::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{}: {}", arguments.file.display(), because(lang, &error));
            return Ok(ExitCode::from(1));
        }
    };
    let site = config.open().await?;
    let ctx = services::operator::ctx(&site).await?;
    let preview = services::campaign::preview_import(&ctx, &bytes).await?;
    if !preview.problems.is_empty() {
        tell_problems(lang, &preview);
        return Ok(ExitCode::from(2));
    }
    let Some(summary) = preview.summary else { return Ok(ExitCode::from(2)) };
    tell(lang, &summary);
    if arguments.dry_run {
        print_line!("{}", say(lang, "cli-import-dry-run", &[]));
        return Ok(ExitCode::SUCCESS);
    }
    let named = arguments.authority.clone();
    let import = Import {
        bytes,
        titles: arguments.titles.clone(),
        authority: summary.authority.or_else(|| summary.suggested.filter(|_| named.is_none())),
        authority_name: named.clone().unwrap_or_else(|| say(lang, "cli-import-authority-name", &[])),
        legal_basis: arguments.legal_basis.clone(),
        token: None,
    };
    match services::campaign::import(&ctx, &import).await {
        Ok(imported) => {
            print_line!(
                "{}",
                say(
                    lang,
                    "cli-import-done",
                    &[("code", imported.code.into()), ("units", imported.new_units.into()), ("figures", imported.figures.into())]
                )
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(services::Error::Invalid(fields)) => {
            for it in fields {
                match &named {
                    Some(name) if it.field == "authority" => {
                        eprintln!("camket: {}", say(lang, "cli-no-unit", &[("name", name.as_str().into())]))
                    }
                    _ => eprintln!("camket: {}: {}", it.field, say(lang, it.refusal.key(), &[])),
                }
            }
            Ok(ExitCode::from(2))
        }
        Err(services::Error::Refused(refusal)) => {
            eprintln!("camket: {}", say(lang, refusal.key(), &[]));
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error.into()),
    }
}

/// One line for each problem, `PATH: sentence`, whatever the file held.
fn tell_problems(lang: Lang, preview: &Preview) {
    for Problem { path, key, detail } in &preview.problems {
        eprintln!("{path}: {}", say(lang, key, &[("detail", domain::text::in_one_line(detail).into())]));
    }
    eprintln!("camket: {}", say(lang, "cli-import-nothing", &[("count", preview.problems.len().into())]));
}

fn tell(lang: Lang, it: &Summary) {
    let known = if it.campaign_known { "cli-import-campaign-known" } else { "cli-import-campaign-new" };
    print_line!("{}", say(lang, known, &[("code", it.code.as_str().into()), ("title", it.title.as_str().into())]));
    for group in &it.groups {
        let new = group.units.iter().filter(|it| it.known.is_none()).count();
        print_line!(
            "{}",
            say(
                lang,
                "cli-import-group",
                &[("group", group.peer_group.as_str().into()), ("units", group.units.len().into()), ("new", new.into())]
            )
        );
        for unit in group.units.iter().filter(|it| it.known.is_none()) {
            print_line!("  + {} {}", unit.code, unit.name);
        }
    }
    match it.rule_set.known_version {
        Some(version) => print_line!(
            "{}",
            say(lang, "cli-import-rule-set-known", &[("code", it.rule_set.code.as_str().into()), ("version", version.into())])
        ),
        None => print_line!(
            "{}",
            say(
                lang,
                "cli-import-rule-set-new",
                &[
                    ("code", it.rule_set.code.as_str().into()),
                    ("version", (it.rule_set.versions + 1).into()),
                    ("targets", it.rule_set.targets.into())
                ]
            )
        ),
    }
    print_line!(
        "{}",
        say(
            lang,
            "cli-import-figures",
            &[
                ("figures", it.figures.into()),
                ("unused", it.unused_figures.into()),
                ("exemptions", it.exemptions.into()),
                ("own", it.own_targets.into())
            ]
        )
    );
    if it.appraisals + it.adjustments + it.external_results + it.grade_rules > 0 {
        let counts = [
            ("appraisals", it.appraisals.into()),
            ("adjustments", it.adjustments.into()),
            ("results", it.external_results.into()),
            ("rules", it.grade_rules.into()),
        ];
        print_line!("{}", say(lang, "cli-import-second", &counts));
    }
    print_line!("SHA-256 {}", it.sha256);
}
