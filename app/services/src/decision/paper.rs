//! A decision as a paper: from its frozen content and its signature, never from what the database says today.

use super::view::view;
use crate::assessment::paper::outcome_vi;
use crate::paper::{Paper, file_name, formalities, head, print, public_address};
use crate::paper_seal::{Confirmed, SIGNER, sealed};
use crate::signing::Signed;
use crate::{Ctx, Error, Site};
use documents::block::PaperState;
use documents::decision::{Decision as Printed, GradedHead, GradedUnit, Matter, PublishedUnit, Replaced, ReplacedDecision};
use documents::{Confirmation, Formalities, Number, Signer};
use domain::decision::{ContentLine, DecidedResult, Decision, DecisionContent, DecisionKind, DecisionState, LineValue};
use domain::policy::Forbidden;
use domain::register::Paper as Registered;
use domain::run::grade_name_vi;
use domain::value::plain_day;
use domain::{DecisionId, post};

/// To whom decisions go.
pub(super) const RECIPIENTS: [&str; 2] = ["Như Điều 3", "Lưu: VT, NV"];

/// What a decision is about (trích yếu), as its paper says it.
pub(super) fn about(it: &Decision) -> Option<String> {
    let content = DecisionContent::read(&it.content)?;
    let (year, group, kind) = (content.year, content.group.clone(), it.kind);
    let about = documents::decision::about(kind_of(kind), year);
    let unit = match content.lines.as_slice() {
        [line] if kind == DecisionKind::Replacement && line.person.is_empty() => line.unit.clone(),
        [line] if kind == DecisionKind::Replacement => format!("{}, {}", line.person, line.unit),
        _ => group,
    };
    Some(format!("{about} – {unit}"))
}

/// The paper of a decision, for who reads all of it. One that was declined or withdrawn never became a paper.
pub async fn paper(ctx: &Ctx, id: DecisionId) -> Result<Paper, Error> {
    let it = view(ctx, id).await?;
    if it.hidden > 0 {
        return Err(Forbidden::NoRole.into());
    }
    set(&ctx.site, &it.read.decision, &it.content, it.signatures.first()).await
}

/// The paper of a decision, whoever asks.
pub(crate) async fn issued_decision(site: &Site, id: DecisionId) -> Result<Paper, Error> {
    let decision = store::decision::get(&site.db, id).await?.decision;
    let content = DecisionContent::read(&decision.content).ok_or_else(|| Error::internal("a kept decision cannot be read"))?;
    let signatures = store::signature::list(&site.db, "decision", id.0).await?;
    set(site, &decision, &content, signatures.first()).await
}

async fn set(site: &Site, decision: &Decision, content: &DecisionContent, signed: Option<&Signed>) -> Result<Paper, Error> {
    let state = match decision.state {
        DecisionState::Prepared => PaperState::Draft,
        DecisionState::Approved => PaperState::Final,
        DecisionState::Declined | DecisionState::Withdrawn => return Err(Error::NotFound),
    };
    let authority = store::unit::get(&site.db, decision.authority).await?;
    let signer = match signed {
        Some(signed) => Signer {
            capacity: post::capacity(&signed.post, &content.authority_head),
            name: signed.name.clone(),
            confirmation: Some(Confirmation::in_system(signed.name.clone(), signed.at().in_hanoi())),
        },
        None => {
            let head = head(&site.db, authority.id, decision.decided_on).await?;
            let post = head.as_ref().map_or_else(|| content.authority_head.clone(), store::person::Officer::post);
            Signer { capacity: post::capacity(&post, &post), name: head.map(|it| it.full_name).unwrap_or_default(), confirmation: None }
        }
    };
    let entry = store::register::of_paper(&site.db, Registered::Decision, decision.id.0).await?;
    let formalities = Formalities {
        number: Some(Number { number: decision.number, symbol: decision.symbol.clone() }),
        date: Some(decision.decided_on),
        state,
        digest: Some(decision.digest.clone()),
        recipients: RECIPIENTS.map(str::to_owned).to_vec(),
        public_address: entry.as_ref().and_then(|it| it.public_code.as_deref()).map(|it| public_address(site, it)),
        ..formalities(site, &authority)
    };
    let year = decision.decided_on.year().to_string();
    let name = file_name(site, &["quyet-dinh", &decision.number.map_or_else(|| "du-thao".to_owned(), |it| it.to_string()), &year], "pdf");
    let printed = printed(content, decision.kind, formalities, signer);
    // The number was given as it was signed, so it stands in what is sealed.
    let by = |it: &Signed| Confirmed { field: SIGNER, name: format!("{}, {}", it.name, it.post), at: it.at() };
    let confirmed = signed.map(by).into_iter().collect();
    let paper = print(name, move || documents::decision::document(&printed)).await?;
    let unsealed = paper.bytes.len();
    let paper = sealed(site, paper, authority.place_name, confirmed).await?;
    Ok(paper.with_number(entry.as_ref(), Some(&decision.digest), unsealed))
}

