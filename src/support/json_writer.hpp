#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/buffer.hpp"
#include "support/sink.hpp"

namespace omnitrack::support {

/// How JSON is laid out.
enum class JsonLayout : std::uint8_t {
  compact,  ///< without line ends and spaces
  narrow,   ///< a member a line, indented by one space
  wide      ///< a member a line, indented by two spaces; `\b`, `\f` and 0.0001 as most tools do
};

/// Writes JSON into a buffer, piece by piece: `begin_object`, `key`, a value, `end_object`.
class JsonWriter {
 public:
  /// Where a sink is given, the buffer is handed to it from time to time and begun anew.
  JsonWriter(Buffer& out, JsonLayout layout, const Sink* sink = nullptr)
      : out_(out), layout_(layout), indent_(static_cast<std::size_t>(layout)), sink_(sink) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  /// Begins an item of the list that was begun last.
  void begin_item() {
    if (sink_ != nullptr && !one_line_ && out_.size() >= piece_bytes) hand_on();
    begin_member();
  }
  /// Begins a member of the object that was begun last.
  void key(std::string_view name) {
    begin_member();
    string(name);
    colon();
  }
  /// The same with a name of any bytes, as in `any_string`.
  void any_key(std::string_view name) {
    begin_member();
    any_string(name);
    colon();
  }
  /// Begins a member whose name needs no escapes.
  void plain_key(std::string_view name) {
    begin_member();
    const bool is_compact = layout_ == JsonLayout::compact;
    char* at = out_.extend(name.size() + (is_compact ? 3 : 4));
    *at = '"';
    name.copy(at + 1, name.size());
    at += name.size() + 1;
    *at++ = '"';
    *at++ = ':';
    if (!is_compact) *at = ' ';
  }

  /// Writes a string, which must be UTF-8.
  void string(std::string_view text);
  /// Writes a string that needs no escapes.
  void plain_string(std::string_view text) {
    out_.append('"');
    out_.append(text);
    out_.append('"');
  }
  /// Writes a string of any bytes: U+FFFD stands for what is not UTF-8.
  void any_string(std::string_view text);
  /// Begins or ends a string that is written in parts.
  void quote() { out_.append('"'); }
  /// Writes a part of a string, with its escapes.
  void string_part(std::string_view text);
  /// Writes a part of a string that needs no escapes.
  void plain_part(std::string_view text) { out_.append(text); }
  /// Writes a number, `true`, `false` or `null` as it is given.
  void word(std::string_view text) { out_.append(text); }
  void boolean(bool value) { word(value ? "true" : "false"); }
  void number(std::int64_t value);
  void number(std::uint64_t value);
  /// Writes the shortest text that reads back as the number, which must be finite.
  void number(double value);

  /// Writes a member with a plain name: a string of any bytes, a number or a boolean.
  void member(std::string_view name, std::string_view text) {
    plain_key(name);
    any_string(text);
  }
  template <std::integral Value>
  void member(std::string_view name, Value value) {
    plain_key(name);
    if constexpr (std::same_as<Value, bool>) {
      boolean(value);
    } else if constexpr (std::signed_integral<Value>) {
      number(static_cast<std::int64_t>(value));
    } else {
      number(static_cast<std::uint64_t>(value));
    }
  }
  /// The same, but nothing for an empty text.
  void member_if_any(std::string_view name, std::string_view text) {
    if (!text.empty()) member(name, text);
  }
  /// Writes a member that is a list, an item for each of the rows.
  template <class Rows, class Write>
  void list(std::string_view name, const Rows& rows, const Write& write) {
    plain_key(name);
    begin_list();
    for (const auto& row : rows) {
      begin_item();
      write(row);
    }
    end_list();
  }

  /// Ends the text with a line feed.
  void finish() {
    out_.append('\n');
    if (sink_ != nullptr) hand_on();
  }

  /// Writes without line ends whatever `write` writes.
  template <class Write>
  void on_one_line(const Write& write) {
    const bool was_one_line = one_line_;
    one_line_ = true;
    write();
    one_line_ = was_one_line;
  }
  /// The same where it fits into 100 columns, and else as the layout says, in a second call.
  /// `write` writes one value, and may leave out the rest of it once `has_failed`. Where
  /// `may_fit` says that it is surely wider than so many columns, it is not even tried.
  template <class MayFit, class Write>
  void on_one_line_if_it_fits(const MayFit& may_fit, const Write& write) {
    if (!one_line_ && layout_ != JsonLayout::compact && may_fit(room_on_line())) {
      const std::size_t start = out_.size();
      const std::size_t depth = depth_;
      on_one_line(write);
      if (!is_line_full()) return;
      out_.truncate(start);
      depth_ = depth;
    }
    write();
  }
  template <class Write>
  void on_one_line_if_it_fits(const Write& write) {
    on_one_line_if_it_fits([](std::size_t) { return true; }, write);
  }
  /// Whether the attempt at one line is too long already.
  [[nodiscard]] bool has_failed() const { return one_line_ && is_line_full(); }

 private:
  void newline() {
    if (layout_ == JsonLayout::compact || one_line_) return;
    line_start_ = out_.size() + 1;
    out_.append_line(depth_ * indent_);
  }
  void open(char bracket) {
    out_.append(bracket);
    ++depth_;
    is_first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!is_first_) newline();
    out_.append(bracket);
    is_first_ = false;
  }
  void begin_member() {
    if (!is_first_) {
      out_.append(',');
      if (one_line_ && layout_ != JsonLayout::compact) out_.append(' ');
    }
    is_first_ = false;
    newline();
  }
  void colon() {
    out_.append(layout_ == JsonLayout::compact ? std::string_view(":") : std::string_view(": "));
  }
  void hand_on() {
    (*sink_)(out_.view());
    out_.truncate(0);
    line_start_ = 0;
  }
  void with_escapes(std::string_view text);
  void escape(unsigned char byte);
  // One column is kept for the comma that may follow.
  [[nodiscard]] bool is_line_full() const { return out_.size() - line_start_ >= line_width; }
  [[nodiscard]] std::size_t room_on_line() const {
    const std::size_t taken = out_.size() - line_start_;
    return taken + 1 >= line_width ? 0 : line_width - 1 - taken;
  }

  static constexpr std::size_t line_width = 100;

  Buffer& out_;
  JsonLayout layout_;
  std::size_t indent_;
  const Sink* sink_;
  std::size_t depth_ = 0;
  std::size_t line_start_ = 0;
  bool one_line_ = false;
  bool is_first_ = true;
};

/// The same JSON without characters that steer a terminal, which stand in its strings alone: in
/// their place are JSON's escapes.
std::string json_for_terminals(std::string_view json);

/// The text that `write` writes with a writer, ended by a line feed. In the wide layout, that of
/// reports, nothing in it steers a terminal.
template <class Write>
std::string json_text(JsonLayout layout, const Write& write) {
  Buffer out;
  JsonWriter json(out, layout);
  write(json);
  json.finish();
  if (layout == JsonLayout::wide) return json_for_terminals(out.view());
  return std::string(out.view());
}

/// The same in pieces, of which none steers a terminal whatever the layout.
template <class Write>
void write_json(JsonLayout layout, const Sink& sink, const Write& write) {
  const Sink safe = [&sink](std::string_view piece) { sink(json_for_terminals(piece)); };
  Buffer out;
  JsonWriter json(out, layout, &safe);
  write(json);
  json.finish();
}

}  // namespace omnitrack::support
