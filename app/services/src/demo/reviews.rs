//! The self-criticism of the finished year: three units answer, meet, sign and follow up. Their figures are made up, so everything here
//! is; the replacements of officers are recorded by post, with no person (`domain.md` 13.1).

use super::Stagehand;
use super::names::invented;
use super::texts::{ANSWERS, COLLECTIVE, CONCLUSION, OPINIONS, PERSONAL, PRESENTED, PURPOSE, QUESTION, REPLY, Speaker};
use crate::review::{
    AnswerRow, AttendeeRow, CallForm, ConsequenceForm, InvitedRow, MinutesForm, OpinionRow, ReplyRow, ReportForm, Verdict, VoteRow, adopt,
    ask, call, follow_up, judge_remedy, list, meeting, minutes, open, record_consequence, report, report_remedy, save, sign, submit, write,
};
use crate::{Error, account};
use domain::review::ReportKind;
use domain::{CaseId, TargetId};
use std::collections::HashMap;
use time::macros::date;
use time::{Date, Duration};

/// A unit that answers: its code, its part of login names, its name, and the day of its meeting.
pub(super) const ANSWERING: [(&str, &str, &str, Date); 3] = [
    ("10900", "camvan", "xã Cẩm Văn", date!(2023 - 02 - 07)),
    ("10906", "thachloi", "xã Thạch Lỗi", date!(2023 - 02 - 08)),
    ("10924", "luongdien", "xã Lương Điền", date!(2023 - 02 - 09)),
];

/// The number from which the residents who come to the meetings are invented; nobody else has one of these.
const RESIDENTS: usize = 250;

/// The codes of targets.
type Codes = HashMap<TargetId, String>;

/// Acts the whole review of the finished year.
pub async fn act(it: &Stagehand, campaign: &str) -> Result<(), Error> {
    open(&it.ctx("noivu", date!(2023 - 01 - 12), 8).await?, campaign, "28/01/2023").await?;
    let mut codes = Codes::new();
    let id = store::campaign::of_code(&it.site.db, campaign).await?.id;
    for group in store::campaign::groups(&it.site.db, id).await? {
        codes.extend(store::rule_set::targets(&it.site.db, group.rule_set).await?.into_iter().map(|it| (it.id, it.code)));
    }
    for (code, slug, name, held_on) in ANSWERING {
        let office = it.ctx("noivu", date!(2023 - 01 - 12), 9).await?;
        let unit = it.places.name(code)?;
        let case = list(&office, campaign).await?.cases.into_iter().find(|it| it.unit == unit).ok_or(Error::NotFound)?.id;
        ask(&office, case, QUESTION).await?;
        reports(it, case, slug, &codes).await?;
        hold(it, case, slug, name, held_on).await?;
    }
    consequences(it, campaign).await?;
    remedies(it, campaign).await
}

async fn reports(it: &Stagehand, case: CaseId, slug: &str, codes: &Codes) -> Result<(), Error> {
    for kind in [ReportKind::Collective, ReportKind::Personal] {
        let head = it.ctx(&format!("chutich.{slug}"), date!(2023 - 01 - 18), 14).await?;
        let draft = form(&head, case, kind, codes, "").await?;
        save(&head, &draft).await?;
        let head = it.ctx(&format!("chutich.{slug}"), date!(2023 - 01 - 27), 10).await?;
        let whole = form(&head, case, kind, codes, "not_completed").await?;
        submit(&head, &whole, &it.troupe.password, &account::form_token(&head).await?).await?;
    }
    Ok(())
}

