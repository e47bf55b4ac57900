import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

/** Below this a compressed form saves nothing that anybody would notice. */
const WORTH_COMPRESSING = 1024;

/** Writes what dev.lumen.server.page reads: the list of files, and each one's compressed forms. */
function listOfFiles(): Plugin {
  let out = "";
  return {
    name: "lumen-list-of-files",
    apply: "build",
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const paths = readdirSync(out, { recursive: true, encoding: "utf8" })
        .map((name) => join(out, name))
        .filter((path) => statSync(path).isFile() && extname(path) in TYPES);
      const files = paths.map((path) => {
        const bytes = readFileSync(path);
        const encodings: string[] = [];
        if (bytes.length >= WORTH_COMPRESSING && ![".woff2", ".png"].includes(extname(path))) {
          writeFileSync(
            `${path}.br`,
            brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } }),
          );
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
          encodings.push("br", "gzip");
        }
        return {
          path: `/${relative(out, path).replaceAll("\\", "/")}`,
          type: TYPES[extname(path)],
          tag: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
          encodings,
        };
      });
      writeFileSync(join(out, "files.json"), JSON.stringify(files, null, 1));
    },
  };
}

const server = process.env.LUMEN_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), listOfFiles()],
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The policy of the page allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 6173,
    proxy: {
      "/api": server,
      "/health": server,
      "/docs": server,
      "/ws": { target: server, ws: true },
    },
  },
  test: { include: ["src/**/*.test.{ts,tsx}", "e2e/*.test.ts"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
