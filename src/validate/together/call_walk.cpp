#include "validate/together/call_walk.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Member;
using tmpl::Node;

namespace {

void walk_calls(tmpl::Function function, const Node& value, const Path& path, bool is_conditional,
                const CallVisit& visit) {
  if (value.calls(function)) {
    visit(value, path, is_conditional);
    return;
  }
  const bool in_branch = is_conditional || value.calls(tmpl::Function::if_);
  const auto items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is_scalar()) continue;
    const Path at(path, i);
    walk_calls(function, items[i], at, in_branch, visit);
  }
  for (const Member& member : value.members()) {
    if (member.value.is_scalar()) continue;
    const Path at(path, member.key());
    walk_calls(function, member.value, at, in_branch, visit);
  }
}

}  // namespace

void for_each_call_of(tmpl::Function function, const tmpl::Index& index, const CallVisit& visit) {
  for (const std::string_view section : {"Resources", "Outputs"}) {
    const Node* values = index.section(section);
    if (values == nullptr) continue;
    const Path root;
    const Path at(root, section);
    for (const Member& member : values->members()) {
      const Path entry(at, member.key());
      const bool is_conditional = member.value.find("Condition") != nullptr;
      walk_calls(function, member.value, entry, is_conditional, visit);
    }
  }
}

}  // namespace omnitrack::validate
