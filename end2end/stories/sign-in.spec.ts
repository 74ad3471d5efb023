import { expect, test } from "@playwright/test";

test("a stranger is asked to sign in, and a wrong password gets a sentence", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/dang-nhap/);
  await page.getByLabel("Tên đăng nhập").fill("nguoi-la");
  await page.getByLabel("Mật khẩu").fill("sai");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("Tên đăng nhập hoặc mật khẩu chưa đúng");
});
