#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cli/deploy/deploy_options.hpp"
#include "cli/session.hpp"

namespace omnitrack::cli {

/// What `deploy --execute` is given.
struct PreparedRequest {
  std::string file;
  deploy::AwsOptions account;
  deploy::DeploySettings settings;
  std::size_t jobs = 1;
  bool is_errors_only = false;
  bool is_yes = false;
  std::optional<std::string> outputs_file;
};

/// Executes the change sets that a file names, exactly these, or refuses where anything changed
/// since. Returns the exit code.
int execute_prepared(const PreparedRequest& request, const Console& console);

}  // namespace omnitrack::cli
