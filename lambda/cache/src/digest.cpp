#include "digest.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace omnitrack::cache {

namespace {

std::string hex_digest(std::string_view text, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), bytes.data(), &size, algorithm, nullptr);
  return in_hex({reinterpret_cast<const char*>(bytes.data()), size});
}

}  // namespace

std::string in_hex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(text), "{:02x}", byte);
  return text;
}

std::string hex_sha1(std::string_view text) { return hex_digest(text, EVP_sha1()); }

std::string hex_sha256(std::string_view text) { return hex_digest(text, EVP_sha256()); }

}  // namespace omnitrack::cache
