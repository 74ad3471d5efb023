// Every page that somebody of each role can reach by links: axe finds nothing, nothing sticks out, no script fails, one filled button at
// most, a title of its own. In light colours; where a kind of page is met first, its contrast is asked in dark ones too. A page whose parts
// were all looked at before (the same kind, elements and classes, for another role) is not looked at again.
import { test } from "@playwright/test";
import { look, walk } from "../walk";

const roles: Record<string, string> = {
  "chutich.huyen": "the authority",
  "chutich.caoan": "a head",
  "chutich.camvan": "a head whose unit failed",
  "daumoi.caoan": "a focal officer",
  "phochutich.caoan": "a deputy",
  thanhtravien: "an inspector",
  chutri: "an owner of indicators",
  "thuky.camvan": "a secretary of a meeting",
  thamdinh: "an appraiser",
  capuy: "the Party committee",
  vanthu: "a records clerk",
  quantri: "the technician",
  noivu: "the home-affairs office",
};

test("the pages of a stranger", async ({ page }, { project }) => {
  for (const address of ["/dang-nhap", "/tra-cuu", "/tra-cuu?ma=xyz", "/tra-cuu/khong-co-ma-nay"]) await look(page, address, project);
});

for (const [login, who] of Object.entries(roles)) {
  test(`every page of ${who} (${login})`, async ({ page }, { project }) => {
    test.setTimeout(600_000);
    await walk(page, login, project);
  });
}
