import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ADMIN = { email: "admin@example.com", password: "three calm green windows" };

/** How long a start may take on a machine that has other things to do. */
const START_MS = 200_000;

/** The application as Maven has built it; another class path for those who build it otherwise. */
const CLASS_PATH = process.env.E2E_CLASS_PATH ?? resolve(import.meta.dirname, "../../cli/target/app/*");
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

/** The settings of whoever runs the tests are not those of the tests. */
const withoutSettings = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith("LUMEN_")));

/** A real server over a database of its own, which can be killed and started again at the same place. */
export class LumenServer {
  private process: ChildProcess | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), "lumen-e2e-"));
  private said = "";

  private constructor(
    private readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  /** @param settings on top of those that all tests have */
  static async start(settings: Record<string, string> = {}): Promise<LumenServer> {
    const server = new LumenServer(await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The one-time link that the first start shows in the terminal. */
  get signInLink(): string {
    const link = /http:\S+\/sign-in#token=\S+/.exec(this.said)?.[0];
    if (link === undefined) {
      throw new Error(`The server showed no sign-in link:\n${this.said}`);
    }
    return link;
  }

  async start(): Promise<void> {
    this.said = "";
    const child = spawn(
      JAVA,
      ["-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp", CLASS_PATH, "dev.lumen.cli.Lumen", "serve"],
      {
        env: {
          ...withoutSettings(process.env),
          LUMEN_PORT: String(this.port),
          LUMEN_DATA_DIR: this.folder,
          LUMEN_LIMITS: "off",
          LUMEN_ADMIN_EMAIL: ADMIN.email,
          ...this.settings,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.process = child;
    await new Promise<void>((ready, failed) => {
      const late = setTimeout(() => failed(new Error(`The server did not start:\n${this.said}`)), START_MS);
      const read = (bytes: Buffer) => {
        this.said += bytes.toString();
        if (this.said.includes("is ready at") && this.said.includes("stop  ")) {
          clearTimeout(late);
          ready();
        }
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code, signal) => {
        clearTimeout(late);
        failed(new Error(`The server ended with ${code}:\n${this.said}`));
        if (this.process === child) {
          console.error(`The server ended by itself with ${signal ?? code}:\n${this.said.slice(-4000)}`);
        }
      });
    });
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.process;
    this.process = null;
    if (child !== null && child.exitCode === null) {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill(signal);
      await gone;
    }
  }
}
