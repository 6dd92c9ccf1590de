#!/bin/bash
# Installs the Debian packages that building needs; with --lambda also those of lambda/; with --tests
# those of lambda/, the tests and the checks, and the npm packages of tests/adoption,
# tests/best_practices, tests/browser and tests/reports.
# Does nothing where all are there. (Debian starts a redis-server of its own on installation; the
# tests do not use it.)
set -euo pipefail
cd "$(dirname "$0")/.."

# A tool counts as there when its command is, wherever it comes from: command=package.
tools=(g++=g++ cmake=cmake ninja=ninja-build mold=mold python3=python3)
npm_projects=()
lambda_libraries=(libboost-dev libexpected-dev libhiredis-dev libssl-dev libxxhash-dev)
libraries=(nlohmann-json3-dev libcli11-dev libfmt-dev libspdlog-dev
  libpcre2-dev libyaml-dev zlib1g-dev)

case "$*" in
  '') ;;
  --lambda) libraries+=("${lambda_libraries[@]}") ;;
  --tests)
    tools+=(redis-server=redis-server openssl=openssl clang-format=clang-format
      clang-tidy=clang-tidy zsh=zsh fish=fish node=nodejs npm=npm chromium=chromium)
    libraries+=("${lambda_libraries[@]}" libgtest-dev libgmock-dev)
    npm_projects+=(tests/adoption tests/best_practices tests/browser tests/reports)
    ;;
  *)
    echo "usage: $0 [--lambda | --tests]" >&2
    exit 64
    ;;
esac

missing=()
for tool in "${tools[@]}"; do
  command -v "${tool%%=*}" >/dev/null || missing+=("${tool##*=}")
done

if command -v dpkg-query >/dev/null; then
  for library in "${libraries[@]}"; do
    [[ "$(dpkg-query -Wf '${db:Status-Status}' "$library" 2>/dev/null)" == installed ]] ||
      missing+=("$library")
  done
else
  echo "$0: no Debian, so see to these libraries yourself: ${libraries[*]}" >&2
fi

install_missing() {
  if ! command -v apt-get >/dev/null; then
    echo "$0: no apt-get here; install what provides ${missing[*]}" >&2
    return 1
  fi

  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "$0: neither root nor sudo; as root run: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi

  echo "installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

if ((${#missing[@]})); then
  install_missing
fi

# npm writes the second file when all that the first one names is there.
for project in "${npm_projects[@]}"; do
  [[ "$project/node_modules/.package-lock.json" -nt "$project/package-lock.json" ]] && continue
  echo "installing the npm packages of $project" >&2
  npm ci --prefix "$project" >&2
done
