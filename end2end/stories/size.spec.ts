import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const file = (name: string) => readFileSync(`../target/site/pkg/${name}`);

test("the browser's half stays within its budget", () => {
  expect(file("camket_bg.wasm").length).toBeLessThanOrEqual(300_000);
  expect(gzipSync(file("camket_bg.wasm")).length).toBeLessThanOrEqual(120_000);
  expect(file("camket.css").length).toBeLessThanOrEqual(48_000);
});
