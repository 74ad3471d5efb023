//! Every kind of paper, measured from the finished file against Nghị định 30/2020/NĐ-CP Phụ lục I. The limits stand here as the decree
//! gives them, not as the crate chose within them. `cargo test -p documents --test measures -- --nocapture` prints the table.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use documents::block::{Align, Annex, Block, Orientation, Row, Table, TableLook, column};
use samples::expected::{Kind, Sample};
use tools::sheet::{Line, MM, Rule, Sheets};
use tools::{paper, paragraph};

/// Height of an ascender and depth of a descender, in parts of the type size (Liberation Serif).
const ASCENDER: f32 = 0.891;
const DESCENDER: f32 = 0.216;
/// How far two places may lie apart and count as one, in millimetres.
const SAME: f32 = 0.1;

/// A line of the table.
struct Measure {
    paper: String,
    part: &'static str,
    limit: String,
    found: String,
    holds: bool,
}

/// Collects what was measured of one paper.
struct Gauge<'a> {
    paper: &'a str,
    table: &'a mut Vec<Measure>,
}

impl Gauge<'_> {
    fn note(&mut self, part: &'static str, limit: impl Into<String>, found: impl Into<String>, holds: bool) {
        let (limit, found) = (limit.into(), found.into());
        self.table.push(Measure { paper: self.paper.to_owned(), part, limit, found, holds });
    }

    /// A number between two limits.
    fn between(&mut self, part: &'static str, (least, most): (f32, f32), found: f32, unit: &str) {
        let holds = found >= least - 0.05 && found <= most + 0.05;
        self.note(part, format!("{least}–{most} {unit}"), format!("{found:.2} {unit}"), holds);
    }

    /// Two places that are one.
    fn same(&mut self, part: &'static str, wanted: f32, found: f32) {
        self.note(part, format!("{wanted:.2} mm"), format!("{found:.2} mm"), (wanted - found).abs() <= SAME);
    }

    /// Type size and style of a line.
    fn letters(&mut self, part: &'static str, line: &Line, size: (f32, f32), style: &str, capitals: bool) {
        let found = format!("{} pt {}{}", line.size(), line.style(), if line.capitals() { ", in hoa" } else { "" });
        let wanted = format!("{}–{} pt {style}{}", size.0, size.1, if capitals { ", in hoa" } else { "" });
        let holds = (size.0..=size.1).contains(&line.size()) && line.style() == style && (!capitals || line.capitals()) && line.black();
        self.note(part, wanted, found, holds);
    }

    /// A rule under a line: its length as a share of the text, and that both have one middle.
    fn rule(&mut self, part: &'static str, line: &Line, width: f32, (least, most): (f32, f32), rule: Option<&Rule>) {
        let Some(rule) = rule else { return self.note(part, "a rule", "none", false) };
        let share = rule.length() / width;
        let holds = share >= least - 0.005 && share <= most + 0.005 && (rule.middle() - line.middle()).abs() <= SAME;
        self.note(part, format!("{least:.2}–{most:.2} of the text, centred"), format!("{share:.2} of the text"), holds);
    }
}

fn measure(sample: &Sample, table: &mut Vec<Measure>) {
    let sheets = Sheets::read(&sample.pdf);
    let mut gauge = Gauge { paper: sample.name, table };
    sheet(&mut gauge, &sheets, sample);
    head(&mut gauge, &sheets, sample);
    title(&mut gauge, &sheets, sample);
    body(&mut gauge, &sheets, sample);
    end(&mut gauge, &sheets, sample);
    margins(&mut gauge, &sheets);
}

