//! Pure functions of pages and parts of pages, asked from outside: tests inside the crate would build all of it once more.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![recursion_limit = "512"]

mod share_bar {
    use app::components::ShareBar;
    use app::components::share_bar::percent;
    use leptos::prelude::*;

    #[test]
    fn a_share_is_a_length_between_nothing_and_all() {
        assert_eq!(percent(9_850, 10_000), "98.50%");
        assert_eq!(percent(-1, 10_000), "0.00%");
        assert_eq!(percent(20_000, 10_000), "100.00%");
        assert_eq!(percent(i64::MAX, i64::MAX), "100.00%");
        assert_eq!(percent(1, 0), "100.00%");
    }

    #[test]
    fn a_share_above_the_whole_moves_the_tick() {
        let html = view! { <ShareBar share_e4=20_000 target_e4=10_000 text="200%"/> }.to_html();
        assert!(html.contains("50.00%"), "{html}");
    }
}

mod field {
    use app::components::{Field, FieldKind};
    use leptos::prelude::*;

    #[test]
    fn what_was_typed_comes_back_escaped_with_its_error() {
        let html = view! {
            <Field name="value" label="Số hồ sơ" value="\"><script>" hint="Ví dụ: 1.250,5".to_owned() unit="hồ sơ".to_owned()
                kind=FieldKind::Number error="Không phải là số.".to_owned()/>
        }
        .to_html();
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("aria-describedby=\"value-hint value-error value-unit\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\""));
        assert!(html.contains("Không phải là số."));
    }

    #[test]
    fn a_password_never_comes_back() {
        let html = view! { <Field name="password" label="Mật khẩu" value="bí mật" kind=FieldKind::Password/> }.to_html();
        assert!(!html.contains("bí mật"), "{html}");
    }
}

mod select {
    use app::components::{Choice, Select};
    use leptos::prelude::*;

    #[test]
    fn the_chosen_one_is_selected() {
        let choices = vec![Choice::new("1", "Xã Cao An"), Choice::new("2", "Xã Cẩm Đoài")];
        let html = view! { <Select name="unit" label="Đơn vị" choices value="2"/> }.to_html();
        assert!(html.contains("<option value=\"2\" selected"), "{html}");
        assert_eq!(html.matches("selected").count(), 1);
    }
}

mod trend {
    use app::components::TrendPoint;
    use app::components::trend::{Labelled, Scale, across};

    #[test]
    fn every_value_lies_inside_the_drawing() {
        let scale = Scale::of([9_000, 9_850, 9_500].into_iter());
        assert_eq!(scale.height(9_850), "14.00%");
        assert_eq!(Scale { low: 0, high: 10 }.height(0), "86.00%");
    }

    #[test]
    fn the_target_is_written_where_there_is_room() {
        let point = |value_e4| TrendPoint { short: String::new(), period: String::new(), value_e4, text: String::new() };
        assert_eq!(Labelled::of(&[point(Some(10)), point(None)]).room_for(20), ("100%", "end", "-8"));
        assert_eq!(Labelled::of(&[point(Some(50)), point(Some(21))]).room_for(20), ("0", "start", "18"));
        assert_eq!(Labelled::of(&[]).first, None);
    }

    #[test]
    fn no_value_and_equal_values_do_not_divide_by_nothing() {
        assert_eq!(Scale::of([].into_iter()), Scale { low: 0, high: 1 });
        let _ = Scale::of([0].into_iter()).height(0);
        let _ = Scale::of([5, 5].into_iter()).height(5);
        let _ = Scale::of([i64::MIN, i64::MAX].into_iter()).height(0);
        assert_eq!(across(0, 1), "50.00%");
    }
}

mod text_area {
    use app::components::TextArea;
    use leptos::prelude::*;

