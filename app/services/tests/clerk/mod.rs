//! Records clerks for tests of the register.

use domain::UnitId;
use domain::policy::Role;
use services::Ctx;
use testing::District;

/// A records clerk who comes to a unit.
pub async fn clerk(it: &District, unit: UnitId, name: &str) -> Ctx {
    let technician = it.ctx(Role::Admin).await;
    let form = services::organisation::PersonForm {
        full_name: format!("Mai Thị {name}"),
        honorific: "bà".to_owned(),
        category: "civil_servant".to_owned(),
    };
    let login = format!("van-thu-{}-{unit}", domain::fold::fold(name));
    let (account, _) = services::technician::add_person_with_account(&technician, &form, &login, None).await.unwrap();
    services::technician::grant(&technician, account, "records_clerk", unit, "").await.unwrap();
    it.ctx_of(account).await
}
