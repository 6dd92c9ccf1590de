#!/bin/bash
# Installs the Debian packages that building and the verb graph need; with --lambda also those of
# lambda/; with --package those of scripts/package; with --site those of scripts/site; with --same-bytes
# those of scripts/same_bytes.py, for which dpkg comes to know arm64; with --tests all of these but the
# last, those of the tests and the checks, the npm packages of tests/, a newer node where Debian's is too
# old for them, and Python's packages of tests/requirements.txt where an index is reached.
# Does nothing where all are there, and says what it does on stderr. (Debian starts a redis-server of
# its own on installation; the tests do not use it.)
set -euo pipefail
cd "$(dirname "$0")/.."

# A tool counts as there when its command is, wherever it comes from: command=package.
tools=(g++=g++ cmake=cmake ninja=ninja-build mold=mold python3=python3 dot=graphviz)
libraries=(nlohmann-json3-dev libcli11-dev libpcre2-dev libyaml-dev zlib1g-dev)
lambda_libraries=(libboost-dev libexpected-dev libfmt-dev libssl-dev libxxhash-dev)

case "$*" in
  '') ;;
  --package) tools+=(dpkg-shlibdeps=dpkg-dev) ;;
  --site) ;;
  --same-bytes)
    tools+=(clang++=clang aarch64-linux-gnu-g++=g++-aarch64-linux-gnu qemu-aarch64=qemu-user)
    libraries+=(libpcre2-dev:arm64 libyaml-dev:arm64 zlib1g-dev:arm64)
    ;;
  --lambda) libraries+=("${lambda_libraries[@]}") ;;
  --tests)
    tools+=(redis-server=redis-server openssl=openssl clang++=clang clang-format=clang-format
      clang-tidy=clang-tidy dpkg-shlibdeps=dpkg-dev lintian=lintian pre-commit=pre-commit valgrind=valgrind faketime=faketime zsh=zsh fish=fish
      jq=jq node=nodejs npm=npm chromium=chromium)
    libraries+=("${lambda_libraries[@]}" libhiredis-dev libgtest-dev libgmock-dev fonts-liberation2 fonts-dejavu-core
      time)
    ;;
  *)
    echo "usage: $0 [--lambda | --package | --same-bytes | --site | --tests]" >&2
    exit 64
    ;;
esac

# quietly COMMAND...: what the command says is shown if it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    rm "$log"
  else
    cat "$log" >&2
    rm "$log"
    return 1
  fi
}

# install PACKAGE...: by apt-get, as root. Where `patience` is set, its index has so many seconds.
install() {
  (($#)) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "$0: no apt-get here; install what provides $*" >&2
    return 1
  fi

  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "$0: neither root nor sudo; as root run: apt-get install $*" >&2
      return 1
    fi
    as_root=(sudo)
  fi

  echo "installing $*" >&2
  quietly "${as_root[@]}" ${patience:+timeout "$patience"} apt-get update -qq &&
    quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"
}

install_missing() {
  local missing=() tool library
  for tool in "${tools[@]}"; do
    command -v "${tool%%=*}" >/dev/null || missing+=("${tool##*=}")
  done

  if command -v dpkg-query >/dev/null; then
    for library in "${libraries[@]}"; do
      [[ "$(dpkg-query -Wf '${db:Status-Status}' "$library" 2>/dev/null)" == installed* ]] ||
        missing+=("$library")
    done
  else
    echo "$0: no Debian, so see to these libraries yourself: ${libraries[*]}" >&2
  fi
  install "${missing[@]}"
}

# The headers of clang and LLVM, by which clang-tidy takes half of the time (tools/clang_tidy).
install_clang_headers() {
  local program headers patience=30
  program=$(readlink -f "$(command -v clang-tidy)")
  headers=${program%/bin/*}/include
  [[ -d $headers/clang/AST && -d $headers/llvm/ADT ]] || install libclang-dev llvm-dev ||
    echo "clang-tidy goes without clang's headers, and takes longer" >&2
}

# Of the documentation's site; without them its tests are skipped.
install_site_packages() {
  scripts/site --python >/dev/null 2>&1 || install python3-markdown-it python3-mdit-py-plugins python3-pygments ||
    echo "no site is made of the documentation" >&2
}

python_has() { "$1" -c "import $2" 2>/dev/null; }

# cfn-lint and the moto server, in an environment of their own; no index is no error. The AWS CLI is
# of use with the moto server alone.
install_python_packages() {
  local venv=build/venv
  if ! { command -v cfn-lint && python_has python3 moto.moto_server; } >/dev/null &&
    [[ ! $venv/installed -nt tests/requirements.txt ]]; then
    python_has python3 ensurepip || install python3-venv
    echo "installing the Python packages of tests" >&2
    if python3 -m venv "$venv" >&2 &&
      "$venv/bin/pip" install -q --disable-pip-version-check --retries 0 --timeout 10 \
        -r tests/requirements.txt 2>/dev/null; then
      touch "$venv/installed"
    else
      echo "no index of Python packages is reached: the tests that need them are skipped" >&2
    fi
  fi
  if python_has python3 moto.moto_server || python_has "$venv/bin/python3" moto.moto_server; then
    command -v aws >/dev/null || install awscli
  fi
}

# npm writes the second file when all that the first one names is there.
install_npm_packages() {
  [[ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]] && return
  echo "installing the npm packages of $1" >&2
  quietly npm ci --no-audit --no-fund --prefix "$1"
}

[[ $* != --same-bytes ]] || dpkg --print-foreign-architectures | grep -qx arm64 || dpkg --add-architecture arm64
install_missing
[[ $* != --site && $* != --tests ]] || install_site_packages
if [[ $* == --tests ]]; then
  python_has python3 yaml || install python3-yaml
  python_has python3 botocore || install python3-botocore
  install_clang_headers
  install_python_packages
  # The packages of the tests need node 20; Debian 12 has 18.
  (($(node -p 'parseInt(process.versions.node)') >= 20)) || install_npm_packages tests/node
  install_npm_packages tests
fi
