#include "validate/values/class_sequence_parser.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace omnitrack::validate {

namespace {

using Class = std::bitset<128>;

Class range(unsigned first, unsigned last) {
  Class set;
  for (unsigned c = first; c <= std::min(last, 127U); ++c) set.set(c);
  return set;
}

const Class& digits() {
  static const Class set = range('0', '9');
  return set;
}

const Class& word_characters() {
  static const Class set = range('a', 'z') | range('A', 'Z') | range('0', '9') | range('_', '_');
  return set;
}

const Class& spaces() {
  static const Class set = range('\t', '\r') | range(' ', ' ');
  return set;
}

}  // namespace

bool ClassSequenceParser::skip(std::string_view prefix) {
  if (!rest_.starts_with(prefix)) return false;
  rest_.remove_prefix(prefix.size());
  return true;
}

std::optional<ClassSequence> ClassSequenceParser::parse() {
  ClassSequence result;
  result.is_anchored_ = skip("^");
  const bool begins_by_group = rest_.starts_with('(');
  auto alternatives = row();
  if (!alternatives) return std::nullopt;
  result.alternatives_ = std::move(*alternatives);
  const bool is_group = begins_by_group && groups_ == 1 && rest_.size() == left_by_group_;
  result.has_inner_groups_ = groups_ != 0 && !is_group;
  result.is_ended_ = skip("$");
  if (!rest_.empty()) return std::nullopt;
  return result;
}

bool ClassSequenceParser::is_at_end() const {
  return rest_.empty() || rest_ == "$" || rest_.front() == '|' || rest_.front() == ')';
}

std::optional<ClassSequenceParser::Alternatives> ClassSequenceParser::row() {
  constexpr std::size_t most = 64;
  Alternatives all(1);
  while (!is_at_end()) {
    if (skip("(")) {
      const auto parts = group();
      if (!parts || parts->size() * all.size() > most) return std::nullopt;
      Alternatives longer;
      for (const ClassSequence::Sequence& begin : all) {
        for (const ClassSequence::Sequence& part : *parts) {
          ClassSequence::Sequence& made = longer.emplace_back(begin);
          made.insert(made.end(), part.begin(), part.end());
        }
      }
      all = std::move(longer);
      continue;
    }
    ClassSequence::Step step;
    const auto characters = one_class();
    if (!characters) return std::nullopt;
    step.characters = *characters;
    if (!quantifier(step)) return std::nullopt;
    for (ClassSequence::Sequence& each : all) each.push_back(step);
  }
  return all;
}

std::optional<ClassSequenceParser::Alternatives> ClassSequenceParser::group() {
  ++groups_;
  skip("?:");
  Alternatives all;
  do {
    const auto alternatives = row();
    if (!alternatives) return std::nullopt;
    all.insert(all.end(), alternatives->begin(), alternatives->end());
  } while (skip("|"));
  if (!skip(")")) return std::nullopt;
  if (skip("?")) all.emplace_back();
  left_by_group_ = rest_.size();
  const bool is_repeated =
      !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos;
  return is_repeated ? std::nullopt : std::optional(std::move(all));
}

bool ClassSequenceParser::quantifier(ClassSequence::Step& step) {
  if (skip("*")) {
    step.least = 0;
    step.most = ClassSequence::no_limit;
  } else if (skip("+")) {
    step.most = ClassSequence::no_limit;
  } else if (skip("?")) {
    step.least = 0;
  } else if (skip("{")) {
    const auto number = [this](std::uint32_t& value) {
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      return error == std::errc();
    };
    if (!number(step.least)) return false;
    step.most = step.least;
    if (skip(",")) {
      if (rest_.starts_with('}')) {
        step.most = ClassSequence::no_limit;
      } else if (!number(step.most)) {
        return false;
      }
    }
    if (!skip("}")) return false;
  }
  // A second mark makes the first lazy or possessive.
  return rest_.empty() || std::string_view("*+?{").find(rest_.front()) == std::string_view::npos;
}

std::optional<Class> ClassSequenceParser::one_class() {
  const char c = rest_.front();
  if (c == '[') return bracketed();
  rest_.remove_prefix(1);
  if (c == '\\') return escape();
  if (c == '.') return ~range('\n', '\n');
  if ((c & 0x80) != 0 || std::string_view("^$*+?{}()|]").find(c) != std::string_view::npos) {
    return std::nullopt;
  }
  return range(static_cast<unsigned char>(c), static_cast<unsigned char>(c));
}

std::optional<Class> ClassSequenceParser::bracketed() {
  rest_.remove_prefix(1);
  const bool is_negated = skip("^");
  Class set;
  bool is_first = true;
  unsigned first = no_character;  // what a following `-` may make a range of
  while (!rest_.empty() && (rest_.front() != ']' || is_first)) {
    // Java's intersections, POSIX classes and an empty class mean other things elsewhere.
    if (rest_.starts_with("&&") || rest_.starts_with("[") || rest_.front() == ']') {
      return std::nullopt;
    }
    is_first = false;
    const bool is_range =
        first != no_character && rest_.size() > 1 && rest_.front() == '-' && rest_[1] != ']';
    if (is_range) rest_.remove_prefix(1);
    const char c = rest_.front();
    if ((c & 0x80) != 0) return std::nullopt;
    rest_.remove_prefix(1);
    Class one;
    if (c == '\\') {
      const auto escaped = escape();
      if (!escaped) return std::nullopt;
      one = *escaped;
    } else {
      last_character_ = static_cast<unsigned char>(c);
      one = range(last_character_, last_character_);
    }
    if (is_range) {
      if (last_character_ == no_character || last_character_ < first) return std::nullopt;
      set |= range(first, last_character_);
      first = no_character;
    } else {
      set |= one;
      first = last_character_;
    }
  }
  if (!skip("]")) return std::nullopt;
  return is_negated ? ~set : set;
}

std::optional<Class> ClassSequenceParser::escape() {
  if (rest_.empty()) return std::nullopt;
  const char c = rest_.front();
  rest_.remove_prefix(1);
  last_character_ = no_character;
  switch (c) {
    case 'd':
      return digits();
    case 'D':
      return ~digits();
    case 'w':
      return word_characters();
    case 'W':
      return ~word_characters();
    case 's':
      return spaces();
    case 'S':
      return ~spaces();
    case 'n':
      last_character_ = '\n';
      break;
    case 'r':
      last_character_ = '\r';
      break;
    case 't':
      last_character_ = '\t';
      break;
    case 'x':
    case 'u': {
      const auto unit = code_unit(c == 'x' ? 2 : 4);
      if (!unit) return std::nullopt;
      last_character_ = *unit;
      break;
    }
    default:
      if ((c & 0x80) != 0 || word_characters()[static_cast<unsigned char>(c)]) return std::nullopt;
      last_character_ = static_cast<unsigned char>(c);
  }
  return range(last_character_, last_character_);
}

std::optional<unsigned> ClassSequenceParser::code_unit(std::size_t count) {
  if (rest_.size() < count) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + count, value, 16);
  if (error != std::errc() || end != rest_.data() + count) return std::nullopt;
  rest_.remove_prefix(count);
  return value;
}

}  // namespace omnitrack::validate
