//! The content of a sheet as it is frozen: everything a signature stands for, as canonical JSON (RFC 8785). A change of a name, a
//! title or a rule set afterwards changes nothing in it.

use crate::template::{TemplateKind, Wording, Words};
use crate::{FigureValue, Frequency};
use serde::{Deserialize, Serialize};

/// The name of the format, kept in the content itself.
pub const FORMAT: &str = "camket-commitment-1";

/// The content of a sheet. Values are written as packages write them: `98.5`, `2023-01-31`, `yes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetContent {
    /// The format's name.
    pub format: String,
    /// The campaign.
    pub campaign: CampaignPart,
    /// The unit.
    pub unit: UnitPart,
    /// The head who promises.
    pub head: HeadPart,
    /// To whom the promise is made.
    pub authority: AuthorityPart,
    /// The rule set by which the year is assessed.
    pub rule_set: RuleSetPart,
    /// The targets, in the rule set's order.
    pub targets: Vec<TargetPart>,
    /// The key tasks, in order.
    pub tasks: Vec<TaskPart>,
    /// The reporting regime, one sentence an item.
    pub reporting: Vec<String>,
    /// The seal of the unit's rules (`crate::seal`); none before the content is agreed, and in contents frozen without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// The authority's own wording of the sheet; contents frozen without one say what the program says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    /// How many copies are made of a sheet that is to be signed by hand; none of one that exists only electronically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<Copies>,
}

/// How many copies of a sheet are made on paper and how many each side keeps (`domain.md` 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// Copies made.
    pub made: u8,
    /// Copies for each side.
    pub each: u8,
}

impl Copies {
    /// The most that each side can be given.
    pub const MOST: u8 = 3;

    /// The copies of both sides, by how many each keeps; none where that is nothing, or too many.
    pub fn of_each(each: u8) -> Option<Self> {
        (1..=Self::MOST).contains(&each).then_some(Self { made: 2 * each, each })
    }

    /// How a sheet is made up, as its last sentence says it.
    pub fn in_words(copies: Option<Self>) -> String {
        match copies {
            Some(it) => format!("được lập thành {:02} bản, mỗi bên giữ {:02} bản", it.made, it.each),
            None => "được lập dưới dạng điện tử".to_owned(),
        }
    }
}

/// The campaign in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignPart {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its first day, `YYYY-MM-DD`.
    pub starts_on: String,
    /// Its last day.
    pub ends_on: String,
}

/// The unit in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitPart {
    /// Its official code in the campaign.
    pub code: String,
    /// Its name as papers print it.
    pub name: String,
}

/// The head of the unit in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadPart {
    /// The person's name.
    pub name: String,
    /// The post.
    pub post: String,
}

/// The authority in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityPart {
    /// Its name.
    pub name: String,
    /// The name of its head.
    pub head: String,
    /// The post of its head: to whom the promise is made.
    pub post: String,
}

/// The rule set in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetPart {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its SHA-256.
    pub sha256: String,
    /// What it rests on, one ground a line or between semicolons; contents frozen without it have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

/// A target in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetPart {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The unit of measure.
    pub unit: String,
    /// `higher`, `lower`, `earlier`, `yes` or `range`.
    pub direction: String,
    /// Its weight, points of 100, as a plain decimal.
    pub weight: String,
    /// Last year's result, where the unit had one.
    pub last_year: Option<String>,
    /// The value that all units of the group are asked for.
    pub common: String,
    /// The upper bound of the range that all units are asked for; contents without ranges have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_to: Option<String>,
    /// The value committed to; the lower bound of a range.
    pub value: String,
    /// The upper bound of the range committed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_to: Option<String>,
    /// What is to be reached by the end of periods on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<PeriodPart>,
    /// The note beside it.
    pub note: String,
}

/// What is to be reached by the end of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodPart {
    /// The period's label.
    pub period: String,
    /// The value; the lower bound of a range.
    pub value: String,
    /// The upper bound of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_to: Option<String>,
}

