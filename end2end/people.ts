// Who the stories speak of, and what they do again and again.
import { expect, type Browser, type Locator, type Page } from "@playwright/test";
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

/** Everybody of a story, each in a browser of their own, signed in once. */
export class People {
  private pages = new Map<string, Page>();

  constructor(private browser: Browser) {}

  /** Somebody at the first page, which shows what they owe. */
  async home(login: string): Promise<Page> {
    const page = await this.page(login);
    await page.goto("/");
    return page;
  }

  /** Somebody where they were. */
  async page(login: string): Promise<Page> {
    const there = this.pages.get(login);
    if (there) return there;
    const page = await (await this.browser.newContext()).newPage();
    this.pages.set(login, page);
    await signIn(page, login);
    return page;
  }

  async leave() {
    for (const page of this.pages.values()) await page.context().close();
  }
}

/** Opens the drawer in which a phone keeps head and map; on a wide screen they stand there. */
export async function drawer(page: Page) {
  const summary = page.locator(".frame-drawer > summary");
  if ((await summary.isVisible()) && !(await page.locator(".frame-nav").isVisible())) await summary.click();
}

/** Goes to a campaign by the switch in the head. */
export async function toCampaign(page: Page, name: string) {
  await drawer(page);
  await page.locator(".frame-campaign").getByRole("link", { name, exact: true }).click();
}

/** Goes to a stage of the campaign by the map of the year. */
export async function toStage(page: Page, name: string) {
  await drawer(page);
  await page.getByRole("navigation", { name: "Các bước trong năm" }).getByRole("list").first().getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
}

/** Expects the sentence that says what was done. */
export async function done(page: Page, sentence: string) {
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: sentence }).first()).toBeVisible();
}

/** Expects that a box is refused, with a sentence beside it. */
export async function wrong(page: Page, box: Locator, sentence: string) {
  await expect(box).toHaveAttribute("aria-invalid", "true");
  const ids = ((await box.getAttribute("aria-describedby")) ?? "").split(" ").filter((it) => it.endsWith("-error"));
  expect(ids, "the box names its sentence").toHaveLength(1);
  await expect(page.locator(`[id="${ids[0]}"]`)).toContainText(sentence);
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Asks axe, and expects that it finds nothing; a story goes on and tells all that was found. Needs scripts. */
export async function accessible(page: Page) {
  // Given to the page by the test itself, past the page's own security policy.
  await page.evaluate(axe);
  await nothing(page, { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
}

/** Asks axe about the contrast alone, after `accessible`, once the colours are others. */
export async function contrasted(page: Page) {
  await nothing(page, { type: "rule", values: ["color-contrast"] });
}

async function nothing(page: Page, runOnly: { type: "tag" | "rule"; values: string[] }) {
  const found = await page.evaluate(async (runOnly) => {
    // @ts-expect-error axe was just put there.
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return violations.map((it: { id: string; nodes: { html: string }[] }) => `${it.id}: ${it.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
  }, runOnly);
  expect.soft(found, `axe at ${page.url()}`).toEqual([]);
}

/** Expects that nothing sticks out to the side of the page. */
export async function fits(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `sideways scroll at ${page.url()}`).toBeLessThanOrEqual(0);
}

/** Chooses the first choice of a box that holds some words. */
export async function choose(box: Locator, words: string) {
  await box.selectOption(await box.locator("option").filter({ hasText: words }).first().getAttribute("value"));
}
