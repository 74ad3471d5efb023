// Walks over the pages that somebody can reach by links, and looks at each.
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { accessible, contrasted, fits, signIn } from "./people";

const seeds = ["/", "/tim?q=cao", "/tim?q=xyzxyz", "/khong-co", "/dot", "/dot/cchc-2022", "/dot/cchc-2023", "/dot/cchc-2022/danh-gia", "/dot/cchc-2022/kiem-diem", "/dot/cchc-2022/theo-doi", "/dot/cchc-2023/xac-minh", "/dot/moi", "/dot/nhap"];

/** What kind of page an address is: its identifiers and choices taken away. */
function kind(address: string): string {
  const [path, query = ""] = address.split("?");
  const names = [...new URLSearchParams(query)].filter(([name]) => ["viec", "xem", "them", "loai"].includes(name)).map(([name, value]) => `${name}=${value}`);
  const place = path
    .replace(/^\/dot\/cchc-\d+/, "/dot/C")
    .replace(/\/danh-gia\/\d+\/.+/, "/danh-gia/U/T")
    .replace(/\/\d{4}(-[A-Z0-9]+)?(?=\/|$)/, "/P")
    .replace(/\/P\/.+/, "/P/V")
    .replace(/\/\d+/g, "/N")
    .replace(/^\/tra-cuu\/.+/, "/tra-cuu/X")
    .replace(/^\/huong-dan\/.+/, "/huong-dan/X")
    .replace(/^\/lich-su\/[^/]+/, "/lich-su/X");
  return `${place}?${names.join("&")}`;
}

/** Which elements and classes a page is made of, whatever it says; the frame around it counts on the first page of each role. */
function parts(address: string, html: string): string[] {
  const whole = html.slice(html.indexOf(address === "/" ? "<body" : "<main"));
  return [...new Set([...whole.matchAll(/<([a-z0-9]+)((?:\s[^<>]*)?)>/g)].map(([, tag, rest]) => {
    const of = (name: string) => rest.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
    return `${tag}.${of("class")}.${of("type")}.${of("role")}`;
  }))];
}

/** The pages to look at: an address of each kind that has a part which was not looked at before. */
async function reach(request: APIRequestContext, seen: Map<string, Set<string>>): Promise<string[]> {
  const queue = [...seeds];
  const asked = new Set<string>(queue);
  const kinds = new Map<string, number>();
  const found: string[] = [];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const of = kind(address);
    const times = kinds.get(of) ?? 0;
    if (times >= 2) continue;
    kinds.set(of, times + 1);
    const answer = await request.get(address, { maxRedirects: 0 });
    if (!(answer.headers()["content-type"] ?? "").includes("html")) continue;
    expect([200, 403, 404], address).toContain(answer.status());
    const html = await answer.text();
    const known = seen.get(of) ?? new Set<string>();
    const fresh = parts(address, html).filter((it) => !known.has(it));
    if (fresh.length > 0) found.push(address);
    fresh.forEach((it) => known.add(it));
    seen.set(of, known);
    for (const [, link] of html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)) {
      const to = link.replaceAll("&amp;", "&").split("#")[0];
      if (!/\.(pdf|csv|json)(\?|$)/.test(to) && !to.startsWith("/tai-lieu/") && !asked.has(to)) {
        asked.add(to);
        queue.push(to);
      }
    }
  }
  return found;
}

const seen = new Map<string, Set<string>>();

const contrast = new Set<string>();

/** Looks at a page in the project's colours, and at the contrast of each kind of page in the others. */
export async function look(page: Page, address: string, project: { name: string }) {
  const [first, second] = project.name === "pc" ? (["light", "dark"] as const) : (["dark", "light"] as const);
  // Colours that fade from one to the other are neither.
  await page.emulateMedia({ colorScheme: first, reducedMotion: "reduce" });
  await page.goto(address);
  await accessible(page);
  await fits(page);
  if (contrast.has(kind(address))) return;
  contrast.add(kind(address));
  await page.emulateMedia({ colorScheme: second, reducedMotion: "reduce" });
  await contrasted(page);
}

/** Signs somebody in and looks at every page that has a part which was not looked at before. */
export async function walk(page: Page, login: string, project: { name: string }) {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => message.type() === "error" && !message.text().includes("status of 40") && failures.push(`${message.text()} at ${page.url()}`));
  await signIn(page, login);
  for (const address of await reach(page.request, seen)) {
    await look(page, address, project);
    const filled = await page.locator("main .button-primary:visible").count();
    expect.soft(filled, `filled buttons at ${address}`).toBeLessThanOrEqual(1);
    await expect.soft(page.locator("h1"), `headings at ${address}`).toHaveCount(1);
    const heading = (await page.locator("h1").innerText()).trim();
    expect.soft(await page.title(), `title at ${address}`).toBe(`${heading} – Cam Kết`);
  }
  expect(failures).toEqual([]);
}
