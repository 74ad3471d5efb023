//! QR codes (ISO/IEC 18004) as rows of modules, for papers and for Word alike.

use crate::DocumentError;
use fast_qr::{ECL, QRBuilder, QRCode};

/// The modules of a text's code, a row from top to bottom each, dark ones true; a code is as wide as it is high. It can still be read with 15 % of it spoilt (level M).
pub(crate) fn rows(text: &str) -> Result<Vec<Vec<bool>>, DocumentError> {
    let code: QRCode = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| DocumentError::QrTooLong)?;
    Ok(code.data.chunks(code.size).take(code.size).map(|row| row.iter().map(|it| it.value()).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_and_has_its_three_finders() {
        let rows = rows("https://cchc.camgiang.example.gov.vn/tra-cuu/abcd2345efgh6789").unwrap();
        let side = rows.len();
        assert!(rows.iter().all(|it| it.len() == side));
        let finder = [true, true, true, true, true, true, true, false];
        assert_eq!(rows[0][..8], finder);
        assert!(rows[0][side - 8..].iter().rev().eq(&finder));
        assert_eq!(rows[side - 1][..8], finder);
    }

    #[test]
    fn what_no_code_can_hold_is_an_error() {
        assert_eq!(rows(&"x".repeat(2_400)), Err(DocumentError::QrTooLong));
    }
}
