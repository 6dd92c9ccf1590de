#include "synth/requirements/finished_stack.hpp"

#include "meaning/references.hpp"
#include "support/json_writer.hpp"
#include "synth/is_in.hpp"
#include "synth/node_writer.hpp"

namespace omnitrack::synth {

namespace {

meaning::Surroundings surroundings_of(const Stack& stack) {
  const auto place = [](std::string_view text) {
    return meaning::KnownPlace{.text = std::string(text), .source = "the app"};
  };
  return meaning::completed(
      {.account = place(stack.fixed_account()), .region = place(stack.fixed_region())}, {});
}

}  // namespace

FinishedStack::FinishedStack(const StackPlan& plan, tmpl::Document document)
    : plan_(plan),
      document_(std::move(document)),
      filled_(document_.index(), surroundings_of(*plan.stack)),
      elements_(plan) {
  std::vector<const tmpl::ResourceEntry*>& all = by_type_[{}];
  for (const tmpl::ResourceEntry& each : index().resources()) {
    all.push_back(&each);
    if (!each.type_name.empty()) by_type_[each.type_name].push_back(&each);
  }
}

const std::vector<const tmpl::ResourceEntry*>& FinishedStack::resources(
    std::string_view type) const {
  static const std::vector<const tmpl::ResourceEntry*> none;
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? none : found->second;
}

const Construct& FinishedStack::construct_of(const tmpl::ResourceEntry& resource) const {
  const Construct* found = elements_.find("Resources", resource.logical_id);
  return found == nullptr ? stack() : *found;
}

const Construct& FinishedStack::construct_of_output(std::string_view name) const {
  const Construct* found = elements_.find("Outputs", name);
  return found == nullptr ? stack() : *found;
}

bool FinishedStack::refers_to(const tmpl::Node& value, const Construct& construct) const {
  bool refers = false;
  meaning::for_each_name_in(written(value), [&](const meaning::Name& name) {
    if (name.of != meaning::Name::Of::entry) return;
    const Construct* named = elements_.find("Resources", name.text);
    if (named == nullptr) named = elements_.find("Parameters", name.text);
    refers = refers || (named != nullptr && is_in(*named, construct));
  });
  return refers;
}

tmpl::Document FinishedStack::written_form(const Node& value) const {
  if (!value.is_set()) return {"", "null"};
  support::Buffer text;
  support::JsonWriter json(text, support::JsonLayout::compact);
  NodeWriter(json, &stack(), nullptr).value(value);
  return {"", std::string(text.view())};
}

}  // namespace omnitrack::synth
