#include "cli/explain/resource_uses.hpp"

#include <algorithm>
#include <optional>

#include "meaning/condition_logic.hpp"
#include "meaning/exports.hpp"
#include "meaning/path.hpp"
#include "meaning/references.hpp"

namespace omnitrack::cli {

namespace {

using meaning::Path;
using meaning::Reference;
using tmpl::Function;
using tmpl::Node;

// Calls `visit` with each call in a value and its path, from the outside in.
template <class Visit>
void for_each_call_at(const Node& value, const Path& path, const Visit& visit) {
  if (value.is_call()) visit(value, path);
  for (const tmpl::Member& each : value.members()) {
    const Path below(path, each.key());
    for_each_call_at(each.value, below, visit);
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    const Path below(path, i);
    for_each_call_at(value.items()[i], below, visit);
  }
}

std::string how_named(const Node& call, const meaning::Name& name) {
  const std::string attribute =
      name.attribute.empty() ? std::string() : ' ' + std::string(name.attribute);
  if (call.calls(Function::sub)) return "Sub" + attribute;
  return call.calls(Function::ref) ? "Ref" : "GetAtt" + attribute;
}

std::string path_of(const SideTemplate& stack, ConstructKind kind, std::string_view name) {
  const auto found = std::ranges::find_if(stack.origins, [&](const ElementOrigin& each) {
    return each.kind == kind && each.logical_id == name;
  });
  return found == stack.origins.end() ? std::string() : found->path;
}

// What a template's entry is, of which only the name is known.
std::optional<ResourceUse> entry_of(const SideTemplate& stack, std::string_view name) {
  const tmpl::Index& index = stack.document.index();
  if (index.find_resource(name) != nullptr) {
    return ResourceUse{.stack = stack.name,
                       .name = std::string(name),
                       .kind = "resource",
                       .path = path_of(stack, ConstructKind::resource, name),
                       .pointer = {},
                       .how = {}};
  }
  if (index.find_parameter(name) == nullptr) return std::nullopt;
  return ResourceUse{.stack = stack.name,
                     .name = std::string(name),
                     .kind = "parameter",
                     .path = path_of(stack, ConstructKind::parameter, name),
                     .pointer = {},
                     .how = {}};
}

/// Finds what calls name in their own template and, through exports and outputs, in others.
class Uses {
 public:
  explicit Uses(const Side& side) : side_(side), exports_(indexes_of(side)) {}

  /// Calls `visit` with each entry that a value names, and where and how it does.
  template <class Visit>
  void for_each_named(const SideTemplate& stack, const Node& value, const Visit& visit) const {
    const Path root;
    for_each_call_at(value, root, [&](const Node& call, const Path& path) {
      meaning::for_each_name(call, [&](const meaning::Name& name) {
        if (name.of != meaning::Name::Of::entry) return;
        told(entry_of(stack, name.text), path, how_named(call, name), visit);
      });
      if (call.calls(Function::import_value)) {
        if (const meaning::Export* found = exports_.find(stack.document.index(), call.argument())) {
          told(exported(*found), path, "ImportValue", visit);
        }
      } else if (call.calls(Function::get_stack_output)) {
        told(read(call, stack), path, "GetStackOutput", visit);
      }
    });
    for_each_dependency(value, [&](const Node& name, const std::string& pointer) {
      std::optional<ResourceUse> use = entry_of(stack, name.text());
      if (!use) return;
      use->pointer = pointer;
      use->how = "DependsOn";
      visit(*use);
    });
  }

 private:
  static std::vector<const tmpl::Index*> indexes_of(const Side& side) {
    std::vector<const tmpl::Index*> indexes;
    for (const SideTemplate& each : side.templates) indexes.push_back(&each.document.index());
    return indexes;
  }

  template <class Visit>
  static void told(std::optional<ResourceUse> use, const Path& path, const std::string& how,
                   const Visit& visit) {
    if (!use) return;
    use->pointer = path.pointer();
    use->how = how;
    visit(*use);
  }

  // Of a resource as a whole, which alone has the key.
  template <class Visit>
  static void for_each_dependency(const Node& value, const Visit& visit) {
    const Node* all = value.find("DependsOn");
    if (all == nullptr || value.find("Type") == nullptr) return;
    if (all->is(tmpl::Kind::string)) visit(*all, "/DependsOn");
    for (std::size_t i = 0; i < all->items().size(); ++i) {
      visit(all->items()[i], "/DependsOn/" + std::to_string(i));
    }
  }

  // The entry whose value an output gives.
  static std::optional<ResourceUse> given_by(const SideTemplate& stack, const Node& output) {
    const Node* value = output.find("Value");
    return value == nullptr ? std::nullopt : entry_of(stack, meaning::sole_name(*value).text);
  }

  [[nodiscard]] std::optional<ResourceUse> exported(const meaning::Export& found) const {
    for (const SideTemplate& each : side_.templates) {
      if (&each.document.index() == found.from) return given_by(each, found.output->value);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<ResourceUse> read(const Node& call, const SideTemplate& by) const {
    const auto output = meaning::output_read(call, by.document.index(), by.name);
    const SideTemplate* stack = output ? side_.find(output->stack) : nullptr;
    if (stack == nullptr) return std::nullopt;
    for (const tmpl::Member& each : stack->document.index().outputs()) {
      if (each.key() == output->output) return given_by(*stack, each.value);
    }
    return std::nullopt;
  }

  const Side& side_;
  meaning::ExportTable exports_;
};

}  // namespace

std::vector<ResourceUse> uses_by(const Side& side, const Subject& subject) {
  std::vector<ResourceUse> found;
  Uses(side).for_each_named(*subject.stack, subject.resource->member->value,
                            [&](const ResourceUse& use) { found.push_back(use); });
  return found;
}

std::vector<ResourceUse> uses_of(const Side& side, const Subject& subject) {
  std::vector<ResourceUse> found;
  const Uses uses(side);
  const auto look_at = [&](const SideTemplate& stack, const Node& value, ResourceUse user) {
    uses.for_each_named(stack, value, [&](const ResourceUse& use) {
      if (use.stack != subject.stack->name || use.name != subject.resource->logical_id) return;
      user.pointer = use.pointer;
      user.how = use.how;
      found.push_back(user);
    });
  };
  for (const SideTemplate& stack : side.templates) {
    const tmpl::Index& index = stack.document.index();
    for (const tmpl::ResourceEntry& each : index.resources()) {
      if (const auto user = entry_of(stack, each.logical_id)) {
        look_at(stack, each.member->value, *user);
      }
    }
    for (const tmpl::Member& each : index.outputs()) {
      const std::string name(each.key());
      look_at(stack, each.value,
              {.stack = stack.name,
               .name = name,
               .kind = "output",
               .path = path_of(stack, ConstructKind::output, name),
               .pointer = {},
               .how = {}});
    }
  }
  return found;
}

}  // namespace omnitrack::cli
