#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "deploy/aws_cli.hpp"

namespace omnitrack::cli {

/// What the user says of resources that are there.
struct LiveOptions {
  std::vector<std::string> what;  ///< files, `-`, or `TYPE=IDENTIFIER`
  std::string folder;
  std::string stack;
  bool is_forced = false;
  deploy::AwsOptions account;
};

/// Writes the app of resources that are there, with what CloudFormation needs to import them.
/// Returns an exit code. Throws Failure, UsageError and AwsFailure.
int import_live(const LiveOptions& options, const Console& console);

/// Whether a word of the command line names a resource to be asked for.
bool is_live_name(std::string_view word);

}  // namespace omnitrack::cli
