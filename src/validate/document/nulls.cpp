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

constexpr std::string_view leave_it_out = "leave the key out, or write an empty text";

void check_for_nulls(const Context& context, const Node& value, const Path& path,
                     std::string_view hint = leave_it_out) {
  for_each_scalar(value, path, [&context, hint](const Node& scalar, const Path& at) {
    if (!scalar.is(Kind::null)) return;
    context.report.error(codes::OT4026, scalar, at, "null, which CloudFormation accepts nowhere",
                         std::string(hint));
  });
}

// In YAML what is meant to belong to a key may stand below it without more spaces before it.
std::string_view hint_for_map(const Node& value) {
  return value.is(Kind::null) && value.begin == value.end
             ? "indent what belongs to the key by more than the key, or leave it out"
             : leave_it_out;
}

// SAM takes null for some of its properties.
bool is_of_sam(const tmpl::ResourceEntry& resource) {
  return resource.type_name.starts_with("AWS::Serverless::");
}

void check_resource_for_nulls(const Context& context, const tmpl::ResourceEntry& resource,
                              const Path& path) {
  const Node& whole = resource.member->value;
  if (whole.is(Kind::null)) check_for_nulls(context, whole, path, hint_for_map(whole));
  for (const Member& member : whole.members()) {
    if (&member.value == resource.properties && member.value.is(Kind::map) &&
        (!resource.is_open || is_of_sam(resource))) {
      continue;
    }
    const bool is_map = member.key() == "Properties";
    check_for_nulls(context, member.value, Path(path, member.key()),
                    is_map ? hint_for_map(member.value) : leave_it_out);
  }
}

void check_section_for_nulls(const Context& context, const Node& section, const Path& path) {
  if (!section.is(Kind::map)) return check_for_nulls(context, section, path);
  for (const Member& entry : section.members()) {
    check_for_nulls(context, entry.value, Path(path, entry.key()), hint_for_map(entry.value));
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
      check_section_for_nulls(context, section.value, path);
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
