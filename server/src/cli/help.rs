//! What people read of the command line before it does anything: help and what is wrong with the words, in their language. The words
//! themselves (commands, options, values) are the same in every language; what is said of them stands in the locales under `help-…`.

use super::Arguments;
use app::text::{Lang, say};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};
use std::process::ExitCode;

/// Each command by its path, with the sentence that says what it does and, where there is more to say, the text that says it.
const COMMANDS: [(&str, &str, Option<&str>); 20] = [
    ("", "help-camket", Some("help-camket-long")),
    ("serve", "help-serve", Some("help-serve-long")),
    ("migrate", "help-migrate", Some("help-migrate-long")),
    ("demo", "help-demo", Some("help-demo-long")),
    ("document", "help-document", Some("help-document-long")),
    ("import", "help-import", Some("help-import-long")),
    ("assess", "help-assess", Some("help-assess-long")),
    ("receipt", "help-receipt", None),
    ("receipt verify", "help-receipt-verify", Some("help-receipt-verify-long")),
    ("verify", "help-verify", Some("help-verify-long")),
    ("timestamp", "help-timestamp", Some("help-timestamp-long")),
    ("seal-key", "help-seal-key", Some("help-seal-key-long")),
    ("user", "help-user", Some("help-user-long")),
    ("user list", "help-user-list", None),
    ("user add", "help-user-add", None),
    ("user password", "help-user-password", None),
    ("user lock", "help-user-lock", None),
    ("user unlock", "help-user-unlock", None),
    ("user grant", "help-user-grant", None),
    ("check", "help-check", Some("help-check-long")),
];

/// Each argument by its command's path and its name; without a path it is one of every command that has it.
const ARGUMENTS: [(&str, &str, &str); 37] = [
    ("", "lang", "help-lang"),
    ("", "help", "help-help"),
    ("", "version", "help-version"),
    ("demo", "if_empty", "help-demo-if-empty"),
    ("document", "kind", "help-document-kind"),
    ("document", "campaign", "help-document-campaign"),
    ("document", "unit", "help-document-unit"),
    ("document", "output", "help-document-output"),
    ("document", "form", "help-document-form"),
    ("document", "header", "help-document-header"),
    ("import", "file", "help-package"),
    ("import", "dry_run", "help-import-dry-run"),
    ("import", "authority", "help-import-authority"),
    ("import", "titles", "help-import-title"),
    ("import", "legal_basis", "help-import-legal-basis"),
    ("assess", "package", "help-package"),
    ("receipt verify", "receipt", "help-receipt-file"),
    ("receipt verify", "package", "help-package"),
    ("receipt verify", "digest", "help-receipt-digest"),
    ("verify", "file", "help-verify-file"),
    ("verify", "trust", "help-verify-trust"),
    ("verify", "crl", "help-verify-crl"),
    ("verify", "require_revocation", "help-verify-require-revocation"),
    ("verify", "json", "help-verify-json"),
    ("seal-key", "file", "help-seal-key-file"),
    ("seal-key", "revoked", "help-seal-key-revoked"),
    ("seal-key", "password_stdin", "help-seal-key-password-stdin"),
    ("user list", "search", "help-user-search"),
    ("", "login", "help-user-login"),
    ("user add", "name", "help-user-name"),
    ("user add", "honorific", "help-user-honorific"),
    ("user add", "category", "help-user-category"),
    ("", "role", "help-user-role"),
    ("user add", "unit", "help-user-unit"),
    ("user grant", "unit", "help-user-unit"),
    ("", "password_stdin", "help-user-password-stdin"),
    ("user grant", "area", "help-user-area"),
];

