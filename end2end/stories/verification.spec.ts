// A stranger drops the PDF of a commitment on the public page: a sound one, and one of which somebody changed a byte.
import { expect, test } from "@playwright/test";
import { accessible, fits, signIn } from "../people";

test("a stranger drops a file and learns what it is", async ({ page, browser, javaScriptEnabled }) => {
  await signIn(page, "chutich.huyen");
  await page.goto("/dot/cchc-2022/cam-ket?loc=co-hieu-luc");
  await page.getByRole("link", { name: "Xã Cao An" }).click();
  const address = new URL(page.url()).pathname;
  await expect(page.getByRole("link", { name: "Ký số ngoài hệ thống" })).toBeVisible();
  const paper = await (await page.request.get(`${address}.pdf`)).body();
  expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("link", { name: "Giấy chứng nhận chữ ký" }).click();
  await expect(page.getByText("nhập lại mật khẩu ngay khi ký").first()).toBeVisible();
  await fits(page);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto("/dang-nhap");
  await stranger.getByRole("link", { name: "Kiểm tra một tệp PDF của bản cam kết" }).click();
  const drop = async (buffer: Buffer) => {
    await stranger.getByLabel("Tệp PDF").setInputFiles({ name: "ban-cam-ket.pdf", mimeType: "application/pdf", buffer });
    await stranger.getByRole("button", { name: "Kiểm tra tệp" }).click();
  };
  await drop(paper);
  await expect(stranger.getByRole("status").filter({ hasText: "Hợp lệ: đúng là văn bản do hệ thống phát hành" })).toBeVisible();
  await expect(stranger.getByText("Chữ ký bao trùm toàn bộ tệp")).toBeVisible();
  await fits(stranger);
  if (javaScriptEnabled !== false) await accessible(stranger);
  const changed = Buffer.from(paper);
  changed[Math.floor(paper.length / 3)] ^= 1;
  await drop(changed);
  await expect(stranger.getByRole("alert").filter({ hasText: "Đã bị sửa" })).toBeVisible();
  await drop(Buffer.from("xin chào"));
  await expect(stranger.getByRole("alert").filter({ hasText: "Không đọc được" })).toBeVisible();
  await stranger.context().close();
});
