//! The built program on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/testing/data").join(name)
}

fn command_of(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_camket"));
    command.current_dir(folder).args(arguments).env_clear().env("CAMKET_VAR", folder.join("var"));
    command
}

fn camket(folder: &Path, arguments: &[&str]) -> Output {
    command_of(folder, arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn package() -> String {
    data("cam-giang-2022.package.json").display().to_string()
}

#[test]
fn the_worked_package_gives_the_worked_receipt() {
    let folder = TempDir::new().unwrap();
    let done = camket(folder.path(), &["assess", &package()]);
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), String::new()));
    let printed: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let worked: serde_json::Value = serde_json::from_slice(&std::fs::read(data("cam-giang-2022.receipt.json")).unwrap()).unwrap();
    assert_eq!(printed, worked);
    assert!(!folder.path().join("var").exists(), "no database is touched");
}

#[test]
fn a_bad_package_tells_every_error_and_prints_nothing() {
    let folder = TempDir::new().unwrap();
    let bad = std::fs::read_to_string(package()).unwrap().replacen("\"weight\": \"15\"", "\"weight\": \"14\"", 1).replacen(
        "\"value\": \"2550\"",
        "\"value\": \"abc\"",
        1,
    );
    let file = folder.path().join("bad.json");
    std::fs::write(&file, bad).unwrap();
    let done = camket(folder.path(), &["assess", &file.display().to_string()]);
    assert_eq!((done.status.code(), done.stdout.len()), (Some(2), 0));
    let told = text(&done.stderr);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("$.figures[0].value: Cách đo dùng biến này không đọc được giá trị đó; cần số thập phân."), "{told}");
    let english = text(&camket(folder.path(), &["assess", &file.display().to_string(), "--lang", "en"]).stderr);
    assert!(
        english.contains("$.figures[0].value: The measure that uses this variable cannot read it; expected: a plain decimal."),
        "{english}"
    );
    let imported = camket(folder.path(), &["import", &file.display().to_string(), "--lang", "en"]);
    assert_eq!(imported.status.code(), Some(2));
    assert!(text(&imported.stderr).contains("$.figures[0].value: "), "{}", text(&imported.stderr));
}

#[test]
fn a_file_that_is_not_there_ends_with_one() {
    let folder = TempDir::new().unwrap();
    for command in ["assess", "import"] {
        let done = camket(folder.path(), &[command, "nowhere.json"]);
        assert_eq!((done.status.code(), done.stdout.len()), (Some(1), 0));
        assert_eq!(text(&done.stderr), "nowhere.json: không có tệp hoặc thư mục này\n");
    }
    assert_eq!(camket(folder.path(), &["assess"]).status.code(), Some(2));
}

fn receipt() -> String {
    data("cam-giang-2022.receipt.json").display().to_string()
}

const PACKAGE_DIGEST: &str = "8a1139b37e5fe185e73b4d142107078e8e33bbcfe669f1f89aefb85ae3082738";
const RULES_DIGEST: &str = "24cb282cd58d28521c4441c8b4593c6ca3f1299781253be906bfe5fccf73dbec";

