#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// Something wrong with the text itself.
struct TextProblem {
  enum class Kind : std::uint8_t {
    syntax,         ///< not JSON, or not the YAML that CloudFormation takes
    duplicate_key,  ///< a key that appears twice in one map
    not_utf8,
    too_deep,
    number_as_key,
    second_document,  ///< of YAML
    unknown_tag,      ///< a YAML tag that is none of CloudFormation's short forms
  };
  Kind kind = Kind::syntax;
  std::uint32_t begin = 0;  ///< offset where it is noticed
  std::string message;
  std::string hint;
};

/// What becomes of a YAML tag that is none of CloudFormation's short forms: a problem, or a map of
/// one member, whose key is the tag.
enum class OtherTags : std::uint8_t { refused, kept };

/// Reads a template's text into it: JSON where the first character that is not a space is `{`, as
/// CloudFormation does, else YAML 1.1. Returns what is wrong; keys that appear twice or are numbers
/// leave a document behind (of equal keys the last member is kept, which CloudFormation takes), the
/// other problems leave the root null.
std::vector<TextProblem> parse(Template& target, OtherTags other_tags = OtherTags::refused);

/// Reads RFC 8259 JSON and nothing else, for texts that are not templates; of equal keys all
/// members are kept.
std::vector<TextProblem> parse_json(Template& target);

}  // namespace omnitrack::tmpl
