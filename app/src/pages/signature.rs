//! A signature of a file as people read it: who, when and what proves it, how much it covers, and every finding as a sentence.

use crate::components::{DefinitionList, Fact, Meaning, Tag};
use crate::findings;
use crate::text::{lang, t, tf};
use leptos::prelude::*;
use services::verification::{Noted, Proof, Reach, SignatureTold};

/// A finding as a sentence.
pub fn sentence(it: &Noted) -> String {
    findings::sentence(lang(), &it.key, it.args.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// Findings, one a line; what is against the file stands first.
pub fn findings(all: &[Noted]) -> Option<AnyView> {
    let mut all: Vec<&Noted> = all.iter().collect();
    all.sort_by_key(|it| !it.against);
    let line = |it: &&Noted| {
        let words = sentence(it);
        if it.against { view! { <li><strong>{words}</strong></li> }.into_any() } else { view! { <li>{words}</li> }.into_any() }
    };
    (!all.is_empty()).then(|| view! { <ul>{all.iter().map(line).collect_view()}</ul> }.into_any())
}

/// When a signature was made and what proves it.
pub fn moment(it: &SignatureTold) -> String {
    let time = || it.at().map(|it| it.to_string()).unwrap_or_default();
    match it.proof {
        Proof::Timestamp => tf("cli-verify-time-proven", &[("time", time().into())]),
        Proof::Claimed => tf("cli-verify-time-claimed", &[("time", time().into())]),
        Proof::None => t("cli-verify-time-none"),
    }
}

/// Whose signature it is, as the certificate says.
pub fn name(it: &SignatureTold) -> String {
    if it.name.is_empty() { t("cli-verify-nobody") } else { it.name.clone() }
}

/// One signature with everything found of it.
pub fn signature(it: &SignatureTold) -> AnyView {
    let covers = match it.reach {
        Reach::Whole => t("cli-verify-covers-all"),
        Reach::Revision(number, of) => tf("cli-verify-covers-revision", &[("number", number.into()), ("of", of.into())]),
        Reach::Nothing => t("cli-verify-covers-nothing"),
    };
    let mut facts = vec![Fact::text(t("checked-when"), moment(it)), Fact::text(t("checked-covers"), covers)];
    if !it.subject.is_empty() {
        facts.push(Fact::text(t("checked-subject"), it.subject.clone()));
        facts.push(Fact::text(t("checked-issuer"), it.issuer.clone()).more(tf("checked-serial", &[("serial", it.serial.clone().into())])));
    }
    facts.push(Fact::text(t("checked-algorithm"), format!("{} · {}", it.algorithm, it.sub_filter)));
    let tag = if it.holds {
        view! { <Tag text=t("checked-holds") meaning=Meaning::Good/> }
    } else {
        view! { <Tag text=t("checked-doubtful") meaning=Meaning::Failing/> }
    };
    view! {
        <section class="stack">
            <h3>{name(it)} " " {tag}</h3>
            <DefinitionList facts/>
            {findings(&it.findings)}
        </section>
    }
    .into_any()
}
