#include "validate/services/state_functions.hpp"

#include <algorithm>
#include <array>

#include "support/edit_distance.hpp"

namespace omnitrack::validate {

namespace {

// https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
constexpr auto functions = std::to_array<std::string_view>(
    {"States.Array", "States.ArrayContains", "States.ArrayGetItem", "States.ArrayLength",
     "States.ArrayPartition", "States.ArrayRange", "States.ArrayUnique", "States.Base64Decode",
     "States.Base64Encode", "States.Format", "States.Hash", "States.JsonMerge",
     "States.JsonToString", "States.MathAdd", "States.MathRandom", "States.StringSplit",
     "States.StringToJson", "States.UUID"});

constexpr std::string_view prefix = "States.";

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '.';
}

/// The end of the quoted text that begins at `begin`.
std::size_t end_of_text(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '\'') at += text[at] == '\\' ? 2 : 1;
  return at;
}

}  // namespace

std::string_view unknown_state_function(std::string_view text) {
  if (!text.starts_with(prefix)) return {};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'') {
      at = end_of_text(text, at);
    } else if (text.substr(at).starts_with(prefix) && (at == 0 || !is_letter(text[at - 1]))) {
      const std::size_t begin = at;
      while (at < text.size() && is_letter(text[at])) ++at;
      const std::string_view name = text.substr(begin, at - begin);
      const bool is_known = std::ranges::find(functions, name) != functions.end();
      if (!is_known && at < text.size() && text[at] == '(') return name;
    }
  }
  return {};
}

std::string hint_for_state_function(std::string_view name) {
  return support::did_you_mean(name, functions);
}

}  // namespace omnitrack::validate
