#include "written_values.hpp"

#include <charconv>
#include <random>

namespace omnitrack::cache_test {

std::string make_value(std::string_view key, std::uint64_t number) {
  std::string made = std::string(key) + "#" + std::to_string(number) + "#";
  std::minstd_rand random(static_cast<std::uint32_t>(std::hash<std::string>()(made)));
  // Now and then one that fills many packets.
  const std::size_t size = number % 16 == 0 ? random() % 40'000 : random() % 300;
  for (std::size_t i = 0; i < size; ++i) made += static_cast<char>(random());
  return made;
}

bool is_made_for(std::string_view key, const std::string& value) {
  const std::size_t begin = key.size() + 1;
  if (value.size() < begin || !value.starts_with(key) || value[key.size()] != '#') return false;
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(value.data() + begin, value.data() + value.size(), number);
  return parsed.ec == std::errc() && value == make_value(key, number);
}

}  // namespace omnitrack::cache_test
