//! Pure functions of services, asked from outside: tests inside the crate would build all of it once more.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod whole_run {
    use services::Error;
    use services::whole_run::alone;

    #[tokio::test]
    async fn what_panics_fails_alone_and_the_thread_goes_on() {
        let room = alone().await.unwrap();
        let first = room.work_out(|| Ok(std::thread::current().id())).await.unwrap();
        #[expect(clippy::panic, reason = "the test is about it")]
        let failed = room.work_out(|| -> Result<(), Error> { panic!("one page") }).await;
        assert!(matches!(failed, Err(Error::Internal(_))), "{failed:?}");
        assert_eq!(room.work_out(|| Ok(std::thread::current().id())).await.unwrap(), first);
        drop(room);
        assert_eq!(alone().await.unwrap().work_out(|| Ok(7)).await.unwrap(), 7);
    }
}

mod verification {
    use services::verification::claimed_code;

    #[test]
    fn a_code_is_read_from_the_first_place_and_is_one() {
        let file = |address: &str| {
            format!("%PDF-1.7 <dc:identifier>{address}</dc:identifier> <dc:identifier>https://a/tra-cuu/zzzz</dc:identifier>")
        };
        assert_eq!(claimed_code(file("https://a.vn/tra-cuu/abcd2345efgh6789").as_bytes()).as_deref(), Some("abcd2345efgh6789"));
        for wrong in ["", "https://a.vn/tra-cuu/\u{0}", "https://a.vn/tra-cuu/a'b", &"a".repeat(301)] {
            assert_eq!(claimed_code(file(wrong).as_bytes()), None, "{wrong}");
        }
        assert_eq!(claimed_code(b"%PDF-1.7"), None);
        // What stands behind a signature may have been added by anybody.
        let added = format!("%PDF-1.7 /ByteRange [0 1 2 3] {}", file("https://a.vn/tra-cuu/abcd2345efgh6789"));
        assert_eq!(claimed_code(added.as_bytes()), None);
    }
}

mod public {
    use services::commitment::typed_code;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in [
            "abcd2345efgh6789",
            "  ABCD 2345 EFGH 6789 ",
            "abcd-2345-efgh-6789",
            "https://cchc.example.vn/tra-cuu/abcd2345efgh6789",
            "cchc.example.vn/tra-cuu/abcd2345efgh6789/",
        ] {
            assert_eq!(typed_code(typed).as_deref(), Some("abcd2345efgh6789"), "{typed}");
        }
        for typed in ["", "   ", "/", "mã số", "a'b", "<b>", &"a".repeat(65)] {
            assert_eq!(typed_code(typed), None, "{typed}");
        }
    }
}

mod figures {
    use domain::Quantity;
    use services::demo::figures::{of_commune, of_office};
    use services::demo::packages;

    #[test]
    fn parts_never_exceed_their_whole() {
        let communes = packages::communes_2022().unwrap();
        let offices = packages::offices_2022().unwrap();
        let lines = communes
            .units
            .iter()
            .map(|it| of_commune(&communes, &it.code))
            .chain(offices.units.iter().map(|it| of_office(&offices, &it.code)));
        let pairs = [
            ("late", "received"),
            ("online", "received"),
            ("digitised", "received"),
            ("with_fee", "received"),
            ("paid_online", "with_fee"),
            ("postal", "received"),
            ("satisfied", "surveyed"),
            ("docs_signed", "docs_issued"),
            ("tasks_on_time", "tasks_planned"),
            ("petitions_on_time", "petitions_received"),
        ];
        for entries in lines {
            for (part, whole) in pairs {
                for it in entries.iter().filter(|it| it.variable == part) {
                    let other = entries.iter().find(|other| other.variable == whole && other.period == it.period).unwrap();
                    assert!(it.value.amount() <= other.value.amount(), "{it:?} {other:?}");
                    assert!(it.value.amount() >= Some(Quantity::ZERO));
                }
            }
        }
    }

    #[test]
    fn a_year_has_every_period_of_every_variable() {
        let communes = packages::communes_2022().unwrap();
        assert_eq!(of_commune(&communes, "10927").len(), 12 * 8 + 4 * 2 + 2);
        let received: i64 = of_commune(&communes, "10927")
            .iter()
            .filter(|it| it.variable == "received")
            .filter_map(|it| it.value.amount())
            .map(|it| it.0)
            .sum();
        assert_eq!(received, 2389 * 10_000);
    }
}

mod names {
    use services::demo::names::invented;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_people_share_a_name() {
        let names: BTreeSet<String> = (0..300).map(|it| invented(it).0).collect();
        assert_eq!(names.len(), 300);
    }
}

mod packages {
    use services::demo::packages::{COMMUNES_2022, COMMUNES_2023, OFFICES_2022, OFFICES_2023, offices_2022, read};

    #[test]
    fn every_package_is_read_without_an_error() {
        for text in [COMMUNES_2022, OFFICES_2022, COMMUNES_2023, OFFICES_2023] {
            read(text).unwrap();
        }
    }

    #[test]
    fn the_offices_pass_with_different_grades() {
        let receipt = domain::assess(&offices_2022().unwrap());
        let seen: Vec<_> = receipt
            .results
            .iter()
            .map(|it| {
                (
                    it.unit.as_str(),
                    it.score.as_ref().map(ToString::to_string).unwrap_or_default(),
                    it.grade.as_deref().unwrap_or("-"),
                    it.rank,
                )
            })
            .collect();
        let grades = [
            ("295-VP", "100.00", "excellent", 1),
            ("295-NV", "97.50", "excellent", 2),
            ("295-TP", "97.17", "excellent", 3),
            ("295-TCKH", "81.68", "good", 5),
            ("295-VHTT", "87.46", "good", 4),
        ];
        assert_eq!(seen, grades.map(|(unit, score, grade, rank)| (unit, score.to_owned(), grade, Some(rank))));
    }
}
