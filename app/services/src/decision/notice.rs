//! Notices of a decision in force: one for each unit or head that it speaks of, as drafts of who prepares decisions; several are bound into one file.

use super::paper::{in_words, kind_of};
use super::view::view;
use crate::paper::{Paper, draft, file_name, formalities, head, head_signer, print};
use crate::{Ctx, Error};
use documents::bundle::Bundle;
use documents::notice::Notice;
use documents::{Document, Formalities, Signer};
use domain::DecisionId;
use domain::decision::{ContentLine, DecisionContent, DecisionState};
use domain::policy::{Action, Forbidden};
use domain::template::TemplateKind;

/// The rules of Nghị định 335/2025/NĐ-CP, whose grades can be asked about (`domain.md` 8.5).
const RULES_335: [&str; 2] = ["nd335_org", "nd335_person"];

/// How another look can be asked for: as the decision says, or as the decree does; empty where neither says anything.
fn appeal(it: &DecisionContent) -> String {
    let by_decree = it.rule.as_ref().is_some_and(|it| RULES_335.contains(&it.id.as_str()));
    match it.appeals {
        Some(terms) => format!(
            "đơn vị không nhất trí với kết quả được công bố có quyền gửi kiến nghị trong thời hạn {:02} ngày làm việc kể từ ngày kết quả được công bố; kiến \
             nghị được trả lời bằng văn bản trong thời hạn {:02} ngày làm việc kể từ ngày nhận được",
            terms.file_within, terms.answer_within
        ),
        None if by_decree => {
            "kiến nghị về kết quả xếp loại được trả lời trong thời hạn 07 ngày làm việc kể từ ngày nhận được, theo Điều 22 Nghị định số \
                              335/2025/NĐ-CP"
                .to_owned()
        }
        None => String::new(),
    }
}

fn result(it: &ContentLine) -> Vec<String> {
    let rank = (!it.rank.is_empty()).then(|| format!("xếp hạng {} trong nhóm", it.rank));
    let now = [Some(in_words(&it.after)), rank].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let before = (!it.before.is_empty()).then(|| format!("{now}; thay cho: {}", in_words(&it.before)));
    vec![before.unwrap_or(now)]
}

/// The notices of a decision, for who prepares decisions there and reads all of it.
pub async fn notices(ctx: &Ctx, id: DecisionId) -> Result<Paper, Error> {
    let it = view(ctx, id).await?;
    let decision = &it.read.decision;
    ctx.actor.allow(Action::PrepareDecision, &decision.place())?;
    if decision.state != DecisionState::Approved {
        return Err(Error::NotFound);
    }
    if !it.may_notify {
        return Err(Forbidden::NoRole.into());
    }
    let authority = store::unit::get(ctx.db(), decision.authority).await?;
    let office = head(ctx.db(), authority.id, ctx.today).await?;
    let signer = head_signer(&authority, office.as_ref());
    let own = draft(&ctx.site, &authority, format!("TB-{}", authority.doc_abbrev), "Lưu: VT, NV");
    let day = documents::dates::in_words(decision.decided_on);
    let about = documents::decision::about(kind_of(decision.kind), it.content.year);
    let named = format!("Quyết định số {} {day} của {} {}", decision.shown(), it.content.authority, lowered(&about));
    let wording = store::template::in_force(ctx.db(), authority.id, TemplateKind::Notice).await?;
    let all: Vec<Document> = it
        .content
        .lines
        .iter()
        .map(|line| Notice { wording: wording.clone(), ..notice(line, &it.content, &own, &signer, [&about, &named, &day]) })
        .map(|it| documents::notice::document(&it))
        .collect();
    let name = file_name(&ctx.site, &["thong-bao", &decision.shown()], "pdf");
    let cover = Formalities { date: Some(ctx.today), ..formalities(&ctx.site, &authority) };
    let summary = vec![format!("Theo Quyết định số {} {day}", decision.shown())];
    print(name, move || bound(all, cover, summary)).await
}

/// One notice alone, several behind a page of contents.
fn bound(mut all: Vec<Document>, formalities: Formalities, summary: Vec<String>) -> Document {
    match all.pop() {
        Some(only) if all.is_empty() => only,
        last => {
            all.extend(last);
            documents::bundle::document(Bundle {
                formalities, kind: "Tập thông báo".to_owned(), summary, papers: all, notes: Vec::new()
            })
        }
    }
}

fn notice(line: &ContentLine, content: &DecisionContent, own: &Formalities, signer: &Signer, [about, named, day]: [&String; 3]) -> Notice {
    let whose = if line.person.is_empty() { line.unit.clone() } else { format!("{}, {}", line.person, line.post) };
    Notice {
        formalities: own.clone(),
        about: about.clone(),
        decision: named.clone(),
        addressee: whose.clone(),
        whose,
        result: result(line),
        reason: line.reason.clone(),
        since: day.clone(),
        appeal: appeal(content),
        signer: signer.clone(),
        wording: None,
    }
}

/// A title within a sentence.
fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
