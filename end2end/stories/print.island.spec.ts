// What is laid on a leader's table: the one screen is one sheet of A4, for a year under way and for one that is over.
import { expect, test } from "@playwright/test";
import { signIn } from "../people";

test("the leader's one screen is one sheet of paper", async ({ page }) => {
  await signIn(page, "chutich.huyen");
  for (const year of [2022, 2023]) {
    await page.goto(`/dot/cchc-${year}/tong-quan`);
    await expect(page.getByRole("heading", { level: 1, name: `Toàn cảnh năm ${year}` })).toBeVisible();
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page\b/g), `sheets of ${year}`).toHaveLength(1);
  }
});
