#include "cli/log.hpp"

// Linked in whole: loading the shared libraries would cost every start more than the log is worth.
#define SPDLOG_HEADER_ONLY
#define FMT_HEADER_ONLY
#include <memory>

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace omnitrack::cli {

namespace {

std::unique_ptr<spdlog::logger> logger;

}  // namespace

void start_log(const std::string& program) {
  logger =
      std::make_unique<spdlog::logger>(program, std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger->set_pattern("%n: %v");
}

Phase::~Phase() {
  if (!logger) return;
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin_;
  logger->info("{}: {:.3f} ms", name_, taken.count());
}

}  // namespace omnitrack::cli
