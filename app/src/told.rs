//! What the log says of one act, as a plain sentence: who did what, from what to what, and why.

use crate::components::TimelineEvent;
use crate::text::{code_key, role_key, t, tf};
use domain::commitment::{SheetState, SignedAs};
use domain::grading::{Answer, Fact, GradeRule};
use domain::organisation::SuccessionKind;
use domain::policy::Role;
use domain::register::{DocumentKind, Manner};
use domain::review::{ConsequenceKind, RemedyStanding, SupportKind};
use domain::template::TemplateKind;
use domain::{Event, Stage, Timestamp};
use services::log::Told;

/// How many signs of a digest are shown: enough to tell two apart.
const DIGEST: usize = 12;

/// The key of an event's sentence.
pub fn key(event: Event) -> String {
    event.key().replacen("event-", "told-", 1)
}

/// An act as a sentence.
pub fn sentence(it: &Told) -> String {
    let Some(event) = Event::of(&it.event) else { return it.event.clone() };
    let person = it.person.clone().unwrap_or_else(|| t("told-nobody"));
    let said = tf(
        &key(event),
        &[
            ("person", person.into()),
            ("before", words(event, &it.before).into()),
            ("after", words(event, &it.after).into()),
            ("unit", it.unit.clone().unwrap_or_default().into()),
        ],
    );
    if it.reason.is_empty() {
        return said;
    }
    let label = if is_remark(event) { "told-remark" } else { "told-reason" };
    format!("{said} {}", tf(label, &[("reason", it.reason.clone().into())]))
}

/// An act as a line of a timeline.
pub fn event(it: &Told) -> TimelineEvent {
    let hanoi = Timestamp(it.at).in_hanoi();
    let machine =
        format!("{}T{:02}:{:02}:{:02}+07:00", domain::value::show_plain_day(hanoi.date()), hanoi.hour(), hanoi.minute(), hanoi.second());
    TimelineEvent { at: machine, when: Timestamp(it.at).to_string(), sentence: sentence(it), link: None }
}

/// Whether what stands in place of a reason is a remark: what was reported, what was found.
const fn is_remark(event: Event) -> bool {
    matches!(event, Event::RemedyReported | Event::RemedyReturned | Event::RemedyClosed | Event::SheetProposed)
}

/// A value of the log in words: codes get their names, digests their beginning.
pub fn words(event: Event, text: &str) -> String {
    let named = match event {
        Event::RemedyReported | Event::RemedyReturned | Event::RemedyClosed => {
            RemedyStanding::of(text).map(|it| t(&code_key("remedy-standing", it.code())))
        }
        Event::ConsequenceRecorded => ConsequenceKind::of(text).map(|it| t(&code_key("consequence", it.code()))),
        Event::SheetWithdrawn => SheetState::of(text).map(|it| t(it.key())),
        Event::SheetOpenedToSign | Event::SheetDeclined => SignedAs::of(text).map(|it| t(it.key())),
        Event::SheetReopened => Some(short(text)),
        Event::SealKeyReplaced => Some(short(text)),
        Event::SheetStamped | Event::PaperStamped if !text.contains(' ') => Some(short(text)),
        Event::SheetApproved | Event::SheetSigned | Event::SheetCountersigned | Event::MinutesAdopted => Some(short(text)),
        Event::RulesSealed | Event::SealLifted => Some(short(text)),
        Event::RoleGranted | Event::RoleRevoked => first(text, " · ", |code| Role::of(code).map(|it| t(&role_key(it.code())))),
        Event::StageOpened => Stage::of(text).map(|it| t(it.key())),
        Event::StageMoved => first(text, ": ", |code| Stage::of(code).map(|it| t(it.key()))),
        Event::SupportRecorded => first(text, ": ", |code| SupportKind::of(code).map(|it| t(&code_key("support", it.code())))),
        Event::SuccessionRecorded => first(text, " · ", |code| SuccessionKind::of(code).map(|it| t(it.key()))),
        Event::PackageImported | Event::RuleSetAdded => text.split_once(' ').map(|(code, digest)| format!("{code} ({})", short(digest))),
        Event::ReviewReportSaved | Event::ReviewReportSubmitted => Some(match text.split(' ').next() {
            Some("personal") => t("told-report-personal"),
            _ => t("told-report-collective"),
        }),
        Event::MinutesSigned => Some(match text.split(' ').next() {
            Some("secretary") => t("told-as-secretary"),
            _ => t("told-as-chair"),
        }),
        Event::CampaignChanged => Some(
            text.replace("failing_only", &t("campaign-review-failing"))
                .replace(" · all · ", &format!(" · {} · ", t("campaign-review-all"))),
        ),
        Event::HolidayAdded | Event::HolidayRemoved => Some(
            text.replace(" · off · ", &format!(" · {} · ", t("holiday-off")))
                .replace(" · worked · ", &format!(" · {} · ", t("holiday-worked"))),
        ),
        Event::RegisterMannerSet => text.split_once(": ").and_then(|(year, code)| Some(format!("{year}: {}", t(&Manner::of(code)?.key())))),
        Event::DocumentSymbolSet => first(text, ": ", |code| DocumentKind::of(code).map(|it| t(&it.key()))),
        Event::PapersWorded => first(text, ": ", |code| TemplateKind::of(code).map(|it| t(&it.key()))),
        Event::GradeFactStated => stated(text),
        Event::GradeRuleChosen => GradeRule::shipped(text).map(|it| it.title),
        _ => None,
    };
    named.unwrap_or_else(|| text.to_owned())
}

/// A fact with what was said of it, or what was said alone.
fn stated(text: &str) -> Option<String> {
    let (code, answer) = text.split_once(": ")?;
    let fact = Fact::all().into_iter().find(|it| it.code() == code)?;
    Some(format!("{}: {}", t(&fact.key()), crate::pages::grading::words::answer(fact, &Answer::of(fact, answer)?)))
}

fn short(digest: &str) -> String {
    digest.chars().take(DIGEST).collect()
}

/// A text whose part before a mark is a code.
fn first(text: &str, mark: &str, name: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (code, rest) = text.split_once(mark)?;
    Some(format!("{}{mark}{rest}", name(code)?))
}
