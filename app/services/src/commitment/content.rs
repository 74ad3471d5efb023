//! The content of a sheet, put together from what is known today; once agreed it is frozen and read back instead.

use domain::commitment::{
    ApproveRefusal, AuthorityPart, CampaignPart, FORMAT, HeadPart, KeyTask, PeriodGoal, PeriodPart, Promise, RuleSetPart, SheetContent,
    TargetPart, TaskPart, UnitPart, office_in_words, reporting_regime,
};
use domain::period::Span;
use domain::post::held;
use domain::template::Wording;
use domain::value::show_plain_day;
use domain::{Period, Quantity};
use store::commitment::{AskedTarget, Facts};

/// Puts a content together; `promises` without a row for a target take the value that is asked for.
/// It is worded as the authority words its sheets now.
pub(super) fn content(
    facts: &Facts,
    targets: &[AskedTarget],
    promises: &[Promise],
    tasks: &[KeyTask],
    wording: Option<Wording>,
) -> SheetContent {
    let year = i32::try_from(facts.campaign_year).unwrap_or_default();
    let days = u8::try_from(facts.submit_within_working_days).unwrap_or_default();
    let post = |title: Option<&str>, acting: Option<bool>| office_in_words(&held(title.unwrap_or_default(), acting.unwrap_or_default()));
    let target = |it: &AskedTarget| {
        let promise = promises.iter().find(|promise| promise.target == it.line.id);
        TargetPart {
            code: it.line.code.clone(),
            title: it.line.title.clone(),
            unit: it.line.unit_of_measure.clone(),
            direction: it.line.direction.clone(),
            weight: it.line.weight.plain(),
            last_year: it.last_year.clone(),
            common: it.line.value.plain(),
            common_to: it.line.value_to.map(Quantity::plain),
            value: promise.map_or_else(|| it.asked(), |it| it.value).plain(),
            value_to: promise.map_or_else(|| it.asked_to(), |it| it.value_to).map(Quantity::plain),
            periods: promised_periods(it, promise).iter().map(period).collect(),
            note: promise.map(|it| it.note.clone()).unwrap_or_default(),
        }
    };
    let task = |it: &KeyTask| TaskPart {
        title: it.title.clone(),
        expected_result: it.expected_result.clone(),
        person: it.person.clone(),
        due_on: show_plain_day(it.due_on),
    };
    let content = SheetContent {
        format: FORMAT.to_owned(),
        campaign: CampaignPart {
            code: facts.campaign_code.clone(),
            title: facts.campaign_title.clone(),
            year,
            starts_on: show_plain_day(facts.starts_on),
            ends_on: show_plain_day(facts.ends_on),
        },
        unit: UnitPart { code: facts.unit_code.clone(), name: office_in_words(&facts.printed_name) },
        head: HeadPart { name: facts.head_name.clone().unwrap_or_default(), post: post(facts.head_post.as_deref(), facts.head_acting) },
        authority: AuthorityPart {
            name: office_in_words(&facts.authority_name),
            head: facts.authority_head.clone().unwrap_or_default(),
            post: post(facts.authority_post.as_deref(), facts.authority_acting),
        },
        rule_set: RuleSetPart {
            code: facts.rule_set_code.clone(),
            title: facts.rule_set_title.clone(),
            sha256: facts.rule_set_sha256.clone(),
            basis: facts.legal_basis.clone(),
        },
        targets: targets.iter().filter(|it| it.exempt.is_none()).map(target).collect(),
        tasks: tasks.iter().map(task).collect(),
        reporting: Vec::new(),
        seal: None,
        wording,
        copies: None,
    };
    let further = content.words().lines("reporting").iter().map(|it| it.clone().closed("").words()).collect();
    SheetContent { reporting: reporting_regime(year, &facts.frequencies(), days, further), ..content }
}

/// The goals of periods that hold once a promise is agreed: its own ones, and the common ones where the year is the common one too.
pub(super) fn promised_periods(it: &AskedTarget, promise: Option<&Promise>) -> Vec<PeriodGoal> {
    let Some(promise) = promise else { return it.asked_periods() };
    let own_year = promise.value != it.line.value || promise.value_to != it.line.value_to || it.own.is_some();
    // What is proposed by quarter replaces what was own by quarter; own goals of other periods stay.
    let mut goals = promise.periods.clone();
    goals.extend(it.own_periods.iter().filter(|goal| !is_quarter(goal.period)));
    if !own_year {
        let own: Vec<Period> = goals.iter().map(|it| it.period).collect();
        goals.extend(it.common_periods.iter().filter(|goal| !own.contains(&goal.period)));
    }
    goals.sort_by_key(|it| (it.period.last_month(), it.period));
    goals
}

pub(super) fn is_quarter(period: Period) -> bool {
    matches!(period.span(), Span::Quarter(_))
}

fn period(it: &PeriodGoal) -> PeriodPart {
    PeriodPart { period: it.period.to_string(), value: it.value.plain(), value_to: it.value_to.map(Quantity::plain) }
}

/// Whether everybody whom the content names is there.
pub(super) fn names_are_known(facts: &Facts) -> Result<(), ApproveRefusal> {
    if facts.head_name.is_none() {
        return Err(ApproveRefusal::NoHead);
    }
    if facts.authority_head.is_none() {
        return Err(ApproveRefusal::NoAuthority);
    }
    Ok(())
}