#[test]
fn the_worked_receipt_is_that_of_its_package() {
    let folder = TempDir::new().unwrap();
    let (receipt_file, package_file) = (receipt(), package());
    let verify = |more: &[&str]| {
        let mut arguments = vec!["receipt", "verify", receipt_file.as_str(), package_file.as_str(), "--lang", "en"];
        arguments.extend(more.iter().copied());
        camket(folder.path(), &arguments)
    };
    let alone = verify(&[]);
    assert_eq!((alone.status.code(), text(&alone.stderr)), (Some(0), String::new()));
    let told = text(&alone.stdout);
    for word in ["17 units, 170 results", PACKAGE_DIGEST, RULES_DIGEST, "only that receipt and package are consistent"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    for (digest, word) in
        [(PACKAGE_DIGEST.to_uppercase(), "this is the sealed package"), (RULES_DIGEST.to_owned(), "these are the sealed rules")]
    {
        let sealed = verify(&["--digest", &digest]);
        assert_eq!(sealed.status.code(), Some(0));
        assert!(text(&sealed.stdout).contains(word), "{}", text(&sealed.stdout));
        assert!(!text(&sealed.stdout).contains("only that receipt"), "{}", text(&sealed.stdout));
    }
    let other = verify(&["--digest", &PACKAGE_DIGEST.replace('8', "9")]);
    assert_eq!(other.status.code(), Some(1));
    assert!(text(&other.stdout).contains("this is not what was sealed"), "{}", text(&other.stdout));
    assert_eq!(verify(&["--digest", "8a1139b3"]).status.code(), Some(2));
    let vietnamese = text(&camket(folder.path(), &["receipt", "verify", &receipt(), &package()]).stdout);
    assert!(vietnamese.contains("Biên nhận khớp với gói dữ liệu"), "{vietnamese}");
    assert!(!folder.path().join("var").exists(), "no database is touched");
}

#[test]
fn the_digest_on_a_signed_sheet_proves_its_unit_s_rules_and_an_amendment_does_not_undo_it() {
    let folder = TempDir::new().unwrap();
    let sealed = domain::Package::read(std::fs::read(package()).unwrap()).unwrap();
    let mut heavier = sealed.rule_set.clone();
    heavier.targets[0].weight = sealed.rule_set.targets[1].weight.clone();
    heavier.targets[1].weight = sealed.rule_set.targets[0].weight.clone();
    let amended = sealed.clone().with_rules("07/PL", time::macros::date!(2022 - 07 - 01), "Quyết định 15", (heavier, Vec::new()));
    let unit = sealed.units[0].code.clone();
    let sheet = domain::seal::Seal::of(&sealed, &unit).unwrap().sha256();
    for (it, numbers) in [(&sealed, None), (&amended, Some("07/PL"))] {
        let keep = |name: &str, text: String| {
            let file = folder.path().join(name);
            std::fs::write(&file, text).unwrap();
            file.display().to_string()
        };
        let package_file = keep("package.json", it.to_json());
        let receipt_file = keep("receipt.json", domain::assess_bytes(it.to_json().as_bytes()).unwrap().to_json());
        let verify =
            |digest: &str| camket(folder.path(), &["receipt", "verify", &receipt_file, &package_file, "--lang", "en", "--digest", digest]);
        let done = verify(&sheet);
        let told = text(&done.stdout);
        assert!(done.status.code() == Some(0) && told.contains(&format!("the seal of unit {unit}")), "{told}");
        let done = verify(RULES_DIGEST);
        let told = text(&done.stdout);
        assert_eq!(done.status.code(), Some(0), "{told}");
        assert_eq!(told.contains("amended since by number 07/PL"), numbers.is_some(), "{told}");
        assert_eq!(verify(&sheet.replace('a', "b")).status.code(), Some(1));
    }
}

#[test]
fn a_receipt_of_another_package_is_told_by_every_place() {
    let folder = TempDir::new().unwrap();
    let kept = |name: &str, text: String| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    };
    let worked = std::fs::read_to_string(receipt()).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&worked).unwrap();
    json["results"][0]["score"] = "99.00".into();
    json["results"][2]["targets"][2].as_object_mut().unwrap().remove("points");
    json["results"][16]["signed_by"] = "somebody".into();
    let forged = kept("forged.json", json.to_string());
    let done = camket(folder.path(), &["receipt", "verify", &forged, &package(), "--lang", "en", "--digest", PACKAGE_DIGEST]);
    let told = text(&done.stdout);
    assert_eq!(done.status.code(), Some(1));
    let paths: Vec<&str> = told.lines().filter(|it| it.starts_with('$')).filter_map(|it| it.split(": ").next()).collect();
    assert_eq!(paths, ["$.results[0].score", "$.results[2].targets[2].points"], "{told}");
    assert!(told.contains("the receipt says \"99.00\", the package gives \"100.00\"") && told.contains("2 differences"), "{told}");

    let changed =
        kept("package.json", std::fs::read_to_string(package()).unwrap().replacen("\"value\": \"2550\"", "\"value\": \"2551\"", 1));
    let done = camket(folder.path(), &["receipt", "verify", &receipt(), &changed, "--digest", PACKAGE_DIGEST]);
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stdout).contains("$.package_sha256: ") && text(&done.stdout).contains("KHÔNG trùng"), "{}", text(&done.stdout));
}

