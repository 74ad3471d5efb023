//! The papers of the demo's years: printed by the command line, read back, compared with what is stored.

use domain::Package;
use domain::assessment::Assessor;
use domain::review::facts;
use services::Site;
use std::path::Path;
use std::process::{Command, Output};

/// The units that answer for 2022.
const ANSWERING: [&str; 3] = ["10900", "10906", "10924"];

fn document(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_camket"))
        .arg("document")
        .args(arguments)
        .env("DATABASE_URL", format!("sqlite://{}/demo.db", folder.display()))
        .env("CAMKET_VAR", folder)
        .output()
        .unwrap()
}

/// The text of a paper as a reader copies it, without line ends. The paper goes into a folder, under its own name.
fn printed(folder: &Path, kind: &str, campaign: &str, unit: &str, more: &[&str]) -> String {
    let to = tempfile::TempDir::new_in(folder).unwrap();
    let path = to.path().display().to_string();
    let done = document(folder, &[&[kind, "--campaign", campaign, "--unit", unit, "-o", &path], more].concat());
    assert!(done.status.success(), "{kind} {campaign} {unit}: {}", String::from_utf8_lossy(&done.stderr));
    let files: Vec<_> = std::fs::read_dir(to.path()).unwrap().map(|it| it.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("minh-hoa-") && name.ends_with(".pdf") && name.is_ascii() && !name.contains(' '), "{name}");
    let text = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-").output().unwrap();
    assert!(text.status.success());
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').filter(|it| !it.trim().is_empty()).collect();
    assert!(pages.iter().all(|it| it.contains("VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")), "{name}");
    // What stands in the margins comes between the lines of two pages.
    let margin = |it: &&str| {
        let it = it.trim();
        !(it.is_empty()
            || it.starts_with("VĂN BẢN MINH HỌA")
            || it.starts_with("Mã băm SHA-256")
            || it.chars().all(|it| it.is_ascii_digit()))
    };
    let digest = text.lines().find(|it| it.starts_with("Mã băm SHA-256")).unwrap_or_default().to_owned();
    let lines: Vec<&str> = text.lines().filter(margin).collect();
    format!("{} {digest}", lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
}

fn says(text: &str, words: &str, what: &str) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&words), "{what}: “{words}” is not in: {text}");
}

/// The words of a paper for Word, letter by letter, without spaces and without those that only the margins bear.
fn for_word(folder: &Path, kind: &str, campaign: &str, unit: &str) -> String {
    let to = tempfile::TempDir::new_in(folder).unwrap();
    let path = to.path().display().to_string();
    let done = document(folder, &[kind, "--campaign", campaign, "--unit", unit, "--form", "docx", "-o", &path]);
    assert!(done.status.success(), "{kind} {campaign} {unit}: {}", String::from_utf8_lossy(&done.stderr));
    let files: Vec<_> = std::fs::read_dir(to.path()).unwrap().map(|it| it.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("minh-hoa-") && name.ends_with("-ban-soan-lai.docx") && name.is_ascii(), "{name}");
    let part = Command::new("unzip").args(["-p"]).arg(file).arg("word/document.xml").output().unwrap();
    assert!(part.status.success(), "{}", String::from_utf8_lossy(&part.stderr));
    let xml = String::from_utf8(part.stdout).unwrap();
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1).map(|it| it.split("</w:t>").next().unwrap());
    texts
        .collect::<String>()
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace(char::is_whitespace, "")
}

/// Every word of a paper stands in the one for Word.
fn same_for_word(folder: &Path, kind: &str, campaign: &str, unit: &str) {
    let (word, text) = (for_word(folder, kind, campaign, unit), printed(folder, kind, campaign, unit, &[]));
    let missing: Vec<&str> = text
        .split(" Mã băm SHA-256 của nội dung")
        .next()
        .unwrap()
        .split(' ')
        .filter(|it| !it.contains('…') && !word.contains(it) && !it.starts_with("http"))
        .collect();
    assert!(missing.is_empty(), "{kind} {campaign} {unit}: {missing:?}");
}

