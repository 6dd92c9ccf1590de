#include "fix/depends_on.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "fix/removal.hpp"
#include "meaning/references.hpp"

namespace omnitrack::fix {

namespace {

using meaning::Reference;
using tmpl::Kind;
using tmpl::Node;

using Pairs = std::set<std::pair<std::string_view, std::string_view>>;

// Whether a reference in a resource surely orders it: it stands in the properties, where it is read
// whatever branch is taken, and the resource is not taken apart by SAM's transform.
bool is_sure(const tmpl::Index& index, const Reference& reference) {
  if (reference.is_from_output || reference.is_conditional) return false;
  if (reference.how == Reference::How::depends_on) return false;
  const tmpl::ResourceEntry* user = index.find_resource(reference.user);
  if (user == nullptr || user->properties == nullptr) return false;
  return !user->type_name.starts_with("AWS::Serverless::") &&
         reference.at->begin >= user->properties->begin &&
         reference.at->end <= user->properties->end;
}

Pairs made_by_references(const tmpl::Index& index) {
  std::vector<Reference> references;
  meaning::collect_references(index, references);
  Pairs made;
  for (const Reference& each : references) {
    if (is_sure(index, each)) made.emplace(each.user, each.target);
  }
  return made;
}

std::optional<Edit> edit_of(const tmpl::Template& in, const Node& resource, std::size_t place,
                            const auto& is_made) {
  const Node& value = resource.members()[place].value;
  if (value.is(Kind::string)) {
    return is_made(value) ? removal(in, resource, place) : std::nullopt;
  }
  const auto items = value.items();
  if (!items.empty() && std::ranges::all_of(items, is_made)) return removal(in, resource, place);
  // One at a time: the next is found when the text is read again.
  const auto found = std::ranges::find_if(items, is_made);
  if (found == items.end()) return std::nullopt;
  return removal(in, value, static_cast<std::size_t>(found - items.begin()));
}

}  // namespace

std::vector<Fix> redundant_dependencies(const tmpl::Document& document) {
  std::vector<Fix> fixes;
  const tmpl::Index& index = document.index();
  if (index.may_rewrite_resources()) return fixes;
  const Pairs made = made_by_references(index);
  for (const tmpl::ResourceEntry& resource : index.resources()) {
    const Node& whole = resource.member->value;
    for (std::size_t place = 0; place < whole.members().size(); ++place) {
      if (whole.members()[place].key() != "DependsOn") continue;
      const auto is_made = [&](const Node& name) {
        return name.is(Kind::string) && made.contains({resource.logical_id, name.text()});
      };
      std::optional<Edit> edit = edit_of(document.source(), whole, place, is_made);
      if (!edit) continue;
      fixes.push_back({std::move(*edit), "a reference of '" + std::string(resource.logical_id) +
                                             "' makes its DependsOn already"});
    }
  }
  return fixes;
}

}  // namespace omnitrack::fix
