#include "meaning/scalars.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html

constexpr std::string_view opening = "{{";
constexpr std::string_view verb = "resolve:";

/// What is written for a dynamic reference with blanks behind its braces; empty where nothing is.
std::string_view spaced_reference(std::string_view text) {
  for (std::size_t at = text.find(opening); at != std::string_view::npos;
       at = text.find(opening, at + opening.size())) {
    const std::size_t word = text.find_first_not_of(' ', at + opening.size());
    if (word == std::string_view::npos || word == at + opening.size()) continue;
    if (!text.substr(word).starts_with(verb)) continue;
    const std::size_t end = text.find("}}", word);
    return text.substr(at, end == std::string_view::npos ? end : end + 2 - at);
  }
  return {};
}

void check_scalar(const Context& context, const Node& scalar, const Path& path) {
  if (!scalar.is(tmpl::Kind::string)) return;
  const std::string_view found = spaced_reference(scalar.text());
  if (found.empty()) return;
  context.report.warning(
      codes::OT4325, scalar, path,
      "with blanks behind its braces '" + std::string(found) + "' stays the text that it is",
      "write '{{resolve:…}}' without them");
}

}  // namespace

void check_dynamic_references(const Context& context) {
  if (spaced_reference(context.index.source().text()).empty()) return;
  const Path root;
  const Path section(root, "Resources");
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.properties == nullptr) continue;
    const Path entry(section, resource.logical_id);
    const Path properties(entry, "Properties");
    meaning::for_each_scalar(
        *resource.properties, properties,
        [&context](const Node& scalar, const Path& at) { check_scalar(context, scalar, at); });
  }
}

}  // namespace omnitrack::validate
