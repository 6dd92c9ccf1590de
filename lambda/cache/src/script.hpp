#pragma once

#include <span>
#include <string>
#include <string_view>

#include "commands.hpp"

namespace omnitrack::cache {

/// A Lua script that Redis runs as one step.
/// https://redis.io/docs/latest/develop/programmability/eval-intro/
class Script {
 public:
  explicit Script(std::string_view source);
  /// Adds the call by the script's digest, which the server answers with NOSCRIPT when it does not
  /// know it.
  void append_call(Commands& commands, std::span<const Word> keys,
                   std::span<const Word> values) const;
  /// Adds the call with the source, by which the server gets to know it.
  void append_source(Commands& commands, std::span<const Word> keys,
                     std::span<const Word> values) const;

 private:
  std::string_view source_;
  std::string digest_;
};

}  // namespace omnitrack::cache
