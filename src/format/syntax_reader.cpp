#include "format/syntax_reader.hpp"

#include <algorithm>
#include <utility>

#include "format/comment_scan.hpp"
#include "format/pending_comments.hpp"
#include "format/scalar_lines.hpp"
#include "template/yaml_events.hpp"

namespace omnitrack::format {

namespace {

constexpr std::string_view blanks_and_ends = " \t\r\n";

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

Style style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return Style::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return Style::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return Style::literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return Style::folded;
    default:
      return Style::plain;
  }
}

// Walks libyaml's events. What stands between two of them is indicators, blanks_and_ends and
// comments, so that the comments are found there; each waits in `pending_` until what it belongs to
// is known.
class SyntaxReader {
 public:
  explicit SyntaxReader(std::string_view text) : text_(text), events_(text) {}

  File read() {
    File file;
    events_.next();  // the stream's begin
    const bool is_implicit = events_.next().data.document_start.implicit != 0;
    if (!is_implicit) start(file);
    events_.next();
    gather(events_.begin());
    if (!begins_block()) pending_.take_all(file.before_start);
    file.root = value(false);
    gather(static_cast<std::uint32_t>(text_.size()));
    std::vector<Comment>& rest = file.root.is_collection() ? file.root.trailing : file.after;
    pending_.take_all(rest);
    return file;
  }

 private:
  void start(File& file) {
    file.has_start = true;
    gather(events_.begin());
    pending_.take_all(file.before_start);
    std::uint32_t at = events_.begin();
    while (text_[at] == '%') {
      const std::uint32_t end = end_of_comment(text_, at);
      file.directives.emplace_back(text_.substr(at, end - at));
      pending_.find(text_, end, events_.end());
      at = static_cast<std::uint32_t>(
          std::min(text_.find_first_not_of(blanks_and_ends, end), text_.size() - 1));
    }
    pending_.take_all(file.before_start);
    at_ = events_.end();
    file.start_comment = take_line_comment(false);
  }

  // Finds the comments between what was read last and an offset.
  void gather(std::uint32_t to) {
    if (to <= at_) return;
    pending_.find(text_, at_, to);
    at_ = to;
  }

  // The comment that ends the line of what was read last, behind a comma where one may stand.
  std::string take_line_comment(bool may_have_comma) {
    std::size_t at = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    if (may_have_comma && at < text_.size() && text_[at] == ',') {
      at = std::min(text_.find_first_not_of(" \t", at + 1), text_.size());
    }
    if (at == text_.size() || text_[at] != '#' || at == at_) return {};
    const auto begin = static_cast<std::uint32_t>(at);
    at_ = end_of_comment(text_, begin);
    return std::string(text_.substr(begin, at_ - begin));
  }

  // The value that the current event begins. In it, `in_flow` says whether brackets are around it.
  Value value(bool in_flow) {
    Value made;
    made.begin = events_.begin();
    gather(made.begin);
    pending_.take_head(made);
    switch (events_.current().type) {
      case YAML_ALIAS_EVENT:
        made.shape = Shape::alias;
        made.text = view(events_.current().data.alias.anchor);
        at_ = events_.end();
        made.line_comment = take_line_comment(in_flow);
        break;
      case YAML_SCALAR_EVENT:
        scalar(made, in_flow);
        break;
      default:
        collection(made, in_flow);
        break;
    }
    return made;
  }

  // Reads anchor and tag, and goes to what they are of.
  void properties(Value& made, std::string_view anchor, std::string_view tag) {
    made.anchor = anchor;
    int count = (anchor.empty() ? 0 : 1) + (tag.empty() ? 0 : 1);
    const std::uint32_t last = std::max(events_.end(), made.begin);
    for (; count > 0; --count) {
      const auto end = static_cast<std::uint32_t>(
          std::min<std::size_t>(text_.find_first_of(blanks_and_ends, at_), last));
      if (text_[at_] == '!') made.tag = text_.substr(at_, end - at_);
      at_ = end;
      skip_to_word(last);
      pending_.take_head(made);
    }
  }

  void skip_to_word(std::uint32_t last) {
    while (at_ < last) {
      const auto begin = static_cast<std::uint32_t>(
          std::min<std::size_t>(text_.find_first_not_of(blanks_and_ends, at_), last));
      at_ = begin;
      if (begin == last || text_[begin] != '#') return;
      const std::uint32_t end = end_of_comment(text_, begin);
      pending_.find(text_, begin, end);
      at_ = end;
    }
  }

  void scalar(Value& made, bool in_flow) {
    const auto& data = events_.current().data.scalar;
    made.style = style_of(data.style);
    made.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    properties(made, view(data.anchor), view(data.tag));
    const std::uint32_t begin = std::min(at_, events_.end());
    if (made.style == Style::literal || made.style == Style::folded) {
      at_ = events_.without_blanks(begin, events_.end());
      const std::string_view raw = text_.substr(begin, events_.end() - begin);
      const std::size_t first_line = std::min(raw.find('\n'), raw.size());
      std::vector<FoundComment> of_header;
      find_comments(text_, begin, begin + static_cast<std::uint32_t>(first_line), of_header);
      if (!of_header.empty()) made.head_comment = std::move(of_header.front().comment.text);
      if (made.style == Style::folded) made.lines = lines_of_block(raw, made.text);
      return;
    }
    at_ = std::max(at_, events_.end());
    made.lines = lines_of_flow_scalar(text_.substr(begin, events_.end() - begin), made.style);
    made.line_comment = take_line_comment(in_flow);
  }

