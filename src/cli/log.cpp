#include "cli/log.hpp"

#include <cstdio>
#include <optional>

namespace omnitrack::cli {

namespace {

// The program's name, once the log is on.
std::optional<std::string> logged_program;

}  // namespace

void start_log(const std::string& program) { logged_program = program; }

Phase::~Phase() {
  if (!logged_program) return;
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin_;
  std::fprintf(stderr, "%s: %s: %.3f ms\n", logged_program->c_str(), name_, taken.count());
}

}  // namespace omnitrack::cli
