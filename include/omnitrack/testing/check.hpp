#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace omnitrack::assertions {

/// What came of a question that a test asks.
enum class Outcome : std::uint8_t {
  holds,
  fails,
  unknown,  ///< it cannot be told before the deployment, or there is no template to ask
};

/// Whether something is as a test wants it, and why.
class [[nodiscard]] Check {
 public:
  Check(Outcome outcome, std::string message) : outcome_(outcome), message_(std::move(message)) {}

  /// Whether it surely is.
  explicit operator bool() const { return outcome_ == Outcome::holds; }
  /// What came of it.
  [[nodiscard]] Outcome outcome() const { return outcome_; }
  /// Why, on as many lines as it takes.
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  Outcome outcome_;
  std::string message_;
};

}  // namespace omnitrack::assertions
