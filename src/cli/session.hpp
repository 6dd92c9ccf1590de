#pragma once

#include "cli/app/config_keys.hpp"
#include "cli/console.hpp"
#include "cli/verb.hpp"
#include "omnitrack/run.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// What a verb works with.
struct Session {
  const detail::Program& program;
  const ConfigKeys& keys;
  const Verbs& verbs;
  const Options& common_options;
  Console& console;
};

class AppLock;

/// Configures, builds and synthesizes the app with a lock, whatever moved. Without stacks in the
/// result, it could not be made.
Synthesis synthesize_with(const Session& session, const AppOptions& app_options,
                          const SynthOptions& synth_options, const AppLock& lock);

/// The same with the lock file that the options say, and with an error where something moved that
/// must not be replaced.
Synthesis synthesize_app(const Session& session, const AppOptions& app_options,
                         const SynthOptions& synth_options);

/// The same, and shows the diagnostics.
Synthesis make_app(const Session& session, const AppOptions& app_options,
                   const SynthOptions& synth_options);

}  // namespace omnitrack::cli