/// Prints every kind of paper and looks for what the database holds.
pub async fn say_what_is_stored(site: &Site, folder: &Path) {
    let campaign = store::campaign::of_code(&site.db, "cchc-2022").await.unwrap();
    for member in store::campaign::members(&site.db, campaign.id).await.unwrap() {
        let sheet = store::commitment::of_unit(&site.db, campaign.id, member.unit).await.unwrap();
        let text = printed(folder, "commitment", "cchc-2022", &member.code, &[]);
        says(&text, &format!("Mã băm SHA-256 của nội dung: {}", sheet.digest.unwrap()), &member.code);
        says(&text, "Xác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ", &member.code);
        assert!(text.replace(' ', "").contains(&format!("/tra-cuu/{}", sheet.public_code)), "{}: {text}", member.code);
        says(&text, "có hiệu lực từ ngày ký đến hết năm 2022./.", &member.code);
    }
    let communes = store::campaign::groups(&site.db, campaign.id).await.unwrap().remove(0);
    let run = store::assessment::list(&site.db, communes.id).await.unwrap().remove(0);
    let package = Package::read(store::assessment::package(&site.db, run.id).await.unwrap()).unwrap();
    for code in ANSWERING {
        reports(site, folder, &package, code).await;
        minutes(site, folder, campaign.id, code).await;
    }
    let result = printed(folder, "result", "cchc-2022", "10900", &[]);
    for words in ["55,22", "17/17", "Không hoàn thành", "TM. ỦY BAN NHÂN DÂN", &run.receipt_sha256] {
        says(&result, words, "result");
    }
    let provisional = printed(folder, "ranking", "cchc-2023", "10900", &[]);
    for words in ["TẠM TÍNH", "Kết quả tạm tính trên số liệu đã xác minh; còn", "Bản kết xuất từ hệ thống, chưa có chữ ký"]
    {
        says(&provisional, words, "ranking of the running year");
    }
    says(&printed(folder, "ranking", "cchc-2022", "10900", &[]), "17 Xã Cẩm Văn 1/10 55,22", "ranking");
    says(&printed(folder, "programme", "cchc-2022", "10900", &[]), "07 giờ 30", "programme");
    says(&printed(folder, "remedies", "cchc-2022", "10900", &[]), "Tính đến ngày", "remedies");
    for kind in ["commitment", "self-criticism", "personal-review", "minutes", "result", "ranking", "programme", "remedies"] {
        same_for_word(folder, kind, "cchc-2022", "10900");
    }
    // An acting head signs as one.
    says(&printed(folder, "commitment", "cchc-2022", "10906", &[]), "NGƯỜI CAM KẾT Q. CHỦ TỊCH", "acting");
}

/// The facts of every missed target, the answer, remedy, deadline and who sees to it; both heads.
async fn reports(site: &Site, folder: &Path, package: &Package, code: &str) {
    let campaign = store::campaign::of_code(&site.db, "cchc-2022").await.unwrap();
    let members = store::campaign::members(&site.db, campaign.id).await.unwrap();
    let unit = members.iter().find(|it| it.code == code).unwrap().unit;
    let case = store::review::case::of_unit(&site.db, campaign.id, unit).await.unwrap();
    let explained = Assessor::new(package).explain_unit(code);
    let computed: Vec<_> = explained.iter().filter_map(|it| facts(it, package.rule_set.display_decimals)).collect();
    for (kind, report) in ["self-criticism", "personal-review"].iter().zip(store::review::report::list(&site.db, case.id).await.unwrap()) {
        let items = store::review::report::items(&site.db, report.id).await.unwrap();
        assert_eq!(items.iter().map(|it| it.facts.clone()).collect::<Vec<_>>(), computed, "{kind} {code}: the facts are the run's");
        let text = printed(folder, kind, "cchc-2022", code, &[]);
        says(&text, &format!("Mã băm SHA-256 của nội dung: {}", report.sha256.unwrap()), kind);
        for item in items.iter().filter(|it| !it.facts.met) {
            let (facts, answer) = (&item.facts, &item.answer);
            says(&text, &format!("Cam kết: {}; kết quả: {}; chênh lệch: {}.", facts.committed, facts.achieved, facts.gap), kind);
            says(&text, &format!("Chỉ tiêu: {}", facts.title), kind);
            for words in [&answer.cause, &answer.responsible] {
                says(&text, words, kind);
            }
            says(&text, &domain::show_date(answer.due_on.unwrap()), kind);
            // A cell of a table is broken into lines of its own, so its first words are looked for.
            says(&text, &answer.remedy.split(' ').take(3).collect::<Vec<_>>().join(" "), kind);
        }
        let party = printed(folder, kind, "cchc-2022", code, &["--header", "party"]);
        says(&party, "ĐẢNG CỘNG SẢN VIỆT NAM", kind);
        assert!(!party.contains("Độc lập - Tự do - Hạnh phúc"));
    }
    let report = printed(folder, "self-criticism", "cchc-2022", code, &[]);
    says(&report, "Nơi nhận: - Như trên; - Lưu: VT, HS.", "self-criticism");
}

