#include "script.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace omnitrack::cache {

namespace {

std::string sha1(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i)
    fmt::format_to(std::back_inserter(hex), "{:02x}", digest.at(i));
  return hex;
}

void append(Commands& commands, Word verb, Word script, std::span<const Word> keys,
            std::span<const Word> values) {
  const Digits count(keys.size());
  std::vector<Word> words{verb, script, count};
  words.insert(words.end(), keys.begin(), keys.end());
  words.insert(words.end(), values.begin(), values.end());
  commands.add(std::span<const Word>(words));
}

}  // namespace

Script::Script(std::string_view source) : source_(source), digest_(sha1(source)) {}

void Script::append_call(Commands& commands, std::span<const Word> keys,
                         std::span<const Word> values) const {
  append(commands, "EVALSHA", digest_, keys, values);
}

void Script::append_source(Commands& commands, std::span<const Word> keys,
                           std::span<const Word> values) const {
  append(commands, "EVAL", source_, keys, values);
}

}  // namespace omnitrack::cache
