#include "import/local_names.hpp"

#include <algorithm>

#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using detail::is_digit;
using detail::is_letter_or_digit;
using detail::is_lower;
using detail::is_upper;

void replace_all(std::string& text, std::string_view word, std::string_view other) {
  for (std::size_t at = text.find(word); at != std::string::npos;
       at = text.find(word, at + other.size())) {
    text.replace(at, word.size(), other);
  }
}

char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// The plural of an abbreviation is one word: `ARNs` as `Arns`.
void join_plurals(std::string& text) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_upper(text[begin]) || (begin > 0 && is_upper(text[begin - 1]))) continue;
    std::size_t end = begin;
    while (end < text.size() && is_upper(text[end])) ++end;
    if (end - begin < 2 || end == text.size() || text[end] != 's') continue;
    if (end + 1 < text.size() && is_lower(text[end + 1])) continue;
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                   text.begin() + static_cast<std::ptrdiff_t>(end),
                   text.begin() + static_cast<std::ptrdiff_t>(begin) + 1, lowered);
  }
}

// Whether `v2` begins behind an abbreviation: `APIv2` is two words.
bool begins_version(std::string_view text, std::size_t at) {
  return text[at] == 'v' && at >= 2 && is_upper(text[at - 1]) && is_upper(text[at - 2]) &&
         at + 1 < text.size() && is_digit(text[at + 1]);
}

// Whether a capital begins a word.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0 || !is_upper(text[at])) return false;
  const char before = text[at - 1];
  if (is_lower(before) || is_digit(before)) return true;
  const bool is_before_small =
      at + 1 < text.size() && is_lower(text[at + 1]) && !begins_version(text, at + 1);
  return is_upper(before) && is_before_small;
}

constexpr std::size_t digits_of_hash = 8;

// Without the hash that the CDK puts behind an id: `Jobs` of `JobsDF1CC2D4`.
std::string_view without_hash(std::string_view logical_id) {
  if (logical_id.size() <= digits_of_hash) return logical_id;
  const std::string_view hash = logical_id.substr(logical_id.size() - digits_of_hash);
  const bool is_hash = hash.find_first_not_of("0123456789ABCDEF") == std::string_view::npos &&
                       std::ranges::any_of(hash, is_digit) && std::ranges::any_of(hash, is_upper);
  return is_hash ? logical_id.substr(0, logical_id.size() - digits_of_hash) : logical_id;
}

}  // namespace

std::string snake_case(std::string_view name, const CppNames& names) {
  std::string text(name);
  for (const auto& [word, plain] : names.words()) replace_all(text, word, plain);
  join_plurals(text);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_word = is_letter_or_digit(text[i]);
    const bool breaks = !is_word || begins_word(text, i) || begins_version(text, i);
    if (breaks && !result.empty() && result.back() != '_') result += '_';
    if (is_word) result += lowered(text[i]);
  }
  while (result.ends_with('_')) result.pop_back();
  return result;
}

LocalNames::LocalNames(const CppNames& names) : names_(names) {
  // What the code around them says.
  for (const std::string_view word :
       {"app", "argc", "argv", "as", "build", "cfn", "concat", "fn", "main", "no_value",
        "omnitrack", "outputs", "row", "run", "stack", "std"}) {
    taken_.emplace(word);
  }
}

std::string LocalNames::take(std::string_view logical_id, std::string_view suffix) {
  std::string name = snake_case(without_hash(logical_id), names_);
  if (name.empty() || is_digit(name[0])) name.insert(0, "v");
  const auto is_free = [&](const std::string& candidate) {
    return !taken_.contains(candidate) &&
           !std::ranges::binary_search(names_.reserved(), std::string_view(candidate));
  };
  if (!is_free(name)) name += '_' + std::string(suffix);
  const std::string base = name;
  for (int number = 2; !is_free(name); ++number) name = base + '_' + std::to_string(number);
  taken_.insert(name);
  return name;
}

}  // namespace omnitrack::importing
