#include "format/format.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "format/from_model.hpp"
#include "format/json_text.hpp"
#include "format/member_order.hpp"
#include "format/same_model.hpp"
#include "format/syntax_reader.hpp"
#include "format/tidy.hpp"
#include "format/yaml_writer.hpp"

namespace omnitrack::format {

namespace {

using tmpl::Format;

void sort_entries(Value& map,
                  std::vector<std::size_t> (*order)(std::span<const std::string_view>)) {
  if (map.shape != Shape::map) return;
  std::vector<std::string_view> keys;
  for (const Entry& each : map.entries) keys.push_back(each.key.text);
  std::vector<Entry> sorted;
  for (const std::size_t place : order(keys)) sorted.push_back(map.entries[place]);
  map.entries = std::move(sorted);
}

void sort(Value& root) {
  sort_entries(root, order_of_sections);
  for (Entry& section : root.entries) {
    if (section.key.text != "Resources") continue;
    for (Entry& resource : section.value.entries) sort_entries(resource.value, order_of_resource);
  }
}

// The file's first line says how all of its lines end.
bool has_windows_line_ends(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
}

std::string with_windows_line_ends(std::string_view text) {
  std::string made;
  for (const char c : text) made.append(c == '\n' ? "\r\n" : std::string_view(&c, 1));
  return made;
}

File syntax_of(const tmpl::Document& document) {
  const tmpl::Template& source = document.source();
  return source.format() == Format::json ? from_model(source.root()) : read_syntax(source.text());
}

std::string yaml_text(const tmpl::Document& document, const FormatOptions& options,
                      std::size_t& comments) {
  File file = syntax_of(document);
  comments = count_comments(file);
  if (options.is_sorted) sort(file.root);
  tidy(file);
  return write_yaml(file);
}

[[noreturn]] void refuse(std::uint32_t at, std::string message) {
  throw Refused{at, std::move(message),
                "nothing was written; please report it, with the template, as a fault of format"};
}

// A tag is the only key of what is a short form, which other keys of functions are not.
void refuse_other_tags(const tmpl::Node& node) {
  if (node.is_short_form && !node.is_call()) {
    const std::string tag(node.members().front().key());
    throw Refused{node.begin, "JSON has no tags, so '" + tag + "' cannot be written in it",
                  "have the tool that reads it make the template first"};
  }
  for (const tmpl::Node& each : node.items()) refuse_other_tags(each);
  for (const tmpl::Member& each : node.members()) refuse_other_tags(each.value);
}

// Whatever was written is read again, so that no fault of this code can change a template.
void check(const tmpl::Document& before, const std::string& text, std::size_t comments,
           const FormatOptions& options) {
  const tmpl::Document after(before.file(), text, tmpl::OtherTags::kept);
  if (!after.is_readable()) {
    const tmpl::TextProblem& problem = after.problems().front();
    if (options.is_sorted) {
      throw Refused{0, "sorted, it cannot be read: " + problem.message,
                    "an alias must stand after its anchor; leave --sort out"};
    }
    refuse(0, "the tidy form cannot be read: " + problem.message);
  }
  const tmpl::Node* difference = first_difference(before.root(), after.root(), !options.is_sorted);
  if (difference != nullptr)
    refuse(difference->begin, "the tidy form would say something else here");
  const bool is_yaml = after.source().format() == Format::yaml;
  if (is_yaml && count_comments(read_syntax(text)) != comments) {
    refuse(0, "the tidy form would lose a comment");
  }
}

}  // namespace

Formatted format(const tmpl::Document& document, const FormatOptions& options) {
  const tmpl::Template& source = document.source();
  const Format to = options.to.value_or(source.format());
  Formatted made;
  std::size_t comments = 0;
  if (to == Format::yaml) {
    made.text = yaml_text(document, options, comments);
  } else {
    refuse_other_tags(document.root());
    made.text = json_text(document.root(), options.is_sorted);
    const bool is_yaml = source.format() == Format::yaml;
    made.comments_left_out = is_yaml ? count_comments(read_syntax(source.text())) : 0;
  }
  check(document, made.text, comments, options);
  if (has_windows_line_ends(source.text())) made.text = with_windows_line_ends(made.text);
  return made;
}

}  // namespace omnitrack::format
