#!/bin/sh
# Proves the browser application: types, style, unit tests, then the journeys of web/e2e in real Chromium
# against the server that Maven has built (cli/target/app). --unit leaves the journeys out; the names of
# files (journeys, looks, ...) choose some of them, and then nothing else is done.
# Ends with 3 when Node or Chromium is missing and could not be had.
set -eu
cd -- "$(dirname -- "$0")"

fail() {
  echo "web/test.sh: $*" >&2
  exit 1
}
cannot() {
  echo "web/test.sh: $*" >&2
  exit 3
}

sh build.sh --can || cannot "the page was not tested: Node 20.19 or newer and npm are needed (Debian: apt install nodejs npm)."
sh build.sh
if [ $# -eq 0 ] || [ "$1" = --unit ]; then
  npm run --silent check
  npm run --silent test
fi
if [ "${1:-}" = --unit ]; then
  exit 0
fi

have_chromium() { node e2e/chromium.mjs; }

# Debian's own where we are root; Playwright's elsewhere.
if ! have_chromium; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the journeys."
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; } ||
      npx playwright install --with-deps chromium || true
  else
    npx playwright install chromium || true
  fi
  have_chromium || cannot "the journeys were not run: no Chromium was found and none could be installed. Install it (Debian: apt install chromium) or name it: E2E_CHROMIUM=/path/to/chromium."
fi
ls ../cli/target/app/lumen-server-*.jar >/dev/null 2>&1 || [ -n "${E2E_CLASS_PATH:-}" ] ||
  fail "the server is not built: run ./lumen test, or mvn package first."
exec npx playwright test "$@"
