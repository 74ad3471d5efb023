// Prints minutes.html with a browser: `print.mjs FOLDER FONTS ROUNDS CHROMIUM`. Warm: one page is kept open with its fonts, each round puts a text in
// and prints it. Anew: the browser is started for each paper. First as it is, then tagged. It fetches nothing: its fonts come from this program.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const { chromium } = createRequire(new URL("../../../../end2end/", import.meta.url))("playwright");
const [folder, fonts, rounds, executablePath] = process.argv.slice(2);
const warm = 2;
const html = readFileSync(`${folder}/minutes.html`, "utf8");
const body = html.slice(html.indexOf("<body>") + 6, html.indexOf("</body>"));
const options = { executablePath, args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] };

async function opened(browser) {
  const page = await browser.newPage();
  await page.route("**", (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "minutes.html") return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    if (/^LiberationSerif-\w+\.ttf$/.test(name)) return route.fulfill({ body: readFileSync(`${fonts}/${name}`), contentType: "font/ttf" });
    return route.abort();
  });
  await page.goto("http://127.0.0.1:9/minutes.html");
  await page.evaluate(() => document.fonts.ready);
  return page;
}

function median(times) {
  return times.sort((one, other) => one - other)[times.length >> 1];
}

async function anew(tagged) {
  const times = [];
  for (let number = 0; number < Math.max(3, rounds / 4); number++) {
    const begun = performance.now();
    const browser = await chromium.launch(options);
    try {
      await (await opened(browser)).pdf({ preferCSSPageSize: true, tagged });
    } finally {
      await browser.close();
    }
    times.push(performance.now() - begun);
  }
  return median(times);
}

const browser = await chromium.launch(options);
try {
  const page = await opened(browser);
  for (const [name, tagged] of [["chromium", false], ["chromium-tagged", true]]) {
    const times = [];
    let pdf;
    for (let number = 0; number < Number(rounds) + warm; number++) {
      const text = body.replaceAll("@@@", String(number).padStart(3, "0"));
      const begun = performance.now();
      await page.evaluate((it) => { document.body.innerHTML = it; }, text);
      pdf = await page.pdf({ preferCSSPageSize: true, tagged });
      if (number >= warm) times.push(performance.now() - begun);
    }
    writeFileSync(`${folder}/${name}.pdf`, pdf);
    console.log(`${name}\t${median(times).toFixed(2)}\t${(await anew(tagged)).toFixed(2)}\t${pdf.length}`);
  }
} finally {
  await browser.close();
}