fn sheet(gauge: &mut Gauge<'_>, sheets: &Sheets, sample: &Sample) {
    let (width, height) = if sample.lying { (297.0, 210.0) } else { (210.0, 297.0) };
    let holds = sheets.sizes.iter().all(|it| (it.0 - width).abs() < SAME && (it.1 - height).abs() < SAME);
    gauge.note("Khổ giấy A4", format!("{width} × {height} mm"), format!("{} trang", sheets.pages()), holds);
    let left = sheets.contents().map(|it| it.left).fold(f32::MAX, f32::min);
    // The lines of a table end at the margin too, where its last words do not.
    let ruled = sheets.rules.iter().filter(|it| !it.margin).map(|it| it.from.0.max(it.to.0));
    let right = width - sheets.contents().map(|it| it.right).chain(ruled).fold(0.0, f32::max);
    gauge.between("Lề trái", (30.0, 35.0), left, "mm");
    gauge.between("Lề phải", (15.0, 20.0), right, "mm");
    let edges = |page: usize| {
        let lines = || sheets.contents().filter(move |it| it.page == page);
        let rules = || sheets.rules.iter().filter(move |it| it.page == page && !it.margin).map(|it| it.from.1);
        let top = lines().map(|it| it.baseline - it.size() * ASCENDER / MM).chain(rules()).fold(f32::MAX, f32::min);
        let bottom = lines().map(|it| it.baseline + it.size() * DESCENDER / MM).chain(rules()).fold(0.0, f32::max);
        (top, height - bottom)
    };
    let all: Vec<(f32, f32)> = (1..=sheets.pages()).map(edges).collect();
    let highest = all.iter().map(|it| it.0).fold(f32::MAX, f32::min);
    let lowest_top = all.iter().map(|it| it.0).fold(0.0, f32::max);
    gauge.between("Lề trên, trang cao nhất", (20.0, 25.0), highest, "mm");
    gauge.between("Lề trên, trang thấp nhất", (20.0, 25.0), lowest_top, "mm");
    let bottom = all.iter().map(|it| it.1).fold(f32::MAX, f32::min);
    gauge.note("Lề dưới", "≥ 20 mm", format!("{bottom:.2} mm"), bottom >= 19.95);
}

fn head(gauge: &mut Gauge<'_>, sheets: &Sheets, sample: &Sample) {
    let half = if sample.lying { 148.5 } else { 105.0 };
    let right = match sample.kind {
        Kind::State => {
            let (name, motto) = (sheets.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), sheets.line("Độc lập - Tự do - Hạnh phúc"));
            gauge.letters("Quốc hiệu", name, (12.0, 13.0), "bold", true);
            gauge.letters("Tiêu ngữ", motto, (13.0, 14.0), "bold", false);
            gauge.same("Tiêu ngữ dưới giữa Quốc hiệu", name.middle(), motto.middle());
            gauge.note("Quốc hiệu ở nửa phải", format!("> {half} mm"), format!("{:.2} mm", name.middle()), name.middle() > half);
            gauge.rule("Đường kẻ dưới Tiêu ngữ", motto, motto.width(), (1.0, 1.0), sheets.rule_under(motto));
            let pitch = (motto.baseline - name.baseline) * MM / motto.size();
            gauge.between("Dòng đơn Quốc hiệu – Tiêu ngữ", (1.0, 1.2), pitch, "dòng");
            motto
        }
        Kind::Party => {
            let name = sheets.line("ĐẢNG CỘNG SẢN VIỆT NAM");
            gauge.letters("Đảng Cộng sản Việt Nam", name, (13.0, 14.0), "bold", true);
            gauge.rule("Đường kẻ dưới tên Đảng", name, name.width(), (1.0, 1.0), sheets.rule_under(name));
            name
        }
    };
    let parent: Vec<&Line> = sample.parent.iter().map(|it| sheets.line(it)).collect();
    let own: Vec<&Line> = sample.body.iter().map(|it| sheets.line(it)).collect();
    for line in &parent {
        gauge.letters("Cơ quan chủ quản", line, (12.0, 13.0), "regular", true);
    }
    for line in &own {
        gauge.letters("Cơ quan ban hành", line, (12.0, 13.0), "bold", true);
    }
    let last = own.last().unwrap();
    for line in parent.iter().chain(&own) {
        gauge.same("Tên cơ quan cùng một trục", last.middle(), line.middle());
    }
    gauge.note("Tên cơ quan ở nửa trái", format!("< {half} mm"), format!("{:.2} mm", last.middle()), last.right < half);
    if sample.kind == Kind::State {
        gauge.rule("Đường kẻ dưới tên cơ quan", last, last.width(), (1.0 / 3.0, 0.5), sheets.rule_under(last));
    }
    let number = sheets.contents().find(|it| it.text().starts_with("Số:"));
    let place = sheets.contents().find(|it| it.page == 1 && it.left > last.right && it.text().contains(", ngày "));
    gauge.note(
        "Số, ký hiệu",
        if sample.numbered { "có" } else { "không" },
        format!("{}", number.is_some()),
        number.is_some() == sample.numbered,
    );
    gauge.note(
        "Địa danh, thời gian",
        if sample.dated { "có" } else { "không" },
        format!("{}", place.is_some()),
        place.is_some() == sample.dated,
    );
    if let Some(number) = number {
        gauge.letters("Số, ký hiệu", number, (13.0, 13.0), "regular", false);
        gauge.same("Số dưới giữa tên cơ quan", last.middle(), number.middle());
    }
    if let Some(place) = place {
        gauge.letters("Địa danh, thời gian", place, (13.0, 14.0), "italic", false);
        gauge.same("Địa danh dưới giữa Tiêu ngữ", right.middle(), place.middle());
    }
    if let (Some(number), Some(place)) = (number, place) {
        gauge.same("Số và địa danh cùng dòng", number.baseline, place.baseline);
    }
}