    #[test]
    fn a_text_cannot_leave_its_box() {
        let html = view! { <TextArea name="cause" label="Nguyên nhân" value="</textarea><script>alert(1)</script> &lt;"/> }.to_html();
        assert!(html.contains("\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</textarea>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1);
        assert!(!html.contains("<script>"));
    }

    #[test]
    fn a_first_empty_line_survives() {
        let html = view! { <TextArea name="cause" label="Nguyên nhân" value="\nmột"/> }.to_html();
        assert!(html.contains(">\n\nmột</textarea>"), "{html}");
    }

    #[test]
    fn the_label_cannot_leave_its_place_either() {
        let html = view! { <TextArea name="a" label="<b>" hint="\"<i>".to_owned() error="<u>".to_owned()/> }.to_html();
        assert!(!html.contains("<b>") && !html.contains("<i>") && !html.contains("<u>"), "{html}");
    }
}

mod told {
    use app::told::{sentence, words};
    use domain::Event;
    use services::log::Told;

    fn told(event: Event, before: &str, after: &str, reason: &str) -> String {
        sentence(&Told {
            at: 0,
            person: Some("Lê Văn Thanh".to_owned()),
            event: event.key().to_owned(),
            subject: String::new(),
            subject_id: 1,
            unit: Some("Xã Cao An".to_owned()),
            before: before.to_owned(),
            after: after.to_owned(),
            reason: reason.to_owned(),
            origin: String::new(),
        })
    }

    #[test]
    fn an_act_is_a_sentence_with_its_old_and_new_value_and_its_reason() {
        assert_eq!(
            told(Event::FigureAdjusted, "1.250", "1.249", "Đếm trùng một hồ sơ"),
            "Lê Văn Thanh điều chỉnh số liệu từ 1.250 thành 1.249. Lý do: Đếm trùng một hồ sơ"
        );
        assert_eq!(
            told(Event::RemedyClosed, "reported", "closed", "Đã kiểm tra"),
            "Lê Văn Thanh xác nhận biện pháp khắc phục: từ “Báo cáo đã xong, chờ xác nhận” thành “Đã khắc phục”. Nội dung: Đã kiểm tra"
        );
        assert_eq!(
            told(Event::RoleGranted, "", "focal_officer · Xã Cao An", ""),
            "Lê Văn Thanh giao vai trò: Cán bộ đầu mối CCHC · Xã Cao An."
        );
        assert_eq!(told(Event::MinutesSigned, "", "chair 0123456789abcdef", ""), "Lê Văn Thanh ký biên bản với tư cách chủ trì.");
    }

    #[test]
    fn no_value_of_the_log_is_a_bare_code() {
        for (event, text) in [
            (Event::ConsequenceRecorded, "personnel_move"),
            (Event::SheetWithdrawn, "head_signed"),
            (Event::StageMoved, "commit: 01/01/2023 – 31/03/2023"),
            (Event::SupportRecorded, "equipment: 07 máy tính"),
            (Event::SuccessionRecorded, "merge · Xã Phúc Điền"),
            (Event::CampaignChanged, "Cam kết · failing_only · 2"),
            (Event::HolidayAdded, "02/09/2023 · off · Quốc khánh"),
            (Event::ReviewReportSubmitted, "personal abcdef"),
            (Event::GradeFactStated, "disciplined_for_duty: unknown"),
            (Event::GradeRuleChosen, "nd90_leader"),
        ] {
            let said = words(event, text);
            let codes = [
                "personnel_move",
                "head_signed",
                "commit:",
                "equipment",
                "merge",
                "failing_only",
                " off ",
                "personal",
                "disciplined",
                "unknown",
                "nd90",
            ];
            assert!(codes.iter().all(|it| !said.contains(it)), "{said}");
        }
    }
}

mod exports {
    use app::exports::csv;

    #[test]
    fn no_cell_is_run_as_a_formula_and_numbers_stay_numbers() {
        let bytes = csv(&[vec!["=1+1".into(), "-3,5".into(), "@x".into(), "Xã \"A\"; B".into(), "- gạch".into()]]);
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}'=1+1;\"-3,5\";'@x;\"Xã \"\"A\"\"; B\";'- gạch\r\n");
    }
}

mod urls {
    use app::urls::{HOME, local_or_home};

    #[test]
    fn no_address_leads_to_another_site() {
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nX: y"] {
            assert_eq!(local_or_home(bad), HOME, "{bad:?}");
        }
        assert_eq!(local_or_home("/so-lieu/12/2026-M03"), "/so-lieu/12/2026-M03");
    }
}

mod framed {
    use app::tested::about;
    use domain::{CaseId, CommitmentId};
    use services::frame::{About, Thing};

