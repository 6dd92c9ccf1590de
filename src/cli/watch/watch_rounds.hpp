#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/watch/kept_templates.hpp"

namespace omnitrack::cli {

/// What is done after each change.
struct WatchRequest {
  std::string executable;                      ///< of the app
  std::vector<std::string> build;              ///< the command line
  std::vector<std::string> app_options = {};   ///< for each verb that makes the app
  std::vector<std::string> diff_options = {};  ///< the same, for `diff` alone
  /// The same for `deploy`; without a value nothing is deployed.
  std::optional<std::vector<std::string>> deploy_options = {};
};

/// Builds an app, shows what changed, and deploys it, time after time. What goes wrong is told, and
/// left to the next time.
class WatchRounds {
 public:
  WatchRounds(WatchRequest request, const Console& console)
      : request_(std::move(request)), console_(console) {}

  /// One time.
  void go();

 private:
  [[nodiscard]] bool build() const;
  [[nodiscard]] bool show();
  [[nodiscard]] bool keep();
  void deploy();
  [[nodiscard]] int run_app(std::vector<std::string> words, bool shares_terminal = false) const;

  WatchRequest request_;
  const Console& console_;
  KeptTemplates templates_;
};

}  // namespace omnitrack::cli