fn title(gauge: &mut Gauge<'_>, sheets: &Sheets, sample: &Sample) {
    let middle = if sample.lying { (30.0 + 282.0) / 2.0 } else { (30.0 + 195.0) / 2.0 };
    let kind = sheets.line(sample.title);
    gauge.letters("Tên loại", kind, (13.0, 14.0), "bold", true);
    gauge.same("Tên loại giữa trang", middle, kind.middle());
    let summary: Vec<&Line> = sheets.contents().skip_while(|it| it.text() != sample.title).skip(1).take(sample.summary).collect();
    for line in &summary {
        gauge.letters("Trích yếu", line, (13.0, 14.0), "bold", false);
        gauge.same("Trích yếu giữa trang", middle, line.middle());
        gauge.note("Trích yếu chữ thường", "không in hoa cả", line.text(), !line.capitals());
    }
    if let Some(last) = summary.last() {
        let widest = summary.iter().map(|it| it.width()).fold(0.0, f32::max);
        gauge.rule("Đường kẻ dưới trích yếu", last, widest, (1.0 / 3.0, 0.5), sheets.rule_under(last));
    }
}

/// Whether a line is running text: body size, from the left margin or the indent.
fn runs(line: &Line) -> bool {
    line.size() > 12.5 && ((line.left - 30.0).abs() < SAME || (line.left - 42.7).abs() < SAME)
}

