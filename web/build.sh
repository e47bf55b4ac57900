#!/bin/sh
# Builds the browser application into web/dist, from where it goes into the server's jar.
# Does nothing when nothing has changed. Without Node there is no page, and the server says so.
# --can: only tells, by its status, whether there is a Node to build with.
set -eu
cd -- "$(dirname -- "$0")"

have_node() {
  command -v npm >/dev/null 2>&1 &&
    node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# $1: the stamp; the rest: what it was made of.
is_newer_than_all() {
  stamp=$1
  shift
  [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -print | head -n 1)" ]
}

if [ "${1:-}" = --can ]; then
  have_node
  exit
fi
if ! have_node; then
  rm -rf dist
  echo "[WARNING] Node 20.19 or newer was not found: the server is built without its page."
  exit 0
fi
if ! is_newer_than_all node_modules/.lumen-installed package.json package-lock.json .npmrc; then
  # Browsers for tests are looked for by the tests themselves.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  : >node_modules/.lumen-installed
fi
if ! is_newer_than_all dist/files.json node_modules/.lumen-installed index.html vite.config.ts tsconfig.json src public \
  ../server/src/main/resources/dev/lumen/server/api/openapi.yaml; then
  npm run --silent build
fi
