// The wording of papers: an unknown field is refused with its line, a preview is a paper, a version holds from then on and changes nothing signed.
import { expect, test, type Page } from "@playwright/test";
import { done, drawer, signIn } from "../people";

/** Presses a button that answers with a file, and gives its name and bytes. */
async function file(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}

test("a wording is refused with its line, tried, saved in a version, and a signed sheet stays as it was", async ({ page }, info) => {
  await signIn(page, "noivu");
  // A sheet that was signed before.
  await page.goto("/dot/cchc-2022/cam-ket?loc=co-hieu-luc");
  const sheet = await page.getByRole("main").locator('a[href^="/cam-ket/"]').first().getAttribute("href");
  const before = await (await page.request.get(`${sheet}.pdf`)).body();
  expect(before.subarray(0, 5).toString()).toBe("%PDF-");

  await page.goto("/");
  await drawer(page);
  await page.getByRole("link", { name: "Mẫu văn bản", exact: true }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("row", { name: /Giấy mời hội nghị/ })).toContainText("Lời văn có sẵn");
  await main.getByRole("link", { name: "Bản cam kết", exact: true }).click();
  // Another project may have saved a version before this one.
  const save = main.getByRole("button", { name: /^Lưu thành phiên bản/ });
  const next = await save.innerText();

  const duty = main.getByLabel("Phần IV: trách nhiệm");
  const wording = "Chịu trách nhiệm trước {{cap_tren}} về từng chỉ tiêu đã cam kết.\nBáo cáo {{ten}} hằng quý.";
  await duty.fill(wording);
  await main.getByLabel("Nội dung thay đổi và lý do").fill("Theo góp ý của Phòng Tư pháp");
  await save.click();
  // The line, the column and the fields that there are; everything typed is still there.
  await expect(duty).toHaveAttribute("aria-invalid", "true");
  await expect(main.getByText("Dòng 2, cột 9: không có trường {{ten}}; các trường dùng được: {{ho_ten}}")).toBeVisible();
  await expect(duty).toHaveValue(wording);
  await expect(main.getByLabel("Nội dung thay đổi và lý do")).toHaveValue("Theo góp ý của Phòng Tư pháp");
  // Trying it says the same.
  await duty.fill("Chịu trách nhiệm {{cap_tren.");
  await main.getByRole("button", { name: "Xem thử (PDF)" }).click();
  await expect(main.getByText("Dòng 1, cột 18: trường mở bằng hai dấu ngoặc nhọn nhưng chưa đóng trên cùng dòng.")).toBeVisible();
  await expect(duty).toHaveValue("Chịu trách nhiệm {{cap_tren.");

  await duty.fill(`Chịu trách nhiệm trước {{cap_tren}} về từng chỉ tiêu đã cam kết, ${info.project.name}.`);
  const preview = await file(page, () => main.getByRole("button", { name: "Xem thử (PDF)" }).click());
  expect(preview.name).toMatch(/xem-thu-ban-cam-ket\.pdf$/);
  expect(preview.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  // Nothing was saved by trying it.
  await expect(save).toHaveText(next);

  await save.click();
  await done(page, "Đã lưu phiên bản mới của mẫu.");
  await main.getByRole("link", { name: /^Phiên bản \d+$/ }).first().click();
  await expect(main.locator("del").first()).toBeVisible();
  await expect(main.locator("ins").first()).toContainText(`${info.project.name}.`);

  // What was signed says what it said.
  const after = await (await page.request.get(`${sheet}.pdf`)).body();
  expect(after.equals(before)).toBe(true);
});
