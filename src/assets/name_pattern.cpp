#include "assets/name_pattern.hpp"

#include <algorithm>

namespace omnitrack::assets {

namespace {

// Greedy with one way back, so that no pattern takes more than the product of both lengths.
template <class Sequence, class IsMany, class FitsOne>
bool fits_sequence(const Sequence& pattern, const auto& text, const IsMany& is_many,
                   const FitsOne& fits_one) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t many = pattern.size();
  std::size_t resume = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && is_many(pattern[at])) {
      many = at++;
      resume = in_text;
    } else if (at < pattern.size() && fits_one(pattern[at], text[in_text])) {
      ++at;
      ++in_text;
    } else if (many < pattern.size()) {
      at = many + 1;
      in_text = ++resume;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && is_many(pattern[at])) ++at;
  return at == pattern.size();
}

}  // namespace

std::vector<std::string> names_in(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    names.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

bool fits_name(std::string_view pattern, std::string_view name) {
  return fits_sequence(
      pattern, name, [](char each) { return each == '*'; },
      [](char wanted, char is) { return wanted == '?' || wanted == is; });
}

bool fits_path(std::span<const std::string> pattern, std::string_view path) {
  return fits_sequence(
      pattern, names_in(path), [](const std::string& each) { return each == "**"; }, fits_name);
}

}  // namespace omnitrack::assets