async fn minutes(site: &Site, folder: &Path, campaign: domain::CampaignId, code: &str) {
    let members = store::campaign::members(&site.db, campaign).await.unwrap();
    let unit = members.iter().find(|it| it.code == code).unwrap().unit;
    let case = store::review::case::of_unit(&site.db, campaign, unit).await.unwrap();
    let meeting = store::review::meeting::of_case(&site.db, case.id).await.unwrap().unwrap();
    let text = printed(folder, "minutes", "cchc-2022", code, &[]);
    let (_, digest, _) = meeting.adopted.unwrap();
    for words in [
        "Thời gian bắt đầu: 14 giờ 00, ngày",
        "Thành phần tham dự: tổng số 07 người; có mặt 06; vắng mặt 01.",
        "Vắng mặt: bận công tác",
        "số người biểu quyết 06; đồng ý 06 người; không đồng ý 00 người; ý kiến khác 00 người.",
        "Biên bản đã được đọc và thông qua tại hội nghị.",
        "Hội nghị kết thúc vào 16 giờ 30, ngày",
        "THƯ KÝ",
        "CHỦ TỌA",
        &digest,
    ] {
        says(&text, words, "minutes");
    }
    for it in store::review::meeting::opinions(&site.db, meeting.id).await.unwrap() {
        says(&text, it.content.trim_end_matches('.'), "minutes");
    }
    for it in store::review::meeting::attendees(&site.db, meeting.id).await.unwrap() {
        says(&text, it.name.split(' ').next_back().unwrap(), "minutes");
    }
}

/// What is not there is said in a sentence, and the file is not touched.
pub fn missing_ones_are_said(folder: &Path) {
    let file = folder.join("kept.pdf");
    std::fs::write(&file, "before").unwrap();
    let path = file.display().to_string();
    for (arguments, sentence) in [
        (["commitment", "--campaign", "cchc-1999", "--unit", "10900"], "Không có đợt mang mã cchc-1999."),
        (["commitment", "--campaign", "cchc-2022", "--unit", "99999"], "Đợt cchc-2022 không có đơn vị mang mã 99999."),
        (["self-criticism", "--campaign", "cchc-2022", "--unit", "10888"], "Đơn vị 10888 không có hồ sơ kiểm điểm trong đợt cchc-2022."),
        (["minutes", "--campaign", "cchc-2023", "--unit", "10900"], "Đơn vị 10900 không có hồ sơ kiểm điểm trong đợt cchc-2023."),
    ] {
        let done = document(folder, &[&arguments[..], &["-o", &path]].concat());
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.status.code(), said.trim()), (Some(2), format!("camket: {sentence}").as_str()));
    }
    let unit_left_out = document(folder, &["minutes", "--campaign", "cchc-2022", "-o", &path, "--lang", "en"]);
    assert_eq!(unit_left_out.status.code(), Some(2));
    assert!(String::from_utf8(unit_left_out.stderr).unwrap().contains("name it with --unit CODE"));
    let other_kind = document(folder, &["decree", "--campaign", "cchc-2022", "-o", &path]);
    assert_eq!(other_kind.status.code(), Some(2));
    assert!(String::from_utf8(other_kind.stderr).unwrap().contains("self-criticism"), "the kinds there are, are told");
    assert_eq!(std::fs::read(&file).unwrap(), b"before");
    let nowhere = document(folder, &["commitment", "--campaign", "cchc-2022", "--unit", "10900", "-o", "/nowhere/at/all.pdf"]);
    assert_eq!(nowhere.status.code(), Some(1));
    let out = document(folder, &["commitment", "--campaign", "cchc-2022", "--unit", "10900", "-o", "-"]);
    assert!(out.stdout.starts_with(b"%PDF-"));
}