/// Reads the command line. Help that was asked for, and what is wrong with the words, is printed here.
pub(super) fn read() -> Result<Arguments, ExitCode> {
    let words: Vec<String> = std::env::args_os().map(|it| it.to_string_lossy().into_owned()).collect();
    let lang = Lang::of(&asked_for(&words));
    let read = dressed(lang).try_get_matches().and_then(|it| Arguments::from_arg_matches(&it));
    read.map_err(|error| {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
            }
            _ => eprintln!("camket: {}\n{}", wrong(lang, &error), say(lang, "help-wrong-more", &[])),
        }
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// The language that the words ask for, wherever it stands among them.
fn asked_for(words: &[String]) -> String {
    let after = words.iter().zip(words.iter().skip(1)).find(|it| it.0 == "--lang").map(|it| it.1.clone());
    after.or_else(|| words.iter().find_map(|it| it.strip_prefix("--lang=").map(str::to_owned))).unwrap_or_default()
}

/// The command line with everything that people read of it in one language.
fn dressed(lang: Lang) -> Command {
    let mut command = lengthy(Arguments::command()).after_help(say(lang, "help-notes", &[])).after_long_help(say(lang, "help-manual", &[]));
    command.build();
    dress(command, "", lang)
}

/// Says of every command that there is a long text of it: clap asks for that while it builds, and the texts come afterwards.
fn lengthy(command: Command) -> Command {
    command.mut_subcommands(lengthy).long_about("…")
}

fn dress(mut command: Command, path: &str, lang: Lang) -> Command {
    let text = |key: &str| say(lang, key, &[]);
    if let Some((_, about, more)) = COMMANDS.iter().find(|it| it.0 == path) {
        let long = more.map_or_else(|| text(about), |more| format!("{}\n\n{}", text(about), text(more)));
        command = command.about(text(about)).long_about(long);
    }
    command = command
        .help_template(format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", text("help-usage")))
        .subcommand_help_heading(text("help-commands"))
        .subcommand_value_name(text("help-command"))
        .mut_args(|it| {
            let id = it.get_id().as_str();
            let said = ARGUMENTS.iter().find(|(of, name, _)| *name == id && (*of == path || of.is_empty())).map_or("", |it| it.2);
            let heading = text(if it.is_positional() { "help-arguments" } else { "help-options" });
            it.help_heading(heading).hide_default_value(true).hide_possible_values(true).help(text(said)).long_help(text(said))
        });
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        let below = format!("{path} {name}").trim_start().to_owned();
        command =
            command.mut_subcommand(&name, |it| if name == "help" { it.about(text("help-help-command")) } else { dress(it, &below, lang) });
    }
    command
}

/// What is wrong with the words, as one sentence.
fn wrong(lang: Lang, error: &Error) -> String {
    let value = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(it)) => it.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    let what = value(ContextKind::InvalidArg);
    let (key, args) = match error.kind() {
        ErrorKind::UnknownArgument => ("help-wrong-argument", vec![("it", what)]),
        ErrorKind::InvalidSubcommand => ("help-wrong-command", vec![("it", value(ContextKind::InvalidSubcommand))]),
        ErrorKind::MissingRequiredArgument => ("help-wrong-missing", vec![("it", what)]),
        ErrorKind::InvalidValue if value(ContextKind::InvalidValue).is_empty() => ("help-wrong-empty", vec![("it", what)]),
        ErrorKind::InvalidValue => {
            let allowed = value(ContextKind::ValidValue);
            ("help-wrong-value", vec![("it", what), ("value", value(ContextKind::InvalidValue)), ("allowed", allowed)])
        }
        ErrorKind::ArgumentConflict => ("help-wrong-twice", vec![("it", what)]),
        _ => return error.render().to_string().trim().to_owned(),
    };
    let args: Vec<_> = args.into_iter().map(|(name, it)| (name, it.into())).collect();
    say(lang, key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn walk(command: &Command, path: &str, found: &mut dyn FnMut(&Command, &str)) {
        found(command, path);
        for it in command.get_subcommands().filter(|it| it.get_name() != "help" && !it.is_hide_set()) {
            walk(it, format!("{path} {}", it.get_name()).trim_start(), found);
        }
    }

    #[test]
    fn every_command_and_argument_is_said_and_nothing_else_is() {
        let mut command = Arguments::command();
        command.build();
        let (mut paths, mut arguments) = (BTreeSet::new(), BTreeSet::new());
        walk(&command, "", &mut |it, path| {
            paths.insert(path.to_owned());
            for argument in it.get_arguments() {
                let id = argument.get_id().as_str();
                let said = ARGUMENTS.iter().find(|(of, name, _)| *name == id && (*of == path || of.is_empty()));
                assert!(said.is_some(), "{path} {id}");
                arguments.extend(said.map(|it| (it.0, it.1)));
            }
        });
        assert_eq!(paths, COMMANDS.iter().map(|it| it.0.to_owned()).collect());
        assert_eq!(arguments, ARGUMENTS.iter().map(|it| (it.0, it.1)).collect());
    }

    #[test]
    fn help_is_all_of_one_language() {
        for (lang, words, others) in [
            (Lang::Vi, ["Cách dùng:", "Lệnh:", "Tùy chọn:"], ["Usage:", "Commands:", "Options:", "Print ", "default:"]),
            (Lang::En, ["Usage:", "Commands:", "Options:"], ["Cách dùng:", "Lệnh:", "Tùy chọn:", "In ra", "mặc định:"]),
        ] {
            let mut told = dressed(lang).render_long_help().to_string();
            walk(&dressed(lang), "", &mut |it, _| told.push_str(&it.clone().render_long_help().to_string()));
            for it in words {
                assert!(told.contains(it), "{it}: {told}");
            }
            for it in others {
                assert!(!told.contains(it), "{it}: {told}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let told = |lang: Lang, words: &[&str]| wrong(lang, &dressed(lang).try_get_matches_from(words).unwrap_err());
        assert_eq!(told(Lang::En, &["camket", "check", "--fast"]), "There is no option \u{201c}--fast\u{201d} here.");
        assert_eq!(told(Lang::Vi, &["camket", "ve"]), "Không có lệnh \u{201c}ve\u{201d}.");
        assert_eq!(told(Lang::Vi, &["camket", "assess"]), "Còn thiếu: <PACKAGE.json>.");
        let poem = told(Lang::En, &["camket", "document", "poem", "--campaign", "c", "-o", "f"]);
        assert!(poem.starts_with("<KIND> cannot be \u{201c}poem\u{201d}; it is one of commitment, self-criticism"), "{poem}");
        assert_eq!(asked_for(&["camket", "demo", "--lang", "en"].map(str::to_owned)), "en");
        assert_eq!(asked_for(&["camket", "--lang=en", "demo"].map(str::to_owned)), "en");
    }
}
