//! The units of a year with what they lack to begin.

use crate::components::{Choice, FieldWidth, Meaning, Select, Table, Tag};
use crate::context::query;
use crate::pages::listing::Listing;
use crate::pages::organisation::unit_link;
use crate::text::{t, tf};
use domain::UnitId;
use domain::fold::sort_key;
use leptos::prelude::*;
use services::Ctx;
use services::campaign::{MemberLine, YearView};

/// The units of all groups, searched, ordered and paged by the address.
pub(super) fn members(view: &YearView, ctx: &Ctx) -> AnyView {
    let list = Listing::of_address(&["nhom"]);
    let asked = query("nhom").unwrap_or_default();
    let all: Vec<(&MemberLine, &str)> = view
        .groups
        .iter()
        .filter(|it| asked.is_empty() || it.group.peer_group == asked)
        .flat_map(|it| it.members.iter().map(|member| (member, it.group.title.as_str())))
        .collect();
    let ready = all.iter().filter(|it| lacks(it.0).is_empty()).count();
    let mut found: Vec<_> = all.into_iter().filter(|it| list.takes(&format!("{} {}", it.0.name, it.0.code))).collect();
    list.sort(&mut found, |column, one, other| match column {
        "ma" => one.0.code.cmp(&other.0.code),
        "nhom" => one.1.cmp(other.1),
        "thieu" => lacks(one.0).len().cmp(&lacks(other.0).len()),
        _ => sort_key(&one.0.name).cmp(&sort_key(&other.0.name)),
    });
    let count = if view.sees_heads {
        tf("member-count", &[("count", found.len().into()), ("ready", ready.into())])
    } else {
        tf("assessment-count", &[("count", found.len().into())])
    };
    let rows = list.part(&found).iter().map(|(it, group)| member(ctx, it, group, view.sees_heads)).collect_view();
    let groups: Vec<Choice> = view.groups.iter().map(|it| Choice::new(it.group.peer_group.clone(), it.group.title.clone())).collect();
    let choice = (groups.len() > 1).then(|| view! { <Select name="nhom" label=t("campaign-group") choices=groups value=asked none=t("queue-all") width=FieldWidth::Medium/> });
    let heads = view.sees_heads.then(|| view! { <th scope="col">{t("member-head")}</th> {list.head("member-readiness", "thieu")} });
    let columns = (list.head("unit-name", "ten"), list.head("unit-code", "ma"), list.head("campaign-group", "nhom"));
    view! {
        <Table title=t("campaign-members") count=count tools=list.form_with("list-search-unit", &["nhom"], choice)>
            <thead><tr>{columns} {heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {list.pager(found.len())}
    }
    .into_any()
}

fn member(ctx: &Ctx, it: &MemberLine, group: &str, sees_heads: bool) -> AnyView {
    let heads = sees_heads.then(|| {
        let lacking = lacks(it);
        let (text, meaning) =
            if lacking.is_empty() { (t("member-ready"), Meaning::Good) } else { (lacking.join("; "), Meaning::Attention) };
        view! {
            <td data-label=t("member-head")>{it.head.clone().unwrap_or_default()}</td>
            <td data-label=t("member-readiness")><Tag text meaning/></td>
        }
    });
    view! {
        <tr>
            <th scope="row">{unit_link(ctx, UnitId(it.unit_id), &it.path, &it.name)}</th>
            <td data-label=t("unit-code")>{it.code.clone()}</td>
            <td data-label=t("campaign-group")>{group.to_owned()}</td>
            {heads}
        </tr>
    }
    .into_any()
}

/// What a member lacks to begin.
fn lacks(it: &MemberLine) -> Vec<String> {
    [
        (it.head.is_none(), "member-no-head"),
        (it.head_accounts == 0, "member-no-head-account"),
        (it.focal_accounts == 0, "member-no-focal-account"),
    ]
    .into_iter()
    .filter(|(lacking, _)| *lacking)
    .map(|(_, key)| t(key))
    .collect()
}
