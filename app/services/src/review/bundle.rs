//! The bound file of a case: every paper of it that the person may read, in the order of the review, behind a page of contents.

use super::papers::{download_minutes, download_personal, download_report, remedies_paper};
use crate::paper::{Paper, file_name, formalities, name_in_words, print};
use crate::{Ctx, Error};
use documents::Formalities;
use documents::block::HeaderKind;
use documents::bundle::Bundle;
use domain::decision::{Decision, DecisionKind, DecisionState};
use domain::review::{RemedyStanding, ReportKind};
use domain::{CaseId, DecisionId};

/// The decisions in force that speak of the case's unit, oldest first.
async fn decisions(ctx: &Ctx, view: &super::CaseView) -> Result<Vec<DecisionId>, Error> {
    let subjects = store::decision::subjects(ctx.db(), view.campaign.id).await?;
    let all = store::decision::list(ctx.db(), view.campaign.id).await?;
    let group = store::campaign::member(ctx.db(), view.campaign.id, view.unit.id).await?.group;
    // A publication speaks of its whole group, all others of the units of their lines.
    let here = |it: &Decision| match it.kind {
        DecisionKind::Publication => it.group == group,
        _ => subjects.iter().any(|line| line.0 == it.id && line.2 == view.unit.id),
    };
    let approved = all.iter().rev().map(|it| &it.decision).filter(|it| it.state == DecisionState::Approved);
    Ok(approved.filter(|it| here(it)).map(|it| it.id).collect())
}

/// A paper where the person may read it.
fn readable(paper: Result<Paper, Error>) -> Result<Option<Paper>, Error> {
    match paper {
        Ok(it) => Ok(Some(it)),
        Err(Error::Forbidden(_) | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bound file of a case, for who may read it. What the person may not read is not in it; a personal review in it leaves a line in the log.
pub async fn download_bundle(ctx: &Ctx, id: CaseId) -> Result<Paper, Error> {
    let view = super::view(ctx, id).await?;
    let mut papers = vec![readable(download_report(ctx, id, HeaderKind::State).await)?];
    // Before it is submitted only its writer reads it, on its own page.
    let submitted = view.reports.iter().any(|it| it.kind == ReportKind::Personal && it.submitted.is_some());
    if view.may_read_personal && submitted {
        papers.push(readable(download_personal(ctx, id, HeaderKind::State).await)?);
    }
    if view.meeting.is_some() {
        papers.push(readable(download_minutes(ctx, id).await)?);
    }
    for decision in decisions(ctx, &view).await? {
        papers.push(readable(crate::decision::paper(ctx, decision).await)?);
    }
    let remedies = store::review::follow_up::of_case(ctx.db(), id).await?;
    if !remedies.is_empty() {
        let open: Vec<_> = remedies.into_iter().filter(|it| it.remedy.standing != RemedyStanding::Closed).collect();
        papers.push(Some(remedies_paper(&ctx.site, view.campaign.id, ctx.today, &open).await?));
    }
    let bundle = Bundle {
        formalities: Formalities { date: Some(ctx.today), ..formalities(&ctx.site, &view.unit) },
        kind: "Hồ sơ kiểm điểm".to_owned(),
        summary: vec![
            format!("Việc thực hiện cam kết cải cách hành chính năm {}", view.campaign.year),
            format!("của {}", name_in_words(&view.unit)),
        ],
        papers: papers.into_iter().flatten().filter_map(Paper::into_document).collect(),
        notes: Vec::new(),
    };
    let name = file_name(&ctx.site, &["ho-so-kiem-diem", &view.campaign.code, &view.unit.name_full], "pdf");
    print(name, move || documents::bundle::document(bundle)).await
}
