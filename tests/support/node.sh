# Sourced by the tests that run on node. Exit code 77 says that something they need is missing.

skip() {
  echo "SKIP: $1"
  exit 77
}

# need_node: skips where node, or a package that runs on it, is missing.
need_node() {
  local packages
  packages=$(dirname "${BASH_SOURCE[0]}")/../node_modules
  command -v node >/dev/null || skip "node is not installed"
  (($(node -p 'parseInt(process.versions.node)') >= 20)) ||
    skip "node is $(node --version), and the packages need 20"
  [[ -f $packages/.package-lock.json ]] || skip "the npm packages of tests are not installed"
}
