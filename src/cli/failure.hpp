#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace omnitrack::cli {

/// Something that cannot go on, with what to do about it: exit code 1.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, std::string hint = {})
      : std::runtime_error(message), hint_(std::move(hint)) {}

  /// How to mend it; may be empty.
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// A wrong command line: exit code 64.
class UsageError final : public Failure {
 public:
  using Failure::Failure;
};

/// Nobody reads what is written to stdout any more, such as behind `| head`: the program ends as
/// if by SIGPIPE, and says nothing.
class UnreadOutput final : public Failure {
 public:
  UnreadOutput() : Failure("nobody reads stdout any more") {}
};

}  // namespace omnitrack::cli