/// A key task in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskPart {
    /// What is to be done.
    pub title: String,
    /// The result expected.
    pub expected_result: String,
    /// Who answers for it.
    pub person: String,
    /// Until when, `YYYY-MM-DD`.
    pub due_on: String,
}

impl SheetContent {
    /// The canonical JSON: the same content gives the same bytes.
    pub fn canonical(&self) -> String {
        // Texts and one small integer always have a canonical form.
        let json = serde_json::to_string(self).unwrap_or_default();
        crate::canonical::canonical_form(&json).unwrap_or_default()
    }

    /// The content in words, a line an item: what is read before signing. Vietnamese, as every legal text.
    pub fn lines(&self) -> Vec<String> {
        let words = self.words();
        let said = |passage: &str| words.lines(passage).iter().map(crate::template::Line::words).collect::<Vec<_>>();
        let bases = said("bases").into_iter().map(|it| it.trim_end_matches(['.', ';', ',']).to_owned());
        let grounds: Vec<String> = self.grounds().into_iter().chain(bases).collect();
        let mut lines = vec![
            format!("Bản cam kết thực hiện các chỉ tiêu, nhiệm vụ cải cách hành chính năm {}", self.campaign.year),
            format!("{}.", grounds.join("; ")),
        ];
        lines.extend(said("person").into_iter().chain(said("promise")));
        lines.extend([String::new(), "I. Chỉ tiêu cam kết".to_owned()]);
        let numbered = |place: usize| place + 1;
        lines.extend(self.targets.iter().enumerate().map(|(place, it)| {
            let last = it.last_year.as_deref().map(|it| format!(" (kết quả năm trước: {})", shown(it))).unwrap_or_default();
            let note = if it.note.is_empty() { String::new() } else { format!(" – {}", it.note) };
            let periods = it.promised_by_period().map(|it| format!("; {it}")).unwrap_or_default();
            format!("{}. {}: {}{periods}{last}{note}", numbered(place), it.title, it.promised())
        }));
        lines.extend([String::new(), "II. Nhiệm vụ trọng tâm".to_owned()]);
        if self.tasks.is_empty() {
            lines.extend(said("no_tasks"));
        }
        lines.extend(self.tasks.iter().enumerate().map(|(place, it)| {
            format!(
                "{}. {}. Kết quả cần đạt: {}; người chịu trách nhiệm: {}; thời hạn: {}.",
                numbered(place),
                it.title,
                it.expected_result,
                it.person,
                shown(&it.due_on)
            )
        }));
        lines.extend([String::new(), "III. Chế độ báo cáo".to_owned()]);
        lines.extend(self.reporting.iter().enumerate().map(|(place, it)| format!("{}. {it}.", numbered(place))));
        lines.extend([String::new(), "IV. Trách nhiệm".to_owned()]);
        lines.extend(said("duty").iter().enumerate().map(|(place, it)| format!("{}. {it}", numbered(place))));
        lines.extend(said("ending"));
        lines.extend(self.seal.iter().map(|it| format!("\nNiêm phong bộ chỉ tiêu, miễn áp dụng và mức riêng của đơn vị (SHA-256): {it}")));
        lines
    }

    /// The words of the sheet with its values.
    pub fn words(&self) -> Words<'_> {
        let values = vec![
            ("ho_ten", self.head.name.clone()),
            ("chuc_vu", self.head.post.clone()),
            ("don_vi", self.unit.name.clone()),
            ("cap_tren", self.authority.post.clone()),
            ("co_quan_cap_tren", self.authority.name.clone()),
            ("nam", self.campaign.year.to_string()),
            ("the_thuc", Copies::in_words(self.copies)),
        ];
        Words::new(TemplateKind::Commitment, self.wording.as_ref(), values)
    }

    /// The grounds, each `Căn cứ …` without its stop: what the rule set rests on, then the rule set.
    pub fn grounds(&self) -> Vec<String> {
        let basis = self.rule_set.basis.split([';', '\n']).chain([self.rule_set.title.as_str()]);
        let named = basis.map(|it| it.trim().trim_end_matches('.')).filter(|it| !it.is_empty());
        named.map(|it| if it.starts_with("Căn cứ") { it.to_owned() } else { format!("Căn cứ {it}") }).collect()
    }

    /// Reads a frozen content back; none where it is not one.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|it: &Self| it.format == FORMAT)
    }
}

