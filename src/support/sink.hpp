#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace omnitrack::support {

/// Takes a text piece by piece.
using Sink = std::function<void(std::string_view)>;

/// From this length on what was written is handed on, so that a long text is never held as a whole.
inline constexpr std::size_t piece_bytes = std::size_t{64} * 1024;

/// Gathers small pieces into long ones.
class Gathered {
 public:
  explicit Gathered(Sink out) : out_(std::move(out)) {}

  void add(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() >= piece_bytes) finish();
  }
  /// Hands on what is left.
  void finish() {
    out_(waiting_);
    waiting_.clear();
  }

 private:
  Sink out_;
  std::string waiting_;
};

}  // namespace omnitrack::support
