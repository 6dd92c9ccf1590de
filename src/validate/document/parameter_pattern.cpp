#include "validate/document/parameter_pattern.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

#include "validate/values/pattern_match.hpp"

namespace omnitrack::validate {

namespace {

// Java has sets within sets (`[a-z&&[^x]]`), and escapes such as `\p{Alpha}` and `\Q`, which PCRE
// reads otherwise or not at all.
// https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
bool may_be_java_alone(std::string_view pattern) {
  constexpr std::string_view same_escapes = "dDwWsStnrf\\.-/()[]{}^$*+?|:,_@#&=~!<>%\"' ";
  bool in_set = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
      if (i < pattern.size() && same_escapes.find(pattern[i]) == std::string_view::npos)
        return true;
    } else if (!in_set) {
      in_set = c == '[';
    } else if (c == '[' || pattern.substr(i).starts_with("&&")) {
      return true;
    } else if (c == ']') {
      in_set = false;
    }
  }
  return false;
}

}  // namespace

std::string pattern_problem(std::string_view pattern) {
  if (may_be_java_alone(pattern)) return {};
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   PCRE2_UTF, &error, &offset, nullptr);
  if (code != nullptr) {
    pcre2_code_free(code);
    return {};
  }
  // Java takes the hyphen of `[\w-.]` for itself.
  if (error == PCRE2_ERROR_CLASS_INVALID_RANGE) return {};
  std::array<PCRE2_UCHAR, 120> text{};
  pcre2_get_error_message(error, text.data(), text.size());
  return std::string(reinterpret_cast<const char*>(text.data())) + " at character " +
         std::to_string(offset + 1);
}

bool surely_differs(std::string_view pattern, std::string_view value) {
  if (may_be_java_alone(pattern)) return false;
  return !CompiledPattern(pattern, CompiledPattern::Extent::whole).matches(value);
}

}  // namespace omnitrack::validate