    #[test]
    fn a_page_stands_in_the_campaign_that_it_is_about() {
        let of = |here: &str| about(here, None);
        assert_eq!(of("/dot/cchc-2022/danh-gia"), About::Campaign("cchc-2022".to_owned()));
        assert_eq!(of("/cam-ket/7/ky"), About::Thing(Thing::Sheet(CommitmentId(7))));
        assert_eq!(of("/kiem-diem/3/bao-cao"), About::Thing(Thing::Case(CaseId(3))));
        assert_eq!(of("/so-lieu/12/2022-M03"), About::Year(2022));
        assert_eq!(about("/so-lieu/12/2022-M03", Some("thu".to_owned())), About::Campaign("thu".to_owned()));
        for here in ["/", "/dot", "/to-chuc", "/cam-ket/x"] {
            assert_eq!(of(here), About::Nothing, "{here}");
        }
    }
}

mod ambition {
    use app::tested::ambition::{findings, reason};
    use domain::FigureValue;
    use domain::Quantity;
    use domain::ambition::{Ambition, AmbitionReason};
    use domain::ambition::{Judgement, Numbers};
    use services::commitment::Judged;
    use time::macros::date;

    fn judged(title: &str, unit: &str, reason: AmbitionReason, proposed: FigureValue, last: FigureValue) -> Judged {
        let numbers = Numbers { proposed, last: Some(last), median: None, upper: None, best: None, minimum: None };
        let judgement = Judgement { ambition: Ambition::Soft, reason, numbers };
        Judged { code: title.to_owned(), title: title.to_owned(), unit: unit.to_owned(), judgement }
    }

    fn percent(it: i64) -> FigureValue {
        FigureValue::Amount(Quantity(it))
    }

    #[test]
    fn values_of_one_reason_are_one_sentence_and_a_day_says_how_it_is_compared() {
        let why = AmbitionReason::BelowLastYear;
        let day =
            judged("Ban hành kế hoạch", "ngày", why, FigureValue::Date(date!(2023 - 06 - 30)), FigureValue::Date(date!(2022 - 06 - 25)));
        let all = [judged("Đúng hạn", "%", why, percent(980_000), percent(985_000)), day.clone()];
        assert_eq!(
            findings(&all),
            ["Thấp vì kém kết quả năm trước của chính đơn vị: Đúng hạn (cam kết 98%, so với 98,5%); \
              Ban hành kế hoạch (cam kết 30/06/2023, so với 25/06/2022, theo ngày và tháng)."]
        );
        assert_eq!(reason(&day), "Hạn cam kết 30/06/2023 muộn hơn ngày đơn vị hoàn thành năm trước (25/06/2022), so theo ngày và tháng.");
    }
}

mod sentence {
    use app::tested::sentence::Said;
    use domain::Frequency;
    use domain::catalogue::UsedVariable;
    use domain::drafting::{RuleDraft, TargetDraft, clauses, example};

    fn late() -> UsedVariable {
        let variable = domain::catalogue::Variable {
            id: domain::VariableId(1),
            code: "late".into(),
            title: "Hồ sơ quá hạn".into(),
            unit_of_measure: "hồ sơ".into(),
            kind: domain::ValueKind::Amount,
            limit_code: String::new(),
            owner_area: String::new(),
            cumulative: false,
            counted: true,
            definition: String::new(),
            legal_basis: String::new(),
            source: String::new(),
            revision: 1,
        };
        UsedVariable { variable, frequency: Frequency::Month, evidence_required: false }
    }

    /// The sentences of a target of ten points.
    fn said(it: TargetDraft, family: &str) -> Vec<String> {
        let it = TargetDraft { code: "C01".into(), title: "x".into(), area: "x".into(), weight: "10".into(), ..it }.settled();
        let target = example(&it).unwrap().target;
        let said = Said { target: &target, variables: &[late()] };
        clauses(&target, family).iter().map(|it| said.sentence(it)).collect()
    }

    fn share(rule: &str) -> TargetDraft {
        TargetDraft {
            kind: "ratio".into(),
            terms: "received − late".into(),
            base: "received".into(),
            unit: "%".into(),
            direction: "higher".into(),
            target: "90".into(),
            rule: rule.into(),
            ..TargetDraft::default()
        }
    }

