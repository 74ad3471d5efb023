// Every page of every role: axe finds nothing, nothing sticks out, no script fails, in light and dark.
import { expect, test } from "@playwright/test";
import { accessible, fits, signIn } from "../people";

const pages: Record<string, string[]> = {
  noivu: ["/", "/to-chuc", "/bo-chi-tieu", "/dot/cchc-2023", "/dot/cchc-2023/cam-ket", "/dot/cchc-2023/so-lieu", "/dot/cchc-2022/danh-gia", "/dot/cchc-2022/kiem-diem", "/dot/cchc-2022/theo-doi", "/nhat-ky", "/huong-dan"],
  "chutich.caoan": ["/", "/dot/cchc-2023", "/dot/cchc-2023/cam-ket", "/dot/cchc-2023/so-lieu"],
  thanhtravien: ["/", "/dot/cchc-2023/xac-minh"],
  "chutich.huyen": ["/", "/dot/cchc-2023/tong-quan", "/dot/cchc-2022/danh-gia"],
  quantri: ["/", "/quan-tri", "/nhat-ky"],
};

for (const [login, addresses] of Object.entries(pages)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the pages of ${login} in ${colorScheme} colours`, async ({ page }) => {
      const failures: string[] = [];
      page.on("pageerror", (error) => failures.push(error.message));
      page.on("console", (message) => message.type() === "error" && failures.push(`${message.text()} at ${page.url()}`));
      await page.emulateMedia({ colorScheme });
      await page.goto("/dang-nhap");
      await accessible(page);
      await signIn(page, login);
      for (const address of addresses) {
        const answer = await page.goto(address);
        expect(answer?.status(), address).toBe(200);
        await accessible(page);
        await fits(page);
      }
      expect(failures).toEqual([]);
    });
  }
}
