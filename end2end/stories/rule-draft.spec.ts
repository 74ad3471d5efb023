// A target of a rule set is written with the boxes that its kind asks for; everything works without scripts.
import { expect, test } from "@playwright/test";
import { choose, signIn } from "../people";

test("another way of counting points shows its own boxes, and a wrong row is named", async ({ page }) => {
  await signIn(page, "noivu");
  await page.goto("/bo-chi-tieu/soan");
  await choose(page.getByLabel("Bắt đầu từ"), "Bộ mẫu: cam kết");
  await page.getByRole("button", { name: "Bắt đầu soạn" }).click();
  await page.getByRole("link", { name: /^C01\./ }).first().click();
  const answer = page.locator("#live");
  await page.getByLabel("Trọng số").fill("10");
  await page.getByLabel("Mức phải đạt", { exact: true }).first().fill("90");
  await expect(page.getByRole("group", { name: "Các bậc" })).toHaveCount(0);
  await choose(page.getByLabel("Cách cho điểm"), "Theo bậc");
  await page.getByRole("button", { name: "Đổi cách tính" }).click();
  // What was typed is there, and the rows of the steps.
  await expect(page.getByLabel("Trọng số")).toHaveValue("10");
  const step = (box: string, row: number) => page.getByLabel(`Các bậc: ${box}, dòng ${row}`);
  await step("Từ mức", 1).fill("90");
  await step("Được hưởng", 1).fill("100");
  await step("Từ mức", 2).fill("tám mươi");
  await step("Được hưởng", 2).fill("70");
  await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await expect(page.getByRole("group", { name: "Các bậc" })).toContainText("Dòng 2, ô “Từ mức”: Hãy nhập một số");
  await step("Từ mức", 2).fill("80");
  await page.getByRole("button", { name: "Thêm dòng: Các bậc" }).click();
  await expect(step("Từ mức", 6)).toBeVisible();
  await page.getByLabel("Điểm tối đa khi không đạt").fill("89");
  await page.getByRole("button", { name: "Xem thử" }).click();
  await expect(answer).toContainText("Từ 90% trở lên được cả 10 điểm; từ 80% đến dưới 90% được 7 điểm; dưới 80% không có điểm.");
  await expect(answer).toContainText("Không đạt thì điểm của đơn vị không quá 89.");
  await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  // A day has no denominator and no steps; they are found again when one goes back.
  await choose(page.getByLabel("Cách tính"), "Ngày hoàn thành");
  await page.getByRole("button", { name: "Đổi cách tính" }).click();
  await expect(page.getByLabel("Hạn phải hoàn thành")).toBeVisible();
  await expect(page.getByLabel("Mẫu số", { exact: true })).toHaveCount(0);
  await choose(page.getByLabel("Cách tính"), "Tỷ lệ");
  await page.getByRole("button", { name: "Đổi cách tính" }).click();
  await expect(page.getByLabel("Mẫu số", { exact: true })).toHaveValue("resolved");
});
