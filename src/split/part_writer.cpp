#include "split/part_writer.hpp"

#include <algorithm>
#include <set>

#include "split/part_mark.hpp"
#include "split/rewriter.hpp"
#include "support/json_writer.hpp"
#include "template/parameter_type.hpp"
#include "template/write_json.hpp"

namespace omnitrack::split {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// What a part has where all of its resources may be left out: a template needs one that is made.
constexpr std::string_view placeholder_name = "Placeholder";
constexpr std::string_view placeholder_type = "AWS::CloudFormation::WaitConditionHandle";

// A parameter of SSM is read by the stack alone; the part gets what was read.
std::string_view type_in_part(const tmpl::ParameterEntry& parameter) {
  std::string_view type = parameter.type_name;
  if (!tmpl::is_kept_by_ssm(type)) return type;
  type = type.substr(tmpl::ssm_value_type.size(), type.size() - tmpl::ssm_value_type.size() - 1);
  return type == "List<String>" ? "CommaDelimitedList" : type;
}

void write_fitting(const Node& value, support::JsonWriter& json) {
  if (value.is_scalar()) return tmpl::write_json(value, json);
  json.on_one_line_if_it_fits([&] {
    const bool is_list = value.is(Kind::list);
    is_list ? json.begin_list() : json.begin_object();
    for (const Node& each : value.items()) {
      if (json.has_failed()) return;
      json.begin_item();
      write_fitting(each, json);
    }
    for (const Member& each : value.members()) {
      if (json.has_failed()) return;
      json.key(each.key());
      write_fitting(each.value, json);
    }
    is_list ? json.end_list() : json.end_object();
  });
}

}  // namespace

std::string text_of(const Node& root, bool compact) {
  return support::json_text(compact ? support::JsonLayout::compact : support::JsonLayout::narrow,
                            [&](support::JsonWriter& json) { write_fitting(root, json); });
}

PartWriter::PartWriter(std::string_view stack, const ResourceGraph& graph, const Homes& homes,
                       std::span<const std::string> names)
    : stack_(stack),
      graph_(graph),
      index_(graph.index()),
      homes_(homes),
      names_(names),
      made_("", ""),
      make_(made_) {}

Node PartWriter::part(Home home) {
  std::vector<Member> members;
  for (const Member& each : index_.source().root().members()) {
    const std::string_view key = each.key();
    if (key == "AWSTemplateFormatVersion" || key == "Transform") members.push_back(each);
  }
  const std::string description = part_description(homes_.names[home - 1], stack_);
  members.push_back(make_.member("Description", make_.text(description)));
  add_section("Parameters", members, parameters(home));
  add_section("Mappings", members, mappings(home));
  add_section("Conditions", members, conditions(home));
  add_section("Resources", members, resources(home));
  add_section("Outputs", members, outputs(home));
  return make_.map(members);
}

Node PartWriter::own(std::span<const std::string> urls) {
  std::vector<Member> members;
  for (const Member& each : index_.source().root().members()) {
    const std::string_view key = each.key();
    if (key == "Resources") {
      add_section(key, members, own_resources(urls));
    } else if (key == "Outputs") {
      add_section(key, members, own_outputs());
    } else if (key == "Conditions") {
      add_section(key, members, conditions(own_template));
    } else if (key == "Mappings") {
      add_section(key, members, mappings(own_template));
    } else {
      members.push_back(each);
    }
  }
  return make_.map(members);
}

std::vector<std::uint32_t> PartWriter::members_of(Home home) const {
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = 0; i < graph_.size(); ++i) {
    if (homes_.of[i] == home) members.push_back(i);
  }
  return members;
}

std::vector<std::uint32_t> PartWriter::needs_of(Home home) const {
  std::set<std::uint32_t> needs;
  for (const std::uint32_t member : members_of(home)) {
    for (const std::uint32_t value : graph_.needs(member)) {
      if (is_foreign(value, home)) needs.insert(value);
    }
  }
  return {needs.begin(), needs.end()};
}

bool PartWriter::is_foreign(std::uint32_t value, Home home) const {
  const Value& of = graph_.values()[value];
  return of.of != Value::Of::resource || homes_.of[of.owner] != home;
}

