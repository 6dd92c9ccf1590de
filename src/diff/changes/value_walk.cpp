#include "diff/changes/value_walk.hpp"

#include "diff/changes/value_changes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::item_spec;
using meaning::member_spec;
using meaning::Path;
using meaning::spec_of;
using meaning::ValueSpec;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

class CallWalk {
 public:
  explicit CallWalk(const VisitCall& visit) : visit_(visit) {}

  void go(const Node& value, const ValueSpec& spec, const Path& path, Effect outer) {
    if (value.is_scalar()) return;
    const Effect effect = stronger(outer, effect_of(spec));
    if (value.is_call()) visit_(value, path, effect);
    if (value.is(Kind::list)) {
      const ValueSpec item = item_spec(spec);
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        const Path at(path, i);
        go(value.items()[i], item, at, effect);
      }
      return;
    }
    for (const Member& each : value.members()) {
      const Path at(path, each.key());
      if (value.calls(Function::if_)) {
        go_branches(each.value, spec, at, effect);
      } else {
        go(each.value, value.is_call() ? ValueSpec{} : member_spec(spec, each.key()), at, effect);
      }
    }
  }

 private:
  void go_branches(const Node& argument, const ValueSpec& spec, const Path& path, Effect effect) {
    for (std::size_t i = 0; i < argument.items().size(); ++i) {
      const Path at(path, i);
      go(argument.items()[i], spec, at, effect);
    }
  }

  const VisitCall& visit_;
};

}  // namespace

void visit_calls(const tmpl::ResourceEntry& resource, const VisitCall& visit) {
  if (resource.properties == nullptr) return;
  const Path root;
  const Path properties(root, "Properties");
  CallWalk walk(visit);
  for (const Member& each : resource.properties->members()) {
    const Path at(properties, each.key());
    walk.go(each.value, spec_of(resource, each.key()), at, Effect::none);
  }
}

void visit_calls(const Node& value, const VisitCall& visit) {
  const Path root;
  CallWalk(visit).go(value, {}, root, Effect::none);
}

}  // namespace omnitrack::diff
