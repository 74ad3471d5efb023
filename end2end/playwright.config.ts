import { defineConfig } from "@playwright/test";

const base = `http://127.0.0.1:${process.env.CAMKET_END2END_PORT ?? 3999}`;
// Several runs at once, each beside a server of its own, keep what they found apart.
const run = process.env.CAMKET_END2END_RUN ?? "browser";
const launchOptions = {
  executablePath: process.env.CAMKET_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};
const pc = { viewport: { width: 1366, height: 768 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

// Every story runs on a PC and a phone, with scripts and without; only *.island.spec.ts may need scripts. The whole year is long: it runs on a
// phone with scripts and on a PC without; so are the pages of all roles, which a PC looks at alone.
export default defineConfig({
  testDir: "stories",
  outputDir: `../target/playwright/${run}`,
  reporter: [["line"], ["json", { outputFile: `../target/test-logs/${run}.json` }]],
  workers: 1,
  timeout: 60_000,
  use: { actionTimeout: 20_000, baseURL: base, launchOptions, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" },
  projects: [
    { name: "pc", use: pc, testIgnore: /year|phone/ },
    { name: "phone", use: phone, testIgnore: /keyboard|print|pages/ },
    { name: "pc-without-scripts", use: { ...pc, javaScriptEnabled: false }, testIgnore: /\.island\.spec\.ts/ },
    { name: "phone-without-scripts", use: { ...phone, javaScriptEnabled: false }, testIgnore: /\.island\.spec\.ts|year/ },
  ],
  webServer: {
    command: "node serve.mjs",
    url: `${base}/healthz`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
