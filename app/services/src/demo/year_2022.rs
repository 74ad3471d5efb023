//! The finished year: the worked package's figures come in at its end, as a package of a finished year does; then it is assessed,
//! three units answer. Published facts carry their source; everything else is made up.

use super::texts::SOURCE;
use super::{Stagehand, packages, papers, reviews};
use crate::appeal::{self, Answer, NewAppeal};
use crate::assessment::{NewExternal, record_external, run};
use crate::campaign::{Import, import};
use crate::decision::{NewDecision, approve, prepare};
use crate::grading::{NewChoice, choose};
use crate::review::{SupportForm, record_support};
use crate::rule_set::{InForce, Reporting};
use crate::{Error, Remember, account};
use domain::figure::{Figure, Standing};
use domain::run::RunKind;
use domain::{Campaign, Event, FigureId, Package, Period};
use std::collections::HashMap;
use time::Date;
use time::macros::date;

/// The finished campaign's code.
pub const CODE: &str = "cchc-2022";

/// The made-up number of the first decision that publishes results, given by the office itself.
const NUMBER: u32 = 112;

/// The legal basis of both years' rule sets.
pub const BASIS: &str = "Nghị định số 90/2020/NĐ-CP; Kế hoạch cải cách hành chính hằng năm của Ủy ban nhân dân huyện Cẩm Giàng (minh họa)";

/// Opens a campaign from packages, of which the figures stay away: they come in when the year is over.
pub async fn open(it: &Stagehand, day: Date, packages: [(&Package, &str); 2], reporting: &Reporting) -> Result<(), Error> {
    let office = it.ctx("noivu", day, 9).await?;
    for (package, title) in packages {
        let tx = office.begin().await?;
        let in_force = InForce { legal_basis: BASIS.to_owned(), from: package.campaign.starts_on, to: None };
        crate::rule_set::save(&tx, &package.rule_set, reporting.clone(), &in_force, office.now).await?;
        tx.commit().await.map_err(Error::internal)?;
        let bare = Package { figures: Vec::new(), ..package.clone() };
        let taken = Import {
            bytes: bare.to_json().into_bytes(),
            titles: vec![title.to_owned()],
            authority: Some(it.places.district),
            authority_name: String::new(),
            legal_basis: BASIS.to_owned(),
            token: Some(account::form_token(&office).await?),
        };
        import(&office, &taken).await?;
    }
    Ok(())
}

