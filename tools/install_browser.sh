#!/usr/bin/env bash
# Install what the browser tests drive: Debian's Chromium and its driver, Java for the Nu validator, espeak-ng and ffmpeg
# for the podcast, and axe-core, the validator and two independent readers by the lock file of npm.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
command -v npm >/dev/null || missing+=(npm)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v espeak-ng >/dev/null || missing+=(espeak-ng)
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
if ((${#missing[@]})); then
  command -v apt-get >/dev/null || { echo "make system needs ${missing[*]}: install them, there is no apt-get" >&2; exit 1; }
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -q "${missing[@]}" >/dev/null
fi
npm ci --prefix tests/browser --no-audit --no-fund --silent --ignore-scripts
