#pragma once

#include <span>
#include <string_view>

namespace omnitrack::fuzz {

/// What is done with a text that a fuzzer made up. It returns where all is well, and ends the
/// program by `require` where a property does not hold.
using Target = void (*)(std::string_view input);

/// Makes a target known by its name, which its corpus bears too.
class NamedTarget {
 public:
  NamedTarget(std::string_view name, Target body);

  [[nodiscard]] std::string_view name() const { return name_; }
  void run(std::string_view input) const { body_(input); }

 private:
  std::string_view name_;
  Target body_;
};

/// All targets that are linked into this program.
std::span<const NamedTarget* const> all_targets();

}  // namespace omnitrack::fuzz
