#include "deploy/environment.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace omnitrack::deploy {

std::chrono::milliseconds time_in_environment(const char* variable, std::chrono::milliseconds usual,
                                              std::chrono::milliseconds least,
                                              std::chrono::milliseconds most) {
  const char* said = std::getenv(variable);
  if (said == nullptr) return usual;
  const std::string_view text(said);
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return usual;
  constexpr double thousand = 1000;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::clamp(
      seconds * thousand, static_cast<double>(least.count()), static_cast<double>(most.count()))));
}

}  // namespace omnitrack::deploy
