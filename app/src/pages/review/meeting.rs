//! The review meeting: calling it, and writing the minutes from its day on.

use super::parts::{case_of_address, failure, next, state_tag, way};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, PageHead, Select, TextArea};
use crate::context::Typed;
use crate::forms::review::{CallMeeting, WriteMinutes};
use crate::pages::error::ErrorPage;
use crate::pages::history::way as way_to_history;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::review::{Attendee, OpinionKind, VoteManner};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::history::Subject;
use services::review::{self, MeetingView};

/// Empty rows offered below those that are filled.
const SPARE: usize = 3;

/// The two forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    call: ServerAction<CallMeeting>,
    write: ServerAction<WriteMinutes>,
}

/// The meeting of a case.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let id = case_of_address();
    let forms = Forms { call: ServerAction::new(), write: ServerAction::new() };
    let error =
        forms.call.value().get_untracked().and_then(Result::err).or_else(|| forms.write.value().get_untracked().and_then(Result::err));
    let load = async move {
        let ctx = context().await?;
        Ok::<_, AppError>((review::meeting(&ctx, id.ok_or(AppError::NotFound)?).await?, Typed::load().await?))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, typed)) => Either::Left(shown(&it, forms, &Boxes { typed, error })),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

/// What was typed before and what went wrong.
struct Boxes {
    typed: Typed,
    error: Option<AppError>,
}

impl Boxes {
    fn value(&self, name: &str, kept: &str) -> String {
        self.typed.or(name, kept)
    }

    fn wrong(&self, name: &str) -> Option<String> {
        say::field(self.error.as_ref(), name)
    }

    fn line(&self, name: String, label: &str, kept: &str, width: FieldWidth) -> AnyView {
        view! { <Field name=name.clone() label=t(label) value=self.value(&name, kept) width error=self.wrong(&name)/> }.into_any()
    }

    fn text(&self, name: &str, label: &str, kept: &str, rows: u16) -> AnyView {
        view! { <TextArea name=name label=t(label) value=self.value(name, kept) rows error=self.wrong(name)/> }.into_any()
    }
}

fn shown(it: &MeetingView, forms: Forms, boxes: &Boxes) -> AnyView {
    let minutes = it.meeting.as_ref().map(|_| view! { <a class="button" href=urls::review_minutes(it.case.id)>{t("review-minutes")}</a> });
    let summary = it.meeting.as_ref().map(|meeting| {
        view! {
            <DefinitionList facts=vec![
                Fact::text(t("meeting-when"), format!("{} {}", show_date(meeting.held_on), meeting.begins)), Fact::text(t("meeting-place"), meeting.place.clone()),
                Fact::text(t("meeting-chair"), meeting.chair_name.clone()).more(meeting.chair_post.clone()),
                Fact::text(t("meeting-secretary"), meeting.secretary_name.clone()).more(meeting.secretary_post.clone())]/>
        }
    });
    let call = it.may_call.then(|| calling(it, forms.call, boxes));
    let write = it.may_write.then(|| writing(it, forms.write, boxes));
    view! {
        <PageHead title=t("review-meeting") crumbs_label=t("frame-crumbs") crumbs=way(&it.campaign, Some((it.case.id, &it.unit.name_full)))
            tag=state_tag(it.case.state) secondary=view! { {minutes} }.into_any() truth=vec![next(it.case.state)] history=way_to_history(Subject::Case, it.case.id.0)/>
        {failure(boxes.error.as_ref())}
        {summary}
        {write}
        {call}
    }
    .into_any()
}

