//! Who may do what, printed as a table and compared with `policy_table.txt`. A new role or action without a line fails; read the
//! difference as a lawyer would before accepting it with `UPDATE_TABLES=1`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::policy::{Action, Reach, Role, reach};
use std::fmt::Write;

#[test]
fn the_table_of_rights_is_the_one_that_was_read() {
    let mut table = String::from(
        "# How far each role reaches: - nowhere, U own unit, T subtree, L own unit and all above and below, X everywhere; N cases whose meeting names\n\
         # the person, P cases below that are before the Party committee; ! nobody may do it for a unit of their own (domain.md 2).\n",
    );
    write!(table, "{:<22}", "").unwrap();
    for role in Role::ALL {
        write!(table, " {}", role.code()).unwrap();
    }
    table.push('\n');
    for action in Action::ALL {
        let mark = if action.barred_at_home() { "!" } else { "" };
        write!(table, "{:<22}", format!("{action:?}{mark}")).unwrap();
        for role in Role::ALL {
            let sign = match reach(role, action) {
                Reach::Nowhere => '-',
                Reach::Own => 'U',
                Reach::Subtree => 'T',
                Reach::Line => 'L',
                Reach::Everywhere => 'X',
                Reach::Named => 'N',
                Reach::Before => 'P',
            };
            write!(table, " {sign:>width$}", width = role.code().len()).unwrap();
        }
        table.push('\n');
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/policy_table.txt");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(file, &table).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert!(kept == table, "policy_table.txt differs; the table now is:\n{table}");
}
