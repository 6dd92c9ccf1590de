#include "validate/rules/gapped_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "meaning/json_quotes.hpp"
#include "meaning/known.hpp"
#include "meaning/text_parts.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::validate {

using meaning::TextPart;

namespace {

// Behind the mark of a gap that stands for a whole value of JSON.
constexpr char whole_value = '!';

std::string name_of(const TextPart& gap) {
  if (gap.kind == TextPart::Kind::other) {
    return std::to_string(reinterpret_cast<std::uintptr_t>(gap.value));
  }
  std::string name = gap.text;
  if (!gap.attribute.empty()) name.append(1, '.').append(gap.attribute);
  // The colons of an ARN are found around gaps, not in them.
  std::ranges::replace(name, ':', '/');
  return name;
}

/// The pieces of a text that is known, has gaps, or is put together; none where it is no text.
std::vector<TextPart> pieces_of(const tmpl::Node& value) {
  if (value.is_scalar()) {
    const auto text = meaning::known_text(&value);
    if (!text) return {};
    std::vector<TextPart> pieces;
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::size_t gap = rest.find(gap_begin);
      if (gap != 0) pieces.push_back({.text = std::string(rest.substr(0, gap))});
      if (gap == rest.npos) break;
      const std::size_t end = end_of_gap(rest, gap);
      std::string name(rest.substr(gap + 1, end - gap - 1));
      if (name.ends_with(gap_end)) name.pop_back();
      pieces.push_back({.kind = TextPart::Kind::reference, .text = std::move(name)});
      rest.remove_prefix(end);
    }
    return pieces;
  }
  if (!meaning::is_text_expression(value)) return {};
  return meaning::text_parts(value);
}

bool is_literal(const TextPart& part) { return part.kind == TextPart::Kind::literal; }

bool opens_json(char first) { return first == '{' || first == '['; }

/// The text that an `Fn::Sub` fills, or the first item of an `Fn::Join`; null for anything else.
const tmpl::Node* first_text(const tmpl::Node& value) {
  if (!meaning::is_text_expression(value)) return nullptr;
  const auto items = value.argument().items();
  if (value.calls(tmpl::Function::sub)) return items.empty() ? &value.argument() : &items[0];
  if (!value.calls(tmpl::Function::join) || items[1].items().empty()) return nullptr;
  return &items[1].items()[0];
}

/// Writes JSON piece by piece.
class JsonPieces {
 public:
  void add(const TextPart& piece) {
    if (is_literal(piece)) {
      json_ += piece.text;
      return quotes_.read(piece.text);
    }
    const bool is_in_text = quotes_.is_in_text();
    if (!is_in_text) json_ += '"';
    json_ += "\\u0001";
    if (!is_in_text) json_ += whole_value;
    json_.append(name_of(piece)).append("\\u0002");
    if (!is_in_text) json_ += '"';
  }
  std::string take() { return std::move(json_); }

 private:
  std::string json_;
  meaning::JsonQuotes quotes_;
};

}  // namespace

std::optional<GappedText> GappedText::of(const tmpl::Node& value) {
  GappedText text({});
  bool is_any_known = false;
  for (const TextPart& piece : pieces_of(value)) {
    if (is_literal(piece)) {
      text.made_ += piece.text;
      is_any_known = true;
    } else {
      text.made_.append(1, gap_begin).append(name_of(piece)).append(1, gap_end);
    }
  }
  // A dynamic reference becomes any text, however it is put together.
  if (!is_any_known || meaning::is_dynamic(text.made_)) return std::nullopt;
  return text;
}

std::string_view GappedText::beginning() const {
  return has_gaps() ? text().substr(0, text().find(gap_begin)) : text();
}

std::string_view GappedText::ending() const {
  return has_gaps() ? text().substr(end_of_gap(text(), text().rfind(gap_begin))) : text();
}

std::string GappedText::shown() const {
  const std::string_view text = this->text();
  std::string all;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != gap_begin) {
      all += text[at];
    } else {
      all += "…";
      at = end_of_gap(text, at) - 1;
    }
  }
  return all;
}

Truth GappedText::starts_with(std::string_view part) const {
  const std::string_view known = beginning();
  if (known.starts_with(part)) return Truth::yes;
  return part.starts_with(known) && has_gaps() ? Truth::unknown : Truth::no;
}

Truth GappedText::ends_with(std::string_view part) const {
  if (!has_gaps()) return truth_of(text().ends_with(part));
  const std::string_view known = ending();
  if (known.ends_with(part)) return Truth::yes;
  return part.ends_with(known) ? Truth::unknown : Truth::no;
}

Truth GappedText::contains(std::string_view part) const {
  bool is_found = false;
  for_each_piece(
      [&](std::string_view piece) { is_found = is_found || piece.find(part) != piece.npos; });
  if (is_found) return Truth::yes;
  return has_gaps() ? Truth::unknown : Truth::no;
}

Truth GappedText::matches(schema::Pattern pattern) const {
  if (!has_gaps()) return truth_of(validate::matches(pattern, text()));
  bool may_match = may_begin_match(pattern, beginning());
  for_each_piece(
      [&](std::string_view piece) { may_match = may_match && may_hold(pattern, piece); });
  return may_match ? Truth::unknown : Truth::no;
}

bool GappedText::may_be(std::string_view text) const {
  if (!has_gaps()) return this->text() == text;
  return text.starts_with(beginning()) && text.ends_with(ending()) &&
         text.size() >= beginning().size() + ending().size();
}

std::string json_with_gaps(const tmpl::Node& value) {
  JsonPieces json;
  for (const TextPart& piece : pieces_of(value)) json.add(piece);
  return json.take();
}

bool is_whole_value(const tmpl::Node& value) {
  const std::string_view text = value.text();
  return text.size() > 1 && text[0] == gap_begin && text[1] == whole_value;
}

bool call_begins_as_json(const tmpl::Node& call) {
  if (call.calls(tmpl::Function::ref) || call.calls(tmpl::Function::get_att)) return false;
  // Mostly the first character tells, unless a variable or nothing comes first.
  const tmpl::Node* first = first_text(call);
  if (first != nullptr && !first->text().empty() && first->text().front() != '$') {
    return opens_json(first->text().front());
  }
  const auto pieces = pieces_of(call);
  return !pieces.empty() && is_literal(pieces[0]) && opens_json(pieces[0].text[0]);
}

}  // namespace omnitrack::validate
