#!/usr/bin/env bash
# Install what the browser tests drive: Debian's Chromium and its driver, and axe-core by the lock file of npm.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
command -v npm >/dev/null || missing+=(npm)
if ((${#missing[@]})); then
  command -v apt-get >/dev/null || { echo "make system needs ${missing[*]}: install them, there is no apt-get" >&2; exit 1; }
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -q "${missing[@]}" >/dev/null
fi
npm ci --prefix tests/browser --no-audit --no-fund --silent
