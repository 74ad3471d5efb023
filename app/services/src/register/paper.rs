//! The register as a paper: of one organisation, on a lying sheet.

use super::view::{RegisterWish, whole};
use crate::paper::{Paper, file_name, formalities, head, head_signer, print};
use crate::{Ctx, Error};
use documents::Formalities;
use documents::register::{Register, RegisterRow, RegisteredPaper};
use domain::policy::Forbidden;
use domain::register::{Origin, number_shown, passed_over, passed_shown};
use domain::show_date;
use store::register::{Listed, Order};

/// What is to be said of a row: cancelled why, replaces what, replaced by what.
fn remark(it: &Listed) -> String {
    let mut parts = Vec::new();
    if it.entry.cancelled.is_some() {
        parts.push(format!("Đã hủy số: {}", it.entry.reason.replace('\n', " ")));
    }
    if let Some((_, number, symbol)) = &it.replaces {
        parts.push(format!("Thay thế số {}", number_shown(Some(*number), symbol)));
    }
    if let Some((_, number, symbol)) = &it.replaced_by {
        parts.push(format!("Được thay thế bằng số {}", number_shown(Some(*number), symbol)));
    }
    if it.entry.origin == Origin::Outside {
        parts.push("Số do hệ thống văn thư của cơ quan cấp".to_owned());
    }
    parts.join("; ")
}

fn row(it: &Listed) -> RegisteredPaper {
    RegisteredPaper {
        number: it.entry.shown(),
        day: show_date(it.entry.issued_on),
        about: format!("{}: {}", it.entry.kind.in_words(), it.entry.about.replace('\n', " ")),
        signer: it.entry.signer.clone(),
        recipients: it.entry.recipients.clone(),
        remark: remark(it),
    }
}

/// Whether the numbers before a row were passed over; a number that was typed by mistake and cancelled passes over none.
fn gap(it: &Listed) -> Option<(u32, u32)> {
    let mistaken = it.entry.origin == Origin::Outside && it.entry.cancelled.is_some();
    passed_over(it.before, it.entry.number).filter(|_| !mistaken)
}

/// The register of an organisation as PDF, in the order of numbers, whatever the page's order is: what the person reads of it.
pub async fn paper(ctx: &Ctx, wish: &RegisterWish) -> Result<Paper, Error> {
    let id = wish.unit.ok_or(Error::NotFound)?;
    if !super::view::reads(ctx, id).await? {
        return Err(Forbidden::NoRole.into());
    }
    let unit = store::unit::get(ctx.db(), id).await?;
    let listed = whole(ctx, &RegisterWish { order: Order::Number, reversed: false, ..wish.clone() }).await?;
    // Words that are looked for leave rows out; gaps are told where none are.
    let whole_series = wish.words.trim().is_empty();
    let mut rows = Vec::new();
    for it in &listed {
        rows.extend(gap(it).filter(|_| whole_series).map(|it| RegisterRow::PassedOver(passed_shown(it))));
        rows.push(RegisterRow::Paper(row(it)));
    }
    let mut scope = Vec::new();
    scope.extend(wish.kind.map(|it| format!("Loại văn bản: {}", it.in_words())));
    scope.extend(wish.year.map(|it| format!("Năm {it}")));
    let head = head(ctx.db(), unit.id, ctx.today).await?;
    let register = Register {
        formalities: Formalities { date: Some(ctx.today), ..formalities(&ctx.site, &unit) },
        scope,
        rows,
        signer: Some(head_signer(&unit, head.as_ref())),
    };
    let year = wish.year.map(|it| it.to_string()).unwrap_or_default();
    let kind = wish.kind.map_or("", |it| it.code());
    let name = file_name(&ctx.site, &["so-dang-ky-van-ban-di", &unit.name_short, kind, &year], "pdf");
    print(name, move || documents::register::document(&register)).await
}
