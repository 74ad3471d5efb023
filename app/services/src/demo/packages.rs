//! The demo's packages: the worked one of the communes in 2022, and made-up ones of the offices and of the running year.

use crate::Error;
use domain::Package;

/// The worked package: seventeen communes in 2022, figures made up (`domain.md` 14).
pub const COMMUNES_2022: &str = include_str!("../../../testing/data/cam-giang-2022.package.json");
/// The offices in 2022, with a rule set of their own and made-up figures.
pub const OFFICES_2022: &str = include_str!("data/offices-2022.package.json");
/// The communes in 2023, without figures.
pub const COMMUNES_2023: &str = include_str!("data/communes-2023.package.json");
/// The offices in 2023, without figures.
pub const OFFICES_2023: &str = include_str!("data/offices-2023.package.json");

/// Reads a package of the demo.
pub fn read(text: &str) -> Result<Package, Error> {
    Package::read(text).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|it| format!("{it:?}")).collect();
        Error::internal(lines.join("; "))
    })
}

/// The worked package.
pub fn communes_2022() -> Result<Package, Error> {
    read(COMMUNES_2022)
}

/// The offices' package of the finished year.
pub fn offices_2022() -> Result<Package, Error> {
    read(OFFICES_2022)
}

/// The communes' package of the running year.
pub fn communes_2023() -> Result<Package, Error> {
    read(COMMUNES_2023)
}

/// The offices' package of the running year.
pub fn offices_2023() -> Result<Package, Error> {
    read(OFFICES_2023)
}