const Node* PartWriter::condition_of(std::uint32_t resource) const {
  const Node* condition = index_.resources()[resource].member->value.find("Condition");
  return condition != nullptr && condition->is_scalar() ? condition : nullptr;
}

void PartWriter::add_section(std::string_view name, std::vector<Member>& into,
                             const std::vector<Member>& members) {
  if (!members.empty()) into.push_back(make_.member(name, make_.map(members)));
}

std::vector<Member> PartWriter::parameters(Home home) {
  std::vector<Member> parameters;
  for (const std::uint32_t each : needs_of(home)) {
    parameters.push_back(make_.member(names_[each], parameter(graph_.values()[each])));
  }
  return parameters;
}

// The stack checks what it is given against the rest of the declaration.
Node PartWriter::parameter(const Value& value) {
  std::vector<Member> members;
  if (value.of != Value::Of::parameter) {
    members.push_back(
        make_.member("Type", make_.text(value.is_list ? "CommaDelimitedList" : "String")));
    return make_.map(members);
  }
  const tmpl::ParameterEntry& declared = *index_.find_parameter(value.name);
  members.push_back(make_.member("Type", make_.text(type_in_part(declared))));
  for (const Member& each : declared.member->value.members()) {
    if (each.key() == "Description" || each.key() == "NoEcho") members.push_back(each);
  }
  return make_.map(members);
}

UsedNames PartWriter::names_used_in(Home home) const {
  UsedNames names(index_);
  for (const std::uint32_t each : members_of(home)) {
    names.add_entry(index_.resources()[each].member->value);
  }
  if (home == own_template) {
    for (const Member& each : index_.outputs()) names.add_entry(each.value);
  }
  return names;
}

UsedNames PartWriter::names_used_by_parts() const {
  UsedNames names(index_);
  for (std::uint32_t i = 0; i < graph_.size(); ++i) {
    if (homes_.of[i] != own_template) names.add_entry(index_.resources()[i].member->value);
  }
  return names;
}

std::vector<const Member*> PartWriter::kept_conditions(Home home) const {
  UsedNames here = names_used_in(home);
  const bool is_own = home == own_template;
  for (Home part = 1; is_own && part <= homes_.names.size(); ++part) {
    for (const std::uint32_t each : needs_of(part)) {
      const Value& value = graph_.values()[each];
      if (value.of != Value::Of::resource) continue;
      if (const Node* condition = condition_of(value.owner)) here.add_condition(condition->text());
    }
  }
  const UsedNames elsewhere = is_own ? names_used_by_parts() : UsedNames(index_);
  std::vector<const Member*> kept;
  for (const Member& each : index_.conditions()) {
    // What nothing uses stays where it is, for the checks to tell.
    const bool is_unused = is_own && !elsewhere.has_condition(each.key());
    if (here.has_condition(each.key()) || is_unused) kept.push_back(&each);
  }
  return kept;
}

std::vector<Member> PartWriter::conditions(Home home) {
  Rewriter rewriter(graph_, homes_, names_, home, make_);
  std::vector<Member> conditions;
  for (const Member* each : kept_conditions(home)) {
    conditions.push_back(make_.member(each->key(), rewriter.rewritten(each->value)));
  }
  return conditions;
}

std::vector<Member> PartWriter::mappings(Home home) const {
  UsedNames here = names_used_in(home);
  const bool is_own = home == own_template;
  if (is_own) {
    for (const Member* each : kept_conditions(home)) here.add_condition(each->key());
  }
  const UsedNames elsewhere = is_own ? names_used_by_parts() : UsedNames(index_);
  std::vector<Member> mappings;
  for (const Member& each : index_.mappings()) {
    const bool is_unused = is_own && !elsewhere.has_mapping(each.key());
    if (here.has_mapping(each.key()) || is_unused) mappings.push_back(each);
  }
  return mappings;
}

std::vector<Member> PartWriter::resources(Home home) {
  std::vector<Member> resources;
  for (const std::uint32_t each : members_of(home)) resources.push_back(resource(each, home));
  add_placeholder(resources, home);
  return resources;
}