fn calling(it: &MeetingView, action: ServerAction<CallMeeting>, boxes: &Boxes) -> AnyView {
    let meeting = it.meeting.as_ref();
    let kept = |part: fn(&review::Meeting) -> String| meeting.map(part).unwrap_or_default();
    let officers: Vec<Choice> = it
        .officers
        .iter()
        .map(|it| Choice::new(it.person_id.to_string(), format!("{} {} – {}", it.honorific, it.full_name, it.post())))
        .collect();
    // The head reviewed in person does not preside, so the list for the chair does not offer the name.
    let reviewed = it.reviewed.map(|it| it.to_string()).unwrap_or_default();
    let chairs: Vec<Choice> = officers.iter().filter(|it| it.value != reviewed).cloned().collect();
    let invited: Vec<Attendee> = if it.attendees.is_empty() {
        let own = it.officers.iter().filter(|officer| officer.unit_id == it.unit.id.0);
        own.map(|it| Attendee { name: format!("{} {}", it.honorific, it.full_name), post: it.post(), ..Attendee::default() }).collect()
    } else {
        it.attendees.clone()
    };
    let rows = (0..invited.len() + SPARE)
        .map(|at| {
            let row = invited.get(at).cloned().unwrap_or_default();
            view! {
                <fieldset class="field">
                    <legend class="group-legend">{tf("meeting-person", &[("number", (at + 1).into())])}</legend>
                    {boxes.line(format!("invited[{at}][name]"), "meeting-name", &row.name, FieldWidth::Medium)}
                    {boxes.line(format!("invited[{at}][post]"), "meeting-post", &row.post, FieldWidth::Full)}
                </fieldset>
            }
        })
        .collect_view();
    let purpose = if meeting.is_some() {
        kept(|it| it.purpose.clone())
    } else {
        tf("meeting-purpose-proposed", &[("year", it.campaign.year.to_string().into())])
    };
    view! {
        <section class="stack">
            <h2>{t(if meeting.is_some() { "meeting-call-change" } else { "meeting-call" })}</h2>
            <p>{tf("meeting-chair-rule", &[("name", it.reviewed_name.clone().into())])}</p>
            {
                let boxes_view = view! {
                <input type="hidden" name="case" value=it.case.id.to_string()/>
                <input type="hidden" name="revision" value=meeting.map_or(0, |it| it.revision).to_string()/>
                <Field name="held_on" label=t("meeting-day") value=boxes.value("held_on", &kept(|it| show_date(it.held_on))) kind=FieldKind::Date
                    width=FieldWidth::Narrow hint=t("review-date-hint") error=boxes.wrong("held_on") required=true/>
                <Field name="begins" label=t("meeting-begins") value=boxes.value("begins", &kept(|it| it.begins.clone())) width=FieldWidth::Narrow
                    hint=t("meeting-time-hint") error=boxes.wrong("begins") required=true/>
                <Field name="place" label=t("meeting-place") value=boxes.value("place", &kept(|it| it.place.clone())) error=boxes.wrong("place") required=true/>
                <Select name="chair" label=t("meeting-chair") choices=chairs value=boxes.value("chair", &kept(|it| it.chair.to_string()))
                    none=t("meeting-choose") error=boxes.wrong("chair") required=true/>
                <Select name="secretary" label=t("meeting-secretary") choices=officers value=boxes.value("secretary", &kept(|it| it.secretary.to_string()))
                    none=t("meeting-choose") error=boxes.wrong("secretary") required=true/>
                {boxes.text("purpose", "meeting-purpose", &purpose, 3)}
                <h3>{t("meeting-invited")}</h3>
                {rows}
                <div class="actions"><button class="button button-primary" type="submit">{t("meeting-call-submit")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=action attr:class="form">{boxes_view}</ActionForm> }
            }
        </section>
    }
    .into_any()
}

fn writing(it: &MeetingView, action: ServerAction<WriteMinutes>, boxes: &Boxes) -> AnyView {
    let Some(meeting) = &it.meeting else { return ().into_any() };
    let attendees = (0..it.attendees.len() + SPARE)
        .map(|at| {
            let row = it.attendees.get(at).cloned().unwrap_or_default();
            let name = |part: &str| format!("attendees[{at}][{part}]");
            let present = if boxes.typed.is_there() { !boxes.value(&name("present"), "").is_empty() } else { row.present };
            let id = name("present");
            view! {
                <fieldset class="field">
                    <legend class="group-legend">{tf("meeting-person", &[("number", (at + 1).into())])}</legend>
                    {boxes.line(name("name"), "meeting-name", &row.name, FieldWidth::Medium)}
                    {boxes.line(name("post"), "meeting-post", &row.post, FieldWidth::Full)}
                    <crate::components::Checkbox name=id.clone() label=t("meeting-present") checked=present error=boxes.wrong(&id)/>
                    {boxes.line(name("absent_reason"), "meeting-absent-reason", &row.absent_reason, FieldWidth::Full)}
                </fieldset>
            }
        })
        .collect_view();
    let presented = if meeting.presented.is_empty() {
        tf("minutes-presented-proposed", &[("name", it.reviewed_name.clone().into())])
    } else {
        meeting.presented.clone()
    };
    view! {
        <section class="stack">
            <h2>{t("minutes-write")}</h2>
            {
                let boxes_view = view! {
                <input type="hidden" name="case" value=it.case.id.to_string()/>
                <input type="hidden" name="revision" value=meeting.revision.to_string()/>
                {boxes.line("begins".to_owned(), "meeting-begins", &meeting.begins, FieldWidth::Narrow)}
                {boxes.line("ends".to_owned(), "meeting-ends", &meeting.ends, FieldWidth::Narrow)}
                {boxes.line("place".to_owned(), "meeting-place", &meeting.place, FieldWidth::Full)}
                <h3>{t("meeting-attendees")}</h3>
                {attendees}
                {boxes.text("purpose", "minutes-purpose", &meeting.purpose, 3)}
                {boxes.text("presented", "minutes-presented", &presented, 3)}
                <h3>{t("minutes-opinions")}</h3>
                {opinions(it, boxes)}
                <h3>{t("minutes-votes")}</h3>
                {votes(it, boxes)}
                {boxes.text("conclusion", "minutes-conclusion", &meeting.conclusion, 6)}
                <div class="actions">
                    <button class="button button-primary" type="submit">{t("minutes-save")}</button>
                    <a class="button button-plain" href=urls::review_minutes(it.case.id)>{t("minutes-preview")}</a>
                </div>
                }
                .into_any();
                view! { <ActionForm action=action attr:class="form">{boxes_view}</ActionForm> }
            }
        </section>
    }
    .into_any()
}

fn opinions(it: &MeetingView, boxes: &Boxes) -> AnyView {
    (0..it.opinions.len() + SPARE)
        .map(|at| {
            let row = it.opinions.get(at);
            let name = |part: &str| format!("opinions[{at}][{part}]");
            let kinds = vec![Choice::new("opinion", t("minutes-kind-opinion")), Choice::new("reply", t("minutes-kind-reply"))];
            let kind = boxes.value(&name("kind"), row.map_or(OpinionKind::Opinion, |it| it.kind).code());
            view! {
                <fieldset class="field">
                    <legend class="group-legend">{tf("minutes-opinion", &[("number", (at + 1).into())])}</legend>
                    <Select name=name("kind") label=t("minutes-kind") choices=kinds value=kind width=FieldWidth::Medium/>
                    {boxes.line(name("speaker"), "minutes-speaker", row.map_or("", |it| it.speaker.as_str()), FieldWidth::Medium)}
                    {boxes.text(&name("content"), "minutes-content", row.map_or("", |it| it.content.as_str()), 3)}
                </fieldset>
            }
        })
        .collect_view()
        .into_any()
}

fn votes(it: &MeetingView, boxes: &Boxes) -> AnyView {
    (0..it.votes.len() + SPARE)
        .map(|at| {
            let row = it.votes.get(at);
            let name = |part: &str| format!("votes[{at}][{part}]");
            let manners = vec![Choice::new("open", t("minutes-manner-open")), Choice::new("secret", t("minutes-manner-secret"))];
            let manner = boxes.value(&name("manner"), row.map_or(VoteManner::Open, |it| it.manner).code());
            let count = |part: &str, label: &str, kept: Option<u32>| {
                boxes.line(name(part), label, &kept.map(|it| it.to_string()).unwrap_or_default(), FieldWidth::Narrow)
            };
            view! {
                <fieldset class="field">
                    <legend class="group-legend">{tf("minutes-vote", &[("number", (at + 1).into())])}</legend>
                    {boxes.line(name("subject"), "minutes-subject", row.map_or("", |it| it.subject.as_str()), FieldWidth::Full)}
                    <Select name=name("manner") label=t("minutes-manner") choices=manners value=manner width=FieldWidth::Medium/>
                    {count("in_favour", "minutes-in-favour", row.map(|it| it.in_favour))}
                    {count("against", "minutes-against", row.map(|it| it.against))}
                    {count("abstained", "minutes-abstained", row.map(|it| it.abstained))}
                </fieldset>
            }
        })
        .collect_view()
        .into_any()
}
