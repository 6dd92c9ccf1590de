#pragma once

#include <optional>
#include <string>

#include <omnitrack/omnitrack.hpp>

namespace omnitrack::app {

/// The code of a function that brings its own runtime.
struct Bootstrap {
  /// The path of the folder that holds the program `bootstrap`.
  std::string folder;
  /// The processor that the program is built for.
  cfn::lambda::FunctionProps::Architectures architecture;
};

/// The `bootstrap` in the folder that a key of the configuration names. Where Lambda could not
/// start it, that is reported at the stack and there is none.
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
std::optional<Bootstrap> find_bootstrap(const Stack& stack, std::string_view key,
                                        const std::string& folder);

}  // namespace omnitrack::app