    fn count(rule: &str) -> TargetDraft {
        TargetDraft {
            kind: "sum".into(),
            terms: "late".into(),
            unit: "hồ sơ".into(),
            direction: "lower".into(),
            target: "0".into(),
            rule: rule.into(),
            ..TargetDraft::default()
        }
    }

    #[test]
    fn rules_are_said_in_whole_sentences() {
        let steps = TargetDraft { steps: "90: 100%; 80: 70%".into(), gate: "89".into(), ..share("steps") };
        assert_eq!(
            said(steps, "all_targets"),
            [
                "Đạt khi kết quả từ 90% trở lên.",
                "Từ 90% trở lên được cả 10 điểm; từ 80% đến dưới 90% được 7 điểm; dưới 80% không có điểm.",
                "Mẫu số bằng 0 thì không áp dụng chỉ tiêu cho đơn vị.",
                "Không đạt thì điểm của đơn vị không quá 89.",
                "Không đạt chỉ tiêu này thì đơn vị không hoàn thành, vì bộ này đòi đạt mọi chỉ tiêu.",
            ]
        );
        let deduct = TargetDraft { penalty: "5%".into(), mandatory: true, can_exceed: true, ..count("deduct") };
        assert_eq!(
            said(deduct, "score_and_gates"),
            [
                "Đạt khi kết quả không quá 0 hồ sơ.",
                "Mỗi hồ sơ quá hạn trừ 0,5 điểm trong 10 điểm; từ 20 hồ sơ trở lên không còn điểm.",
                "Vượt khi kết quả tốt hơn mức phải đạt.",
                "Chỉ tiêu bắt buộc: không đạt thì đơn vị không hoàn thành, dù tổng điểm bao nhiêu.",
            ]
        );
        let rest = |it: TargetDraft| said(it, "weighted_score").remove(1);
        assert_eq!(
            rest(TargetDraft { penalty: "3%".into(), ..count("deduct") }),
            "Mỗi hồ sơ quá hạn trừ 0,3 điểm trong 10 điểm, thấp nhất là 0 điểm."
        );
        assert_eq!(
            rest(share("proportional")),
            "Đạt thì được cả 10 điểm; chưa đạt thì được điểm theo tỷ lệ giữa kết quả và 90%, ví dụ 45% được 5 điểm."
        );
        assert_eq!(
            rest(TargetDraft { target: "2".into(), ..count("proportional") }),
            "Đạt thì được cả 10 điểm; chưa đạt thì được điểm theo tỷ lệ giữa 2 hồ sơ và kết quả, ví dụ 4 hồ sơ được 5 điểm."
        );
        assert_eq!(
            rest(TargetDraft { floor: "50".into(), ..share("floor_then_proportional") }),
            "Dưới 50% không có điểm; từ 50% được điểm theo tỷ lệ giữa kết quả và 90%; đạt thì được cả 10 điểm."
        );
        assert_eq!(
            rest(TargetDraft { full_at: "80".into(), ..share("threshold_proportional") }),
            "Từ 80% trở lên được cả 10 điểm; thấp hơn thì được điểm theo tỷ lệ với 80%, ví dụ 40% được 5 điểm."
        );
        assert_eq!(rest(count("binary")), "Đạt thì được cả 10 điểm; không đạt thì không có điểm.");
    }

    #[test]
    fn days_and_points_by_hand_are_said_too() {
        let day = TargetDraft {
            kind: "date".into(),
            terms: "plan".into(),
            unit: "ngày".into(),
            target: "31/01/2026".into(),
            ..TargetDraft::default()
        };
        let day = TargetDraft { can_exceed: true, stretch: "15/01/2026".into(), ..day };
        assert_eq!(
            said(day, "share_of_targets"),
            [
                "Đạt khi hoàn thành chậm nhất ngày 31/01/2026.",
                "Đạt thì được cả 10 điểm; không đạt thì không có điểm.",
                "Vượt khi hoàn thành chậm nhất ngày 15/01/2026.",
                "Đạt hay không đạt được tính vào tỷ lệ chỉ tiêu đạt của đơn vị.",
            ]
        );
        let manual = TargetDraft { kind: "manual".into(), unit: "điểm".into(), max_survey: "4".into(), ..TargetDraft::default() };
        assert_eq!(
            said(manual, "weighted_score"),
            [
                "Đạt khi được từ 10 điểm trở lên.",
                "Người thẩm định cho nhiều nhất 6 điểm, điều tra xã hội học cho nhiều nhất 4 điểm.",
                "Không điều tra thì phần điểm điều tra tính 0.",
            ]
        );
    }

