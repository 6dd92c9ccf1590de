#include "global_name.hpp"

#include <cstdint>
#include <string>

#include <omnitrack/characters.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack::cloudfront {

namespace {

// The longest names are OriginAccessControl's; the region and a hyphen need 15 of 64 characters.
constexpr std::size_t longest_name = 49;
constexpr std::size_t digest_length = 8;

// FNV-1a; what tells long paths apart once they are cut.
std::string digest_of(std::string_view text) {
  std::uint32_t digest = 2166136261U;
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 16777619U;
  std::string hex;
  for (int shift = 28; shift >= 0; shift -= 4) hex += "0123456789abcdef"[(digest >> shift) & 15U];
  return hex;
}

}  // namespace

Value<std::string> global_name(const Construct& of, const Value<std::string>& given,
                               std::string_view own) {
  if (given.is_set()) return given;
  const std::string path = of.path();
  const std::size_t slash = path.find('/');
  std::string name(of.stack().name());
  if (slash != std::string::npos) name += path.substr(slash);
  if (!own.empty()) name.append("-").append(own);
  const std::string whole = name;
  for (char& c : name) {
    if (!detail::is_letter_or_digit(c) && c != '_') c = '-';
  }
  if (name.size() > longest_name) {
    name = name.substr(0, longest_name - digest_length - 1) + "-" + digest_of(whole);
  }
  return concat(name, "-", of.stack().region());
}

}  // namespace omnitrack::cloudfront
