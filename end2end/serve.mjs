// Starts the program on a fresh database in a temporary folder, and ends it by its process id.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "camket-end2end-"));
const env = { ...process.env, CAMKET_VAR: folder, CAMKET_LISTEN: "127.0.0.1:3999", CAMKET_LOG: "warn" };
delete env.DATABASE_URL;
const program = "../target/debug/camket";
const server = spawn(program, ["serve"], { env, stdio: "inherit" });
const stop = () => server.kill("SIGTERM");
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
server.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 0);
});
