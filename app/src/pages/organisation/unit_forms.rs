//! The forms of a unit's page: one is open at a time, by `?viec=…`.

use crate::boxes::{Boxes, refused};
use crate::components::{Checkbox, Choice, Field, FieldKind, FieldWidth, Radios, Select, TextArea};
use crate::context::query;
use crate::forms::organisation::{AddPost, AddUnit, ChangeUnit, EndUnit, HandOverPost, RecordSuccession};
use crate::text::{t, tf};
use crate::urls;
use domain::organisation::{PersonCategory, PostKind, SuccessionKind, UnitType};
use domain::{Unit, show_date};
use islands::AppError;
use leptos::prelude::*;
use services::organisation::{EditOffer, UnitView};
use time::Date;

/// The actions of the forms.
#[derive(Clone, Copy)]
pub struct Actions {
    add: ServerAction<AddUnit>,
    change: ServerAction<ChangeUnit>,
    end: ServerAction<EndUnit>,
    succeed: ServerAction<RecordSuccession>,
    post: ServerAction<AddPost>,
    hand_over: ServerAction<HandOverPost>,
}

/// What the posts of the forms were refused with.
pub struct FormErrors([Option<AppError>; 6]);

impl FormErrors {
    /// The one that was refused.
    pub fn any(self) -> Option<AppError> {
        self.0.into_iter().flatten().next()
    }
}

impl Actions {
    /// The actions of a page.
    pub fn new() -> Self {
        Self {
            add: ServerAction::new(),
            change: ServerAction::new(),
            end: ServerAction::new(),
            succeed: ServerAction::new(),
            post: ServerAction::new(),
            hand_over: ServerAction::new(),
        }
    }

    /// What they were refused with.
    pub fn errors(self) -> FormErrors {
        FormErrors([
            refused(self.add),
            refused(self.change),
            refused(self.end),
            refused(self.succeed),
            refused(self.post),
            refused(self.hand_over),
        ])
    }
}

/// The form that the address asks for; nothing where it asks for none.
pub fn form(work: &str, view: &UnitView, offer: &EditOffer, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    match work {
        "them-don-vi" => add(view, actions, boxes, day),
        "sua" => change(view, actions, boxes, day),
        "ket-thuc" => end(view, offer, actions, boxes, day),
        "ke-thua" => succeed(view, offer, actions, boxes, day),
        "them-chuc-vu" => add_post(view, actions, boxes, day),
        "ban-giao" => hand_over(view, offer, actions, boxes, day),
        _ => ().into_any(),
    }
}