impl TargetPart {
    /// The promised value with its direction and unit of measure, in words: `từ 98% trở lên`.
    pub fn promised(&self) -> String {
        self.in_words(&self.value, self.value_to.as_deref())
    }

    /// The goals on the way in words: `quý I từ 45% trở lên; quý II …`; none where there are none.
    pub fn promised_by_period(&self) -> Option<String> {
        let name = |label: &str| label.parse::<crate::Period>().map_or_else(|_| label.to_owned(), |it| it.name_vi_within());
        let goal = |it: &PeriodPart| format!("đến hết {}: {}", name(&it.period), self.in_words(&it.value, it.value_to.as_deref()));
        let goals: Vec<String> = self.periods.iter().map(goal).collect();
        (!goals.is_empty()).then(|| goals.join("; "))
    }

    fn in_words(&self, value: &str, to: Option<&str>) -> String {
        let zero = FigureValue::from_plain(value).and_then(FigureValue::amount).is_some_and(|it| it.0 == 0);
        let percent = |text: &str| if self.unit == "%" { format!("{}%", shown(text)) } else { shown(text) };
        let value = percent(value);
        let measure = if self.unit.is_empty() || self.unit == "%" || !self.counts() { String::new() } else { format!(" {}", self.unit) };
        match self.direction.as_str() {
            "higher" => format!("từ {value}{measure} trở lên"),
            "lower" if zero => format!("{value}{measure}"),
            "lower" => format!("không quá {value}{measure}"),
            "earlier" => format!("chậm nhất {value}"),
            "range" => format!("từ {value} đến {}{measure}", to.map(percent).unwrap_or_default()),
            _ => format!("{value}{measure}"),
        }
    }

    /// Whether nothing at all is promised: `0 hồ sơ` reads better than `không quá 0 hồ sơ`.
    pub fn is_zero(&self) -> bool {
        FigureValue::from_plain(&self.value).and_then(FigureValue::amount).is_some_and(|it| it.0 == 0)
    }

    fn counts(&self) -> bool {
        FigureValue::from_plain(&self.value).is_some_and(|it| it.amount().is_some())
    }
}

/// A plain value as people read it: `98,5`, `31/01/2023`, `có`; another text as it is.
pub fn shown(plain: &str) -> String {
    FigureValue::from_plain(plain).map_or_else(|| plain.to_owned(), |it| it.to_string())
}

/// The sentences of the reporting regime: periods and deadlines as the campaign sets them (`domain.md` 4.2).
/// The periods are the program's words: it keeps those deadlines. What the office asks for besides is its own (`further`).
pub fn reporting_regime(year: i32, frequencies: &[Frequency], submit_within_working_days: u8, further: Vec<String>) -> Vec<String> {
    let within = format!("gửi trong {submit_within_working_days:02} ngày làm việc kể từ ngày kết thúc kỳ");
    let mut lines = Vec::new();
    if frequencies.contains(&Frequency::Month) {
        lines.push(format!("Báo cáo số liệu hằng tháng, kỳ số liệu tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo; {within}"));
    }
    if frequencies.contains(&Frequency::Quarter) {
        lines.push(format!("Báo cáo số liệu hằng quý, kỳ số liệu kết thúc vào ngày 14 tháng cuối quý; {within}"));
    }
    if frequencies.contains(&Frequency::HalfYear) {
        lines.push(format!("Báo cáo số liệu 6 tháng, kỳ số liệu kết thúc vào ngày 14 tháng 6 và ngày 14 tháng 12; {within}"));
    }
    lines.push(format!(
        "Báo cáo kết quả năm {year}, kỳ số liệu tính từ ngày 15 tháng 12 năm {} đến ngày 14 tháng 12 năm {year}; {within}",
        year - 1
    ));
    lines.extend(further);
    lines
}

/// A title or name as papers print it: `UBND` and `HĐND` in words.
pub fn office_in_words(text: &str) -> String {
    text.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
}
