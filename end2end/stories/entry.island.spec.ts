// The entry grid with scripts: keys, a block pasted from a workbook and its undoing, what is understood while somebody types, and what the
// browser keeps: figures that were not saved, for their account alone, and never texts of reviews, minutes or persons.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { done, drawer, signIn, toStage } from "../people";

const drafts = (page: Page) => page.evaluate(() => Object.entries(localStorage));

/** August, of which nothing is submitted yet. */
async function grid(page: Page, login: string) {
  await signIn(page, login);
  await toStage(page, "Số liệu");
  await page.locator("main a[href*='/2023-M08']").first().click();
  await expect(page.locator("[data-grid]")).toBeAttached();
  // The island has begun when a box says what it understands.
  const box = page.getByLabel("Hồ sơ tiếp nhận: Giá trị");
  const before = await box.inputValue();
  await box.fill("1250");
  await expect(understood(page, box)).toHaveText("= 1.250");
  await box.fill(before);
}

const understood = (page: Page, box: Locator) => box.locator("xpath=ancestor::td").locator("output");

async function paste(box: Locator, text: string) {
  await box.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

const values = (page: Page) => page.locator('input[data-cell="value"]');

test("keys move in the grid, a block is pasted and taken back", async ({ page }) => {
  await grid(page, "daumoi.camdong");
  const boxes = values(page);
  await boxes.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await expect(boxes.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(boxes.nth(2)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(boxes.nth(1)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator('input[data-cell="note"]').nth(1)).toBeFocused();

  const before = await Promise.all([0, 1, 2].map((at) => boxes.nth(at).inputValue()));
  await boxes.nth(0).focus();
  await paste(boxes.nth(0), "1.300\tTừ sổ một cửa\r\n12\r\n800\r\n");
  await expect(boxes.nth(0)).toHaveValue("1.300");
  await expect(boxes.nth(1)).toHaveValue("12");
  await expect(boxes.nth(2)).toHaveValue("800");
  await expect(page.locator('input[data-cell="note"]').nth(0)).toHaveValue("Từ sổ một cửa");
  await page.keyboard.press("Control+z");
  for (const at of [0, 1, 2]) await expect(boxes.nth(at)).toHaveValue(before[at]);
  await expect(page.locator('input[data-cell="note"]').nth(0)).not.toHaveValue("Từ sổ một cửa");
});

test("the row says what is understood and what it computes", async ({ page }) => {
  await grid(page, "daumoi.camdong");
  const received = page.getByLabel("Hồ sơ tiếp nhận: Giá trị");
  const online = page.getByLabel("Hồ sơ tiếp nhận trực tuyến: Giá trị");
  await received.fill("1,250");
  await expect(understood(page, received)).toHaveText("= 1,25 ?");
  await received.fill("1000");
  await online.fill("513");
  await expect(page.locator("output[data-above]").filter({ hasText: "51,30" }).first()).toBeVisible();
});
