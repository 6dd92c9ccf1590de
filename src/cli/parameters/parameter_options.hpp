#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/parameters/given_parameter.hpp"

namespace omnitrack::cli {

/// The options that give parameters values, of one side of a comparison or of all there is.
struct ParameterOptions {
  std::vector<std::string> values;  ///< `[STACK/]KEY=VALUE`
  std::vector<std::string> files;
  std::string_view value_option = "--parameter";
  std::string_view file_option = "--parameters";

  /// Adds `--parameter` and `--parameters`.
  void add_to(Options& options);
  /// Adds `--old-parameter` and `--old-parameters`.
  void add_old_to(Options& options);

  [[nodiscard]] bool is_any_given() const { return !values.empty() || !files.empty(); }
  /// How many of the files are standard input.
  [[nodiscard]] std::size_t count_of_stdin() const;
  /// Reads all that is given. Throws UsageError for a value that is not KEY=VALUE, Failure for a
  /// file that cannot be read.
  [[nodiscard]] GivenParameters read() const;
};

}  // namespace omnitrack::cli
