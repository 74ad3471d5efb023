//! Which version of its rules a page shows: rule set and version, seal, amendments; and how anybody proves a result without this program's
//! database.

use crate::text::{t, tf};
use crate::urls;
use domain::RuleSetId;
use leptos::prelude::*;
use services::seal::Edition;

/// How many signs of a digest are shown: enough to tell two apart.
const SHORT: usize = 12;

/// The beginning of a digest.
pub fn short(digest: &str) -> String {
    digest.chars().take(SHORT).collect()
}

/// The line of a page. A unit's page shows the unit's seal, a group's how many of its units have sealed theirs.
pub fn line(code: &str, edition: Option<&Edition>) -> Option<AnyView> {
    let it = edition?;
    let rules = tf("edition-rules", &[("code", it.code.clone().into()), ("version", it.version.to_string().into())]);
    let seal = match &it.seal {
        Some(seal) => tf("edition-seal", &[("digest", short(seal).into())]),
        None if it.sealed == 0 => t("edition-not-sealed"),
        None if it.here > 0 => t("edition-unit-not-sealed"),
        None => tf("edition-sealed", &[("sealed", it.sealed.into()), ("members", it.members.into())]),
    };
    let amended = it.amended_version.zip(it.amended_rule_set_id).map(|(version, id)| {
        let words = tf("edition-amended-to", &[("version", version.to_string().into())]);
        view! { " → " <a href=urls::rule_set(RuleSetId(id))>{words}</a> }
    });
    let amendments = tf("edition-amendments", &[("count", it.amendments.into())]);
    Some(
        view! {
            <p class="small soft">
                {t("edition-shown")} " " <a href=urls::rule_set(it.rule_set())>{rules}</a> {amended} " · " <a href=urls::seals(code)>{seal}</a> " · "
                <a href=urls::amendments(code)>{amendments}</a>
            </p>
        }
        .into_any(),
    )
}

/// The lines of a page that shows several groups.
pub fn lines(code: &str, editions: &[Edition]) -> AnyView {
    if let [only] = editions {
        return line(code, Some(only)).into_any();
    }
    let of_group = |it: &Edition| view! { <div><span class="small soft">{it.group_title.clone()} ": "</span> {line(code, Some(it))}</div> };
    editions.iter().map(of_group).collect_view().into_any()
}

/// How anybody proves a result without a database: the command with a digest to copy.
/// `files` are the names under which receipt and package are downloaded; where the page offers none, the reader puts them in.
pub fn verify(files: Option<(&str, &str)>, digest: &str) -> AnyView {
    let (receipt, package) = files.unwrap_or(("BIEN-NHAN.json", "GOI.json"));
    let command = format!("camket receipt verify {receipt} {package} --digest {digest}");
    view! {
        <div class="stack">
            <p>{t("verify-text")}</p>
            <pre class="command" tabindex="0" aria-label=t("verify-command")><code>{command}</code></pre>
        </div>
    }
    .into_any()
}
