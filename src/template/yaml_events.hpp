#pragma once

#include <yaml.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "template/parse.hpp"

namespace omnitrack::tmpl {

/// What libyaml meets in a text, one event at a time, with places in bytes.
class YamlEvents {
 public:
  /// The text must be well-formed UTF-8.
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  /// Goes to the next event. Throws a TextProblem where the text is not YAML.
  const yaml_event_t& next();

  [[nodiscard]] const yaml_event_t& current() const { return event_; }
  /// Where the current event begins: at its anchor or tag, if it has one.
  [[nodiscard]] std::uint32_t begin() const { return offset(event_.start_mark); }
  [[nodiscard]] std::uint32_t end() const { return offset(event_.end_mark); }
  /// Where the value begins whose anchor and tag stand at `begin`.
  [[nodiscard]] std::uint32_t after_properties(std::uint32_t begin, int properties) const;
  /// The last place of `[begin, end)` with anything but blanks before it.
  [[nodiscard]] std::uint32_t without_blanks(std::uint32_t begin, std::uint32_t end) const;

 private:
  [[nodiscard]] std::uint32_t offset(const yaml_mark_t& mark) const;
  [[noreturn]] void fail() const;

  std::string_view text_;
  std::uint32_t mark_size_ = 0;              // of a byte order mark at the begin
  std::vector<std::uint32_t> byte_offsets_;  // of each character, where some have several bytes
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

}  // namespace omnitrack::tmpl
