// The year without a mouse: entering figures, signing and verifying, with the keyboard alone. What holds the focus always shows it.
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "../people";

/** Presses Tab until an element that matches holds the focus, which has to show at every step. */
async function tabTo(page: Page, selector: string, most = 120) {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((wanted) => {
      const held = document.activeElement as HTMLElement | null;
      if (!held || held === document.body) return { there: false, shows: true, what: "body" };
      const box = held.closest(".field-box") ?? held;
      const style = getComputedStyle(box);
      const shows = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
      return { there: held.matches(wanted), shows, what: held.outerHTML.slice(0, 120) };
    }, selector);
    expect(at.shows, `focus shows at ${at.what}`).toBe(true);
    if (at.there) return;
  }
  throw new Error(`${selector} is not reached by ${most} presses of Tab at ${page.url()}`);
}

test("the link past the head comes first and leads to the content", async ({ page }) => {
  await signIn(page, "daumoi.caoan");
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("figures are entered with arrows, Enter and Tab", async ({ page }) => {
  await signIn(page, "daumoi.dinhson");
  await page.goto("/dot/cchc-2023/so-lieu");
  await tabTo(page, ".heat-failing a");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Số liệu");
  await tabTo(page, "input[data-cell=value]");
  // What is typed otherwise than the program writes it is repeated as it was understood.
  await page.keyboard.type("1250,5");
  await expect(page.locator("output[data-understood]").first()).toHaveText("= 1.250,5");
  const first = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id), "Enter goes down").not.toBe(first);
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement?.id), "the arrow goes back up").toBe(first);
  await tabTo(page, "#entry-form button[type=submit]");
});

test("a sheet is read and signed with the keyboard alone, up to the last press", async ({ page }) => {
  await signIn(page, "noivu");
  await page.goto("/dot/cchc-2023/cam-ket?loc=chua-ky");
  const unit = (await page.locator("tbody th a").first().innerText()).trim();
  const login = `chutich.${unit.replace(/^(Xã|Thị trấn) /, "").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase().replaceAll(" ", "")}`;
  await page.context().clearCookies();
  await signIn(page, login);
  await tabTo(page, "a[href$='/ky']");
  await page.keyboard.press("Enter");
  await expect(page.locator(".decision")).toBeVisible();
  await tabTo(page, "input[name=password]");
  await page.keyboard.type("sai");
  await tabTo(page, ".decision button[type=submit]");
});

test("a figure is adjusted and sent back with the keyboard alone, up to the last press", async ({ page }) => {
  await signIn(page, "thanhtravien");
  await page.goto("/dot/cchc-2023/xac-minh");
  await tabTo(page, "tbody tr:first-child button[type=submit]");
  await tabTo(page, "tbody tr:first-child summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "tbody tr:first-child input[name=value]");
  await page.keyboard.type("12,5");
  await tabTo(page, "tbody tr:first-child input[name=reason]");
  await page.keyboard.type("Theo tài liệu");
  await tabTo(page, "tbody tr:first-child details[open] button[type=submit]");
});