  void collection(Value& made, bool in_flow) {
    const bool is_list = events_.current().type == YAML_SEQUENCE_START_EVENT;
    made.shape = is_list ? Shape::list : Shape::map;
    if (is_list) {
      const auto& data = events_.current().data.sequence_start;
      made.is_flow = data.style == YAML_FLOW_SEQUENCE_STYLE;
      properties(made, view(data.anchor), view(data.tag));
    } else {
      const auto& data = events_.current().data.mapping_start;
      made.is_flow = data.style == YAML_FLOW_MAPPING_STYLE;
      properties(made, view(data.anchor), view(data.tag));
    }
    if (made.is_flow) return flow(made, in_flow);
    block(made, at_ - line_begin(text_, at_));
  }

  void block(Value& made, std::uint32_t column) {
    const std::uint32_t outer = std::exchange(map_column_, column);
    const bool is_indentless = made.shape == Shape::list && outer == column;
    const auto end_type =
        made.shape == Shape::list ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT;
    while (events_.next().type != end_type) {
      gather_before_entry(made, column);
      Entry& entry = made.entries.emplace_back();
      if (made.shape == Shape::map) {
        member(entry, false);
      } else {
        item(entry);
      }
    }
    gather(events_.begin());
    keep_below_nothing(made, column);
    if (is_indentless) {
      pending_.take_hidden_items(column, made.trailing);
    } else {
      pending_.take_from_column(column, made.trailing);
    }
    map_column_ = outer;
  }

  // Where a value could stand and none does, what is commented out there stays there.
  void keep_below_nothing(Value& made, std::uint32_t column) {
    if (made.shape != Shape::map || made.entries.empty()) return;
    Value& last = made.entries.back().value;
    if (last.is_nothing()) pending_.take_from_column(column + 1, last.trailing);
  }

  void gather_before_entry(Value& made, std::uint32_t column) {
    if (made.shape == Shape::map) {
      gather(events_.begin());
      keep_below_nothing(made, column);
      return;
    }
    // Up to the dash; what follows it belongs to the item.
    gather(next_dash());
  }

  // The offset of the dash of the item that the current event begins.
  std::uint32_t next_dash() const {
    std::size_t at = at_;
    for (;;) {
      at = std::min(text_.find_first_not_of(blanks_and_ends, at), text_.size());
      if (at == text_.size() || text_[at] != '#') return static_cast<std::uint32_t>(at);
      at = end_of_comment(text_, static_cast<std::uint32_t>(at));
    }
  }

  void item(Entry& entry) {
    const std::uint32_t dash = at_;
    entry.is_after_blank_line = begins_line(text_, dash) && is_after_blank_line(text_, dash);
    pending_.take_all(entry.before);
    ++at_;
    value_of(entry, false);
  }

  void member(Entry& entry, bool in_flow) {
    const std::uint32_t begin = events_.begin();
    entry.is_after_blank_line = begins_line(text_, begin) && is_after_blank_line(text_, begin);
    pending_.take_all(entry.before);
    entry.key = value(false);
    if (!entry.key.line_comment.empty()) {
      pending_.add(std::exchange(entry.key.line_comment, {}));
    }
    events_.next();
    value_of(entry, in_flow);
  }

  // What stands between the key or the dash and a value that is no block goes before the entry.
  void value_of(Entry& entry, bool in_flow) {
    gather(events_.begin());
    Value key_line;
    pending_.take_head(key_line);
    if (!begins_block()) pending_.take_all(entry.before);
    entry.value = value(in_flow);
    if (!entry.value.is_collection()) pending_.take_all(entry.before);
    settle_head(entry, std::move(key_line.head_comment));
  }

  bool begins_block() const {
    const yaml_event_t& event = events_.current();
    if (event.type == YAML_MAPPING_START_EVENT) {
      return event.data.mapping_start.style != YAML_FLOW_MAPPING_STYLE;
    }
    return event.type == YAML_SEQUENCE_START_EVENT &&
           event.data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE;
  }

  // A line can end with one comment only.
  static void settle_head(Entry& entry, std::string of_key_line) {
    Value& value = entry.value;
    const auto lift = [&](std::string& comment) {
      if (!comment.empty()) entry.before.push_back({.text = std::exchange(comment, {})});
    };
    if (!of_key_line.empty()) {
      lift(value.head_comment);
      value.head_comment = std::move(of_key_line);
    }
    const bool is_block_text = value.style == Style::literal || value.style == Style::folded;
    if (value.is_collection() || (value.is_scalar() && is_block_text)) return;
    if (!value.line_comment.empty()) return lift(value.head_comment);
    value.line_comment = std::exchange(value.head_comment, {});
  }

  void flow(Value& made, bool in_flow) {
    const bool is_list = made.shape == Shape::list;
    // A pair in a list, `[a: b]`, has no brackets of its own.
    if (at_ < text_.size() && (text_[at_] == '[' || text_[at_] == '{')) {
      ++at_;
      std::string comment = take_line_comment(false);
      if (made.head_comment.empty()) {
        made.head_comment = std::move(comment);
      } else if (!comment.empty()) {
        pending_.add(std::move(comment));
      }
    }
    const auto end_type = is_list ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT;
    while (events_.next().type != end_type) {
      gather(events_.begin());
      Entry& entry = made.entries.emplace_back();
      if (is_list) {
        pending_.take_all(entry.before);
        value_of(entry, true);
      } else {
        member(entry, true);
      }
    }
    gather(events_.begin());
    pending_.take_all(made.trailing);
    at_ = std::max(at_, events_.end());
    made.line_comment = take_line_comment(in_flow);
  }

  std::string_view text_;
  tmpl::YamlEvents events_;
  std::uint32_t at_ = 0;  // after what was read last
  PendingComments pending_;
  std::uint32_t map_column_ = static_cast<std::uint32_t>(-1);  // of the block around
};

}  // namespace

File read_syntax(std::string_view text) { return SyntaxReader(text).read(); }

}  // namespace omnitrack::format