void PartWriter::add_placeholder(std::vector<Member>& resources, Home home) {
  const std::vector<std::uint32_t> members = members_of(home);
  const bool may_be_empty =
      std::ranges::all_of(members, [&](auto each) { return condition_of(each) != nullptr; });
  if (!may_be_empty) return;
  std::string name(placeholder_name);
  while (graph_.find_resource(name) || std::ranges::find(names_, name) != names_.end()) name += '0';
  resources.push_back(
      make_.member(name, make_.map({make_.member("Type", make_.text(placeholder_type))})));
}

Member PartWriter::resource(std::uint32_t place, Home home) {
  const Member& written = *index_.resources()[place].member;
  Rewriter rewriter(graph_, homes_, names_, home, make_);
  std::vector<Member> members;
  for (const Member& each : written.value.members()) {
    Member member = each;
    member.value = each.key() == "DependsOn" ? depends_on(each.value, place, home)
                                             : rewriter.rewritten(each.value);
    if (!member.value.is(Kind::null)) members.push_back(member);
  }
  Member made = written;
  made.value = make_.map(members);
  return made;
}

std::vector<std::string_view> PartWriter::explicit_targets(std::uint32_t resource) const {
  std::vector<std::string_view> names;
  const Node* written = index_.resources()[resource].member->value.find("DependsOn");
  if (written == nullptr) return names;
  if (written->is_scalar()) names.push_back(written->text());
  for (const Node& each : written->items()) names.push_back(each.text());
  return names;
}

// In a part, what lives elsewhere is waited for by the nested stack. A null where nothing is left.
Node PartWriter::depends_on(const Node& written, std::uint32_t resource, Home home) {
  std::set<Home> referred;
  for (const std::uint32_t each : graph_.needs(resource)) {
    const Value& value = graph_.values()[each];
    if (value.of == Value::Of::resource) referred.insert(homes_.of[value.owner]);
  }
  std::vector<Node> names;
  bool is_changed = false;
  for (const std::string_view each : explicit_targets(resource)) {
    const auto target = graph_.find_resource(each);
    const Home of_target = target ? homes_.of[*target] : home;
    if (of_target == home) {
      names.push_back(make_.text(each));
      continue;
    }
    is_changed = true;
    if (home != own_template || !referred.insert(of_target).second) continue;
    names.push_back(make_.text(homes_.names[of_target - 1]));
  }
  if (!is_changed) return written;
  if (names.empty()) return {};
  return names.size() == 1 ? names.front() : make_.list(names);
}

std::vector<Member> PartWriter::outputs(Home home) {
  std::set<std::uint32_t> given;
  for (Home user = 0; user <= homes_.names.size(); ++user) {
    for (const std::uint32_t each : needs_of(user)) given.insert(each);
  }
  given.insert(graph_.needs_of_outputs().begin(), graph_.needs_of_outputs().end());
  std::vector<Member> outputs;
  for (const std::uint32_t each : given) {
    const Value& value = graph_.values()[each];
    if (value.of != Value::Of::resource || homes_.of[value.owner] != home) continue;
    outputs.push_back(make_.member(names_[each], output(each)));
  }
  return outputs;
}

Node PartWriter::output(std::uint32_t place) {
  const Value& value = graph_.values()[place];
  std::vector<Member> members;
  if (const Node* condition = condition_of(value.owner)) {
    members.push_back(make_.member("Condition", *condition));
  }
  const Node read =
      value.attribute.empty() ? make_.ref(value.name) : make_.get_att(value.name, value.attribute);
  members.push_back(make_.member("Value", value.is_list ? make_.join(read) : read));
  return make_.map(members);
}

std::vector<Member> PartWriter::own_outputs() {
  Rewriter rewriter(graph_, homes_, names_, own_template, make_);
  std::vector<Member> outputs;
  for (const Member& each : index_.outputs()) {
    outputs.push_back(make_.member(each.key(), rewriter.rewritten(each.value)));
  }
  return outputs;
}

