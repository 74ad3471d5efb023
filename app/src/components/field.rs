//! A labelled box of a form, and what every kind of box shares.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// What is typed into the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// A number with a decimal comma; the domain reads it, the browser does not judge it.
    Number,
    /// A day as `dd/mm/yyyy`.
    Date,
    /// A secret; never shown again.
    Password,
    /// A file to send; never shown again.
    File,
}

/// How wide the box is, which says how much is expected in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldWidth {
    /// As wide as the form.
    #[default]
    Full,
    /// A name, a title: 20 rem.
    Medium,
    /// A number, a day: 10 rem.
    Narrow,
}

impl FieldWidth {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "field",
            Self::Medium => "field field-medium",
            Self::Narrow => "field field-narrow",
        }
    }
}

/// The words around a box.
pub(super) struct Words {
    /// The name of the box, which is also its id.
    pub name: String,
    /// The label above it.
    pub label: String,
    /// Behind the label: that it may stay empty.
    pub optional: Option<String>,
    /// The hint under the label.
    pub hint: Option<String>,
    /// What is wrong and what to do.
    pub error: Option<String>,
}

impl Words {
    /// Lists the ids of what describes the box: hint, error, unit of measure.
    pub fn described_by(&self, unit: bool) -> Option<String> {
        let ids = [(self.hint.is_some(), "hint"), (self.error.is_some(), "error"), (unit, "unit")];
        let ids: Vec<_> = ids.iter().filter(|(there, _)| *there).map(|(_, it)| format!("{}-{it}", self.name)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Puts label, hint and error around a box.
    pub fn around(self, width: FieldWidth, unit: Option<String>, control: AnyView) -> impl IntoView {
        let Self { name, label, optional, hint, error } = self;
        let class = if error.is_some() { "field-box field-invalid" } else { "field-box" };
        let unit_id = format!("{name}-unit");
        view! {
            <div class=width.class()>
                <label class="field-label" for=name.clone()>
                    {label}
                    {optional.map(|it| view! { <span class="field-optional">{format!(" ({it})")}</span> })}
                </label>
                {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
                <div class="field-row">
                    <div class=class>
                        {control}
                        {unit.map(|unit| view! { <span class="field-unit" id=unit_id>{unit}</span> })}
                    </div>
                    {error_line(&name, error)}
                </div>
            </div>
        }
        .into_any()
    }
}

/// The error sentence beside a box.
pub(super) fn error_line(name: &str, error: Option<String>) -> impl IntoView + use<> {
    let id = format!("{name}-error");
    error
        .map(|error| {
            view! {
                <p class="field-error" id=id>
                    <Mark meaning=Meaning::Failing/>
                    {error}
                </p>
            }
        })
        .into_any()
}

/// A box of one line with its label above, hint under the label, error beside it and the unit of measure inside.
///
/// `name` is what the form sends and the id that `ErrorSummary` links to. The typed text comes back through `value`, except for
/// passwords and files.
#[component]
pub fn Field(
    /// The name the form sends.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What is in the box.
    #[prop(optional, into)]
    value: String,
    /// The hint.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong and what to do.
    #[prop(default = None, into)]
    error: Option<String>,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// The unit of measure ("%", "hồ sơ").
    #[prop(default = None, into)]
    unit: Option<String>,
    /// That it may stay empty, in words ("không bắt buộc").
    #[prop(default = None, into)]
    optional: Option<String>,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It may be read and sent, not changed.
    #[prop(optional)]
    readonly: bool,
    /// What the browser may fill in (`username`, `current-password`, `off`).
    #[prop(default = None, into)]
    autocomplete: Option<String>,
    /// The types of file taken (`.pdf,.docx`).
    #[prop(default = None, into)]
    accept: Option<String>,
    /// How wide the box is.
    #[prop(optional)]
    width: FieldWidth,
) -> impl IntoView {
    let words = Words { name, label, optional, hint, error };
    let (kind_name, mode) = match kind {
        FieldKind::Text => ("text", None),
        FieldKind::Number => ("text", Some("decimal")),
        FieldKind::Date => ("text", Some("numeric")),
        FieldKind::Password => ("password", None),
        FieldKind::File => ("file", None),
    };
    let value = match kind {
        FieldKind::Password | FieldKind::File => None,
        FieldKind::Text | FieldKind::Number | FieldKind::Date => Some(value),
    };
    let control = view! {
        <input
            type=kind_name
            class=(kind == FieldKind::Number).then_some("number")
            id=words.name.clone()
            name=words.name.clone()
            value=value
            inputmode=mode
            autocomplete=autocomplete
            accept=accept
            readonly=readonly
            aria-required=required.then_some("true")
            aria-invalid=words.error.is_some().then_some("true")
            aria-describedby=words.described_by(unit.is_some())
        />
    };
    words.around(width, unit, control.into_any())
}