fn body(gauge: &mut Gauge<'_>, sheets: &Sheets, sample: &Sample) {
    let edge = if sample.lying { 282.0 } else { 195.0 };
    let start = sheets.contents().position(|it| it.text() == sample.title).unwrap();
    let last = sample.signers.first().and_then(|it| it.capacity.first()).copied().unwrap_or("Nơi nhận:");
    let end = sheets.contents().position(|it| it.text() == last).unwrap();
    let lines: Vec<&Line> =
        sheets.contents().skip(start + 1 + sample.summary).take(end - start - 1 - sample.summary).filter(|it| runs(it)).collect();
    let sizes: Vec<f32> = lines.iter().map(|it| it.size()).collect();
    let (least, most) = (sizes.iter().copied().fold(f32::MAX, f32::min), sizes.iter().copied().fold(0.0, f32::max));
    gauge.note("Cỡ chữ nội dung", "13–14 pt", format!("{least}–{most} pt"), least >= 13.0 && most <= 14.0);
    gauge.note("Nội dung màu đen", "đen", "đen", sheets.contents().all(Line::black));
    let indents = lines.iter().filter(|it| it.left > 31.0).map(|it| it.left - 30.0);
    let wide: Vec<f32> = indents.collect();
    gauge.note(
        "Lùi dòng đầu",
        "10 hoặc 12,7 mm",
        format!("{} dòng, {:.2} mm", wide.len(), wide[0]),
        wide.iter().all(|it| (it - 12.7).abs() < SAME),
    );
    let full = lines.iter().filter(|it| (it.right - edge).abs() < SAME).count();
    gauge.note("Căn đều hai lề", "dòng đầy chạm lề phải", format!("{full} dòng"), lines.iter().all(|it| it.right < edge + SAME));
    let (mut pitches, mut gaps): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for pair in lines.windows(2) {
        let [one, two] = pair else { continue };
        let between =
            sheets.contents().any(|it| it.page == one.page && it.baseline > one.baseline + 0.5 && it.baseline < two.baseline - 0.5);
        let apart = (two.baseline - one.baseline) * MM;
        if one.page != two.page || apart <= 0.0 || between {
            continue;
        }
        if two.left < 31.0 { pitches.push(apart / two.size()) } else { gaps.push(apart - two.size() * 1.15) }
    }
    let span = |it: &[f32]| (it.iter().copied().fold(f32::MAX, f32::min), it.iter().copied().fold(0.0, f32::max));
    if !pitches.is_empty() {
        let (least, most) = span(&pitches);
        gauge.note("Giãn dòng", "1,0–1,5 dòng", format!("{least:.2}–{most:.2} cỡ chữ"), least >= 1.1 && most <= 1.15 * 1.5);
    }
    if !gaps.is_empty() {
        let (least, _) = span(&gaps);
        gauge.note("Cách đoạn", "≥ 6 pt", format!("{least:.2} pt"), least >= 5.95);
    }
    let roman = |it: &str| it.split_once(". ").is_some_and(|(number, _)| !number.is_empty() && number.chars().all(|it| "IVX".contains(it)));
    for part in lines.iter().filter(|it| roman(&it.text())) {
        gauge.letters("Phần I., II. …", part, (13.0, 14.0), "bold", true);
    }
}

fn end(gauge: &mut Gauge<'_>, sheets: &Sheets, sample: &Sample) {
    let half = if sample.lying { 148.5 } else { 105.0 };
    for (number, block) in sample.signers.iter().enumerate() {
        let capacity: Vec<&Line> = block.capacity.iter().map(|it| sheets.line(it)).collect();
        let name = sheets.contents().filter(|it| it.text() == block.name && it.style() == "bold").last().unwrap();
        for line in &capacity {
            gauge.letters("Quyền hạn, chức vụ", line, (13.0, 14.0), "bold", true);
            gauge.same("Chức vụ và họ tên cùng trục", name.middle(), line.middle());
        }
        gauge.letters("Họ tên người ký", name, (13.0, 14.0), "bold", false);
        if number + 1 == sample.signers.len() {
            gauge.note("Người ký ở nửa phải", format!("> {half} mm"), format!("{:.2} mm", name.middle()), name.middle() > half);
        }
        let page = capacity.first().map_or(name.page, |it| it.page);
        gauge.note("Khối ký không tách trang", "một trang", format!("trang {page}"), page == name.page);
        let top = capacity.first().map_or(name.baseline, |it| it.baseline) - 3.0;
        let text = sheets.contents().filter(|it| it.page == name.page && it.baseline < top).count();
        gauge.note("Khối ký không đứng riêng", "≥ 2 dòng phía trên", format!("{text} dòng"), text >= 2);
    }
    if sample.ends {
        let last = sheets.contents().filter(|it| it.text().ends_with("./.")).count();
        gauge.note("Kết thúc ./.", "một lần", format!("{last} lần"), last == 1);
    }
    if sample.recipients {
        let list = sheets.line("Nơi nhận:");
        gauge.letters("Nơi nhận", list, (12.0, 12.0), "bold italic", false);
        gauge.same("Nơi nhận sát lề trái", 30.0, list.left);
        let below = |it: &&Line| it.page == list.page && it.baseline > list.baseline && (it.left - 30.0).abs() < SAME && it.size() < 11.5;
        let names: Vec<&Line> = sheets.contents().filter(below).collect();
        for line in &names {
            gauge.letters("Danh sách nơi nhận", line, (11.0, 11.0), "regular", false);
        }
        let last = names.last().unwrap().text();
        gauge.note("Dòng cuối nơi nhận", "- Lưu: VT, ….", last.clone(), last.starts_with("- Lưu: VT") && last.ends_with('.'));
        if let [only] = sample.signers.as_slice() {
            gauge.same("Nơi nhận ngang chức vụ", sheets.line(only.capacity[0]).baseline, list.baseline);
        }
    }
}

