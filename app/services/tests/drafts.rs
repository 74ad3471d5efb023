//! Papers that are drafted from what the program holds: of a check, of a hand-over, a unit's explanation. On both databases, from a district in the
//! middle of its year.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::policy::{Forbidden, Role};
use domain::{Period, Standing};
use services::figure::{Record, RecordRow, Submit, accept, check_conclusion, check_minutes, entry, record, submit};
use services::paper::Paper;
use services::{Ctx, Error};
use testing::{Rich, Stand, db_test, rich};
use time::macros::date;

const CAMPAIGN: &str = "cchc-2023";

fn january() -> Period {
    "2023-M01".parse().unwrap()
}

/// The words of a paper, which is there for Word as well.
async fn words(paper: Result<Paper, Error>) -> String {
    let paper = paper.unwrap();
    let word = paper.clone().for_word().await.unwrap();
    assert!(word.file_name.ends_with("-ban-soan-lai.docx") && word.bytes.starts_with(b"PK"));
    testing::printed(&paper.bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(said: &str, all: &[&str]) {
    for it in all {
        assert!(said.contains(it), "{it}: {said}");
    }
}

fn forbidden(found: Result<Paper, Error>) {
    assert!(matches!(found, Err(Error::Forbidden(Forbidden::NoRole))), "{found:?}");
}

/// The unit answers a returned figure, and the inspector accepts it.
async fn answered(it: &Rich) {
    let unit = it.near.communes[0];
    let (focal, head) = (it.near.ctx(Role::FocalOfficer).await, it.near.ctx(Role::UnitHead).await);
    let page = entry(&focal, unit, january(), None).await.unwrap();
    let row = |it: &services::figure::EntryRow| {
        let figure = &it.figure.as_ref()?.figure;
        let returned = matches!(figure.standing, Standing::Returned { .. });
        returned.then(|| RecordRow {
            variable: it.used.variable.id,
            value: "18".to_owned(),
            note: "Đã kèm sổ theo dõi".to_owned(),
            value_was: figure.value.to_string(),
            note_was: figure.note.clone(),
            revision: figure.revision,
            confirmed: String::new(),
        })
    };
    let rows: Vec<_> = page.rows.iter().filter_map(row).collect();
    assert_eq!(rows.len(), 1);
    record(&focal, &Record { unit, period: january(), campaign: None, as_of: String::new(), rows }).await.unwrap();
    let token = services::account::form_token(&head).await.unwrap();
    submit(&head, &Submit { unit, period: january(), campaign: None, token }).await.unwrap();
    let figures = store::figure::of_unit_period(&it.near.db, it.near.campaign, unit, january()).await.unwrap();
    let waiting = figures.iter().find(|it| it.figure.standing == Standing::Submitted).unwrap();
    let chosen = [(waiting.figure.id, waiting.figure.revision)];
    accept(&it.near.ctx(Role::Inspector).await, &chosen).await.unwrap();
}

/// The title of the variable of January's figure that verification adjusted, and of the one that it returned.
async fn corrected(ctx: &Ctx, it: &Rich) -> (String, String) {
    let page = entry(ctx, it.near.communes[0], january(), None).await.unwrap();
    let title = |code: &str| {
        let found = page.rows.iter().find(|row| row.figure.as_ref().is_some_and(|it| it.figure.standing.code() == code));
        found.unwrap().used.variable.title.clone()
    };
    (title("adjusted"), title("returned"))
}

db_test! {
    async fn the_papers_of_a_check_say_what_verification_decided(db) {
        let it = rich(&db).await;
        let unit = it.near.communes[0];
        let (inspector, head) = (it.near.ctx(Role::Inspector).await, it.near.ctx(Role::UnitHead).await);
        let (adjusted, returned) = corrected(&head, &it).await;
        let minutes = words(check_minutes(&inspector, CAMPAIGN, unit, january()).await).await;
        let conclusion = words(check_conclusion(&inspector, CAMPAIGN, unit, january()).await).await;
        let page = entry(&head, unit, january(), None).await.unwrap();
        for said in [&minutes, &conclusion] {
            holds(said, &[
                "DỰ THẢO", "số liệu cải cách hành chính tháng 1/2023", "của Ủy ban nhân dân xã Cẩm Văn",
                &format!("giữ nguyên giá trị đơn vị kê khai: {:02} số liệu.", page.rows.len() - 2),
                "có điều chỉnh giá trị: 01 số liệu.", "đơn vị chưa nộp lại: 01 số liệu.", "chưa được xác minh: 00 số liệu.", "Chưa nộp: 00 số liệu.",
                "Đếm trùng một hồ sơ", "Thiếu sổ theo dõi", "Lê Văn Thanh", "Đã điều chỉnh", "Chờ nộp lại", &adjusted, &returned, " 19 ",
            ]);
        }
        holds(&minutes, &["BIÊN BẢN", "Số: /BB-UBND", "Thời gian bắt đầu:", "ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", "Số liệu phải báo cáo trong kỳ: "]);
        holds(&conclusion, &["THÔNG BÁO", "Số: /TB-UBND", "Nguyễn Văn Chủ", "chậm nhất ngày …… tháng …… năm ……", "01 số liệu được điều chỉnh"]);
        assert!(page.sees_all && !page.may_conclude);
        // The unit reads the minutes, which both sides sign; the conclusion is drawn up by who checks or runs the campaign.
        words(check_minutes(&head, CAMPAIGN, unit, january()).await).await;
        words(check_conclusion(&it.near.ctx(Role::ParOffice).await, CAMPAIGN, unit, january()).await).await;
        forbidden(check_conclusion(&head, CAMPAIGN, unit, january()).await);
        forbidden(check_minutes(&it.near.ctx(Role::IndicatorOwner).await, CAMPAIGN, unit, january()).await);
        forbidden(check_minutes(&it.ctx(Role::UnitHead, Stand::Near).await, CAMPAIGN, unit, january()).await);
        for other in ["2022-M01", "2023-M12"] {
            assert!(matches!(check_minutes(&inspector, CAMPAIGN, unit, other.parse().unwrap()).await, Err(Error::NotFound)));
        }
        let waiting = words(check_minutes(&inspector, CAMPAIGN, unit, "2023-M02".parse().unwrap()).await).await;
        holds(&waiting, &["đã nộp, chờ xác minh", "Không có số liệu nào được điều chỉnh hoặc trả lại."]);
    }

    async fn a_return_stays_in_the_minutes_after_the_unit_has_answered(db) {
        let it = rich(&db).await;
        answered(&it).await;
        let said = words(check_minutes(&it.near.ctx(Role::Inspector).await, CAMPAIGN, it.near.communes[0], january()).await).await;
        holds(&said, &["Thiếu sổ theo dõi", "Đã nộp lại, đã xác minh", "đơn vị chưa nộp lại: 00 số liệu.", "Không có; tất cả số liệu của kỳ đã được xác minh."]);
    }

    async fn a_hand_over_says_what_stands_on_the_day(db) {
        let it = rich(&db).await;
        let (unit, head) = (it.near.communes[0], it.near.ctx(Role::UnitHead).await);
        let paper = async |ctx: &Ctx| services::organisation::paper_hand_over(ctx, CAMPAIGN, unit).await;
        let said = words(paper(&head).await).await;
        let sheet = store::commitment::get(&db, it.sheet).await.unwrap();
        let digest = sheet.digest.unwrap();
        let remedy = store::review::follow_up::remedy(&db, it.remedy).await.unwrap().remedy;
        let entered = store::register::entry(&db, it.entry).await.unwrap().shown();
        holds(&said.replace(' ', ""), &[&digest]);
        holds(&said, &[
            "BIÊN BẢN", "DỰ THẢO", "Số: /BB-UBND", "Bàn giao công tác của người đứng đầu đơn vị", "1. Bên giao: ", "Tình trạng: có hiệu lực.", "Đã ký: ",
            "Tháng 1/2023", "Tháng 3/2023", &remedy.title, "đã báo cáo khắc phục, chờ xác nhận", "Năm 2023: đã ký biên bản", "Báo cáo: 01 văn bản", &entered,
        ]);
        // What is closed is not handed over.
        let remedies = store::review::follow_up::of_case(&db, it.case).await.unwrap();
        let closed = |it: &store::review::follow_up::Listed| it.remedy.standing == domain::review::RemedyStanding::Closed;
        assert!(remedies.iter().any(closed));
        for it in remedies {
            assert_eq!(said.contains(&it.remedy.title), !closed(&it), "{}: {said}", it.remedy.title);
        }
        assert!(services::organisation::unit(&head, unit, date!(2023 - 08 - 08)).await.unwrap().sees.hand_over);
        words(paper(&it.near.ctx(Role::ParOffice).await).await).await;
        forbidden(paper(&it.ctx(Role::UnitHead, Stand::Near).await).await);
        forbidden(paper(&it.near.ctx(Role::Admin).await).await);
        forbidden(paper(&it.ctx(Role::RecordsClerk, Stand::Own).await).await);
    }

    async fn a_hand_over_names_who_goes_and_who_comes(db) {
        let it = rich(&db).await;
        let unit = it.near.communes[1];
        let ctx = it.near.ctx(Role::ParOffice).await;
        let said = async || words(services::organisation::paper_hand_over(&ctx, CAMPAIGN, unit).await).await;
        let before = said().await;
        holds(&before, &["1. Bên giao: Hoàng Văn Hai, Chủ tịch", "2. Bên nhận: …"]);
        let holding = store::organisation::holdings_of_unit(&db, unit).await.unwrap().into_iter().find(|it| it.kind == "unit_head").unwrap();
        store::organisation::end_holding(&db, holding.id, date!(2023 - 06 - 30)).await.unwrap();
        let person = store::person::insert(&db, "Đào Thị Mới", "bà", "civil_servant").await.unwrap();
        let (post, how) = (domain::PostId(holding.post_id), store::person::Holding::default());
        store::person::insert_holding(&db, post, person, date!(2023 - 07 - 01), None, how).await.unwrap();
        holds(&said().await, &["1. Bên giao: Hoàng Văn Hai, Chủ tịch", "đến ngày 30/06/2023", "2. Bên nhận: Đào Thị Mới, Chủ tịch", "từ ngày 01/07/2023"]);
    }

    async fn an_explanation_holds_what_was_missed_corrected_and_lacking(db) {
        let it = rich(&db).await;
        let (unit, head) = (it.near.communes[0], it.near.ctx(Role::UnitHead).await);
        let (adjusted, returned) = corrected(&head, &it).await;
        let paper = async |ctx: &Ctx| services::assessment::paper_justification(ctx, CAMPAIGN, unit, None).await;
        let said = words(paper(&head).await).await;
        let reports = store::review::report::list(&db, it.case).await.unwrap();
        let items = store::review::report::items(&db, reports[0].id).await.unwrap();
        let missed: Vec<_> = items.iter().filter(|it| !it.facts.met).collect();
        assert!(!missed.is_empty());
        for it in missed {
            holds(&said, &[&format!("Chỉ tiêu: {}", it.facts.title), &it.facts.gap, &it.answer.remedy]);
        }
        holds(&said, &[
            "BÁO CÁO", "DỰ THẢO", "Số: /BC-UBND", "Kính gửi: Ủy ban nhân dân huyện Cẩm Giàng", &format!("Nguyên nhân chủ quan: Nguyên nhân của đơn vị {unit}."),
            &format!("{adjusted}, tháng 1/2023"), &format!("{returned}, tháng 1/2023"), "Đếm trùng một hồ sơ", "Thiếu sổ theo dõi", "chưa có số liệu",
            "lý do đã ghi nhận: Kỳ chưa kết thúc.",
        ]);
        // The unit's note beside a figure that was returned is its answer.
        answered(&it).await;
        holds(&words(paper(&head).await).await, &["Đã kèm sổ theo dõi"]);
        // An appraiser reads result and figures, not the review: room is left where the answers would be.
        let appraiser = words(paper(&it.ctx(Role::Appraiser, Stand::Near).await).await).await;
        holds(&appraiser, &["Chỉ tiêu: ", "Nguyên nhân chủ quan: …"]);
        assert!(!appraiser.contains("Nguyên nhân của đơn vị"), "{appraiser}");
        assert!(services::assessment::unit_result(&head, CAMPAIGN, unit, None).await.unwrap().may_explain);
        forbidden(paper(&it.ctx(Role::UnitHead, Stand::Near).await).await);
        forbidden(paper(&it.near.ctx(Role::IndicatorOwner).await).await);
    }

    async fn the_file_of_a_year_binds_sheets_reports_and_minutes_and_says_what_is_not_in_it(db) {
        let it = rich(&db).await;
        let said = words(services::review::download_year(&it.near.ctx(Role::ParOffice).await, CAMPAIGN).await).await;
        let [own, other] = [it.near.communes[0], it.near.communes[1]];
        holds(&said, &[
            "TẬP HỒ SƠ", "Đợt có 03 đơn vị.", "02 báo cáo kiểm điểm tập thể đã nộp, 01 biên bản", "bản kiểm điểm cá nhân.",
            "BẢN CAM KẾT", "BÁO CÁO KIỂM ĐIỂM", "BIÊN BẢN", &format!("Nguyên nhân của đơn vị {own}."), &format!("Nguyên nhân của đơn vị {other}."), "Cần phân công rõ.",
        ]);
        assert!(!said.contains("Kiểm điểm cá nhân của đơn vị") && !said.contains("không được xem"), "{said}");
        // Each paper in it is the one that is handed out alone.
        let alone = words(services::review::download_report(&it.near.ctx(Role::ParOffice).await, it.case, services::review::HeaderKind::State).await).await;
        let end = alone.split_once("BÁO CÁO KIỂM ĐIỂM").unwrap().1.split_once("I. ").unwrap().0;
        assert!(said.contains(end), "{end}: {said}");
        let head = words(services::review::download_year(&it.near.ctx(Role::UnitHead).await, CAMPAIGN).await).await;
        assert!(head.contains(&format!("Nguyên nhân của đơn vị {own}.")) && !head.contains(&format!("Nguyên nhân của đơn vị {other}.")), "{head}");
        holds(&head, &["không được xem bản cam kết của 02 đơn vị", "không được xem hồ sơ kiểm điểm của "]);
        assert!(services::review::download_year(&it.ctx(Role::UnitHead, Stand::Far).await, CAMPAIGN).await.is_err());
    }
}
