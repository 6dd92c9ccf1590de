#include "cli/config_file.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"

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

}  // namespace

Synthesis synthesize_app(const Session& session, const AppOptions& app_options,
                         const SynthOptions& synth_options) {
  Synthesis result{.stacks = {}, .diagnostics = configure(session.keys, app_options)};
  if (!result.diagnostics.empty()) return result;
  App app;
  build(session.program, app);
  const Phase phase("synthesize");
  return synthesize(app, synth_options);
}

Synthesis make_app(const Session& session, const AppOptions& app_options,
                   const SynthOptions& synth_options) {
  Synthesis result = synthesize_app(session, app_options, synth_options);
  session.console.show(result.diagnostics, synth_options.strict);
  return result;
}

}  // namespace omnitrack::cli