/// A report filled in; without a grade it is a draft.
async fn form(head: &crate::Ctx, case: CaseId, kind: ReportKind, codes: &Codes, grade: &str) -> Result<ReportForm, Error> {
    let view = report(head, case, kind).await?;
    let mut items = Vec::new();
    for (number, item) in view.items.iter().filter(|it| !it.facts.met).enumerate() {
        let answer = ANSWERS.iter().find(|it| codes.get(&item.target).is_some_and(|code| code == it.target)).ok_or(Error::NotFound)?;
        let due_on = date!(2023 - 04 - 28) + Duration::days(14 * number as i64);
        items.push(AnswerRow {
            id: item.id.to_string(),
            cause_kind: if answer.subjective { "subjective" } else { "objective" }.to_owned(),
            cause: answer.cause.to_owned(),
            responsible: answer.responsible.to_owned(),
            remedy: answer.remedy.to_owned(),
            due_on: domain::show_date(due_on),
        });
    }
    let sections: Vec<(&str, &str, &str)> = match kind {
        ReportKind::Collective => COLLECTIVE.iter().map(|it| (it.0, it.1, "")).collect(),
        ReportKind::Personal => PERSONAL.to_vec(),
    };
    Ok(ReportForm {
        case,
        kind,
        revision: view.report.revision,
        items,
        sections: sections.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect(),
        levels: sections.iter().filter(|it| !it.2.is_empty()).map(|it| (it.0.to_owned(), it.2.to_owned())).collect::<HashMap<_, _>>(),
        answers: view.answers.iter().map(|it| ReplyRow { id: it.0.to_string(), answer: REPLY.to_owned() }).collect(),
        grade: grade.to_owned(),
    })
}

async fn hold(it: &Stagehand, case: CaseId, slug: &str, name: &str, held_on: Date) -> Result<(), Error> {
    let office = it.ctx("noivu", date!(2023 - 01 - 31), 9).await?;
    let (chair, secretary) = ("chutich.huyen", format!("thuky.{slug}"));
    let guest = |login: &str| -> Result<(String, String), Error> { Ok((it.troupe.titled(login)?, it.troupe.post(login)?.to_owned())) };
    let mut guests = vec![
        guest(chair)?,
        guest(&secretary)?,
        guest(&format!("chutich.{slug}"))?,
        guest(&format!("daumoi.{slug}"))?,
        guest("noivu")?,
        guest("thanhtra")?,
    ];
    let (resident, honorific) = invented(RESIDENTS + ANSWERING.iter().position(|it| it.1 == slug).unwrap_or_default());
    let resident = format!("{} {resident}", if honorific == "ông" { "Ông" } else { "Bà" });
    let residents_post = format!("Trưởng thôn, đại diện các thôn, khu dân cư {name}");
    guests.push((resident.clone(), residents_post.clone()));
    let invited = guests.iter().map(|(name, post)| InvitedRow { name: name.clone(), post: post.clone() }).collect();
    let place = format!("Hội trường UBND {name}");
    let called = CallForm {
        case,
        revision: 0,
        held_on: domain::show_date(held_on),
        begins: "14:00".to_owned(),
        place: place.clone(),
        chair: it.troupe.person(chair)?.to_string(),
        secretary: it.troupe.person(&secretary)?.to_string(),
        purpose: PURPOSE.to_owned(),
        invited,
    };
    call(&office, &called).await?;
    let writer = it.ctx(&secretary, held_on, 16).await?;
    let there = meeting(&writer, case).await?.meeting.ok_or(Error::NotFound)?;
    let last = guests.len() - 1;
    let head_post = it.troupe.post(&format!("chutich.{slug}"))?.to_owned();
    let speaker = |who: Speaker| -> Result<String, Error> {
        Ok(match who {
            Speaker::HomeAffairs => it.troupe.presented("noivu")?,
            Speaker::Head => it.troupe.presented(&format!("chutich.{slug}"))?,
            Speaker::Focal => it.troupe.presented(&format!("daumoi.{slug}"))?,
            Speaker::Residents => format!("{resident}, {residents_post}"),
        })
    };
    let mut opinions = Vec::new();
    for (kind, who, content) in OPINIONS {
        opinions.push(OpinionRow { kind: kind.to_owned(), speaker: speaker(who)?, content: content.to_owned() });
    }
    let attendees = guests.into_iter().enumerate().map(|(at, (name, post))| AttendeeRow {
        name,
        post,
        present: at != last - 1,
        absent_reason: if at == last - 1 { "bận công tác".to_owned() } else { String::new() },
    });
    let vote = |subject: String, in_favour: &str| VoteRow {
        subject,
        manner: "open".to_owned(),
        in_favour: in_favour.to_owned(),
        against: "0".to_owned(),
        abstained: "0".to_owned(),
    };
    let written = MinutesForm {
        case,
        revision: there.revision,
        begins: "14:00".to_owned(),
        ends: "16:30".to_owned(),
        place,
        attendees: attendees.collect(),
        purpose: PURPOSE.to_owned(),
        presented: PRESENTED.to_owned(),
        opinions,
        votes: vec![
            vote(format!("Mức “Không hoàn thành nhiệm vụ” đối với tập thể UBND {name}"), "6"),
            vote(format!("Mức “Không hoàn thành nhiệm vụ” đối với {head_post}, người được kiểm điểm không biểu quyết"), "5"),
        ],
        conclusion: CONCLUSION.to_owned(),
    };
    write(&writer, &written).await?;
    let view = minutes(&writer, case).await?;
    adopt(&writer, case, view.meeting.revision, &account::form_token(&writer).await?).await?;
    for (login, hour) in [(secretary.as_str(), 17), (chair, 18)] {
        let signer = it.ctx(login, held_on, hour).await?;
        let view = minutes(&signer, case).await?;
        let (_, digest, _) = view.meeting.adopted.ok_or(Error::NotFound)?;
        sign(&signer, case, &digest, &it.troupe.password, &account::form_token(&signer).await?).await?;
    }
    Ok(())
}

