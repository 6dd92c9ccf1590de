#include "cli/diff/change_text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/page/value_text.hpp"
#include "meaning/canonical.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

using diff::Change;
using diff::Effect;
using support::characters_in;
using tmpl::Kind;
using tmpl::Node;

// What fills more lines than this says no more in all of them.
constexpr std::size_t max_lines = 40;
// A value of which less would be seen gets a line of its own.
constexpr std::size_t min_value_width = 24;

Style style_of(Effect effect) {
  if (effect == Effect::replaces) return Style::error;
  return effect == Effect::may_replace ? Style::warning : Style::info;
}

std::string note_of(const ChangeRow& row) {
  const std::string_view words = row.effect();
  return words.empty() ? std::string() : " (" + std::string(words) + ')';
}

// A map or list whose parts can be told one by one.
bool has_parts(const Node& value) {
  return !value.is_scalar() && !value.is_call() && value.count != 0 && !is_statement(value);
}

// Which of some values have no equal among others; each equal serves once.
std::vector<const Node*> without_equal(std::span<const Node> values, std::span<const Node> others) {
  std::multimap<std::string, const Node*> left;
  for (const Node& each : others) left.emplace(meaning::canonical_text(each, {}), &each);
  std::vector<const Node*> alone;
  for (const Node& each : values) {
    const auto found = left.find(meaning::canonical_text(each, {}));
    if (found == left.end()) {
      alone.push_back(&each);
    } else {
      left.erase(found);
    }
  }
  return alone;
}

class ChangeWriter {
 public:
  ChangeWriter(std::size_t indent, TextPage& page) : indent_(indent), page_(page) {}

  void write(const std::string& path, const ChangeRow& row) {
    const Change& change = row.change;
    if (change.before != nullptr && change.after != nullptr) {
      write_both(path, change, note_of(row));
    } else if (const Node* value = change.after != nullptr ? change.after : change.before) {
      write_value(path, *value, change.after != nullptr, note_of(row), style_of(change.effect),
                  indent_);
    }
    page_.note(indent_ + 2, "reason", change.reason);
  }

  void write_value(const std::string& path, const Node& value, bool is_new, const std::string& note,
                   Style note_style, std::size_t indent) {
    const std::string sign = is_new ? "+ " : "- ";
    const Style style = is_new ? Style::mark : Style::error;
    const std::string text = value_text(value);
    const std::string head = path.empty() ? sign : sign + path + ": ";
    const std::size_t room = page_.room(indent + characters_in(head) + characters_in(note));
    const std::size_t width = characters_in(text);
    if (width > room && has_parts(value)) {
      write_head(sign, path, note, note_style, indent, style);
      std::size_t lines = 0;
      write_parts({}, value, sign, style, indent + 4, lines);
      if (lines > max_lines) {
        page_.line(indent + 4, page_.styled().add(std::to_string(lines - max_lines) + " more"));
      }
      return;
    }
    const std::size_t needed = is_statement(value) ? width : std::min(width, min_value_width);
    if (room < needed) {
      if (!path.empty()) write_head(sign, path, note, note_style, indent, style);
      write_line(path.empty() ? sign : "", value, style, path.empty() ? indent : indent + 4);
      return;
    }
    page_.line(
        indent,
        page_.styled().add(head, style).add(page_.cut(text, room), style).add(note, note_style));
  }

 private:
  void write_both(const std::string& path, const Change& change, const std::string& note) {
    const Style note_style = style_of(change.effect);
    if (change.before->is(Kind::list) && change.after->is(Kind::list) &&
        write_items(path, *change.before, *change.after, note, note_style)) {
      return;
    }
    const std::string before = value_text(*change.before);
    const std::string after = value_text(*change.after);
    const std::string_view arrow = page_.look().is_unicode ? " → " : " -> ";
    const std::size_t width = characters_in(path) + 2 + characters_in(before) +
                              characters_in(arrow) + characters_in(after) + characters_in(note);
    if (width <= page_.room(indent_)) {
      page_.line(indent_, page_.styled()
                              .add(path + ": ")
                              .add(before, Style::error)
                              .add(arrow)
                              .add(after, Style::mark)
                              .add(note, note_style));
      return;
    }
    write_head("", path, note, note_style, indent_);
    write_lines(*change.before, before, *change.after, after);
  }

