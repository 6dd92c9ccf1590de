#include "validate/document/known_keys.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "meaning/known.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::validate {

namespace {

using meaning::may_have_more;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

template <class Number>
bool reads_as(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size();
}

// `{"Condition": "X"}` is a call only where a condition is expected.
bool calls_function(const Node& value) {
  return value.is_call() && !value.calls(Function::condition);
}

// YAML writes numbers in more ways than plain digits.
bool is_plain_number(const Node& value) { return value.is(Kind::number) && value.is_plain; }

std::string list_of(std::span<const KnownKey> keys) {
  std::string text;
  for (const KnownKey& key : keys) text.append(text.empty() ? "" : ", ").append(key.name);
  return text;
}

std::string hint_for(std::string_view wrong, std::span<const KnownKey> keys) {
  std::vector<std::string_view> names;
  for (const KnownKey& key : keys) names.push_back(key.name);
  std::string hint = did_you_mean(wrong, names);
  return hint.empty() && keys.size() <= 12 ? "it may have " + list_of(keys) : hint;
}

}  // namespace

std::string what_is(const Node& value) {
  switch (value.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "the boolean " + std::string(value.text());
    case Kind::number:
      return "the number " + std::string(value.text());
    case Kind::string:
      return value.text().empty() ? "an empty text"
                                  : "the text '" + std::string(value.text()) + "'";
    case Kind::list:
      return "a list";
    case Kind::map:
      break;
  }
  if (!calls_function(value)) return "a map";
  return "a call of " + std::string(value.members().front().key());
}

bool may_be(const Node& value, Wants wants) {
  if (value.is(Kind::null) || calls_function(value)) return true;
  if (value.is(Kind::string) && meaning::is_dynamic(value)) return true;
  switch (wants) {
    case Wants::anything:
      return true;
    case Wants::text:
      return value.is_scalar();
    case Wants::integer:
      return is_plain_number(value) || (value.is_scalar() && reads_as<std::int64_t>(value.text()));
    case Wants::number:
      return is_plain_number(value) || (value.is_scalar() && reads_as<double>(value.text()));
    case Wants::boolean:
      return value.is(Kind::boolean) ||
             (value.is(Kind::string) &&
              is_one_of(value.text(), {"true", "false", "True", "False", "TRUE", "FALSE"}));
    case Wants::list:
      return value.is(Kind::list);
    case Wants::map:
      break;
  }
  return value.is(Kind::map);
}

std::string_view wanted(Wants wants) {
  switch (wants) {
    case Wants::anything:
      return "a value";
    case Wants::text:
      return "text";
    case Wants::integer:
      return "a whole number";
    case Wants::number:
      return "a number";
    case Wants::boolean:
      return "true or false";
    case Wants::list:
      return "a list";
    case Wants::map:
      break;
  }
  return "a map";
}

bool is_seen_map(const Node& value) {
  return value.is(Kind::map) && !calls_function(value) && !may_have_more(value);
}

bool check_shape(const Context& context, const KnownShape& shape, const Node& value,
                 const Path& path) {
  if (!may_be(value, Wants::map)) {
    context.report.report(shape.wrong_value, value.begin, value.end, path,
                          std::string(shape.owner) + " must be a map, not " + what_is(value), {});
    return false;
  }
  if (!is_seen_map(value)) return false;
  for (const tmpl::Member& member : value.members()) {
    const Path at(path, member.key());
    const auto known =
        std::find_if(shape.keys.begin(), shape.keys.end(),
                     [&member](const KnownKey& key) { return key.name == member.key(); });
    if (known == shape.keys.end()) {
      context.report.report_at_key(
          shape.unknown_key, member, at,
          std::string(shape.owner) + " has no key '" + std::string(member.key()) + "'",
          hint_for(member.key(), shape.keys));
    } else if (!may_be(member.value, known->wants)) {
      context.report.report(shape.wrong_value, member.value.begin, member.value.end, at,
                            '\'' + std::string(member.key()) + "' must be " +
                                std::string(wanted(known->wants)) + ", not " +
                                what_is(member.value),
                            {});
    }
  }
  return true;
}

bool is_alphanumeric(std::string_view name) {
  return !name.empty() && detail::has_only_letters_digits_and({}, name);
}

}  // namespace omnitrack::validate
