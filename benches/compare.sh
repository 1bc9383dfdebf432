#!/usr/bin/env bash
# How long `postlint check` takes on a site, beside the time it takes to read the files at all
# (`rg -c zzzz`) and beside another Markdown linter (`rumdl check --no-cache`). Files are warm; the
# figures are medians.
#
#   benches/compare.sh SITE [RUNS]
set -euo pipefail
site=${1:?usage: benches/compare.sh SITE [RUNS]}
runs=${2:-10}
root=$(cd "$(dirname "$0")/.." && pwd)
postlint=${POSTLINT:-$root/target/release/postlint}
[ -n "${POSTLINT:-}" ] || cargo build --quiet --release --manifest-path "$root/Cargo.toml"

# Exit codes differ: each of the three has its own for "found something".
once() { "$@" >/dev/null 2>&1 || true; }

median() {
  if command -v hyperfine >/dev/null; then
    hyperfine --shell=none --ignore-failure --warmup 2 --runs "$runs" --export-csv /dev/stdout --style none \
      "$*" 2>/dev/null | tail -n 1 | awk -F, '{ print $(NF - 4) }'
  else
    once "$@"
    for _ in $(seq "$runs"); do
      local from to
      from=$(date +%s%N)
      once "$@"
      to=$(date +%s%N)
      echo $((to - from))
    done | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] / 1e9 }'
  fi
}

base=""
report() {
  local name=$1 seconds
  shift
  if ! command -v "$1" >/dev/null; then
    printf '%-28s not installed\n' "$name"
    return
  fi
  seconds=$(median "$@")
  base=${base:-$seconds}
  awk -v name="$name" -v s="$seconds" -v base="$base" \
    'BEGIN { printf "%-28s %9.1f ms   %6.1f x\n", name, s * 1000, s / base }'
}

report "rg -c zzzz" rg -c zzzz "$site"
report "postlint check" "$postlint" check "$site"
report "rumdl check --no-cache" rumdl check --no-cache "$site"
