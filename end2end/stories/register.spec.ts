// The records clerk: a paper gets the next number, a number is cancelled with its reason, the register says both, and prints.
import { expect, test } from "@playwright/test";
import { done, drawer, signIn, wrong } from "./../people";

test("a paper is entered, gets the next number, is cancelled and never numbered again", async ({ page }) => {
  await signIn(page, "vanthu");
  await drawer(page);
  await page.getByRole("link", { name: "Sổ đăng ký văn bản đi", exact: true }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Sổ đăng ký văn bản đi");

  await main.getByRole("link", { name: "Vào sổ văn bản" }).click();
  await main.getByLabel("Loại văn bản").selectOption({ label: "Kế hoạch" });
  await main.getByLabel("Trích yếu").fill("Kế hoạch kiểm tra công vụ quý III");
  await main.getByLabel("Số do hệ thống khác cấp").fill("01");
  await main.getByLabel("Người ký").fill("Nguyễn Văn Lim");
  await main.getByRole("button", { name: "Cấp số và vào sổ" }).click();
  // Number 01 belongs to the plan of January; what was typed is still there.
  await wrong(page, main.getByLabel("Số do hệ thống khác cấp"), "Số này đã cấp cho một văn bản khác");
  await expect(main.getByLabel("Trích yếu")).toHaveValue("Kế hoạch kiểm tra công vụ quý III");
  await main.getByLabel("Số do hệ thống khác cấp").fill("");
  await main.getByRole("button", { name: "Cấp số và vào sổ" }).click();
  await done(page, "Đã cấp số và vào sổ.");
  const title = await main.getByRole("heading", { level: 1 }).innerText();
  const number = Number(title.match(/(\d+)\/KH-UBND/)?.[1]);
  expect(number).toBeGreaterThan(1);

  await main.getByLabel("Lý do hủy").fill("In sai, chưa phát hành");
  await main.getByRole("button", { name: "Hủy số" }).click();
  await done(page, "Đã hủy số.");
  await expect(main.getByText("In sai, chưa phát hành")).toBeVisible();
  await expect(main.getByRole("button", { name: "Hủy số" })).toHaveCount(0);

  // The next paper has the next number; the register is found without marks and shows the cancelled one with its reason.
  await main.getByRole("link", { name: "Sổ đăng ký văn bản đi" }).click();
  await main.getByRole("link", { name: "Vào sổ văn bản" }).click();
  await main.getByLabel("Loại văn bản").selectOption({ label: "Kế hoạch" });
  await main.getByLabel("Trích yếu").fill("Kế hoạch kiểm tra công vụ quý III");
  await main.getByLabel("Người ký").fill("Nguyễn Văn Lim");
  await main.getByRole("button", { name: "Cấp số và vào sổ" }).click();
  await expect(main.getByRole("heading", { level: 1 })).toContainText(`${String(number + 1).padStart(2, "0")}/KH-UBND`);
  await main.getByRole("link", { name: "Sổ đăng ký văn bản đi" }).click();
  await main.getByLabel(/^Tìm theo số/).fill("cong vu quy iii");
  await main.getByRole("button", { name: "Lọc" }).click();
  const row = main.getByRole("row").filter({ hasText: `${String(number).padStart(2, "0")}/KH-UBND` });
  await expect(row).toContainText("Đã hủy số");
  await expect(row).toContainText("Lý do hủy: In sai, chưa phát hành");

  const [paper, table] = await Promise.all(
    [/In sổ/, /Tải bảng/].map(async (name) => page.request.get((await main.getByRole("link", { name }).getAttribute("href")) ?? "")),
  );
  expect(paper.headers()["content-type"]).toBe("application/pdf");
  expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");
  expect(await table.text()).toContain("In sai, chưa phát hành");
});
