#include <algorithm>
#include <tuple>

#include "cli/app/app_lock.hpp"
#include "cli/app/config_file.hpp"
#include "cli/failure.hpp"
#include "cli/log.hpp"
#include "cli/report/tally.hpp"
#include "cli/session.hpp"
#include "core/tree.hpp"
#include "lock/move_report.hpp"

namespace omnitrack::cli {

namespace {

// The defaults are in the app's struct; the file goes over them, and `--set` over both.
std::vector<Diagnostic> configure(const ConfigKeys& keys, const AppOptions& options) {
  const Phase phase("configure");
  std::vector<Diagnostic> mistakes;
  if (options.config_file) read_config_file(*options.config_file, keys, mistakes);
  for (const std::string& setting : options.settings) keys.set(setting, mistakes);
  return mistakes;
}

void build(const detail::Program& program, App& app) {
  const Phase phase("build");
  program.build(program.context, app);
}

void force_assets_bucket(App& app, const std::string& name) {
  if (const std::string fault = fault_of_assets_bucket(name); !fault.empty()) {
    throw UsageError("--assets-bucket: " + fault,
                     "use 3 to 63 lower-case letters, digits, '-' and '.'");
  }
  TreeAccess::state(app).assets.bucket.force(name);
}

void force_images_repository(App& app, const std::string& name) {
  if (const std::string fault = fault_of_images_repository(name); !fault.empty()) {
    throw UsageError("--images-repository: " + fault,
                     "use 2 to 256 lower-case letters and digits, joined by '-', '_', '.' or '/'");
  }
  TreeAccess::state(app).assets.repository.force(name);
}

// Stops what would replace a resource that only moved.
void check_moves(const lock::Lock& lock, Synthesis& result, bool strict) {
  if (!lock::may_have_moves(lock, result.stacks)) return;
  const Phase phase("look for moves");
  const lock::Present present(result.stacks);
  const lock::Detection detection = lock::detect_moves(lock, present);
  std::vector<Diagnostic> found;
  lock::report_moves(detection, found);
  lock::report_twins(detection, found);
  lock::report_renamed(detection, found);
  const bool fails =
      std::ranges::any_of(found, [strict](const Diagnostic& each) { return stops(each, strict); });
  std::ranges::move(found, std::back_inserter(result.diagnostics));
  std::ranges::stable_sort(result.diagnostics, {},
                           [](const Diagnostic& each) { return std::tie(each.file, each.line); });
  if (fails) result.stacks.clear();
}

}  // namespace

Synthesis synthesize_with(const Session& session, const AppOptions& app_options,
                          const SynthOptions& synth_options, const AppLock& lock) {
  Synthesis result{.stacks = {}, .diagnostics = configure(session.keys, app_options)};
  if (!result.diagnostics.empty()) return result;
  App app;
  if (app_options.assets_bucket) force_assets_bucket(app, *app_options.assets_bucket);
  if (app_options.images_repository) force_images_repository(app, *app_options.images_repository);
  build(session.program, app);
  const Phase phase("synthesize");
  SynthOptions options = lock.applied_to(synth_options);
  options.split.wanted = app_options.split;
  return synthesize(app, options);
}

Synthesis synthesize_app(const Session& session, const AppOptions& app_options,
                         const SynthOptions& synth_options) {
  std::vector<Diagnostic> problems;
  const AppLock lock(app_options, true, problems);
  if (!problems.empty()) {
    std::ranges::move(configure(session.keys, app_options), std::back_inserter(problems));
    return {.stacks = {}, .diagnostics = std::move(problems)};
  }
  Synthesis result = synthesize_with(session, app_options, synth_options, lock);
  if (lock.is_used() && result.ok()) check_moves(lock.lock(), result, synth_options.strict);
  return result;
}

Synthesis make_app(const Session& session, const AppOptions& app_options,
                   const SynthOptions& synth_options) {
  Synthesis result = synthesize_app(session, app_options, synth_options);
  session.console.show(result.diagnostics, synth_options.strict);
  return result;
}

}  // namespace omnitrack::cli
