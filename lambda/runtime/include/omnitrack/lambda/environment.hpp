#pragma once

#include <string>

namespace omnitrack::lambda {

/// What Lambda tells a function about itself by environment variables; empty where it does not.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
struct Environment {
  /// The Runtime API's host and port.
  std::string runtime_api;
  /// What the function's configuration calls its handler.
  std::string handler;
  std::string function_name;
  std::string function_version;
  /// The memory in MB, as text.
  std::string memory_size;
  std::string log_group;
  std::string log_stream;
  /// The least grave level that is logged.
  std::string log_level;

  /// Reads the variables of this process.
  static Environment read();
};

}  // namespace omnitrack::lambda
