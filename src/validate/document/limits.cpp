#include <array>
#include <span>
#include <string>

#include "meaning/loops.hpp"
#include "meaning/mappings.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/sizes.hpp"

namespace omnitrack::validate {

namespace {

using meaning::most_mapping_keys;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_bytes = 1'000'000;
constexpr std::size_t most_bytes_inline = 51'200;
constexpr std::size_t most_description_bytes = 1024;
constexpr std::size_t most_name_characters = 255;

struct SectionLimit {
  std::string_view section;
  std::size_t entries = 0;  ///< 0 where there is no limit
};
constexpr std::array<SectionLimit, 6> section_limits{{{"Conditions"},
                                                      {"Mappings", 200},
                                                      {"Outputs", 200},
                                                      {"Parameters", 200},
                                                      {"Resources", 500},
                                                      {"Rules"}}};

void check_size(const Context& context) {
  const std::size_t bytes = context.index.source().text().size();
  const Path top;
  if (bytes > most_bytes) {
    context.report.report(as_error(codes::OT4033), 0, 0, top,
                          "the template has " + of_at_most(bytes, most_bytes, "bytes"),
                          "split it into several stacks, or write it without blanks");
  } else if (bytes > most_bytes_inline) {
    context.report.report(
        as_info(codes::OT4034), 0, 0, top,
        "the template has " + std::to_string(bytes) + " bytes: above 51200 it must go through S3",
        "'aws cloudformation deploy' does so with --s3-bucket");
  }
}

void check_description(const Context& context) {
  const Node* description = context.index.section("Description");
  if (description == nullptr) return;
  const Path top;
  check_description_size(context, *description, Path(top, "Description"), most_description_bytes,
                         codes::OT4032);
}

// How many entries there are with those of loops, as far as these are written out.
std::size_t entries_made(const Context& context, std::span<const Member> entries) {
  std::size_t count = 0;
  for (const Member& each : entries) {
    const bool is_loop = tmpl::is_loop_key(each.key());
    count += is_loop ? meaning::members_of_loop(context.index, each).value_or(1) : 1;
  }
  return count;
}

void check_section(const Context& context, const Member& section, const SectionLimit& limit) {
  const Path top;
  const Path path(top, section.key());
  const auto entries = section.value.members();
  const std::size_t count = entries_made(context, entries);
  if (limit.entries != 0 && count > limit.entries && !context.index.has_own_macro()) {
    context.report.error_at_key(
        codes::OT4030, section, path,
        "the section " + std::string(section.key()) + " has " +
            of_at_most(count, limit.entries, "entries") +
            (count > entries.size() ? " once its loops are expanded" : ""),
        section.key() == "Resources" ? "split the template into several or nested stacks" : "");
  }
  for (const Member& entry : entries) {
    if (entry.key_size <= most_name_characters) continue;
    context.report.error_at_key(
        codes::OT4031, entry, Path(path, entry.key()),
        "the name has " + of_at_most(entry.key_size, most_name_characters, "characters"));
  }
}

void check_mapping_sizes(const Context& context) {
  const Path top;
  const Path section(top, "Mappings");
  for (const Member& mapping : context.index.mappings()) {
    const Path path(section, mapping.key());
    if (mapping.value.members().size() > most_mapping_keys) {
      context.report.error_at_key(codes::OT4035, mapping, path,
                                  "the mapping has " + of_at_most(mapping.value.members().size(),
                                                                  most_mapping_keys, "keys"));
    }
    for (const Member& key : mapping.value.members()) {
      if (key.value.members().size() <= most_mapping_keys) continue;
      context.report.error_at_key(
          codes::OT4035, key, Path(path, key.key()),
          "the key has " + of_at_most(key.value.members().size(), most_mapping_keys, "attributes"));
    }
  }
}

}  // namespace

void check_limits(const Context& context) {
  check_size(context);
  check_description(context);
  for (const Member& section : context.index.source().root().members()) {
    for (const SectionLimit& limit : section_limits) {
      if (section.key() == limit.section) check_section(context, section, limit);
    }
  }
  check_mapping_sizes(context);
}

}  // namespace omnitrack::validate
