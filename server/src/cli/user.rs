//! `camket user`: accounts from the command line, for a first technician and for whoever has lost every password.

use super::Outcome;
use crate::config::Config;
use app::text::{Lang, role_key, say};
use clap::Subcommand;
use services::organisation::PersonForm;
use services::technician::FirstRole;
use services::{Ctx, Error, technician};
use std::io::Read;
use std::process::ExitCode;

/// What `camket user` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the accounts, by login name.
    List {
        /// Only those whose login name or person's name holds this.
        #[arg(default_value = "")]
        search: String,
    },
    /// Adds a person and an account for them; prints the password, which is shown this once.
    Add {
        /// The login name: small letters, digits, dots, hyphens, underscores.
        login: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// How the person is addressed: ông or bà.
        #[arg(long, default_value = "ông")]
        honorific: String,
        /// cadre, civil_servant or public_employee.
        #[arg(long, default_value = "civil_servant")]
        category: String,
        /// A role to hold at once, such as admin; with --unit.
        #[arg(long, requires = "unit")]
        role: Option<String>,
        /// Where: a unit's code or full name. In a database without units it is added under this name.
        #[arg(long, requires = "role")]
        unit: Option<String>,
        /// Reads the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Gives an account another password; prints it, this once. Its sessions end.
    Password {
        /// The login name.
        login: String,
        /// Reads the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Closes an account; its sessions end.
    Lock {
        /// The login name.
        login: String,
    },
    /// Opens an account again.
    Unlock {
        /// The login name.
        login: String,
    },
    /// Gives an account a role at a unit.
    Grant {
        /// The login name.
        login: String,
        /// authority, unit_head, deputy_head, focal_officer, par_office, indicator_owner, inspector, appraiser, meeting_secretary,
        /// records_clerk, party_committee, viewer or admin.
        role: String,
        /// A unit's code or full name. In a database without units it is added under this name.
        unit: String,
        /// For an indicator owner: the one area whose indicators are its own.
        #[arg(long, default_value = "")]
        area: String,
    },
}

/// Does it as the command line, which the log names.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    let site = config.open().await?;
    let ctx = services::operator::ctx(&site).await?;
    match act(lang, &ctx, &arguments.command).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Error::Invalid(fields)) => {
            for it in fields {
                eprintln!("camket: {}: {}", it.field, say(lang, it.refusal.key(), &[]));
            }
            Ok(ExitCode::from(2))
        }
        Err(Error::Refused(refusal)) => {
            eprintln!("camket: {}", say(lang, refusal.key(), &[]));
            Ok(ExitCode::from(2))
        }
        Err(Error::NotFound) => {
            eprintln!("camket: {}", say(lang, "cli-user-not-found", &[]));
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error.into()),
    }
}

async fn act(lang: Lang, ctx: &Ctx, command: &Command) -> Result<(), Error> {
    match command {
        Command::List { search } => list(lang, ctx, search).await,
        Command::Add { login, name, honorific, category, role, unit, password_stdin } => {
            let typed = typed(*password_stdin)?;
            let form = PersonForm { full_name: name.clone(), honorific: honorific.clone(), category: category.clone() };
            let (_, password) = match (role, unit) {
                (Some(role), Some(unit)) => {
                    technician::add_person_with_role(ctx, &form, login, typed.as_deref(), FirstRole { role, unit }).await?
                }
                _ => technician::add_person_with_account(ctx, &form, login, typed.as_deref()).await?,
            };
            tell_password(lang, login, &password, typed.is_some());
            Ok(())
        }
        Command::Password { login, password_stdin } => {
            let typed = typed(*password_stdin)?;
            let id = technician::of_login(ctx, login).await?;
            let password = technician::reset_password(ctx, id, typed.as_deref()).await?;
            tell_password(lang, login, &password, typed.is_some());
            Ok(())
        }
        Command::Lock { login } => technician::lock(ctx, technician::of_login(ctx, login).await?).await,
        Command::Unlock { login } => technician::unlock(ctx, technician::of_login(ctx, login).await?).await,
        Command::Grant { login, role, unit, area } => {
            let id = technician::of_login(ctx, login).await?;
            let unit = services::organisation::found(ctx, unit).await?;
            technician::grant(ctx, id, role, unit, area).await
        }
    }
}

fn typed(from_stdin: bool) -> Result<Option<String>, Error> {
    if !from_stdin {
        return Ok(None);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(Error::internal)?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn tell_password(lang: Lang, login: &str, password: &str, was_typed: bool) {
    if was_typed {
        print_line!("{}", say(lang, "cli-user-password-set", &[("login", login.into())]));
    } else {
        print_line!("{}", say(lang, "cli-user-password", &[("login", login.into()), ("password", password.into())]));
    }
}

async fn list(lang: Lang, ctx: &Ctx, search: &str) -> Result<(), Error> {
    let mut page = 1;
    loop {
        let found = technician::overview(ctx, search, page).await?;
        for it in &found.accounts {
            let view = technician::account(ctx, domain::AccountId(it.id)).await?;
            let roles: Vec<String> = view
                .grants
                .iter()
                .filter(|it| it.valid_to.is_none())
                .map(|it| format!("{} – {}", say(lang, &role_key(&it.role), &[]), it.unit))
                .collect();
            let state = if it.active { "cli-user-open" } else { "cli-user-closed" };
            print_line!("{:<28} {:<28} {:<10} {}", it.login, it.person, say(lang, state, &[]), roles.join("; "));
        }
        if found.page * technician::PAGE >= found.total {
            return Ok(());
        }
        page += 1;
    }
}
