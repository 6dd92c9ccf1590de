#include "support/listed.hpp"

namespace omnitrack::support {

std::string listed(std::span<const std::string> texts, std::size_t most) {
  std::string words;
  const std::size_t shown = texts.size() > most ? most : texts.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) words += i + 1 == texts.size() ? " and " : ", ";
    words += texts[i];
  }
  if (texts.size() > shown) words += " and " + std::to_string(texts.size() - shown) + " more";
  return words;
}

}  // namespace omnitrack::support
