//! Bodies of posts about the first commune of the rich district, sound enough that the right to the thing is asked.

use testing::{PASSWORD, Rich};

/// What of the rich district an address or a body names, besides its own keys.
pub struct Named {
    /// The districts.
    pub it: Rich,
    /// An account about which technicians decide.
    pub account: i64,
    /// A role of it.
    pub grant: i64,
    /// A post that nobody minds.
    pub post: i64,
    /// A unit that nobody minds.
    pub unit: i64,
    /// A target of the rule set.
    pub target: i64,
    /// A variable of the rule set.
    pub variable: i64,
    /// The revision of the sheet.
    pub sheet_revision: i64,
    /// The digest that the sheet's signatures stand on.
    pub sheet_digest: String,
    /// The revision of the key task.
    pub task_revision: i64,
    /// The revision of the remedy.
    pub remedy_revision: i64,
    /// The revision of the collective report.
    pub report_revision: i64,
    /// The revision of the minutes.
    pub minutes_revision: i64,
    /// The digest of the minutes.
    pub minutes_digest: String,
}

/// The boxes of a post to an address.
pub fn body(path: &str, it: &Named, number: usize) -> Vec<(&'static str, String)> {
    let rich = &it.it;
    let near = &rich.near;
    let own = near.communes[0].to_string();
    let text = |it: &str| it.to_owned();
    let campaign = || ("campaign", text("cchc-2023"));
    let new_person = || [("full_name", format!("Người Mới {number}")), ("honorific", text("ông")), ("category", text("civil_servant"))];
    let conference = |boxes: &mut Vec<(&'static str, String)>| {
        boxes.extend([
            ("title", text("Hội nghị")),
            ("held_on", text("20/08/2023")),
            ("starts_at", text("8:00")),
            ("place", text("Hội trường")),
            ("agenda", text("Ký")),
        ]);
    };
    let names = |boxes: &mut Vec<(&'static str, String)>| {
        boxes.extend([
            ("unit_type", text("commune")),
            ("name_full", text("Xã Cẩm Văn")),
            ("name_short", text("UBND xã Cẩm Văn")),
            ("header_parent", text("")),
            ("header_lines", text("ỦY BAN NHÂN DÂN")),
            ("doc_abbrev", text("UBND")),
            ("place_name", text("Cẩm Văn")),
            ("on", text("08/08/2023")),
            ("reason", text("Nghị quyết")),
        ]);
    };
    let figure = || [("figure", rich.waiting.to_string()), ("revision", rich.waiting_revision.to_string()), ("next", text("/"))];
    let task = || [("task", rich.task.to_string()), ("revision", it.task_revision.to_string()), ("next", text("/"))];
    let case = || ("case", rich.case.to_string());
    let sheet = || [("id", rich.sheet.to_string()), ("revision", it.sheet_revision.to_string())];
    let token = || ("token", text("x"));
    let draft = || [("id", rich.draft.to_string()), ("revision", text("1"))];
    let mut boxes = Vec::new();
    match path {
        "/api/grade-rule/choose" => boxes.extend([
            campaign(),
            ("peer_group", text("commune")),
            ("whom", text("units")),
            ("rule", text("commitment_all_targets")),
            ("tasks_from", text("targets")),
        ]),
        "/api/grade-fact/state" => boxes.extend([
            campaign(),
            ("unit", own),
            ("rows[0][fact]", text("points")),
            ("rows[0][answer]", text("90")),
            ("rows[0][source]", text("Báo cáo")),
        ]),
        "/api/decision/prepare" => boxes.extend([
            campaign(),
            ("peer_group", text("commune")),
            ("kind", text("publication")),
            ("number", text("9")),
            ("decided_on", text("08/08/2023")),
            ("basis", text("Căn cứ Kế hoạch")),
            ("run", rich.later.to_string()),
            ("file_within", text("5")),
            ("answer_within", text("7")),
        ]),
        "/api/register/enter" => {
            boxes.extend([("paper", text("minutes")), ("paper_id", rich.case.to_string()), ("issued_on", text("08/08/2023"))])
        }
        "/api/register/cancel" => boxes.extend([("id", rich.entry.to_string()), ("reason", text("Ghi sai"))]),
        "/api/register/void-original" => boxes.extend([("original", rich.original.to_string()), ("void_reason", text("Gửi nhầm"))]),
        "/api/register/manner" => boxes.extend([("unit", own), ("year", text("2024")), ("manner", text("over_all"))]),
        "/api/register/symbols" => boxes.extend([("unit", own), ("symbol_commitment", format!("CK{}", "A".repeat(number % 8)))]),
        "/api/decision/approve" => {
            boxes.extend([("id", rich.decision.to_string()), ("digest", text("x")), ("password", text(PASSWORD)), token()])
        }
        "/api/decision/decline" => boxes.extend([("id", rich.decision.to_string()), ("reason", text("Sai căn cứ"))]),
        "/api/decision/withdraw" => boxes.push(("id", rich.decision.to_string())),
        "/api/amendment/propose" => boxes.extend([
            campaign(),
            ("peer_group", text("commune")),
            ("number", format!("{number}/PL-UBND")),
            ("target", it.target.to_string()),
            ("unit", own),
            ("value", text("61")),
            ("effective_on", text("01/10/2023")),
            ("reason", text("Tỉnh giao lại")),
        ]),
        "/api/amendment/propose-rules" => boxes.extend([
            campaign(),
            ("peer_group", text("commune")),
            ("number", format!("{number}/QT")),
            ("rule_set", text("0")),
            ("effective_on", text("01/09/2023")),
            ("reason", text("Sửa trọng số")),
        ]),
        "/api/amendment/approve" => {
            boxes.extend([("id", rich.amendment.to_string()), ("digest", text("x")), ("password", text(PASSWORD)), token()])
        }
        "/api/amendment/decline" => boxes.extend([("id", rich.amendment.to_string()), ("reason", text("Chưa có căn cứ"))]),
        "/api/amendment/acknowledge" => {
            boxes.extend([("id", rich.amendment.to_string()), ("unit", own), ("digest", text("x")), ("password", text(PASSWORD)), token()])
        }
        "/api/appeal/file" => {
            boxes.extend([campaign(), ("unit", own), ("target", text("")), ("reason", text("Chưa đúng")), ("evidence", text(""))])
        }
        "/api/appeal/assign" => boxes.extend([("id", rich.appeal.to_string()), ("reviewer", text("1"))]),
        "/api/appeal/answer" => {
            boxes.extend([("id", rich.appeal.to_string()), ("outcome", text("upheld")), ("decision", text("")), ("answer", text("Đã xem"))])
        }
        "/api/appeal/withdraw" => boxes.push(("id", rich.appeal.to_string())),
        "/api/appraisal/enter" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("unit", own),
            ("target", it.target.to_string()),
            ("revision", text("0")),
            ("points", text("1")),
            ("note", text("Theo kết quả")),
            ("next", text("/")),
        ]),
        "/api/appraisal/submit" => boxes.extend([("campaign", near.campaign.to_string()), ("unit", own), token(), ("next", text("/"))]),
        "/api/appraisal/give" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("unit", own),
            ("target", it.target.to_string()),
            ("revision", text("0")),
            ("appraised", text("1")),
            ("reason", text("Biên bản")),
            ("next", text("/")),
        ]),
        "/api/appraisal/excuse" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("unit", own),
            ("target", it.target.to_string()),
            ("excuse", text("Chưa họp")),
            ("next", text("/")),
        ]),
        "/api/adjustment/propose" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("unit", own),
            ("code", text("B1")),
            ("points", text("1")),
            ("reason", text("Sáng kiến")),
            ("next", text("/")),
        ]),
        "/api/adjustment/decide" => boxes.extend([
            ("id", rich.adjustment.to_string()),
            ("decision", text("confirm")),
            ("note", text("Đồng ý")),
            token(),
            ("next", text("/")),
        ]),
        "/api/assignment/add" => boxes.extend([
            ("id", rich.sheet.to_string()),
            ("target", it.target.to_string()),
            ("person", text("1")),
            ("value", text("98")),
            ("note", text("")),
        ]),
        "/api/assignment/remove" => boxes.extend([("id", rich.sheet.to_string()), ("assignment", rich.assignment.to_string())]),
        "/api/rule-draft/begin" => boxes.extend([("from", text("blank")), ("file", text(""))]),
        "/api/rule-draft/head" => {
            boxes.extend(draft());
            boxes.extend([("code", text("x")), ("title", text("Bộ chỉ tiêu")), ("grades[0]", text("good")), ("grades[1]", text("70"))]);
        }
        "/api/rule-draft/target" => {
            boxes.extend(draft());
            boxes.extend([("at", text("0")), ("code", text("T01")), ("kind", text("sum"))]);
        }
        "/api/rule-draft/remove" => {
            boxes.extend(draft());
            boxes.push(("at", text("0")));
        }
        "/api/rule-draft/weights" => {
            boxes.extend(draft());
            boxes.push(("weights[0]", text("15")));
        }
        "/api/rule-draft/issue" => {
            boxes.extend(draft());
            boxes.push(("valid_from", text("01/01/2024")));
        }
        "/api/rule-draft/discard" => boxes.extend(draft()),
        "/api/account/add" => {
            boxes.push(("login", format!("nguoi-moi-{number}")));
            boxes.extend(new_person());
        }
        "/api/account/grant" => {
            boxes.extend([("account", it.account.to_string()), ("role", text("viewer")), ("unit", own), ("area", text(""))])
        }
        "/api/account/lock" | "/api/account/unlock" | "/api/account/reset" => boxes.push(("account", it.account.to_string())),
        "/api/account/revoke" => boxes.extend([("account", it.account.to_string()), ("grant", it.grant.to_string())]),
        "/api/account/password" => boxes.extend([
            ("current_password", text("mật khẩu khác hẳn")),
            ("chosen_password", text("một mật khẩu rất mới")),
            ("again_password", text("một mật khẩu rất mới")),
        ]),
        "/api/assessment/run" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("group", near.group.to_string()),
            ("code", text("cchc-2023")),
            ("peer_group", text("commune")),
            ("kind", text("provisional")),
            token(),
        ]),
        "/api/campaign/change" => boxes.extend([
            campaign(),
            ("title", text("Cam kết CCHC năm 2023")),
            ("review_required_for", text("failing_only")),
            ("submit_within_working_days", text("2")),
            ("reason", text("Chỉnh lý")),
        ]),
        "/api/campaign/close" => boxes.extend([campaign(), ("reason", text("Đã xong"))]),
        "/api/campaign/copy" | "/api/campaign/make" => {
            boxes.extend([
                ("from", text("cchc-2023")),
                ("code", format!("cchc-2024-{number}")),
                ("title", text("Cam kết CCHC năm 2024")),
                ("year", text("2024")),
                ("starts_on", text("15/12/2023")),
                ("ends_on", text("14/12/2024")),
                ("authority", near.district.to_string()),
                ("review_required_for", text("failing_only")),
                ("submit_within_working_days", text("2")),
                ("groups[0][peer_group]", text("commune")),
                ("groups[0][title]", text("Xã")),
                ("groups[0][rule_set]", near.rule_set.to_string()),
                ("rows[0][unit]", own),
                ("rows[0][group]", text("0")),
            ]);
        }
        "/api/campaign/exempt" => {
            boxes.extend([campaign(), ("unit", own), ("target", it.target.to_string()), ("basis", text("Quyết định số 1"))]);
        }
        "/api/campaign/import" => {
            boxes.extend([("file", text("1")), ("titles[0]", text("Xã")), ("authority", near.district.to_string()), token()])
        }
        "/api/campaign/move-stage" => boxes.extend([
            campaign(),
            ("stage", text("report")),
            ("opens_on", text("15/12/2022")),
            ("closes_on", format!("{:02}/03/2024", 1 + number % 28)),
            ("reason", text("Gia hạn")),
        ]),
        "/api/commitment/approve" | "/api/commitment/reissue" | "/api/commitment/reopen" => boxes.extend(sheet()),
        "/api/commitment/counter" | "/api/commitment/propose" => {
            boxes.extend(sheet());
            boxes.push(("note", text("Ghi chú")));
        }
        "/api/commitment/issue-all" => boxes.extend([("campaign", near.campaign.to_string()), ("code", text("cchc-2023"))]),
        "/api/commitment/sign" => {
            boxes.extend([("id", rich.sheet.to_string()), ("digest", it.sheet_digest.clone()), ("password", text(PASSWORD)), token()]);
        }
        "/api/commitment/decline" => {
            boxes.extend([("id", rich.sheet.to_string()), ("digest", it.sheet_digest.clone()), ("reason", text("Không đủ máy")), token()]);
        }
        "/api/commitment/confirm-scan" => {
            boxes.extend([("id", rich.scan.to_string()), ("digest", it.sheet_digest.clone()), ("password", text(PASSWORD)), token()]);
            boxes.extend([("head_on", text("08/08/2023")), ("authority_on", text("08/08/2023"))]);
        }
        "/api/commitment/refuse-scan" => boxes.extend([("id", rich.scan.to_string()), ("reason", text("Thiếu chữ ký")), token()]),
        "/api/commitment/withdraw" => {
            boxes.extend(sheet());
            boxes.push(("reason", text("Sai mẫu")));
        }
        "/api/conference/arrange" => {
            boxes.push(campaign());
            conference(&mut boxes);
        }
        "/api/conference/change" => {
            boxes.push(("id", rich.conference.to_string()));
            conference(&mut boxes);
        }
        "/api/conference/record-attendance" => {
            boxes.extend([("id", rich.conference.to_string()), ("rows[0][unit]", own), ("rows[0][present]", text("true"))]);
        }
        "/api/conference/group-signings" => boxes.extend([
            ("id", rich.conference.to_string()),
            ("rows[0][sheet]", rich.sheet.to_string()),
            ("rows[0][chosen]", text("true")),
        ]),
        "/api/consequence/record" => boxes.extend([
            campaign(),
            case(),
            ("kind", text("reprimand")),
            ("subject_post", text("Chủ tịch")),
            ("legal_basis", text("Quy chế")),
            ("description", text("Phê bình")),
            ("decision_number", text("1/QĐ-UBND")),
            ("decided_on", text("07/08/2023")),
        ]),
        "/api/evidence/withdraw" => boxes.extend([("evidence", rich.evidence.to_string()), ("reason", text("Nhầm")), ("next", text("/"))]),
        "/api/external-result/record" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("unit", own),
            ("back", text("/")),
            ("title", text("Chỉ số")),
            ("points", text("80")),
            ("rank", text("1")),
            ("out_of", text("17")),
            ("source", text("Báo cáo")),
            ("published_on", text("05/01/2023")),
            ("note", text("")),
        ]),
        "/api/figure/accept" => {
            boxes.extend([
                ("rows[0][figure]", rich.waiting.to_string()),
                ("rows[0][revision]", rich.waiting_revision.to_string()),
                ("next", text("/")),
            ]);
        }
        "/api/figure/adjust" => {
            boxes.extend(figure());
            boxes.extend([("value", text("7")), ("confirmed", text("")), ("reason", text("Đếm lại"))]);
        }
        "/api/figure/return" => {
            boxes.extend(figure());
            boxes.push(("reason", text("Thiếu tài liệu")));
        }
        "/api/figure/record" => boxes.extend([
            ("unit", own),
            ("period", text("2023-M04")),
            ("rows[0][variable]", it.variable.to_string()),
            ("rows[0][value]", text("5")),
            ("rows[0][revision]", text("0")),
        ]),
        "/api/figure/submit" => boxes.extend([("unit", own), ("period", text("2023-M03")), token()]),
        "/api/holiday/add" => {
            boxes.extend([("on", format!("{:02}/10/2023", 1 + number % 28)), ("kind", text("off")), ("name", text("Nghỉ"))])
        }
        "/api/holiday/remove" => boxes.push(("holiday", rich.holiday.to_string())),
        "/api/missing-reason/record" => boxes.extend([
            ("campaign", near.campaign.to_string()),
            ("group", near.group.to_string()),
            ("back", text("/")),
            ("rows[0][unit]", own),
            ("rows[0][variable]", it.variable.to_string()),
            ("rows[0][period]", text("2023-M05")),
            ("rows[0][reason]", text("Chưa có")),
        ]),
        "/api/post/add" => {
            boxes.extend([("unit", own), ("kind", text("officer")), ("title", text("Công chức")), ("on", text("08/08/2023"))]);
        }
        "/api/post/hand-over" => {
            boxes.extend([("unit", own), ("post", it.post.to_string()), ("person", text("")), ("on", text("08/08/2023"))]);
            boxes.extend(new_person());
            boxes.push(("reason", text("Quyết định")));
        }
        "/api/remedy/judge" => boxes.extend([
            campaign(),
            ("id", rich.remedy.to_string()),
            ("revision", it.remedy_revision.to_string()),
            ("act", text("done")),
            ("note", text("Đã xem")),
        ]),
        "/api/remedy/report" => boxes.extend([
            campaign(),
            ("id", rich.remedy.to_string()),
            ("revision", it.remedy_revision.to_string()),
            ("progress", text("Đã làm")),
            ("done_on", text("")),
        ]),
        "/api/review/adopt" => boxes.extend([case(), ("revision", it.minutes_revision.to_string()), token()]),
        "/api/review/ask" => boxes.extend([case(), ("question", text("Vì sao?"))]),
        "/api/review/call" => boxes.extend([
            case(),
            ("revision", it.minutes_revision.to_string()),
            ("held_on", text("08/08/2023")),
            ("begins", text("7:30")),
            ("place", text("Hội trường")),
            ("chair", text("1")),
            ("secretary", text("2")),
            ("purpose", text("")),
            ("invited[0][name]", text("Ông Một")),
        ]),
        "/api/review/close" => boxes.push(case()),
        "/api/review/minutes" => boxes.extend([
            case(),
            ("revision", it.minutes_revision.to_string()),
            ("begins", text("7:30")),
            ("ends", text("8:30")),
            ("place", text("Hội trường")),
        ]),
        "/api/review/open" => boxes.extend([campaign(), ("due_on", text("31/08/2023"))]),
        "/api/review/report" => {
            boxes.extend([case(), ("personal", text("false")), ("revision", it.report_revision.to_string()), ("act", text("save"))]);
        }
        "/api/review/sign" => boxes.extend([case(), ("sha256", it.minutes_digest.clone()), ("password", text(PASSWORD)), token()]),
        "/api/rule-set/date" => boxes.extend([
            ("rule_set", near.rule_set.to_string()),
            ("valid_from", text("15/12/2021")),
            ("valid_to", text("")),
            ("legal_basis", text("")),
            ("reason", text("Áp dụng sớm")),
        ]),
        "/api/variable/change" => boxes.extend([
            ("variable", it.variable.to_string()),
            ("title", text("Hồ sơ tiếp nhận")),
            ("source", text("Hệ thống thông tin giải quyết thủ tục hành chính")),
            ("reason", text("Ghi rõ nguồn")),
            ("revision", text("1")),
        ]),
        "/api/support/record" => boxes.extend([
            campaign(),
            ("unit", own),
            ("target", text("")),
            ("kind", text("equipment")),
            ("description", text("Máy tính")),
            ("amount", text("01 bộ")),
            ("given_on", text("01/08/2023")),
            ("source", text("UBND huyện")),
        ]),
        "/api/task/report" => {
            boxes.extend(task());
            boxes.extend([("done_on", text("01/08/2023")), ("report", text("Đã xong"))]);
        }
        "/api/task/submit" => {
            boxes.extend(task());
            boxes.push(token());
        }
        "/api/task/verify" => boxes.extend(task()),
        "/api/task/return" => {
            boxes.extend(task());
            boxes.push(("reason", text("Thiếu ảnh")));
        }
        "/api/unit/add" => {
            boxes.push(("parent", own));
            names(&mut boxes);
        }
        "/api/unit/change" => {
            boxes.push(("unit", own));
            names(&mut boxes);
        }
        "/api/unit/end" | "/api/unit/succeed" => boxes.extend([
            ("unit", it.unit.to_string()),
            ("on", text("08/08/2023")),
            ("reason", text("Nghị quyết")),
            ("successor", own),
            ("kind", text("merge")),
            ("share", text("")),
        ]),
        // Of the authority's papers.
        "/api/template/save" => boxes.extend([
            ("unit", near.district.to_string()),
            ("kind", text("commitment")),
            ("version", text("0")),
            ("passages[no_tasks]", text("Thực hiện các nhiệm vụ được giao.")),
            ("note", text("Gọn lại")),
        ]),
        other => panic!("{other}: no body is known"),
    }
    boxes
}