fn printed(it: &DecisionContent, kind: DecisionKind, formalities: Formalities, signer: Signer) -> Printed {
    let matter = match kind {
        DecisionKind::Publication => Matter::Publication(it.lines.iter().map(published).collect()),
        DecisionKind::UnitGrades => Matter::UnitGrades(
            it.lines.iter().map(|it| GradedUnit { unit: it.unit.clone(), grade: in_words(&it.after), reason: it.reason.clone() }).collect(),
        ),
        DecisionKind::HeadGrades => Matter::HeadGrades(
            it.lines
                .iter()
                .map(|it| GradedHead {
                    name: it.person.clone(),
                    post: it.post.clone(),
                    grade: in_words(&it.after),
                    reason: it.reason.clone(),
                })
                .collect(),
        ),
        DecisionKind::Replacement => Matter::Replacement(replaced(it.lines.first())),
    };
    let day = |text: &str| plain_day(text).map(documents::dates::in_words).unwrap_or_default();
    Printed {
        formalities,
        year: it.year,
        group: it.group.clone(),
        decides: it.authority_head.clone(),
        basis: it.basis.clone(),
        proposer: it.proposer.clone(),
        matter,
        replaces: it.replaces.as_ref().map(|it| ReplacedDecision {
            number: it.shown.clone(),
            day: day(&it.decided_on),
            authority: it.authority.clone(),
        }),
        reason: it.reason.clone(),
        appeals: it.appeals.map(|it| (it.file_within, it.answer_within)),
        signer,
        wording: it.wording.clone(),
    }
}

pub(super) fn kind_of(it: DecisionKind) -> documents::decision::Kind {
    match it {
        DecisionKind::Publication => documents::decision::Kind::Publication,
        DecisionKind::UnitGrades => documents::decision::Kind::UnitGrades,
        DecisionKind::HeadGrades => documents::decision::Kind::HeadGrades,
        DecisionKind::Replacement => documents::decision::Kind::Replacement,
    }
}

fn published(it: &ContentLine) -> PublishedUnit {
    let result = match LineValue::of(&it.after) {
        Some(LineValue::Result(it)) => Some(it),
        _ => None,
    };
    let of = |get: &dyn Fn(&DecidedResult) -> String| result.as_ref().map_or_else(|| "–".to_owned(), get);
    PublishedUnit {
        rank: it.rank.clone(),
        unit: it.unit.clone(),
        score: of(&|it| it.score.map_or_else(|| "–".to_owned(), |it| it.fixed(2))),
        grade: of(&|it| it.grade.as_deref().map_or("–", grade_name_vi).to_owned()),
        outcome: of(&|it| outcome_vi(it.outcome).to_owned()),
    }
}

fn replaced(line: Option<&ContentLine>) -> Replaced {
    let Some(it) = line else {
        return Replaced { what: String::new(), whose: String::new(), before: String::new(), after: String::new() };
    };
    let what = if it.about == "result" { "kết quả thực hiện cam kết cải cách hành chính" } else { "mức xếp loại" };
    let whose = if it.person.is_empty() { it.unit.clone() } else { format!("{}, {}", it.person, it.post) };
    Replaced { what: what.to_owned(), whose, before: in_words(&it.before), after: in_words(&it.after) }
}

/// A value as papers print it.
pub(super) fn in_words(code: &str) -> String {
    match LineValue::of(code) {
        None => "–".to_owned(),
        Some(LineValue::NotRated) => "Không xếp loại".to_owned(),
        Some(LineValue::Level(level)) => grade_name_vi(level.code()).to_owned(),
        Some(LineValue::Result(it)) => {
            let score = it.score.map(|it| format!("{} điểm", it.fixed(2)));
            let grade = it.grade.as_deref().map(|it| format!("xếp loại theo điểm: {}", grade_name_vi(it)));
            [Some(outcome_vi(it.outcome).to_owned()), score, grade].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
    }
}
