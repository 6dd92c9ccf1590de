#pragma once

#include <omnitrack/text.hpp>

namespace omnitrack {

/// A schema, or code of a resolver, as a text or as a file; none by default.
class GraphqlText {
 public:
  /// None.
  constexpr GraphqlText() = default;
  /// The text itself.
  static GraphqlText text(std::string_view text) { return {text, Kind::text}; }
  /// A file, which is read when the app runs; looked for from the folder of the source that makes
  /// what takes it.
  static GraphqlText file(std::string_view path) { return {path, Kind::file}; }

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return kind_ != Kind::none; }
  /// Whether it is a path.
  [[nodiscard]] bool is_file() const { return kind_ == Kind::file; }
  /// The text or the path.
  [[nodiscard]] const Text& value() const { return value_; }

 private:
  enum class Kind : std::uint8_t { none, text, file };
  GraphqlText(std::string_view value, Kind kind) : value_(value), kind_(kind) {}
  Text value_;
  Kind kind_ = Kind::none;
};

}  // namespace omnitrack
