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
  std::string hex;
  for (unsigned int i = 0; i < size; ++i)
    fmt::format_to(std::back_inserter(hex), "{:02x}", bytes.at(i));
  return hex;
}

}  // namespace

std::string hex_sha1(std::string_view text) { return hex_digest(text, EVP_sha1()); }

std::string hex_sha256(std::string_view text) { return hex_digest(text, EVP_sha256()); }

}  // namespace omnitrack::cache
