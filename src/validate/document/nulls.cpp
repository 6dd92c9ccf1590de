#include <string>

#include "omnitrack/codes.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

void check_for_nulls(const Context& context, const Node& value, const Path& path) {
  if (value.is(Kind::null)) {
    context.report.error(codes::OT4026, value, path, "null, which CloudFormation takes nowhere",
                         "leave the key out, or write an empty text");
    return;
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    check_for_nulls(context, value.items()[i], Path(path, i));
  }
  for (const Member& member : value.members()) {
    check_for_nulls(context, member.value, Path(path, member.key()));
  }
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
    if (section.key() != "Resources" || !section.value.is(Kind::map)) {
      check_for_nulls(context, section.value, path);
      continue;
    }
    for (const tmpl::ResourceEntry& resource : context.index.resources()) {
      check_resource_for_nulls(context, resource, Path(path, resource.logical_id));
    }
  }
}

}  // namespace omnitrack::validate
