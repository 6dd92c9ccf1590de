#include "graph/permissions/attached.hpp"

#include <algorithm>
#include <optional>

#include "diff/security/holders.hpp"
#include "graph/permissions/units.hpp"
#include "schema/facts.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using meaning::Symbols;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// The service and the kind in `AWS::S3::Bucket`.
struct KindOfType {
  std::string_view service;
  std::string_view kind;

  explicit KindOfType(std::string_view type)
      : service(type.substr(0, type.rfind("::"))), kind(type.substr(type.rfind("::") + 2)) {}
};

/// The name that a resource has in its template; null where it is made at deployment.
const Node* name_of(const Scene& scene, const ResourceEntry& entry) {
  if (!entry.type || entry.type->naming_count() != 1) return nullptr;
  return scene.find(entry, entry.type->naming(0));
}

/// The name in the URL of a queue; else the text itself.
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
Pattern without_host(Pattern text) {
  static const Symbols scheme = diff::symbols_of("https://");
  if (text.symbols.starts_with(scheme)) text.symbols.erase(0, text.symbols.rfind(U'/') + 1);
  return text;
}

/// How a text of a policy names a holder; nothing where it names another one.
std::optional<std::string> names(const Scene& scene, const Target& holder, const Node& name,
                                 const Node& text) {
  static const Symbols arn = diff::symbols_of("arn:");
  const diff::Reader& reader = scene.reader();
  const Pattern written = reader.pattern(text, diff::Wildcards::none);
  const auto common =
      written.symbols.starts_with(arn)
          ? common_place(scene, holder, written, holder.names.front().name)
          : common_part(without_host(written), reader.pattern(name, diff::Wildcards::none),
                        reader.atoms());
  if (!common) return std::nullopt;
  return common->unknown;
}

}  // namespace

std::vector<AttachedByText> attached_by_text(const Scene& scene, const Target& holder) {
  std::vector<AttachedByText> found;
  const Node* name = name_of(scene, *holder.entry);
  if (name == nullptr) return found;
  const KindOfType own(holder.entry->type_name);
  const diff::Reader& reader = scene.reader();
  for (const ResourceEntry& each : scene.model().index().resources()) {
    if (!each.type_name.starts_with(own.service) || !reader.exists(each)) continue;
    for (const auto& place : schema::facts_of<schema::PolicyFor>(each.type_name)) {
      // Such as `Roles` for a role, and `FunctionName` for a function.
      if (place.property.find(own.kind) == std::string_view::npos) continue;
      reader.for_each_item(scene.find(each, place.property), [&](const Node& text) {
        if (!diff::holder_key(reader.side(), text).starts_with('=')) return;
        auto unknown = names(scene, holder, *name, text);
        if (unknown) found.push_back({.policy = &each, .at = &text, .unknown = *unknown});
      });
    }
  }
  return found;
}

}  // namespace omnitrack::graph
