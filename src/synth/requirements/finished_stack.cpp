#include "synth/requirements/finished_stack.hpp"

#include <algorithm>

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

FinishedStack::FinishedStack(const StackPlan& plan, const tmpl::Document& document,
                             const FinishedStacks& all)
    : plan_(plan),
      all_(all),
      document_(document),
      filled_(document_.index(), surroundings_of(*plan.stack)),
      elements_(plan) {
  std::vector<const tmpl::ResourceEntry*>& every = by_type_[{}];
  for (const tmpl::ResourceEntry& each : index().resources()) {
    every.push_back(&each);
    const Construct* made_by = elements_.find("Resources", each.logical_id);
    constructs_.push_back(made_by == nullptr ? &stack() : made_by);
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
  return *constructs_[static_cast<std::size_t>(&resource - index().resources().data())];
}

const Construct& FinishedStack::construct_of_output(std::string_view name) const {
  const Construct* found = elements_.find("Outputs", name);
  return found == nullptr ? stack() : *found;
}

bool FinishedStack::names(const tmpl::Node& written, const Construct& construct) const {
  bool found = false;
  meaning::for_each_name_in(written, [&](const meaning::Name& name) {
    if (name.of != meaning::Name::Of::entry) return;
    const Construct* named = elements_.find("Resources", name.text);
    if (named == nullptr) named = elements_.find("Parameters", name.text);
    found = found || (named != nullptr && is_in(*named, construct));
  });
  return found;
}

bool FinishedStack::refers_to(const tmpl::Node& value, const Construct& construct) const {
  const tmpl::Node& own = written(value);
  if (names(own, construct)) return true;
  bool found = false;
  meaning::for_each_call(own, [&](const tmpl::Node& call) {
    const FinishedStacks::Given given = all_.read_by(call, *this);
    found = found || (given.output != nullptr && given.by->names(*given.output, construct));
  });
  return found;
}

WrittenForm::WrittenForm(const Node& value, const Stack& stack) {
  if (value.kind == NodeKind::boolean) {
    make_scalar(tmpl::Kind::boolean, value.boolean ? "true" : "false");
  } else if (value.kind == NodeKind::integer) {
    make_scalar(tmpl::Kind::number, std::to_string(value.integer));
  } else if (value.kind == NodeKind::string) {
    make_scalar(tmpl::Kind::string, std::string(value.string()));
  } else if (value.is_set()) {
    // To read a text back costs more than most values are long.
    support::Buffer text;
    support::JsonWriter json(text, support::JsonLayout::compact);
    NodeWriter(json, &stack, nullptr).value(value);
    document_.emplace("", std::string(text.view()));
  }
}

void WrittenForm::make_scalar(tmpl::Kind kind, std::string text) {
  text_ = std::move(text);
  scalar_.kind = kind;
  scalar_.characters = text_.data();
  scalar_.count = static_cast<std::uint32_t>(text_.size());
}

FinishedStacks::FinishedStacks(const Plan& plan, std::span<const tmpl::Document> documents) {
  std::vector<const tmpl::Index*> indexes;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    stacks_.emplace_back(plan[i], documents[i], *this);
    indexes.push_back(&stacks_.back().written());
  }
  exports_.emplace(indexes);
}

FinishedStacks::Given FinishedStacks::read_by(const tmpl::Node& call,
                                              const FinishedStack& reader) const {
  if (call.calls(tmpl::Function::import_value)) {
    const meaning::Export* found = exports_->find(reader.written(), call.argument());
    if (found == nullptr) return {};
    const auto by = std::ranges::find_if(
        stacks_, [&](const FinishedStack& each) { return &each.written() == found->from; });
    return {&*by, &found->output->value};
  }
  const auto read = meaning::output_read(call, reader.written(), reader.stack().name());
  if (!read) return {};
  for (const FinishedStack& each : stacks_) {
    if (each.stack().name() != read->stack) continue;
    for (const tmpl::Member& output : each.written().outputs()) {
      if (output.key() == read->output) return {&each, &output.value};
    }
  }
  return {};
}

}  // namespace omnitrack::synth