fn margins(gauge: &mut Gauge<'_>, sheets: &Sheets) {
    let middle = |page: usize| (30.0 + sheets.sizes[page - 1].0 - 15.0) / 2.0;
    for page in 1..=sheets.pages() {
        let numbers: Vec<&Line> = sheets.lines.iter().filter(|it| it.margin && it.page == page && it.text() == page.to_string()).collect();
        if page == 1 {
            gauge.note("Số trang, trang 1", "không có", format!("{}", numbers.len()), numbers.is_empty());
            continue;
        }
        let [number] = numbers.as_slice() else { return gauge.note("Số trang", "một", format!("{}", numbers.len()), false) };
        gauge.letters("Số trang", number, (13.0, 14.0), "regular", false);
        gauge.same("Số trang giữa lề trên", middle(page), number.middle());
        gauge.note("Số trang trong lề trên", "< 20 mm", format!("{:.2} mm", number.baseline), number.baseline < 20.0);
    }
    let marked = |page: usize| {
        sheets.lines.iter().any(|it| it.margin && it.page == page && it.text() == "VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")
    };
    gauge.note("Dấu văn bản minh họa", "mọi trang", format!("{} trang", sheets.pages()), (1..=sheets.pages()).all(marked));
}

/// A letter: what it is about under its number, and those addressed (boxes 5b, 9a).
fn letter(table: &mut Vec<Measure>) {
    let sheets = Sheets::read(&documents::reminder::pdf(&samples::reminder()).unwrap());
    let mut gauge = Gauge { paper: "reminder", table };
    let number = sheets.contents().find(|it| it.text().starts_with("Số:")).unwrap();
    let subject: Vec<&Line> = sheets.contents().skip_while(|it| !it.text().starts_with("V/v")).take_while(|it| it.right < 92.0).collect();
    for line in &subject {
        gauge.letters("Trích yếu công văn", line, (12.0, 13.0), "regular", false);
        gauge.same("Trích yếu công văn dưới giữa số", number.middle(), line.middle());
    }
    let apart = (subject[0].baseline - number.baseline) * MM - subject[0].size() * 1.15;
    gauge.between("Cách dòng số 6 pt", (6.0, 6.0), apart, "pt");
    addressees(&mut gauge, &sheets);
}

fn addressees(gauge: &mut Gauge<'_>, sheets: &Sheets) {
    let lines: Vec<&Line> = sheets.contents().skip_while(|it| !it.text().starts_with("Kính gửi:")).collect();
    gauge.letters("Kính gửi", lines[0], (13.0, 14.0), "regular", false);
    let several = lines[1].text().starts_with("- ");
    for line in lines[1..].iter().take_while(|it| several && it.text().starts_with("- ")) {
        gauge.letters("Nơi được kính gửi", line, (13.0, 14.0), "regular", false);
        gauge.same("Nơi được kính gửi thẳng hàng", lines[1].left, line.left);
    }
}

