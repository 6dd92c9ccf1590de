#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// The steps from a root to a value, kept on the stack while a check descends: one step each, its
/// text made only where it is reported.
class Path {
 public:
  Path() = default;
  Path(const Path& parent, std::string_view key) : parent_(&parent), key_(key) {}
  Path(const Path& parent, std::size_t index) : parent_(&parent), index_(index) {}
  Path(Path&&) = delete;  // a child points at it

  /// `Resources/Bucket/Properties/Tags/0/Key`; `/` and `~` in keys are escaped as in RFC 6901.
  [[nodiscard]] std::string text() const;
  /// The same as a JSON pointer (RFC 6901), `/Properties/Tags/0/Key`; empty for the root.
  [[nodiscard]] std::string pointer() const;
  [[nodiscard]] const Path* parent() const { return parent_; }
  /// The value that it leads to from a root; null where there is none.
  [[nodiscard]] const tmpl::Node* in(const tmpl::Node& root) const;
  /// The last step; empty for an index.
  [[nodiscard]] std::string_view key() const { return key_; }

 private:
  const Path* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = npos;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

}  // namespace omnitrack::meaning
