// Who the stories speak of, and what they do again and again.
import { expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";

export const password = "mat-khau-minh-hoa";

/** Signs somebody in; the page then shows their work, or to those who lead the year's one screen. */
export async function signIn(page: Page, login: string) {
  await page.goto("/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^(Công việc của tôi|Toàn cảnh năm \d+)$/ })).toBeVisible();
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Asks axe, and expects that it finds nothing. Needs scripts. */
export async function accessible(page: Page) {
  // Given to the page by the test itself, past the page's own security policy.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    // @ts-expect-error axe was just put there.
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map((it: { id: string; nodes: { html: string }[] }) => `${it.id}: ${it.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
  });
  expect(found, `axe at ${page.url()}`).toEqual([]);
}

/** Expects that nothing sticks out to the side of the page. */
export async function fits(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `sideways scroll at ${page.url()}`).toBeLessThanOrEqual(0);
}
