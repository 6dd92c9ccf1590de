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

Synthesis synthesize_app(App& app, const SynthOptions& options) {
  const Phase phase("synthesize");
  return synthesize(app, options);
}

}  // namespace

Synthesis make_app(const Session& session, const AppOptions& app_options,
                   const SynthOptions& synth_options) {
  Synthesis result{.stacks = {}, .diagnostics = configure(session.keys, app_options)};
  if (result.diagnostics.empty()) {
    App app;
    build(session.program, app);
    result = synthesize_app(app, synth_options);
  }
  session.console.show(result.diagnostics, synth_options.strict);
  return result;
}

}  // namespace omnitrack::cli
