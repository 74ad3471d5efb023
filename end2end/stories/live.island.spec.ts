// What a form would give is shown while one types, without its button: weights of a rule set, the formula and example of a target, and what
// a head has to reach by December.
import { expect, test } from "@playwright/test";
import { choose, signIn } from "../people";

test("a rule set is written with its total, its sentence and its example beside it", async ({ page }) => {
  await signIn(page, "noivu");
  await page.goto("/bo-chi-tieu/soan");
  await choose(page.getByLabel("Bắt đầu từ"), "Bộ mẫu: cam kết");
  await page.getByRole("button", { name: "Bắt đầu soạn" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bộ chỉ tiêu cam kết cải cách hành chính (mẫu)" })).toBeVisible();
  await expect(page.locator("#live")).toContainText("còn thiếu 100,00");
  await page.getByLabel("Trọng số C01").fill("12,5");
  await expect(page.locator("#live")).toContainText("còn thiếu 87,50");
  // What is not clear is no part of the total, and is named.
  await page.getByLabel("Trọng số C01").fill("10,555");
  await expect(page.locator("#live")).toContainText("còn thiếu 100,00");
  await expect(page.locator("#live")).toContainText("Trọng số của C01 chưa rõ: “10,555” có thể là 10,5550 hoặc 10.555.");
  await page.getByLabel("Trọng số C01").fill("abc");
  await expect(page.locator("#live")).toContainText("Trọng số của C01 không phải là số: “abc”.");
  await page.getByLabel("Trọng số C01").fill("15");
  // Areas have weights of their own, which total 100 and are what their targets weigh together.
  const area = (box: string, row: number) => page.getByLabel(`Trọng số lĩnh vực: ${box}, dòng ${row}`);
  await area("Mã", 1).fill("A3_procedures");
  await area("Trọng số", 1).fill("15");
  await area("Tên lĩnh vực", 1).fill("Cải cách thủ tục hành chính");
  await expect(page.locator("#live")).toContainText("Cải cách thủ tục hành chính: 15,00 / 15,00, đủ.");
  await area("Mã", 2).fill("A7_digital");
  await area("Trọng số", 2).fill("85");
  await area("Tên lĩnh vực", 2).fill("Chính quyền số");
  await expect(page.locator("#live")).toContainText("Chính quyền số: các chỉ tiêu cộng 0,00, lĩnh vực có 85,00.");
  // More rows: what is typed stays.
  await expect(area("Mã", 5)).toBeHidden();
  await page.getByRole("button", { name: "Thêm dòng: Trọng số lĩnh vực" }).click();
  await expect(area("Mã", 4)).toBeVisible();
  await expect(area("Tên lĩnh vực", 2)).toHaveValue("Chính quyền số");
  await expect(page.getByLabel("Trọng số C01")).toHaveValue("15");
  await page.getByRole("button", { name: "Lưu trọng số" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã lưu." }).first()).toBeVisible();
  await expect(page.getByLabel("Trọng số C01")).toHaveValue("15");
  await expect(area("Mã", 1)).toHaveValue("A3_procedures");

  await page.getByRole("link", { name: /^C01\./ }).first().click();
  await expect(page.locator("#live")).toContainText("(Hồ sơ đã giải quyết − Hồ sơ giải quyết quá hạn) ÷ (Hồ sơ đã giải quyết) × 100");
  await page.getByLabel("Tử số").fill("early");
  await expect(page.locator("#live")).toContainText("(Hồ sơ giải quyết trước hẹn) ÷ (Hồ sơ đã giải quyết) × 100");
  await page.getByLabel("Tử số").fill("nobody");
  await expect(page.locator("#live")).toContainText("Danh mục không có số liệu mã “nobody”.");
  // Nothing was kept by trying.
  await page.reload();
  await expect(page.getByLabel("Tử số")).toHaveValue("resolved − late");
});

test("a head moves a figure and sees the score move", async ({ page }) => {
  await signIn(page, "chutich.caoan");
  await page.goto("/dot/cchc-2023/danh-gia");
  await page.getByRole("link", { name: "Xã Cao An" }).first().click();
  await page.getByRole("link", { name: "Tính thử đến hết năm" }).click();
  await expect(page.locator("#live")).toBeEmpty();
  await page.getByRole("textbox", { name: /Sáng kiến, mô hình CCHC/ }).first().fill("3");
  await expect(page.locator("#live")).toContainText("hiện nay:");
  await expect(page).toHaveURL(/tinh-thu$|tinh-thu\?lan=\d+$/);
  // More than the whole can hold is refused beside its box, and what is typed stays; less is taken again.
  const online = page.getByRole("textbox", { name: /trực tuyến/ }).first();
  await online.fill("9999999");
  const row = page.getByRole("row").filter({ has: online });
  await expect(row.locator(".field-error")).toContainText("Không thể lớn hơn");
  await expect(online).toHaveValue("9999999");
  await expect(online).toHaveAttribute("aria-invalid", "true");
  await online.fill("");
  await expect(row.locator(".field-error")).toHaveCount(0);
  await expect(online).not.toHaveAttribute("aria-invalid");
});

test("what is typed before the scripts are there counts as well", async ({ page }) => {
  await signIn(page, "chutich.caoan");
  await page.goto("/dot/cchc-2023/danh-gia");
  await page.getByRole("link", { name: "Xã Cao An" }).first().click();
  await page.getByRole("heading", { level: 1, name: /Xã Cao An/ }).waitFor();
  let come = () => {};
  const typed = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\.wasm/, async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto((await page.getByRole("link", { name: "Tính thử đến hết năm" }).getAttribute("href"))!, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: /Sáng kiến, mô hình CCHC/ }).first().fill("3");
  await expect(page.locator("#live")).toBeEmpty();
  come();
  await expect(page.locator("#live")).toContainText("hiện nay:");
});
