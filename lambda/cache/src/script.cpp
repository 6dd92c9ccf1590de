#include "script.hpp"

#include <vector>

#include "digest.hpp"

namespace omnitrack::cache {

namespace {

void append(Commands& commands, Word verb, Word script, std::span<const Word> keys,
            std::span<const Word> values) {
  const Digits count(keys.size());
  std::vector<Word> words{verb, script, count};
  words.insert(words.end(), keys.begin(), keys.end());
  words.insert(words.end(), values.begin(), values.end());
  commands.add(std::span<const Word>(words));
}

}  // namespace

Script::Script(std::string_view source) : source_(source), digest_(hex_sha1(source)) {}

void Script::append_call(Commands& commands, std::span<const Word> keys,
                         std::span<const Word> values) const {
  append(commands, "EVALSHA", digest_, keys, values);
}

void Script::append_source(Commands& commands, std::span<const Word> keys,
                           std::span<const Word> values) const {
  append(commands, "EVAL", source_, keys, values);
}

}  // namespace omnitrack::cache
