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

test("figures that were not saved are kept for their account until they are saved or somebody signs out", async ({ page }, info) => {
  await grid(page, "daumoi.camdoai");
  const received = page.getByLabel("Hồ sơ tiếp nhận: Giá trị");
  // Every project types a value of its own into the database that they share.
  const typed = info.project.name === "pc" ? "1.234" : "1.236";
  await received.fill(typed);
  const kept = await drafts(page);
  expect(kept.filter(([key]) => key.startsWith("camket-draft:"))).toHaveLength(1);
  expect(kept[0][1]).toContain(typed);
  // The window was closed: what was typed is offered, and given back.
  await page.reload();
  await page.getByRole("button", { name: "Khôi phục số liệu đã nhập" }).click();
  await expect(received).toHaveValue(typed);
  await page.getByRole("button", { name: "Lưu số liệu" }).click();
  await done(page, "Đã lưu số liệu.");
  await expect.poll(() => drafts(page)).toEqual([]);

  await received.fill("1.235");
  await expect.poll(() => drafts(page)).toHaveLength(1);
  await drawer(page);
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
});

test("a draft is nobody else's", async ({ page }) => {
  const august = async (login: string) => {
    await page.context().clearCookies();
    await signIn(page, login);
    await toStage(page, "Số liệu");
    await page.locator("main a[href*='/2023-M08']").first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Số liệu Tháng 8/2023" })).toBeVisible();
  };
  const offer = page.getByRole("button", { name: "Khôi phục số liệu đã nhập" });
  await grid(page, "daumoi.camphuc");
  const received = page.getByLabel("Hồ sơ tiếp nhận: Giá trị");
  await received.fill("4.321");
  await expect.poll(() => drafts(page)).toHaveLength(1);
  // The session ends without signing out; somebody else of the unit signs in at the same machine.
  await august("chutich.camphuc");
  await expect(offer).toBeHidden();
  expect(await page.content()).not.toContain("4.321");
  // Whoever typed it is offered it again, and may drop it.
  await august("daumoi.camphuc");
  await expect(received).not.toHaveValue("4.321");
  await expect(offer).toBeVisible();
  await page.getByRole("button", { name: "Bỏ số liệu chưa lưu" }).click();
  await expect(offer).toBeHidden();
  await expect.poll(() => drafts(page)).toEqual([]);
});

test("texts of reviews, minutes and persons are never kept in the browser", async ({ page }) => {
  await signIn(page, "noivu");
  const addresses = ["/dot/cchc-2022/kiem-diem", "/dot/cchc-2022/theo-doi?them=ho-tro", "/dot/cchc-2023/cam-ket", "/dot/cchc-2023/hoi-nghi", "/dot/cchc-2023/danh-gia/thieu?nhom=commune"];
  for (const address of addresses) {
    await page.goto(address);
    for (const box of (await page.locator("main textarea, main input[type=text]").all()).slice(0, 5)) await box.fill("Một đoạn văn không được giữ");
    expect(await drafts(page), address).toEqual([]);
  }
});