// Nodes are the resources by their places, and after them the parts.
std::vector<Member> PartWriter::own_resources(std::span<const std::string> urls) {
  std::vector<Member> resources;
  std::vector<bool> is_written(graph_.size() + homes_.names.size(), false);
  for (std::uint32_t i = 0; i < graph_.size(); ++i) {
    const Home home = homes_.of[i];
    const bool is_own = home == own_template;
    add_in_order(is_own ? i : static_cast<std::uint32_t>(graph_.size()) + home - 1, is_written,
                 urls, resources);
  }
  return resources;
}

// Dependencies first; as deep as the longest chain of parts and resources between them.
void PartWriter::add_in_order(std::uint32_t node, std::vector<bool>& is_written,
                              std::span<const std::string> urls, std::vector<Member>& into) {
  if (is_written[node]) return;
  is_written[node] = true;
  const auto first_part = static_cast<std::uint32_t>(graph_.size());
  const Home part = node < first_part ? own_template : node - first_part + 1;
  const std::vector<std::uint32_t> members =
      part == own_template ? std::vector{node} : members_of(part);
  std::set<std::uint32_t> before;
  for (const std::uint32_t member : members) {
    for (const std::uint32_t target : graph_.targets()[member]) {
      const Home home = homes_.of[target];
      before.insert(home == own_template ? target : first_part + home - 1);
    }
  }
  for (const std::uint32_t each : before) add_in_order(each, is_written, urls, into);
  into.push_back(part == own_template ? resource(node, own_template)
                                      : nested_stack(part, urls[part - 1]));
}

Member PartWriter::nested_stack(Home home, std::string_view url) {
  std::vector<Member> parameters;
  for (const std::uint32_t each : needs_of(home)) {
    parameters.push_back(make_.member(names_[each], passed(each)));
  }
  std::vector<Member> properties;
  add_section("Parameters", properties, parameters);
  properties.push_back(make_.member("TemplateURL", make_.call(Function::sub, make_.text(url))));
  std::vector<Member> members{make_.member("Type", make_.text("AWS::CloudFormation::Stack"))};
  const std::vector<Node> waits = waits_of(home);
  if (waits.size() == 1) members.push_back(make_.member("DependsOn", waits.front()));
  if (waits.size() > 1) members.push_back(make_.member("DependsOn", make_.list(waits)));
  members.push_back(make_.member("Metadata", part_metadata(stack_, make_)));
  members.push_back(make_.member("Properties", make_.map(properties)));
  return make_.member(homes_.names[home - 1], make_.map(members));
}

// Where a resource is not made, the part does not use the value, but the parameter must have one.
Node PartWriter::passed(std::uint32_t place) {
  const Value& value = graph_.values()[place];
  if (value.of != Value::Of::resource) {
    const Node ref = make_.ref(value.name);
    return value.is_list ? make_.join(ref) : ref;
  }
  Rewriter rewriter(graph_, homes_, names_, own_template, make_);
  Node given;
  if (homes_.of[value.owner] != own_template) {
    given = rewriter.output_of(place);
  } else {
    given = value.attribute.empty() ? make_.ref(value.name)
                                    : make_.get_att(value.name, value.attribute);
    if (value.is_list) given = make_.join(given);
  }
  const Node* condition = condition_of(value.owner);
  if (condition == nullptr) return given;
  return make_.call(Function::if_, make_.list({*condition, given, make_.text("")}));
}

// What a nested stack waits for that it takes no value of.
std::vector<Node> PartWriter::waits_of(Home home) {
  std::set<std::string_view> known;
  const auto name_of = [&](std::uint32_t resource) -> std::string_view {
    const Home of = homes_.of[resource];
    return of == own_template ? graph_.logical_id(resource)
                              : std::string_view(homes_.names[of - 1]);
  };
  for (const std::uint32_t each : needs_of(home)) {
    const Value& value = graph_.values()[each];
    if (value.of == Value::Of::resource) known.insert(name_of(value.owner));
  }
  std::vector<Node> waits;
  for (const std::uint32_t member : members_of(home)) {
    for (const std::string_view each : explicit_targets(member)) {
      const auto target = graph_.find_resource(each);
      if (!target || homes_.of[*target] == home || !known.insert(name_of(*target)).second) continue;
      waits.push_back(make_.text(name_of(*target)));
    }
  }
  return waits;
}

}  // namespace omnitrack::split