    #[test]
    fn every_sentence_of_a_ready_set_is_said() {
        for set in domain::drafting::READY {
            for it in RuleDraft::read(set.json).unwrap().targets {
                let full_at = if it.full_at.is_empty() { "90".to_owned() } else { it.full_at.clone() };
                for sentence in said(TargetDraft { full_at, ..it }, "all_targets") {
                    assert!(sentence.ends_with('.') && !sentence.contains("clause-"), "{sentence}");
                }
            }
        }
    }
}

mod words {
    use app::tested::words::{beside_row, of_hundred, uncounted};
    use domain::drafting::{RuleDraft, TargetDraft, total_weight};

    #[test]
    fn a_weight_that_is_not_clear_is_named_and_left_out() {
        let target = |code: &str, weight: &str| TargetDraft { code: code.into(), weight: weight.into(), ..TargetDraft::default() };
        let draft = RuleDraft {
            targets: vec![target("C01", "10,555"), target("C02", "40"), target("", "x"), target("C04", "")],
            ..RuleDraft::default()
        };
        let total = total_weight(&draft);
        assert_eq!(of_hundred(&total).0, "Tổng trọng số 40,00, còn thiếu 60,00. 1 chỉ tiêu chưa có trọng số.");
        assert_eq!(
            uncounted(&total),
            [
                "Trọng số của C01 chưa rõ: “10,555” có thể là 10,5550 hoặc 10.555. Hãy ghi lại cho rõ; số này chưa được cộng vào tổng.",
                "Trọng số của 3 không phải là số: “x”. Số này chưa được cộng vào tổng.",
            ]
        );
    }

    #[test]
    fn a_mistake_in_a_list_names_its_row_and_its_box() {
        let it = TargetDraft {
            kind: "ratio".into(),
            rule: "steps".into(),
            direction: "higher".into(),
            steps: "90: 100%; tám mươi: 70%".into(),
            ..TargetDraft::default()
        };
        let draft = RuleDraft { targets: vec![it], ..RuleDraft::blank() };
        let problems = draft.rules(&Default::default()).unwrap_err();
        let steps: Vec<String> = problems.iter().filter(|it| it.field == "steps").map(beside_row).collect();
        assert_eq!(steps, ["Dòng 2, ô “Từ mức”: Hãy nhập một số, phần thập phân sau dấu phẩy: 12,5."]);
    }
}

mod listing {
    use app::tested::Listing;

    fn list(words: &str, column: &str, descending: bool, page: usize) -> Listing {
        Listing::new("/x", (words, column, descending), page, vec![("loc", "chua-ky".into())])
    }

    #[test]
    fn words_are_found_without_marks_and_in_any_order() {
        assert!(list("an cao", "", false, 1).takes("Xã Cao An"));
        assert!(!list("cao anh", "", false, 1).takes("Xã Cao An"));
        assert!(list("", "", false, 1).takes(""));
    }

    #[test]
    fn a_page_beyond_the_last_is_the_last() {
        let rows: Vec<usize> = (0..120).collect();
        assert_eq!(list("", "", false, 9).part(&rows), &rows[100..]);
        assert_eq!(list("", "", false, 0).part(&rows), &rows[..50]);
        assert_eq!(list("", "", false, 1).part::<usize>(&[]), &[] as &[usize]);
    }

    #[test]
    fn the_address_keeps_what_was_chosen() {
        let it = list("cao an", "ten", true, 2);
        assert_eq!(it.address(&it.order(), 3), "/x?loc=chua-ky&tim=cao+an&xep=-ten&trang=3");
    }

    #[test]
    fn rows_that_are_equal_keep_their_order() {
        let mut rows = vec![(1, "b"), (1, "a"), (0, "c")];
        list("", "n", true, 1).sort(&mut rows, |_, one, other| one.0.cmp(&other.0));
        assert_eq!(rows, [(1, "b"), (1, "a"), (0, "c")]);
    }
}