fn day_box(boxes: &Boxes, label: &str, day: Date) -> AnyView {
    view! { <Field name="on" label=t(label) value=boxes.value("on", show_date(day)) error=boxes.wrong("on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/> }.into_any()
}

fn reason_box(boxes: &Boxes) -> AnyView {
    view! { <TextArea name="reason" label=t("form-reason") hint=t("form-reason-hint") value=boxes.value("reason", "") error=boxes.wrong("reason") rows=2 required=true/> }.into_any()
}

fn buttons(key: &str, unit: &Unit) -> AnyView {
    view! {
        <div class="actions">
            <button class="button button-primary" type="submit">{t(key)}</button>
            <a class="button" href=urls::unit(unit.id)>{t("form-cancel")}</a>
        </div>
    }
    .into_any()
}

fn names(boxes: &Boxes, it: &Unit) -> AnyView {
    let line = |name: &'static str, key: &str, value: &str, required: bool| {
        let optional = (!required).then(|| t("form-optional"));
        view! { <Field name=name label=t(key) value=boxes.value(name, value) error=boxes.wrong(name) width=FieldWidth::Medium required=required optional=optional/> }.into_any()
    };
    view! {
        {line("name_full", "unit-name", &it.name_full, true)}
        {line("name_short", "unit-short", &it.name_short, true)}
        {line("header_parent", "unit-header-parent", &it.header_parent, false)}
        <TextArea name="header_lines" label=t("unit-header-lines") value=boxes.value("header_lines", it.header_lines.join("\n")) error=boxes.wrong("header_lines") rows=2 required=true/>
        {line("doc_abbrev", "unit-abbrev", &it.doc_abbrev, false)}
        {line("place_name", "unit-place", &it.place_name, true)}
    }
    .into_any()
}

fn add(view: &UnitView, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let empty = Unit {
        name_full: String::new(),
        name_short: String::new(),
        header_parent: String::new(),
        header_lines: Vec::new(),
        doc_abbrev: String::new(),
        ..view.unit.clone()
    };
    let types = UnitType::ALL.iter().map(|it| Choice::new(it.code(), t(it.key()))).collect::<Vec<_>>();
    let boxed = view! {
        <input type="hidden" name="parent" value=view.unit.id.to_string()/>
        <Select name="unit_type" label=t("unit-type") choices=types value=boxes.value("unit_type", "commune") error=boxes.wrong("unit_type") width=FieldWidth::Medium/>
        {names(boxes, &empty)}
        <Field name="code" label=t("unit-code") value=boxes.value("code", "") error=boxes.wrong("code") width=FieldWidth::Narrow optional=t("form-optional")/>
        {day_box(boxes, "unit-from", day)}
        {reason_box(boxes)}
        {buttons("unit-add-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{tf("unit-add-below-title", &[("unit", view.unit.name_full.clone().into())])}</h2>
            {boxes.notice()}
            <ActionForm action=actions.add attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn change(view: &UnitView, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let boxed = view! {
        <input type="hidden" name="unit" value=view.unit.id.to_string()/>
        {names(boxes, &view.unit)}
        {day_box(boxes, "form-from", day)}
        {reason_box(boxes)}
        {buttons("unit-change-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("unit-change")}</h2>
            {boxes.notice()}
            <ActionForm action=actions.change attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn successor(view: &UnitView, offer: &EditOffer, boxes: &Boxes, required: bool) -> AnyView {
    let units = offer
        .units
        .iter()
        .filter(|it| it.id != view.unit.id)
        .map(|it| Choice::new(it.id.to_string(), it.name_full.clone()))
        .collect::<Vec<_>>();
    let kinds = [SuccessionKind::Merge, SuccessionKind::Split].iter().map(|it| Choice::new(it.code(), t(it.key()))).collect::<Vec<_>>();
    let optional = (!required).then(|| t("form-optional"));
    view! {
        <Select name="successor" label=t("unit-successor") choices=units value=boxes.value("successor", "") none=t("form-none") error=boxes.wrong("successor") optional=optional/>
        <Select name="kind" label=t("succession-kind") choices=kinds value=boxes.value("kind", "merge") error=boxes.wrong("kind") width=FieldWidth::Medium/>
        <Field name="share" label=t("succession-share") unit="%".to_owned() value=boxes.value("share", "") error=boxes.wrong("share") kind=FieldKind::Number width=FieldWidth::Narrow optional=t("form-optional")/>
    }
    .into_any()
}

fn end(view: &UnitView, offer: &EditOffer, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let boxed = view! {
        <input type="hidden" name="unit" value=view.unit.id.to_string()/>
        {day_box(boxes, "unit-last-day", day)}
        {successor(view, offer, boxes, false)}
        {reason_box(boxes)}
        {buttons("unit-end-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("unit-end")}</h2>
            <p>{t("unit-end-text")}</p>
            {boxes.notice()}
            <ActionForm action=actions.end attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn succeed(view: &UnitView, offer: &EditOffer, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let boxed = view! {
        <input type="hidden" name="unit" value=view.unit.id.to_string()/>
        {successor(view, offer, boxes, true)}
        {day_box(boxes, "succession-on", day)}
        {reason_box(boxes)}
        {buttons("unit-succession-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("unit-succession-record")}</h2>
            {boxes.notice()}
            <ActionForm action=actions.succeed attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn add_post(view: &UnitView, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let kinds = PostKind::ALL.iter().map(|it| Choice::new(it.code(), t(it.key()))).collect::<Vec<_>>();
    let boxed = view! {
        <input type="hidden" name="unit" value=view.unit.id.to_string()/>
        <Select name="kind" label=t("post-kind") choices=kinds value=boxes.value("kind", "officer") error=boxes.wrong("kind") width=FieldWidth::Medium/>
        <Field name="title" label=t("post-title") value=boxes.value("title", "") error=boxes.wrong("title") width=FieldWidth::Medium required=true/>
        {day_box(boxes, "form-from", day)}
        {buttons("post-add-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("post-add")}</h2>
            {boxes.notice()}
            <ActionForm action=actions.post attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

/// The boxes of a new person.
pub fn new_person(boxes: &Boxes) -> AnyView {
    let honorifics = vec![Choice::new("ông", t("person-mr")), Choice::new("bà", t("person-mrs"))];
    let categories = PersonCategory::ALL.iter().map(|it| Choice::new(it.code(), t(it.key()))).collect::<Vec<_>>();
    view! {
        <Field name="full_name" label=t("person-new-name") value=boxes.value("full_name", "") error=boxes.wrong("full_name") width=FieldWidth::Medium optional=t("form-optional")/>
        <Radios name="honorific" label=t("person-honorific") choices=honorifics value=boxes.value("honorific", "ông") error=boxes.wrong("honorific")/>
        <Select name="category" label=t("person-category") choices=categories value=boxes.value("category", "civil_servant") error=boxes.wrong("category") width=FieldWidth::Medium/>
    }
    .into_any()
}

fn hand_over(view: &UnitView, offer: &EditOffer, actions: Actions, boxes: &Boxes, day: Date) -> AnyView {
    let Some(post) = query("chuc").and_then(|id| view.posts.iter().find(|it| it.id.to_string() == id)) else { return ().into_any() };
    let people =
        offer.people.iter().map(|it| Choice::new(it.id.to_string(), format!("{} {}", it.honorific, it.full_name))).collect::<Vec<_>>();
    let now = post.person.clone().unwrap_or_else(|| t("post-nobody"));
    let boxed = view! {
        <input type="hidden" name="unit" value=view.unit.id.to_string()/>
        <input type="hidden" name="post" value=post.id.to_string()/>
        <Select name="person" label=t("post-new-holder") choices=people value=boxes.value("person", "") none=t("post-new-or-nobody") error=boxes.wrong("person")/>
        {new_person(boxes)}
        {day_box(boxes, "form-from", day)}
        <Checkbox name="acting" label=t("post-acting") checked=boxes.ticked("acting")/>
        <Checkbox name="concurrent" label=t("post-concurrent") checked=boxes.ticked("concurrent")/>
        {reason_box(boxes)}
        {buttons("post-hand-over-submit", &view.unit)}
    }
    .into_any();
    view! {
        <section>
            <h2>{tf("post-hand-over-title", &[("post", post.title.clone().into())])}</h2>
            <p>{tf("post-hand-over-text", &[("person", now.into())])}</p>
            {boxes.notice()}
            <ActionForm action=actions.hand_over attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}