  // One above the other, so that what differs is seen.
  void write_lines(const Node& before, std::string_view old_text, const Node& after,
                   std::string_view new_text) {
    if (is_statement(before) || is_statement(after)) {
      write_line("- ", before, Style::error, indent_ + 2);
      write_line("+ ", after, Style::mark, indent_ + 2);
      return;
    }
    const auto [old_part, new_part] =
        cut_to_difference(old_text, new_text, page_.room(indent_ + 4), page_.look().is_unicode);
    page_.line(indent_ + 2, page_.styled().add("- ", Style::error).add(old_part, Style::error));
    page_.line(indent_ + 2, page_.styled().add("+ ", Style::mark).add(new_part, Style::mark));
  }

  // Returns whether the lists differ in their items at all, and not in their order alone.
  bool write_items(const std::string& path, const Node& before, const Node& after,
                   const std::string& note, Style note_style) {
    const std::vector<const Node*> gone = without_equal(before.items(), after.items());
    const std::vector<const Node*> added = without_equal(after.items(), before.items());
    if (gone.empty() && added.empty()) return false;
    write_head("", path, note, note_style, indent_);
    for (const Node* each : gone) write_value({}, *each, false, {}, note_style, indent_ + 2);
    for (const Node* each : added) write_value({}, *each, true, {}, note_style, indent_ + 2);
    return true;
  }

  // A long path is cut, since what it leads to stands below.
  void write_head(std::string_view sign, const std::string& path, const std::string& note,
                  Style note_style, std::size_t indent, std::optional<Style> style = std::nullopt) {
    const std::size_t room = page_.room(indent + sign.size() + 1 + characters_in(note));
    const std::string head = std::string(sign) + page_.cut(path, room) + ':';
    page_.line(indent, page_.styled().add(head, style).add(note, note_style));
  }

  // Of a statement every word counts.
  void write_line(std::string_view sign, const Node& value, Style style, std::size_t indent) {
    const std::string text = value_text(value);
    if (is_statement(value)) return page_.block(indent, sign, style, text);
    const std::string shown = page_.cut(text, page_.room(indent + sign.size()));
    page_.line(indent, page_.styled().add(sign, style).add(shown, style));
  }

  // Counts all lines and writes the first ones.
  void write_parts(const std::string& path, const Node& value, const std::string& sign, Style style,
                   std::size_t indent, std::size_t& lines) {
    const auto write_part = [&](const std::string& step, const Node& part) {
      const std::string at = path.empty() ? step : path + '/' + step;
      const bool fits =
          indent + sign.size() + characters_in(at) + 2 + characters_in(value_text(part)) <=
          page_.look().width;
      if (!fits && has_parts(part)) return write_parts(at, part, sign, style, indent, lines);
      if (++lines <= max_lines) write_value(at, part, sign == "+ ", {}, style, indent);
    };
    std::size_t place = 0;
    for (const Node& each : value.items()) write_part(std::to_string(place++), each);
    for (const tmpl::Member& each : value.members()) {
      write_part(shown_path(each.key()), each.value);
    }
  }

  std::size_t indent_;
  TextPage& page_;
};

// One line for all that follows from one thing.
void write_consequences(const std::vector<ChangeRow>& rows, std::size_t indent, TextPage& page) {
  std::vector<std::pair<std::string_view, std::string>> groups;
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (const ChangeRow& each : rows) {
    const auto [found, is_new] = numbers.try_emplace(each.cause(), groups.size());
    std::string& paths = is_new ? groups.emplace_back(each.cause(), "").second
                                : groups[found->second].second += ", ";
    paths += shown_path(each.change.path) + note_of(each);
  }
  for (const auto& [cause, paths] : groups) {
    page.paragraph(indent, "because", Style::info, std::string(cause) + ": " + paths);
  }
}

}  // namespace

void write_changes(const ChangeRows& changes, std::size_t indent, TextPage& page) {
  ChangeWriter writer(indent, page);
  for (const ChangeRow& each : changes.direct) writer.write(shown_path(each.change.path), each);
  write_consequences(changes.consequences, indent, page);
}

void write_change(const std::string& name, const ChangeRow& change, std::size_t indent,
                  TextPage& page) {
  ChangeWriter(indent, page).write(name, change);
}

void write_value(std::string_view path, const Node& value, bool is_new, std::size_t indent,
                 TextPage& page) {
  ChangeWriter(indent, page).write_value(std::string(path), value, is_new, {}, Style::info, indent);
}

}  // namespace omnitrack::cli
