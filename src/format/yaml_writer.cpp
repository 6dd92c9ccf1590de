#include "format/yaml_writer.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "format/flow_text.hpp"
#include "format/scalar_text.hpp"

namespace omnitrack::format {

namespace {

constexpr std::size_t step = 2;
constexpr std::size_t line_width = 100;

class YamlWriter {
 public:
  std::string write(const File& file) {
    comments(file.before_start, 0);
    for (const std::string& directive : file.directives) out_ += directive + '\n';
    if (file.has_start) {
      out_ += "---";
      end_line(file.start_comment);
    }
    root(file.root);
    comments(file.after, 0);
    return std::move(out_);
  }

 private:
  void root(const Value& value) {
    const bool is_block = value.is_collection() && !flow_on_line(value, 0);
    if (!is_block) {
      // What stands alone is written as if it stood behind a key, without the key.
      const std::size_t begin = out_.size();
      behind(value, 0, false);
      if (out_.size() > begin && out_[begin] == ' ') out_.erase(begin, 1);
      return;
    }
    const std::string properties = properties_text(value);
    if (!properties.empty()) {
      out_ += properties;
      end_line(value.head_comment);
    } else if (!value.head_comment.empty()) {
      line(value.head_comment, 0);
    }
    entries(value, 0, false, value.shape == Shape::map);
    trailing(value, 0);
  }

  // Entries of which a person looks for the next: sections and resources.
  void entries(const Value& value, std::size_t indent, bool is_begun, bool are_spread) {
    bool was_tall = false;
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      const Entry& entry = value.entries[i];
      const std::size_t begin = out_.size();
      before(entry, i == 0, indent);
      const std::size_t key_begin = out_.size();
      if (i > 0 || !is_begun) out_.append(indent, ' ');
      if (value.shape == Shape::list) {
        out_ += '-';
      } else {
        out_ += key_text(entry.key, false);
      }
      const bool is_resources = are_spread && indent == 0 && entry.key.text == "Resources";
      spread_next_ = is_resources;
      behind(entry.value, indent, value.shape == Shape::list);
      const bool is_tall =
          std::count(out_.begin() + static_cast<std::ptrdiff_t>(key_begin), out_.end(), '\n') > 1;
      const bool needs_blank = are_spread && i > 0 && (is_tall || was_tall) && out_[begin] != '\n';
      if (needs_blank && !has_blank_line_before(begin)) out_.insert(begin, 1, '\n');
      was_tall = is_tall;
    }
  }

  void before(const Entry& entry, bool is_first, std::size_t indent) {
    for (const Comment& each : entry.before) {
      const bool is_top = is_first && &each == entry.before.data();
      if (each.is_after_blank_line && !is_top) blank_line();
      line(each.text, indent);
    }
    const bool is_top = is_first && entry.before.empty();
    if (entry.is_after_blank_line && !is_top) blank_line();
  }

  // What stands behind a key or a dash, to the end of its last line.
  void behind(const Value& value, std::size_t indent, bool is_item) {
    const bool are_spread = std::exchange(spread_next_, false);
    if (!value.is_collection()) return scalar(value, indent);
    if (const auto text = flow_on_line(value, column())) {
      out_ += ' ' + *text;
      end_line(value.line_comment.empty() ? value.head_comment : value.line_comment);
      return;
    }
    const std::string properties = properties_text(value);
    const bool has_own_line = !properties.empty() || !comment_of_head(value).empty() ||
                              !value.entries.front().before.empty();
    if (is_item && !has_own_line) {
      out_ += ' ';
      entries(value, indent + step, true, false);
    } else {
      if (!properties.empty()) out_ += ' ' + properties;
      end_line(comment_of_head(value));
      entries(value, indent + step, false, are_spread);
    }
    trailing(value, indent + step);
  }

  // The comment behind a closing bracket goes to the line that the list or map begins on.
  static const std::string& comment_of_head(const Value& value) {
    return value.head_comment.empty() ? value.line_comment : value.head_comment;
  }

