//! How posts are named: as they are held, and as their holders sign (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 7a; `domain.md` 10).

/// What an acting holder's post begins with, in a sentence.
const ACTING: &str = "Quyền ";

/// Posts that sign without naming their office after them, longer ones before those that they begin with.
const SIGN_ALONE: [&str; 18] = [
    "Phó Chủ tịch",
    "Chủ tịch",
    "Phó Chánh Văn phòng",
    "Chánh Văn phòng",
    "Phó Chánh Thanh tra",
    "Chánh Thanh tra",
    "Phó Trưởng phòng",
    "Trưởng phòng",
    "Phó Trưởng ban",
    "Trưởng ban",
    "Phó Tổng Giám đốc",
    "Tổng Giám đốc",
    "Phó Giám đốc",
    "Giám đốc",
    "Phó Hiệu trưởng",
    "Hiệu trưởng",
    "Phó Bí thư",
    "Bí thư",
];

/// The post of its holder: `Quyền Chủ tịch UBND xã Cao An` for an acting one.
pub fn held(title: &str, acting: bool) -> String {
    if acting && !title.starts_with(ACTING) { format!("{ACTING}{title}") } else { title.to_owned() }
}

/// The post as it stands under a signature: without its office, with `Q.` for an acting holder.
/// `Quyền Chủ tịch UBND xã Cao An` → `Q. Chủ tịch`, `Trưởng phòng Nội vụ` → `Trưởng phòng`.
pub fn signing(post: &str) -> String {
    let (prefix, post) = match post.strip_prefix(ACTING) {
        Some(rest) => ("Q. ", rest),
        None => ("", post),
    };
    format!("{prefix}{}", alone(post))
}

/// The lines above a signature: by whoever holds `post`; a deputy signs for the unit's `head` (`KT.`).
pub fn capacity(post: &str, head: &str) -> Vec<String> {
    let instead = (is_deputy(post) && !is_deputy(head)).then(|| format!("KT. {}", alone(head.strip_prefix(ACTING).unwrap_or(head))));
    instead.into_iter().chain([signing(post)]).collect()
}

/// The same for a paper of a People's Committee, which signs as a body (`TM.`).
pub fn committee_capacity(post: &str, head: &str) -> Vec<String> {
    std::iter::once("TM. Ủy ban nhân dân".to_owned()).chain(capacity(post, head)).collect()
}

fn is_deputy(post: &str) -> bool {
    post.to_lowercase().starts_with("phó ")
}

fn alone(post: &str) -> String {
    let folded = post.to_lowercase();
    let known = SIGN_ALONE.iter().find(|it| {
        let rest = folded.strip_prefix(&it.to_lowercase());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    });
    known.map_or_else(|| post.to_owned(), |it| (*it).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_signs_without_its_office() {
        for (post, signed) in [
            ("Chủ tịch UBND xã Cao An", "Chủ tịch"),
            ("Phó Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng", "Phó Chủ tịch"),
            ("Trưởng phòng Tài chính - Kế hoạch", "Trưởng phòng"),
            ("Phó trưởng phòng Nội vụ", "Phó Trưởng phòng"),
            ("Chánh Văn phòng HĐND và UBND", "Chánh Văn phòng"),
            ("Phó Chánh Văn phòng HĐND và UBND", "Phó Chánh Văn phòng"),
            ("Chánh Thanh tra huyện", "Chánh Thanh tra"),
            ("Giám đốc Sở Nội vụ", "Giám đốc"),
            ("Quyền Chủ tịch UBND xã Thạch Lỗi", "Q. Chủ tịch"),
            ("Chuyên viên Phòng Nội vụ", "Chuyên viên Phòng Nội vụ"),
            ("Chủ tịchx", "Chủ tịchx"),
            ("", ""),
        ] {
            assert_eq!(signing(post), signed);
        }
    }

    #[test]
    fn who_acts_says_so_once() {
        assert_eq!(held("Chủ tịch UBND xã Thạch Lỗi", true), "Quyền Chủ tịch UBND xã Thạch Lỗi");
        assert_eq!(held("Quyền Chủ tịch UBND xã Thạch Lỗi", true), "Quyền Chủ tịch UBND xã Thạch Lỗi");
        assert_eq!(held("Chủ tịch UBND xã Cao An", false), "Chủ tịch UBND xã Cao An");
    }

    #[test]
    fn a_committee_signs_as_a_body_and_a_deputy_for_the_head() {
        let head = "Chủ tịch UBND xã Cao An";
        assert_eq!(committee_capacity(head, head), ["TM. Ủy ban nhân dân", "Chủ tịch"]);
        assert_eq!(committee_capacity("Phó Chủ tịch UBND xã Cao An", head), ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]);
        assert_eq!(committee_capacity("Quyền Chủ tịch UBND xã Cao An", head), ["TM. Ủy ban nhân dân", "Q. Chủ tịch"]);
        assert_eq!(capacity("Phó Trưởng phòng Nội vụ", "Quyền Trưởng phòng Nội vụ"), ["KT. Trưởng phòng", "Phó Trưởng phòng"]);
        assert_eq!(capacity("Trưởng phòng Nội vụ", "Trưởng phòng Nội vụ"), ["Trưởng phòng"]);
    }
}
