// The year as people live it, with and without scripts. Each project has the same database, so what a story changes it undoes or does once.
import { expect, test } from "@playwright/test";
import { signIn } from "../people";

test("a head finds what is owed, first what is due first", async ({ page }) => {
  await signIn(page, "chutich.caoan");
  await expect(page.getByText("ngày minh họa", { exact: false }).first()).toBeVisible();
  const drawer = page.locator(".frame-drawer > summary");
  if (await drawer.isVisible()) await drawer.click();
  await expect(page.getByRole("navigation", { name: "Các bước trong năm" })).toBeVisible();
});

test("from a rank to the page of evidence in at most three clicks", async ({ page }) => {
  await signIn(page, "noivu");
  await page.goto("/dot/cchc-2022/danh-gia");
  await page.getByRole("link", { name: "Xã Cẩm Văn" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cẩm Văn");
  await page.getByRole("link", { name: /Hồ sơ tiếp nhận trực tuyến/ }).first().click();
  await expect(page.getByText("35,40").first()).toBeVisible();
});

test("the language and the colours can be chosen, also by a stranger", async ({ page }) => {
  await page.goto("/dang-nhap");
  const drawer = page.locator(".frame-drawer > summary");
  if (await drawer.isVisible()) await drawer.click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
