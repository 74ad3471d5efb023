// Fills a fresh database in a temporary folder with the demo district, serves it, and ends the server by its process id.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "camket-end2end-"));
const env = { ...process.env, CAMKET_VAR: folder, CAMKET_LISTEN: `127.0.0.1:${process.env.CAMKET_END2END_PORT ?? 3999}`, CAMKET_LOG: "warn", CAMKET_DEMO_PASSWORD: "mat-khau-minh-hoa" };
delete env.DATABASE_URL;
const program = `${process.env.CARGO_TARGET_DIR ?? "../target"}/debug/camket`;
const filled = spawnSync(program, ["demo"], { env, stdio: ["ignore", "ignore", "inherit"] });
if (filled.status !== 0) {
  rmSync(folder, { recursive: true, force: true });
  process.exit(filled.status ?? 1);
}
const server = spawn(program, ["serve"], { env, stdio: "inherit" });
const stop = () => server.kill("SIGTERM");
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
server.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 0);
});
