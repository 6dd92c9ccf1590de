#include "template/yaml_events.hpp"

#include <algorithm>
#include <new>

#include "template/yaml_problem.hpp"

namespace omnitrack::tmpl {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : text; }

std::vector<std::uint32_t> byte_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) return offsets;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80) offsets.push_back(i);
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

}  // namespace

YamlEvents::YamlEvents(std::string_view text)
    : text_(text), mark_size_(text.starts_with("\xEF\xBB\xBF") ? 3 : 0) {
  const std::string_view read = text.substr(mark_size_);
  byte_offsets_ = byte_offsets(read);
  if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
  yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(read.data()),
                               read.size());
}

YamlEvents::~YamlEvents() {
  yaml_event_delete(&event_);
  yaml_parser_delete(&parser_);
}

const yaml_event_t& YamlEvents::next() {
  yaml_event_delete(&event_);
  if (yaml_parser_parse(&parser_, &event_) == 0) fail();
  return event_;
}

// libyaml's marks count characters.
std::uint32_t YamlEvents::offset(const yaml_mark_t& mark) const {
  const std::size_t bytes = byte_offsets_.empty()
                                ? mark.index
                                : byte_offsets_[std::min(mark.index, byte_offsets_.size() - 1)];
  return static_cast<std::uint32_t>(std::min(mark_size_ + bytes, text_.size()));
}

std::uint32_t YamlEvents::after_properties(std::uint32_t begin, int properties) const {
  std::size_t at = begin;
  for (; properties > 0; --properties) {
    at = std::min(text_.find_first_of(blanks, at), text_.size());
    at = std::min(text_.find_first_not_of(blanks, at), text_.size());
    while (at < text_.size() && text_[at] == '#') {
      at = std::min(text_.find('\n', at), text_.size());
      at = std::min(text_.find_first_not_of(blanks, at), text_.size());
    }
  }
  return static_cast<std::uint32_t>(at);
}

std::uint32_t YamlEvents::without_blanks(std::uint32_t begin, std::uint32_t end) const {
  while (end > begin && blanks.find(text_[end - 1]) != std::string_view::npos) --end;
  return end;
}

void YamlEvents::fail() const {
  if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
  std::uint32_t at = offset(parser_.problem_mark);
  if (parser_.error == YAML_READER_ERROR) {
    at = static_cast<std::uint32_t>(std::min(mark_size_ + parser_.problem_offset, text_.size()));
  }
  YamlProblem problem =
      explain_yaml_problem(view(parser_.problem), view(parser_.context), text_, at);
  if (problem.is_where_it_began) at = offset(parser_.context_mark);
  throw TextProblem{TextProblem::Kind::syntax, at, std::move(problem.reason),
                    std::move(problem.hint)};
}

}  // namespace omnitrack::tmpl
