#include "engine/pair.hpp"

namespace omnitrack::fuzz {

namespace {

constexpr std::string_view separator = "\n====\n";

}  // namespace

bool has_two(std::string_view input) { return input.find(separator) != std::string_view::npos; }

Pair split(std::string_view input) {
  const std::size_t at = input.find(separator);
  if (at == std::string_view::npos) return {input, {}};
  return {input.substr(0, at), input.substr(at + separator.size())};
}

std::string joined(std::string_view before, std::string_view after) {
  return std::string(before).append(separator).append(after);
}

}  // namespace omnitrack::fuzz