/// Takes in the figures of a finished year's package, for a campaign that is there already.
async fn figures(it: &Stagehand, package: &Package) -> Result<(), Error> {
    let office = it.ctx("noivu", date!(2023 - 01 - 05), 10).await?;
    let tx = office.begin().await?;
    let campaign = store::campaign::of_code(&tx, CODE).await?;
    let units: HashMap<String, _> = store::campaign::members(&tx, campaign.id).await?.into_iter().map(|it| (it.code, it.unit)).collect();
    let variables: HashMap<String, _> = store::rule_set::all_variables(&tx).await?.into_iter().map(|it| (it.code, it.id)).collect();
    let digest = package.sha256();
    let note = format!("Số liệu minh họa, nhập từ gói dữ liệu đợt {CODE}, SHA-256 {digest}");
    let (by, at) = (office.actor.person, office.now);
    let mut rows = Vec::new();
    for it in &package.figures {
        let (Some(unit), Some(variable), Ok(period)) = (units.get(&it.unit), variables.get(&it.variable), it.period.parse::<Period>())
        else {
            return Err(Error::NotFound);
        };
        let value = it.value.figure_value();
        rows.push(Figure {
            id: FigureId(0),
            campaign: campaign.id,
            unit: *unit,
            variable: *variable,
            period,
            value,
            verified: Some(value),
            standing: Standing::Verified { by, at },
            note: note.clone(),
            as_of: period.to(),
            entered_by: by,
            entered_at: at,
            submitted: Some((by, at)),
            reason: String::new(),
            revision: 1,
        });
    }
    store::figure::update(&tx, &rows, by, at).await?;
    let remember = Remember { unit: Some(campaign.authority), after: format!("{CODE} {digest}"), ..Remember::default() };
    office.remember(&tx, Event::PackageImported, "campaign", campaign.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Acts the year.
pub async fn act(it: &Stagehand) -> Result<(), Error> {
    papers::choose(it).await?;
    let (communes, offices) = (packages::communes_2022()?, packages::offices_2022()?);
    open(it, date!(2022 - 01 - 05), [(&communes, "Xã, thị trấn"), (&offices, "Phòng, ban")], &Reporting::Yearly).await?;
    super::signings::year_2022(it).await?;
    let campaign = store::campaign::of_code(&it.site.db, CODE).await?;
    published(it, &campaign).await?;
    figures(it, &communes).await?;
    figures(it, &offices).await?;
    let office = it.ctx("noivu", date!(2023 - 01 - 10), 9).await?;
    for group in store::campaign::groups(&it.site.db, campaign.id).await? {
        run(&office, campaign.id, group.id, RunKind::Final, &account::form_token(&office).await?).await?;
    }
    publish(it, &campaign).await?;
    appeal(it).await?;
    reviews::act(it, CODE).await?;
    papers::act(it).await
}

/// One unit appeals its result, and somebody without a part in it answers; made up like everything here.
async fn appeal(it: &Stagehand) -> Result<(), Error> {
    let head = it.ctx("chutich.luongdien", date!(2023 - 01 - 13), 10).await?;
    let typed = NewAppeal {
        reason: "Xã đề nghị tính cả số hồ sơ nộp trực tuyến trong tuần cuối tháng 11/2022 khi hệ thống gián đoạn (minh họa).".to_owned(),
        evidence: "Công văn số 21/UBND-VP ngày 05/12/2022 (minh họa)".to_owned(),
        ..NewAppeal::default()
    };
    let id = appeal::file(&head, CODE, it.places.unit("10924")?, &typed).await?;
    let reviewer = it.ctx("thamdinh", date!(2023 - 01 - 18), 15).await?;
    appeal::assign(&it.ctx("noivu", date!(2023 - 01 - 13), 15).await?, id, Some(reviewer.actor.person)).await?;
    let answer = Answer {
        outcome: "upheld".to_owned(),
        answer:
            "Đã đối chiếu nhật ký hệ thống: hồ sơ của tuần gián đoạn được nhập bù và đã nằm trong số liệu đã xác minh. Giữ nguyên kết quả \
                 (minh họa)."
                .to_owned(),
        ..Answer::default()
    };
    appeal::answer(&reviewer, id, &answer).await
}

/// The results are published by two decisions, made up like everything here; and the rules are chosen by which grades are proposed.
async fn publish(it: &Stagehand, campaign: &Campaign) -> Result<(), Error> {
    let (prepared_on, approved_on) = (date!(2023 - 01 - 10), date!(2023 - 01 - 11));
    // The first number came from the office's own records system; the register goes on after it.
    let numbers = [NUMBER.to_string(), String::new()];
    for (number, group) in numbers.into_iter().zip(store::campaign::groups(&it.site.db, campaign.id).await?) {
        let office = it.ctx("noivu", prepared_on, 14).await?;
        for (whom, rule) in [("units", "commitment_weighted_score"), ("heads", "nd90_leader")] {
            let choice = NewChoice {
                campaign: CODE.to_owned(),
                peer_group: group.peer_group.clone(),
                whom: whom.to_owned(),
                rule: rule.to_owned(),
                tasks_from: "targets".to_owned(),
                ..NewChoice::default()
            };
            choose(&office, &choice).await?;
        }
        let run = store::assessment::list(&it.site.db, group.id).await?.first().map(|it| it.id).ok_or(Error::NotFound)?;
        let typed = NewDecision {
            campaign: CODE.to_owned(),
            peer_group: group.peer_group,
            kind: "publication".to_owned(),
            number,
            decided_on: domain::show_date(prepared_on),
            basis: BASIS.split(';').map(|it| format!("Căn cứ {}", it.trim())).collect::<Vec<_>>().join("\n"),
            file_within: "5".to_owned(),
            answer_within: "7".to_owned(),
            run: run.to_string(),
            ..NewDecision::default()
        };
        let id = prepare(&office, &typed).await?;
        let chair = it.ctx("chutich.huyen", approved_on, 8).await?;
        let digest = store::decision::get(&it.site.db, id).await?.decision.digest;
        approve(&chair, id, &digest, &it.troupe.password, &account::form_token(&chair).await?).await?;
    }
    Ok(())
}

/// What was published of the district: results of 2021, results up to 8/8/2022, support (`domain.md` 13.1).
async fn published(it: &Stagehand, campaign: &Campaign) -> Result<(), Error> {
    let office = it.ctx("noivu", date!(2022 - 08 - 12), 9).await?;
    let replaced = "Nhóm cuối hai năm liền; đã thay thế 6 công chức bộ phận một cửa của huyện";
    let results: [(&str, &str, &str, &str); 8] = [
        ("Chỉ số thành phần cải cách TTHC năm 2021", "65,58", "12", replaced),
        ("Chỉ số thành phần cải cách tài chính công năm 2021", "83,47", "12", ""),
        ("Chỉ số thành phần chính quyền điện tử, chính quyền số năm 2021", "63,04", "12", ""),
        ("Số hồ sơ tiếp nhận đến 08/8/2022", "", "", "Khoảng 50.000 hồ sơ"),
        ("Hồ sơ trực tuyến mức độ 3, 4 đến 08/8/2022", "", "4", "Trên 53%"),
        ("Hồ sơ được số hóa đến 08/8/2022", "", "1", "Trên 90%"),
        ("Hồ sơ qua bưu chính công ích đến 08/8/2022", "", "2", ""),
        ("Hồ sơ giải quyết trước hạn đến 08/8/2022", "", "", "Trên 98%, không có hồ sơ quá hạn"),
    ];
    for (title, points, rank, note) in results {
        let typed = NewExternal {
            title: title.to_owned(),
            points: points.to_owned(),
            rank: rank.to_owned(),
            out_of: if rank.is_empty() { String::new() } else { "12".to_owned() },
            note: note.to_owned(),
            source: SOURCE.to_owned(),
            published_on: "11/08/2022".to_owned(),
        };
        record_external(&office, campaign.id, it.places.district, &typed).await?;
    }
    let mut support = vec![
        ("295-VP", "equipment", "Xây dựng trụ sở bộ phận một cửa huyện", "trên 15 tỷ đồng"),
        ("295-VP", "equipment", "Trang bị máy tính, máy quét cho bộ phận một cửa huyện", "7 máy tính, 7 máy quét A4, 1 máy quét A3"),
        (
            "295-VP",
            "money",
            "Giảm cước bưu chính công ích từ 30.000 đồng còn 15.000 đồng, hỗ trợ 15.000 đồng mỗi hồ sơ",
            "15.000 đồng/hồ sơ",
        ),
        ("295-VP", "equipment", "Lắp camera tại bộ phận một cửa của huyện và các xã, thị trấn", ""),
        ("295-VHTT", "staff", "Thành lập tổ công nghệ số cộng đồng", "128 tổ"),
        ("295-VHTT", "equipment", "Nâng cấp mạng diện rộng của huyện", ""),
    ];
    support.extend(
        super::organisation::COMMUNES
            .map(|(code, _)| (code, "equipment", "Trang bị máy tính, máy quét cho bộ phận một cửa", "2 máy tính, 1 máy quét")),
    );
    for (code, kind, description, amount) in support {
        let form = SupportForm {
            campaign: CODE.to_owned(),
            unit: it.places.unit(code)?.to_string(),
            target: String::new(),
            kind: kind.to_owned(),
            description: description.to_owned(),
            amount: amount.to_owned(),
            given_on: String::new(),
            source: SOURCE.to_owned(),
        };
        record_support(&office, &form).await?;
    }
    Ok(())
}