/// A decision: its grounds and articles, the points below an article (box 6).
fn articles(name: &str, decision: &documents::decision::Decision, table: &mut Vec<Measure>) {
    let sheets = Sheets::read(&documents::decision::pdf(decision).unwrap());
    let mut gauge = Gauge { paper: name, table };
    let from = sheets.contents().position(|it| it.text().starts_with("Căn cứ")).unwrap();
    let to = sheets.contents().position(|it| it.text() == "QUYẾT ĐỊNH:").unwrap();
    let grounds: Vec<&Line> = sheets.contents().skip(from).take(to - from).collect();
    for line in &grounds {
        gauge.letters("Căn cứ ban hành", line, (13.0, 14.0), "italic", false);
    }
    let begins = |it: &Line| (it.left - 42.7).abs() < SAME;
    for (at, line) in grounds.iter().enumerate() {
        let ends = grounds.get(at + 1).is_none_or(|it| begins(it));
        let mark = if at + 1 == grounds.len() { '.' } else { ';' };
        if ends {
            gauge.note("Mỗi căn cứ một dòng, dấu cuối", format!("{mark}"), line.text(), line.text().ends_with(mark));
        }
    }
    for line in sheets.contents().filter(|it| it.text().starts_with("Điều ") && it.pieces[0].face.ends_with("-Bold")) {
        let name: String = line.pieces.iter().take_while(|it| it.face.ends_with("-Bold")).map(|it| it.text.as_str()).collect();
        let holds = begins(line) && name.trim_end().ends_with('.') && line.size() == 14.0;
        gauge.note("Điều", "đậm, lùi 10 hoặc 12,7 mm, cỡ nội dung", format!("{name}{:.2} mm, {} pt", line.left - 30.0, line.size()), holds);
    }
    for line in sheets.contents().filter(|it| begins(it) && it.text().starts_with(|it: char| it.is_ascii_digit())) {
        gauge.letters("Khoản", line, (13.0, 14.0), "regular", false);
    }
}

/// An annex: its head, its own page numbers; a table on sheets that lie between others (annexes; I.1).
fn annexes(table: &mut Vec<Measure>) {
    let sheets = Sheets::read(&documents::invitation::pdf(&samples::invitation()).unwrap());
    annex(&mut Gauge { paper: "invitation, phụ lục", table }, &sheets, "Phụ lục", 112.5);
    let columns = (1..=9).map(|it| column(format!("Cột {it}"), 1, Align::Centre)).collect::<Vec<_>>();
    let rows = (0..60).map(|row| Row::Cells((1..=9).map(|it| format!("{row}.{it}").into()).collect())).collect::<Vec<_>>();
    let wide = Table { columns, rows, look: TableLook::Ruled };
    let heading = Annex {
        name: "Phụ lục I".into(),
        title: "Số liệu chi tiết".into(),
        belongs_to: Some("(Kèm theo Báo cáo số 05/BC-UBND)".into()),
        orientation: Orientation::Landscape,
    };
    let blocks =
        vec![paragraph("Trước bảng."), Block::Turned(wide.clone()), paragraph("Sau bảng."), Block::Annex(heading), Block::Table(wide)];
    let sheets = Sheets::read(&paper(blocks).pdf().unwrap());
    let mut gauge = Gauge { paper: "trang ngang, phụ lục", table };
    annex(&mut gauge, &sheets, "Phụ lục I", 156.0);
    let begin = sheets.line("Phụ lục I").page;
    for page in 1..=sheets.pages() {
        let (width, height) = sheets.sizes[page - 1];
        let lying = width > height;
        gauge.note("Khổ giấy A4", "210 × 297 mm, đứng hoặc ngang", format!("{width:.1} × {height:.1} mm"), {
            (width.min(height) - 210.0).abs() < SAME && (width.max(height) - 297.0).abs() < SAME
        });
        let own = || sheets.contents().filter(|it| it.page == page);
        let rules = || sheets.rules.iter().filter(|it| it.page == page && !it.margin);
        let left = own().map(|it| it.left).chain(rules().map(|it| it.from.0.min(it.to.0))).fold(f32::MAX, f32::min);
        let right = own().map(|it| it.right).chain(rules().map(|it| it.from.0.max(it.to.0))).fold(0.0, f32::max);
        let top = own()
            .map(|it| it.baseline - it.size() * ASCENDER / MM)
            .chain(rules().map(|it| it.from.1.min(it.to.1)))
            .fold(f32::MAX, f32::min);
        let bottom =
            own().map(|it| it.baseline + it.size() * DESCENDER / MM).chain(rules().map(|it| it.from.1.max(it.to.1))).fold(0.0, f32::max);
        if lying {
            gauge.between("Lề trái, trang ngang", (30.0, 35.0), left, "mm");
            gauge.between("Lề phải, trang ngang", (15.0, 20.0), width - right, "mm");
            gauge.between("Lề trên, trang ngang", (20.0, 25.0), top, "mm");
            gauge.note("Lề dưới, trang ngang", "≥ 20 mm", format!("{:.2} mm", height - bottom), height - bottom >= 19.95);
        }
        let wanted = if page < begin { page } else { page - begin + 1 };
        let shown = sheets.lines.iter().find(|it| it.margin && it.page == page);
        let text = shown.map_or_else(String::new, Line::text);
        let holds = if wanted == 1 { shown.is_none() } else { text == wanted.to_string() };
        gauge.note("Số trang, phụ lục đánh riêng", if wanted == 1 { "không có".to_owned() } else { wanted.to_string() }, text, holds);
        if let Some(line) = shown {
            gauge.letters("Số trang", line, (13.0, 14.0), "regular", false);
            gauge.same("Số trang giữa lề trên", (30.0 + width - 15.0) / 2.0, line.middle());
        }
    }
    let heads = sheets.contents().filter(|it| it.text() == "Cột 1").count();
    let lying = sheets.sizes.iter().filter(|it| it.0 > it.1).count();
    gauge.note("Đầu bảng lặp lại mỗi trang", lying.to_string(), heads.to_string(), heads == lying);
}

