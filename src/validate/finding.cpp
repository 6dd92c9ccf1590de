#include "validate/finding.hpp"

#include "validate/key_end.hpp"

namespace omnitrack::validate {

using meaning::Path;

std::uint32_t Reporter::end_of_key(const tmpl::Member& member) const {
  return validate::end_of_key(in_, member);
}

void Reporter::report(GradedCode code, std::uint32_t begin, std::uint32_t end, const Path& path,
                      std::string message, std::string hint) {
  findings_.push_back({.code = code.text(),
                       .severity = code.severity(),
                       .in = &in_,
                       .begin = begin,
                       .end = end,
                       .path = path.text(),
                       .message = std::move(message),
                       .hint = std::move(hint),
                       .acknowledged = {}});
}

void Reporter::report_again(Finding inner, const tmpl::Node& at, const Path& path) {
  inner.in = &in_;
  inner.begin = at.begin;
  inner.end = at.end;
  inner.path = path.text();
  findings_.push_back(std::move(inner));
}

}  // namespace omnitrack::validate
