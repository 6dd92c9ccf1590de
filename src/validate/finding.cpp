#include "validate/finding.hpp"

#include "validate/key_end.hpp"

namespace omnitrack::validate {

using meaning::Path;

std::uint32_t Reporter::end_of_key(const tmpl::Member& member) const {
  return validate::end_of_key(in_, member);
}

void Reporter::report(std::string_view code, Severity severity, std::uint32_t begin,
                      std::uint32_t end, const Path& path, std::string message, std::string hint) {
  findings_.push_back({.code = code,
                       .severity = severity,
                       .in = &in_,
                       .begin = begin,
                       .end = end,
                       .path = path.text(),
                       .message = std::move(message),
                       .hint = std::move(hint),
                       .acknowledged = {}});
}

}  // namespace omnitrack::validate