#[test]
fn what_is_no_receipt_or_no_package_is_bad_input() {
    let folder = TempDir::new().unwrap();
    let verify = |receipt: &str, package: &str| camket(folder.path(), &["receipt", "verify", receipt, package]);
    let (receipt, package) = (receipt(), package());
    for (one, other, code, word) in [
        (package.as_str(), package.as_str(), 2, "camket-receipt/1"),
        (receipt.as_str(), receipt.as_str(), 2, "$.format: "),
        ("nowhere.json", package.as_str(), 1, "nowhere.json: "),
        (receipt.as_str(), "nowhere.json", 1, "nowhere.json: "),
    ] {
        let done = verify(one, other);
        assert_eq!((done.status.code(), done.stdout.len()), (Some(code), 0), "{one} {other}");
        assert!(text(&done.stderr).contains(word), "{}", text(&done.stderr));
    }
    let help = text(&camket(folder.path(), &["receipt", "verify", "--help"]).stdout);
    for word in ["niêm phong", "Mã thoát", "--digest"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert_eq!(camket(folder.path(), &["receipt", "verify", &receipt]).status.code(), Some(2));
}

#[test]
fn a_package_is_looked_at_then_taken_in_once() {
    let folder = TempDir::new().unwrap();
    let looked = camket(folder.path(), &["import", &package(), "--dry-run"]);
    assert_eq!(looked.status.code(), Some(0), "{}", text(&looked.stderr));
    assert!(text(&looked.stdout).contains("17 đơn vị"), "{}", text(&looked.stdout));
    let taken = camket(folder.path(), &["import", &package(), "--authority", "Huyện Cẩm Giàng", "--title", "Xã, thị trấn", "--lang", "en"]);
    assert_eq!(taken.status.code(), Some(0), "{}", text(&taken.stderr));
    assert!(text(&taken.stdout).contains("17 units added, 336 verified figures"), "{}", text(&taken.stdout));
    let again = camket(folder.path(), &["import", &package()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("$.units[16].peer_group: "), "{}", text(&again.stderr));
}

#[test]
fn accounts_are_made_locked_and_listed() {
    let folder = TempDir::new().unwrap();
    let made = camket(folder.path(), &["user", "add", "quan.tri", "--name", "Phạm Văn Kỹ", "--role", "admin", "--unit", "Huyện Cẩm Giàng"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("quan.tri"));
    let again = camket(folder.path(), &["user", "add", "quan.tri", "--name", "Phạm Văn Kỹ", "--lang", "en"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("login: Another account has this login name."), "{}", text(&again.stderr));
    assert_eq!(camket(folder.path(), &["user", "lock", "quan.tri"]).status.code(), Some(0));
    let listed = text(&camket(folder.path(), &["user", "list", "--lang", "en"]).stdout);
    assert!(listed.lines().any(|it| it.starts_with("quan.tri") && it.contains("closed")), "{listed}");
    assert_eq!(camket(folder.path(), &["user", "grant", "quan.tri", "viewer", "Huyện Khác"]).status.code(), Some(2));
    assert_eq!(camket(folder.path(), &["user", "password", "nobody"]).status.code(), Some(2));
}

#[test]
fn an_account_and_its_first_role_are_made_together_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    assert_eq!(camket(folder.path(), &["import", &package(), "--authority", "Huyện Cẩm Giàng"]).status.code(), Some(0));
    for (role, unit) in [("king", "Huyện Cẩm Giàng"), ("admin", "Huyện Khác")] {
        let refused = camket(folder.path(), &["user", "add", "ky.thuat", "--name", "Phạm Văn Kỹ", "--role", role, "--unit", unit]);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0), "{}", text(&refused.stderr));
    }
    assert!(!text(&camket(folder.path(), &["user", "list"]).stdout).contains("ky.thuat"));
    let made = camket(folder.path(), &["user", "add", "ky.thuat", "--name", "Phạm Văn Kỹ", "--role", "admin", "--unit", "Huyện Cẩm Giàng"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
}

#[test]
fn a_package_that_pages_cannot_show_is_refused_at_its_places() {
    let folder = TempDir::new().unwrap();
    let bad = std::fs::read_to_string(package()).unwrap();
    let bad = bad.replacen("\"year\": 2022", "\"year\": 9007199254740991", 1).replacen("\"name\": \"", "\"name\": \"\\u0000", 1);
    let file = folder.path().join("bad.json").display().to_string();
    std::fs::write(&file, bad).unwrap();
    assert_eq!(camket(folder.path(), &["assess", &file]).status.code(), Some(0), "the format allows it");
    for more in [&[][..], &["--dry-run"]] {
        let refused = camket(folder.path(), &[&["import", &file, "--lang", "en"], more].concat());
        let told = text(&refused.stderr);
        assert_eq!((refused.status.code(), told.lines().count()), (Some(2), 3), "{told}");
        assert!(told.contains("$.campaign.year: ") && told.contains("$.units[0].name: "), "{told}");
    }
}

#[test]
fn a_day_of_ones_own_is_for_demos_only() {
    let folder = TempDir::new().unwrap();
    assert_eq!(camket(folder.path(), &["migrate"]).status.code(), Some(0));
    for command in ["serve", "migrate", "check"] {
        let mut run = command_of(folder.path(), &[command]);
        let done = run.env("CAMKET_TODAY", "2023-08-08").output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{command}");
        let told = text(&done.stdout) + &text(&done.stderr);
        assert!(told.contains("CAMKET_TODAY: chỉ bản minh họa mới có ngày riêng"), "{told}");
    }
    let done = command_of(folder.path(), &["check"]).env("CAMKET_TODAY", "2023-02-30").output().unwrap();
    assert!(text(&done.stdout).contains("CAMKET_TODAY: cần một ngày"), "{}", text(&done.stdout));
}

#[test]
fn an_office_s_own_key_takes_the_place_of_the_one_that_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/signatures/tests/keys");
    let file = keys.join("own-key.p12").display().to_string();
    let with = |password: &str, arguments: &[&str]| {
        let mut running =
            command_of(folder.path(), arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        running.wait_with_output().unwrap()
    };
    for (password, arguments, words) in [
        ("", vec!["seal-key", &file], "--password-stdin"),
        ("sai\n", vec!["seal-key", &file, "--password-stdin"], "mật khẩu không đúng"),
        ("mat-khau\n", vec!["seal-key", &file, "--password-stdin", "--revoked", &file], "không phải danh sách thu hồi"),
    ] {
        let done = with(password, &arguments);
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        assert!(text(&done.stderr).contains(words), "{}", text(&done.stderr));
    }
    let var = folder.path().join("var");
    let seal = var.join("xac-nhan");
    let certificates = || fs::read_to_string(seal.join("goc.pem")).unwrap().matches("BEGIN CERTIFICATE").count();
    assert_eq!(certificates(), 1, "what is refused changes nothing");
    for _ in 0..2 {
        let done = with("mat-khau\n", &["seal-key", &file, "--password-stdin"]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert!(text(&done.stdout).contains("xac-nhan.truoc-"), "{}", text(&done.stdout));
        assert_eq!(certificates(), 2, "the former root is trusted still, and each once");
        assert!(!seal.join("goc.key.pem").exists() && !var.join("xac-nhan.moi").exists());
    }
}

#[test]
fn help_reads_like_a_manual_in_both_languages() {
    let folder = TempDir::new().unwrap();
    let names = ["DATABASE_URL", "CAMKET_PROXY", "CAMKET_DEMO_PASSWORD", "assess", "import", "user"];
    for (arguments, words) in
        [(&["--help"][..], ["THIẾT LẬP", "MÃ KẾT THÚC", "VÍ DỤ"]), (&["--lang", "en", "--help"], ["SETTINGS", "EXIT CODES", "EXAMPLES"])]
    {
        let help = text(&camket(folder.path(), arguments).stdout);
        for word in words.iter().chain(&names) {
            assert!(help.contains(word), "{word}: {help}");
        }
    }
    let told = text(&camket(folder.path(), &["document", "--help"]).stdout);
    assert!(told.contains("biên bản họp kiểm điểm") && told.contains("Giấy tờ luôn bằng tiếng Việt"), "{told}");
    let told = text(&camket(folder.path(), &["user", "add", "--help"]).stdout);
    assert!(told.starts_with("Thêm"), "{told}");
    let wrong = camket(folder.path(), &["document", "minutes", "--campaign", "c", "-o", "x.pdf"]);
    assert_eq!((wrong.status.code(), text(&wrong.stderr).contains("--unit")), (Some(2), true));
    let wrong = camket(folder.path(), &["demo", "--lang", "fr"]);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
}

#[test]
fn check_tells_settings_folder_database_and_fonts() {
    let folder = TempDir::new().unwrap();
    let told = text(&camket(folder.path(), &["check", "--lang", "en"]).stdout);
    for line in ["CAMKET_VAR", "folder of data       ok", "database             not there yet", "fonts                ok"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!folder.path().join("var").exists(), "a check makes nothing");
    let check = |name: &str, value: &str| {
        let done = command_of(folder.path(), &["check", "--lang", "en"]).env(name, value).output().unwrap();
        (done.status.code(), text(&done.stdout) + &text(&done.stderr))
    };
    for (name, value, wanted) in [
        ("CAMKET_CONFIG", "nowhere.toml", "nowhere.toml"),
        ("DATABASE_URL", "postgress://a:geheim@h/db", "DATABASE_URL: sqlite://PATH or postgres://"),
        ("DATABASE_URL", "sqlite:///proc/nowhere/camket.db", "database             WRONG: "),
        ("CAMKET_VAR", "/proc/nowhere", "folder of data       WRONG: "),
        ("CAMKET_LOG", "===", "CAMKET_LOG: "),
        ("CAMKET_PUBLIC_URL", "camket.example.vn", "CAMKET_PUBLIC_URL: "),
    ] {
        let (code, told) = check(name, value);
        assert!(code == Some(1) && told.contains(wanted) && !told.contains("geheim"), "{name}={value}: {told}");
    }
    let mut several = command_of(folder.path(), &["check"]);
    let done = several.env("CAMKET_LISTEN", "foo").env("CAMKET_TODAY", "x").env("CAMKET_LISTENS", "127.0.0.1:3000").output().unwrap();
    let told = text(&done.stdout);
    for wanted in [
        "CAMKET_LISTEN        môi trường     foo",
        "CAMKET_LISTEN: cần",
        "CAMKET_TODAY: cần",
        "CAMKET_LISTENS: không có",
        "phông chữ            tốt",
    ] {
        assert!(done.status.code() == Some(1) && told.contains(wanted), "{wanted}: {told}");
    }
    std::fs::write(folder.path().join("camket.toml"), "databse_url = \"sqlite://x.db\"\n").unwrap();
    let (code, told) = check("CAMKET_LOG", "info");
    assert!(code == Some(1) && told.contains("databse_url"), "{told}");
}

#[test]
fn a_reader_that_goes_away_after_the_first_letter_is_no_failure() {
    use std::io::Read;
    let folder = TempDir::new().unwrap();
    let mut command = command_of(folder.path(), &["assess", &package()]);
    let mut running = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut out = running.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    drop(out);
    let done = running.wait_with_output().unwrap();
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), String::new()));
}

#[test]
fn check_says_within_three_seconds_that_the_database_does_not_answer() {
    let folder = TempDir::new().unwrap();
    // A port that nobody listens at: it was free, and is given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("postgres://camket:geheim@127.0.0.1:{port}/camket");
    let began = std::time::Instant::now();
    let done = command_of(folder.path(), &["check"]).env("DATABASE_URL", &url).output().unwrap();
    let (took, told) = (began.elapsed(), text(&done.stdout));
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(took < std::time::Duration::from_secs(3), "{took:?}");
    assert!(told.contains("không trả lời trong 2 giây") && !told.contains("geheim"), "{told}");
}
