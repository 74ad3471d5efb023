//! What a level is called: one of the four grades of the law, or the name of a band that an index has published.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::word::words;

words! {
    /// A grade (mức xếp loại); the greater, the better.
    pub enum Grade of "grade" {
        /// Không hoàn thành nhiệm vụ.
        NotCompleted = "not_completed",
        /// Hoàn thành nhiệm vụ.
        Completed = "completed",
        /// Hoàn thành tốt nhiệm vụ.
        Good = "good",
        /// Hoàn thành xuất sắc nhiệm vụ.
        Excellent = "excellent",
    }
}

/// The name of a level of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LevelName {
    /// A grade of the law; grades of different rules compare.
    Grade(Grade),
    /// A band as it was published (`Nhóm A`, `khá`); it compares only inside its rule.
    Band(String),
}

impl LevelName {
    /// The grade of the law, where the level is one.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Self::Grade(grade) => Some(*grade),
            Self::Band(_) => None,
        }
    }

    /// The word in files: the grade's code, or the band's name.
    pub fn code(&self) -> &str {
        match self {
            Self::Grade(grade) => grade.code(),
            Self::Band(name) => name,
        }
    }
}

impl Serialize for LevelName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Grade(grade) => map.serialize_entry("grade", grade)?,
            Self::Band(name) => map.serialize_entry("band", name)?,
        }
        map.end()
    }
}