fn annex(gauge: &mut Gauge<'_>, sheets: &Sheets, name: &str, middle: f32) {
    let at = sheets.contents().position(|it| it.text() == name).unwrap();
    let lines: Vec<&Line> = sheets.contents().skip(at).take(3).collect();
    gauge.letters("Phụ lục", lines[0], (14.0, 14.0), "bold", false);
    gauge.letters("Tiêu đề phụ lục", lines[1], (13.0, 14.0), "bold", true);
    gauge.letters("Phụ lục kèm theo", lines[2], (13.0, 14.0), "italic", false);
    for line in lines {
        gauge.same("Đầu phụ lục giữa trang", middle, line.middle());
    }
    let first = sheets.contents().filter(|it| it.page == sheets.line(name).page).map(|it| it.baseline).fold(f32::MAX, f32::min);
    gauge.same("Phụ lục bắt đầu trang mới", first, sheets.line(name).baseline);
}

/// The rows of Phụ lục I as domain.md 10 lists them: which measures show each, or why none of our papers has it.
const ROWS: &[(&str, &[&str])] = &[
    ("Khổ giấy, lề", &["Khổ giấy A4", "Lề trái", "Lề phải", "Lề trên, trang cao nhất", "Lề trên, trang thấp nhất", "Lề dưới"]),
    ("Trang ngang", &["Lề trái, trang ngang", "Lề phải, trang ngang", "Lề trên, trang ngang", "Lề dưới, trang ngang"]),
    ("Quốc hiệu (1)", &["Quốc hiệu", "Quốc hiệu ở nửa phải"]),
    ("Tiêu ngữ (1)", &["Tiêu ngữ", "Tiêu ngữ dưới giữa Quốc hiệu", "Đường kẻ dưới Tiêu ngữ", "Dòng đơn Quốc hiệu – Tiêu ngữ"]),
    ("Tên cơ quan chủ quản (2)", &["Cơ quan chủ quản", "Tên cơ quan ở nửa trái"]),
    ("Tên cơ quan ban hành (2)", &["Cơ quan ban hành", "Tên cơ quan cùng một trục", "Đường kẻ dưới tên cơ quan"]),
    ("Số, ký hiệu (3)", &["Số, ký hiệu", "Số dưới giữa tên cơ quan"]),
    ("Địa danh, thời gian (4)", &["Địa danh, thời gian", "Số và địa danh cùng dòng", "Địa danh dưới giữa Tiêu ngữ"]),
    ("Tên loại (5a)", &["Tên loại", "Tên loại giữa trang"]),
    ("Trích yếu (5a)", &["Trích yếu", "Trích yếu giữa trang", "Đường kẻ dưới trích yếu"]),
    ("Trích yếu công văn (5b)", &["Trích yếu công văn", "Trích yếu công văn dưới giữa số", "Cách dòng số 6 pt"]),
    ("Căn cứ (6)", &["Căn cứ ban hành", "Mỗi căn cứ một dòng, dấu cuối"]),
    ("Nội dung (6)", &["Cỡ chữ nội dung", "Lùi dòng đầu", "Căn đều hai lề", "Giãn dòng", "Cách đoạn", "Nội dung màu đen"]),
    ("I. TIÊU ĐỀ", &["Phần I., II. …"]),
    ("Điều", &["Điều"]),
    ("Khoản, Điểm", &["Khoản"]),
    ("Quyền hạn, chức vụ người ký (7a)", &["Quyền hạn, chức vụ", "Người ký ở nửa phải"]),
    ("Họ tên người ký (7b)", &["Họ tên người ký", "Chức vụ và họ tên cùng trục"]),
    ("Kính gửi (9a)", &["Kính gửi", "Nơi được kính gửi"]),
    ("Nơi nhận (9b)", &["Nơi nhận", "Nơi nhận sát lề trái", "Nơi nhận ngang chức vụ"]),
    ("Danh sách nơi nhận (9b)", &["Danh sách nơi nhận", "Dòng cuối nơi nhận"]),
    ("Phụ lục", &["Phụ lục", "Tiêu đề phụ lục", "Phụ lục kèm theo", "Đầu phụ lục giữa trang", "Số trang, phụ lục đánh riêng"]),
    ("Số trang", &["Số trang", "Số trang giữa lề trên", "Số trang trong lề trên", "Số trang, trang 1"]),
    // Not printed by any paper of this program: Phần and Chương, Mục and Tiểu mục (papers with articles have no such levels); pictures of personal
    // signatures (7c) and seals (8), and the text of an organisation's signature on an annex kept apart (an office's own signing program puts them
    // on); degrees of urgency (10b), the writer's sign (12), address lines (13), which no paper of these procedures needs.
];

