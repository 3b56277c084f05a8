#!/usr/bin/env bash
# Install what the tests of a real relay drive: Debian's Postfix. They run it with a configuration, a queue and a log of
# their own; nothing of the package's is configured, and it is not started.
set -euo pipefail
command -v postfix >/dev/null || [ -x /usr/sbin/postfix ] || {
  command -v apt-get >/dev/null || { echo "make relay needs postfix: install it, there is no apt-get" >&2; exit 1; }
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -q >/dev/null
  echo "postfix postfix/main_mailer_type select No configuration" | "${root[@]}" debconf-set-selections
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -q postfix >/dev/null
}
