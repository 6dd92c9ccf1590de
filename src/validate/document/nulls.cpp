#include <string>

#include "meaning/scalars.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::for_each_scalar;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

void check_for_nulls(const Context& context, const Node& value, const Path& path,
                     std::string_view hint = "leave the key out, or write an empty text") {
  for_each_scalar(value, path, [&context, hint](const Node& scalar, const Path& at) {
    if (!scalar.is(Kind::null)) return;
    context.report.error(codes::OT4026, scalar, at, "null, which CloudFormation accepts nowhere",
                         std::string(hint));
  });
}

// SAM takes null for some of its properties.
bool is_of_sam(const tmpl::ResourceEntry& resource) {
  return resource.type_name.starts_with("AWS::Serverless::");
}

void check_resource_for_nulls(const Context& context, const tmpl::ResourceEntry& resource,
                              const Path& path) {
  if (resource.member->value.is(Kind::null)) check_for_nulls(context, resource.member->value, path);
  for (const Member& member : resource.member->value.members()) {
    if (&member.value == resource.properties && member.value.is(Kind::map) &&
        (!resource.is_open || is_of_sam(resource))) {
      continue;
    }
    check_for_nulls(context, member.value, Path(path, member.key()));
  }
}

}  // namespace

void check_nulls(const Context& context) {
  // A macro of one's own may use them up.
  if (context.index.has_own_macro()) return;
  const Path top;
  for (const Member& section : context.index.source().root().members()) {
    const Path path(top, section.key());
    if (section.key() != "Resources") {
      check_for_nulls(context, section.value, path);
      continue;
    }
    if (!section.value.is(Kind::map)) {
      check_for_nulls(context, section.value, path, "every template needs at least one resource");
      continue;
    }
    for (const tmpl::ResourceEntry& resource : context.index.resources()) {
      check_resource_for_nulls(context, resource, Path(path, resource.logical_id));
    }
  }
}

}  // namespace omnitrack::validate
