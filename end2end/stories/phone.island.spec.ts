// The pages of those who work with a phone in the hand, as `pages.island.spec.ts` looks at everybody's on a PC; in dark colours.
import { test } from "@playwright/test";
import { walk } from "../walk";

for (const login of ["chutich.caoan", "daumoi.caoan", "thanhtravien"]) {
  test(`every page of ${login} on a phone`, async ({ page }, { project }) => {
    test.setTimeout(300_000);
    await walk(page, login, project);
  });
}
