#include <algorithm>
#include <string>
#include <vector>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::for_each_item;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

namespace {

/// The names in a list of `AttributeName`s, and whether all of them are known.
struct Names {
  std::vector<std::string_view> all;
  bool are_complete = true;

  void add(const Node* list, std::string_view way, const Path& path) {
    if (list == nullptr) return;
    for_each_at(*list, way, path, [this](const Node& item, const Path&) {
      if (item.is_call() || may_have_more(item)) {
        are_complete = false;
        return;
      }
      const Node* name = item.find("AttributeName");
      const auto text = known_text(name);
      if (text) {
        all.push_back(*text);
      } else {
        are_complete = false;
      }
    });
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::ranges::find(all, name) != all.end();
  }
};

/// Whether a list of indexes is written out, so that each key schema in it is seen.
bool are_written_out(const Node* indexes) {
  if (indexes == nullptr) return true;
  if (!indexes->is(Kind::list)) return false;
  return std::ranges::all_of(indexes->items(), [](const Node& index) {
    return index.is(Kind::map) && !index.is_call() && !may_have_more(index);
  });
}

void check_defined(const ServiceResource& resource, const Node& keys, std::string_view way,
                   const Path& path, const Names& defined) {
  for_each_at(keys, way, path, [&](const Node& item, const Path& at) {
    const Node* name = item.is_call() ? nullptr : item.find("AttributeName");
    const auto text = known_text(name);
    if (!text || defined.has(*text)) return;
    const Path name_path(at, "AttributeName");
    resource.context.report.error(
        codes::OT4610, *name, name_path,
        "the key's attribute '" + std::string(*text) + "' is not in 'AttributeDefinitions'",
        did_you_mean(*text, defined.all));
  });
}

}  // namespace

void check_table(const ServiceResource& resource) {
  const Node& properties = resource.properties;
  const Node* definitions = find_value(&properties, "AttributeDefinitions");
  const Node* key_schema = find_value(&properties, "KeySchema");
  if (key_schema == nullptr || (definitions == nullptr && may_have_more(properties))) return;
  const Path definitions_path(resource.path, "AttributeDefinitions");
  Names defined;
  defined.add(definitions, "*", definitions_path);
  Names used;
  const Path key_path(resource.path, "KeySchema");
  used.add(key_schema, "*", key_path);
  bool all_seen = !may_have_more(properties);
  for (const std::string_view kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"}) {
    const Node* indexes = find_value(&properties, kind);
    const Path path(resource.path, kind);
    used.add(indexes, "*/KeySchema/*", path);
    all_seen = all_seen && are_written_out(indexes);
    if (indexes != nullptr && defined.are_complete) {
      check_defined(resource, *indexes, "*/KeySchema/*", path, defined);
    }
  }
  if (defined.are_complete) check_defined(resource, *key_schema, "*", key_path, defined);
  if (definitions == nullptr || !used.are_complete || !all_seen) return;
  for_each_item(*definitions, definitions_path, [&](const Node& item, const Path& at) {
    const Node* name = item.is_call() ? nullptr : item.find("AttributeName");
    const auto text = known_text(name);
    if (!text || used.has(*text)) return;
    const Path name_path(at, "AttributeName");
    resource.context.report.error(
        codes::OT4611, *name, name_path,
        "the attribute '" + std::string(*text) + "' is defined, but is in no key schema",
        "define only attributes of keys; others need no definition");
  });
}

}  // namespace omnitrack::validate
