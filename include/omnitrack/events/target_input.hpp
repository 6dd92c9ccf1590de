#pragma once

#include <omnitrack/json.hpp>

namespace omnitrack {

/// What the target of an event is given: the whole event by default.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
class TargetInput {
 public:
  /// The four kinds.
  enum class Kind : std::uint8_t { event, constant, path, transformer };

  /// The whole event.
  TargetInput() = default;
  /// Always this JSON.
  static TargetInput json(const Json& json);
  /// Always this text, as JSON.
  static TargetInput text(const Value<std::string>& text);
  /// A part of the event by its path, e.g. `$.detail`.
  static TargetInput path(const Value<std::string>& path) {
    return TargetInput(Kind::path, path, {});
  }
  /// A text in which `<name>` stands for a part of the event, by names with their paths, e.g.
  /// `transform({{"state", "$.detail.state"}}, "{\"state\": <state>}")`. The text is JSON, or one
  /// text in quotes.
  static TargetInput transform(const Map<std::string>& paths, const Value<std::string>& text) {
    return TargetInput(Kind::transformer, text, paths);
  }

  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The constant, the path or the text of the transformer.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// The paths of the transformer.
  [[nodiscard]] const Map<std::string>& paths() const { return paths_; }

 private:
  TargetInput(Kind kind, const Value<std::string>& text, const Map<std::string>& paths)
      : kind_(kind), text_(text), paths_(paths) {}
  Kind kind_ = Kind::event;
  Value<std::string> text_;
  Map<std::string> paths_;
};

}  // namespace omnitrack