#[test]
fn every_paper_keeps_the_measures_of_the_decree() {
    let mut table = Vec::new();
    for sample in samples::every().iter().chain(&samples::longest()) {
        measure(sample, &mut table);
    }
    letter(&mut table);
    let report = Sheets::read(&documents::self_criticism::pdf(&samples::self_criticism()).unwrap());
    addressees(&mut Gauge { paper: "self_criticism", table: &mut table }, &report);
    articles("decision", &samples::decision(), &mut table);
    articles("decision, thay thế", &replacement(), &mut table);
    annexes(&mut table);
    println!("{:<24} {:<34} {:<34} Đo được", "Văn bản", "Thành phần", "Quy định");
    for it in &table {
        println!("{:<24} {:<34} {:<34} {:<34} {}", it.paper, it.part, it.limit, it.found, if it.holds { "" } else { "SAI" });
    }
    println!("{} phép đo", table.len());
    let wrong: Vec<String> =
        table.iter().filter(|it| !it.holds).map(|it| format!("{}: {}: {} ({})", it.paper, it.part, it.found, it.limit)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (row, parts) in ROWS {
        for part in *parts {
            let count = table.iter().filter(|it| it.part == *part).count();
            println!("{row:<36} {part:<36} {count} phép đo");
            assert!(count > 0, "{row}: {part} is measured nowhere");
        }
    }
    assert!(table.len() > 400, "the table is not empty: {}", table.len());
}

/// A decision that puts one value in the place of another, in numbered points.
fn replacement() -> documents::decision::Decision {
    let value = documents::decision::Replaced {
        what: "kết quả".into(),
        whose: "Ủy ban nhân dân xã Cẩm Văn".into(),
        before: "55,22 điểm; Không hoàn thành".into(),
        after: "70,22 điểm; Hoàn thành".into(),
    };
    let matter = documents::decision::Matter::Replacement(value);
    documents::decision::Decision { matter, reason: "kiến nghị của đơn vị được chấp nhận".into(), ..samples::decision() }
}

#[test]
fn the_head_stands_where_it_was_measured_on_a_signed_decision() {
    let sheets = Sheets::read(&documents::minutes::pdf(&samples::minutes()).unwrap());
    let (own, state) = (sheets.line("ỦY BAN NHÂN DÂN"), sheets.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    assert!((own.middle() - 60.0).abs() < 0.5, "{}", own.middle());
    assert!((state.middle() - 141.7).abs() < 2.5, "{}", state.middle());
}