/// Two replacements are published facts, recorded by post; decision numbers and dates are made up, and say so.
async fn consequences(it: &Stagehand, campaign: &str) -> Result<(), Error> {
    let chair = it.ctx("chutich.huyen", date!(2023 - 02 - 24), 9).await?;
    let cases = list(&chair, campaign).await?.cases;
    let of = |code: &str| -> Result<CaseId, Error> {
        let unit = it.places.name(code)?;
        cases.iter().find(|it| it.unit == unit).map(|it| it.id).ok_or(Error::NotFound)
    };
    let basis = "Kết quả đánh giá cam kết cải cách hành chính năm 2022 (căn cứ minh họa)";
    let lines = [
        ("10924", "personnel_move", "Công chức Tư pháp - Hộ tịch xã Lương Điền", "Thay thế công chức tại bộ phận một cửa"),
        ("10900", "personnel_move", "Công chức Văn hóa - Xã hội xã Cẩm Văn", "Thay thế công chức tại bộ phận một cửa"),
        ("10906", "reprimand", "Chủ tịch UBND xã Thạch Lỗi", "Phê bình bằng văn bản về kết quả thực hiện cam kết (minh họa)"),
    ];
    for (number, (code, kind, post, description)) in lines.into_iter().enumerate() {
        let form = ConsequenceForm {
            case: of(code)?.to_string(),
            kind: kind.to_owned(),
            subject_post: post.to_owned(),
            legal_basis: basis.to_owned(),
            description: description.to_owned(),
            decision_number: format!("{}/QĐ-UBND (số minh họa)", 901 + number),
            decided_on: "22/02/2023".to_owned(),
        };
        record_consequence(&chair, &form).await?;
    }
    Ok(())
}

/// Some remedies are reported and confirmed, some reported, the rest still open on the demo's day.
async fn remedies(it: &Stagehand, campaign: &str) -> Result<(), Error> {
    for (_, slug, _, _) in ANSWERING {
        let head = it.ctx(&format!("chutich.{slug}"), date!(2023 - 06 - 20), 9).await?;
        let found = follow_up(&head, campaign).await?.remedies;
        for (number, listed) in found.iter().enumerate().filter(|it| it.0 < 5) {
            let done = if number < 3 { "16/06/2023" } else { "" };
            report_remedy(&head, listed.remedy.id, listed.remedy.revision, "Đã triển khai theo báo cáo kiểm điểm (minh họa).", done)
                .await?;
        }
        let inspector = it.ctx("thanhtra", date!(2023 - 06 - 28), 9).await?;
        for listed in follow_up(&inspector, campaign)
            .await?
            .remedies
            .iter()
            .filter(|it| found.iter().take(2).any(|done| done.remedy.id == it.remedy.id))
        {
            judge_remedy(
                &inspector,
                listed.remedy.id,
                listed.remedy.revision,
                Verdict::Done,
                "Đã kiểm tra tại đơn vị, kết quả đúng báo cáo.",
            )
            .await?;
        }
    }
    Ok(())
}
