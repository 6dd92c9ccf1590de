#pragma once

#include <omnitrack/list.hpp>

namespace omnitrack {

/// Which cookies, headers or query strings of a request something is about; none by default.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
class RequestParts {
 public:
  /// How the names are meant.
  enum class Kind : std::uint8_t { none, all, all_and, all_except, only };

  /// None.
  RequestParts() = default;
  /// None.
  static RequestParts none() { return {}; }
  /// All that the viewer sends.
  static RequestParts all() { return {Kind::all, {}}; }
  /// All headers that the viewer sends, and these of CloudFront's own; for requests to origins.
  static RequestParts all_and(const List<std::string>& names) { return {Kind::all_and, names}; }
  /// All that the viewer sends but these.
  static RequestParts all_except(const List<std::string>& names) {
    return {Kind::all_except, names};
  }
  /// These alone.
  static RequestParts only(const List<std::string>& names) { return {Kind::only, names}; }

  /// How the names are meant.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The names.
  [[nodiscard]] const List<std::string>& names() const { return names_; }

 private:
  RequestParts(Kind kind, const List<std::string>& names) : kind_(kind), names_(names) {}
  Kind kind_ = Kind::none;
  List<std::string> names_;
};

}  // namespace omnitrack