  void trailing(const Value& value, std::size_t indent) {
    if (!value.head_comment.empty() && !value.line_comment.empty()) {
      line(value.line_comment, indent);
    }
    comments(value.trailing, indent);
  }

  // In brackets, where that fits on the line, of which so many columns are taken.
  static std::optional<std::string> flow_on_line(const Value& value, std::size_t taken) {
    if (!value.head_comment.empty() && !value.line_comment.empty()) return std::nullopt;
    std::optional<std::string> text = flow_text(value);
    // Nothing is nowhere longer than in brackets.
    if (text && !value.entries.empty() && taken + 1 + width_of(*text) > line_width) text.reset();
    return text;
  }

  void scalar(const Value& value, std::size_t indent) {
    const std::string properties = properties_text(value);
    if (!properties.empty()) out_ += ' ' + properties;
    if (const auto word = word_text(value, false)) {
      if (!word->empty()) out_ += ' ' + *word;
      end_line(value.line_comment.empty() ? value.head_comment : value.line_comment);
      comments(value.trailing, indent + step);
      return;
    }
    if (value.style == Style::literal || value.style == Style::folded) {
      return block_text(value, indent + step);
    }
    out_ += ' ' + value.lines.front();
    for (std::size_t i = 1; i < value.lines.size(); ++i) {
      out_ += '\n';
      text_line(value.lines[i], indent + step);
    }
    end_line(value.line_comment.empty() ? value.head_comment : value.line_comment);
  }

  void block_text(const Value& value, std::size_t indent) {
    if (!can_be_literal(value.text)) {
      out_ += ' ' + scalar_text(value.text, false);
      return end_line(value.head_comment);
    }
    out_ += value.style == Style::literal ? " |" : " >";
    out_ += block_header(value.text);
    end_line(value.head_comment);
    const std::size_t end = value.text.find_last_not_of('\n') + 1;
    if (value.style == Style::folded) {
      for (const std::string& each : value.lines) {
        text_line(each, indent);
        out_ += '\n';
      }
    } else {
      literal_lines(std::string_view(value.text).substr(0, end), indent);
    }
    // Of the line ends, the first ends the last line.
    if (value.text.size() > end + 1) out_.append(value.text.size() - end - 1, '\n');
  }

  void literal_lines(std::string_view text, std::size_t indent) {
    for (;;) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      text_line(text.substr(0, end), indent);
      out_ += '\n';
      if (end == text.size()) return;
      text.remove_prefix(end + 1);
    }
  }

  void text_line(std::string_view text, std::size_t indent) {
    if (!text.empty()) out_.append(indent, ' ').append(text);
  }

  void comments(const std::vector<Comment>& all, std::size_t indent) {
    for (const Comment& each : all) {
      if (each.is_after_blank_line) blank_line();
      line(each.text, indent);
    }
  }

  void line(std::string_view text, std::size_t indent) {
    out_.append(indent, ' ').append(text).append("\n");
  }

  void end_line(const std::string& comment) {
    if (!comment.empty()) out_ += ' ' + comment;
    out_ += '\n';
  }

  // A blank line is also one of spaces, with which the text of a block may end.
  [[nodiscard]] bool has_blank_line_before(std::size_t at) const {
    if (at == 0) return true;
    const std::string_view lines = std::string_view(out_).substr(0, at - 1);
    const std::size_t end = lines.find_last_not_of(" \t");
    return end == std::string_view::npos || lines[end] == '\n';
  }

  void blank_line() {
    if (!has_blank_line_before(out_.size())) out_ += '\n';
  }

  [[nodiscard]] std::size_t column() const {
    const std::size_t before = out_.rfind('\n');
    return width_of(std::string_view(out_).substr(before == std::string::npos ? 0 : before + 1));
  }

  std::string out_;
  bool spread_next_ = false;  // whether what is written next are the resources
};

}  // namespace

std::string write_yaml(const File& file) { return YamlWriter().write(file); }

}  // namespace omnitrack::format
