#pragma once

#include <string>
#include <vector>

#include "cli/app/config_keys.hpp"

namespace omnitrack::cli {

/// Sets keys from a file that holds a JSON object, and reports every mistake in it.
void read_config_file(const std::string& path, const ConfigKeys& keys,
                      std::vector<Diagnostic>& diagnostics);

}  // namespace omnitrack::cli
