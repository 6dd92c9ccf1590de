#include "meaning/template_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "meaning/sam/facts.hpp"
#include "support/edit_distance.hpp"
#include "support/letters.hpp"

namespace omnitrack::meaning {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
constexpr std::array<std::string_view, 8> pseudo_parameters{
    "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition",
    "AWS::Region",    "AWS::StackId", "AWS::StackName",        "AWS::URLSuffix"};

using Candidates = std::vector<std::string_view>;

void add_resources(Candidates& candidates, const tmpl::Index& index) {
  const auto resources = index.resources();
  for (const auto& each : resources.first(std::min(resources.size(), support::most_candidates))) {
    candidates.push_back(each.logical_id);
  }
}

void add_keys(Candidates& candidates, std::span<const Member> members) {
  for (const Member& each : members.first(std::min(members.size(), support::most_candidates))) {
    if (!each.key().starts_with("Fn::")) candidates.push_back(each.key());
  }
}

/// How much of a name is a loop's value, of which `&{…}` takes the letters and digits only; nothing
/// where the name does not begin with it.
std::optional<std::size_t> size_of_value(std::string_view value, bool only_letters_and_digits,
                                         std::string_view name) {
  std::size_t at = 0;
  for (const char c : value) {
    if (only_letters_and_digits && !support::is_letter_or_digit(c)) continue;
    if (at == name.size() || name[at] != c) return std::nullopt;
    ++at;
  }
  return at;
}

}  // namespace

bool is_pseudo_parameter(std::string_view name) {
  return name.starts_with("AWS::") && std::find(pseudo_parameters.begin(), pseudo_parameters.end(),
                                                name) != pseudo_parameters.end();
}

Names::Names(const tmpl::Index& index, const sam::Expansion* made)
    : index_(index), made_by_sam_(made) {
  for (const tmpl::LoopEntry& each : index.loops()) {
    add_loop(each.section, each.member->value, {});
  }
}

void Names::add_loop(std::string_view section, const Node& argument,
                     std::vector<LoopVariable> variables) {
  const auto items = argument.items();
  if (items.size() != 3) return;
  variables.push_back({items[0].text(), &items[1]});
  for (const Member& member : items[2].members()) {
    if (tmpl::is_loop_key(member.key())) {
      add_loop(section, member.value, variables);
    } else {
      made_.push_back({section, member.key(), &member.value, variables});
    }
  }
}

bool Names::matches(const LoopMade& made, std::string_view pattern, std::string_view name) {
  for (;;) {
    if (pattern.empty()) return name.empty();
    const bool is_plain = pattern.starts_with("${");
    if (is_plain || pattern.starts_with("&{")) {
      const std::size_t end = pattern.find('}');
      if (end == std::string_view::npos) return false;
      const std::string_view identifier = pattern.substr(2, end - 2);
      const std::string_view rest = pattern.substr(end + 1);
      const auto variable =
          std::find_if(made.variables.begin(), made.variables.end(),
                       [identifier](const LoopVariable& v) { return v.identifier == identifier; });
      if (variable != made.variables.end() && variable->collection->is(Kind::list)) {
        const auto values = variable->collection->items();
        return std::any_of(values.begin(), values.end(), [&](const Node& value) {
          // A call among the values may give anything.
          if (!value.is_scalar()) return true;
          const auto size = size_of_value(value.text(), !is_plain, name);
          return size && matches(made, rest, name.substr(*size));
        });
      }
      for (std::size_t skipped = 0; skipped <= name.size(); ++skipped) {
        if (matches(made, rest, name.substr(skipped))) return true;
      }
      return false;
    }
    if (name.empty() || pattern.front() != name.front()) return false;
    pattern.remove_prefix(1);
    name.remove_prefix(1);
  }
}

const Names::LoopMade* Names::find_made(std::string_view section, std::string_view name) const {
  const auto found = std::find_if(made_.begin(), made_.end(), [&](const LoopMade& each) {
    return each.section == section && matches(each, each.pattern, name);
  });
  return found == made_.end() ? nullptr : &*found;
}

bool Names::may_be_transformed(std::string_view name) const {
  if (index_.may_have_unseen()) return true;
  if (index_.uses_sam() && may_be_made_by_sam(name)) return true;
  return std::ranges::any_of(modules(), [name](std::string_view id) {
    // A module names what it makes after itself.
    return name.starts_with(id);
  });
}

const std::vector<std::string_view>& Names::modules() const {
  if (!modules_) {
    modules_.emplace();
    for (const tmpl::ResourceEntry& each : index_.resources()) {
      if (each.type_name.ends_with("::MODULE")) modules_->push_back(each.logical_id);
    }
  }
  return *modules_;
}

// What SAM makes is named after the resource that it is for; where that is not seen, as in a loop,
// any name may be.
bool Names::may_be_made_by_sam(std::string_view name) const {
  if (made_by_sam_ == nullptr || !index_.loops().empty()) return true;
  if (made_by_sam_->find(name) != nullptr) return true;
  const std::size_t dot = name.find('.');
  if (dot != std::string_view::npos) {
    return property(name.substr(0, dot), name.substr(dot + 1)) == sam::Expansion::Property::made;
  }
  const auto resources = index_.resources();
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (!name.starts_with(resources[i].logical_id)) continue;
    const bool is_hidden =
        sam::has_name_of_sam(resources[i].type_name) && made_by_sam_->properties(i) == nullptr;
    if (is_hidden || resources[i].member->value.find("Connectors") != nullptr) return true;
  }
  return false;
}

sam::Expansion::Property Names::property(std::string_view resource,
                                         std::string_view attribute) const {
  return made_by_sam_ == nullptr ? sam::Expansion::Property::none
                                 : made_by_sam_->property(resource, attribute);
}

Named Names::find(std::string_view name) const {
  Named named;
  if (name.starts_with("AWS::")) {
    if (is_pseudo_parameter(name)) named.kind = NameKind::pseudo_parameter;
    return named;
  }
  named.resource = index_.find_resource(name);
  if (made_by_sam_ != nullptr) {
    const tmpl::ResourceEntry* made = made_by_sam_->made().find_resource(name);
    if (made != nullptr) named.resource = made;
  }
  named.parameter = index_.find_parameter(name);
  if (named.resource != nullptr) {
    named.kind = NameKind::resource;
  } else if (named.parameter != nullptr) {
    named.kind = NameKind::parameter;
  } else if (const LoopMade* made = find_made("Resources", name)) {
    named.kind = NameKind::made_by_loop;
    named.loop_body = made->body;
  } else if (may_be_transformed(name)) {
    named.kind = NameKind::unseen;
  }
  return named;
}

bool Names::may_be_condition(std::string_view name) const {
  return index_.find_condition(name) != nullptr || index_.may_have_unseen() ||
         find_made("Conditions", name) != nullptr;
}

std::string Names::hint_for_ref(std::string_view wrong) const {
  if (index_.find_condition(wrong) != nullptr) {
    return "it is a condition, which 'Fn::If' and the key 'Condition' take";
  }
  if (index_.find_mapping(wrong) != nullptr) return "it is a mapping, which 'Fn::FindInMap' takes";
  const std::size_t dot = wrong.find('.');
  if (dot != std::string_view::npos &&
      property(wrong.substr(0, dot), wrong.substr(dot + 1)) == sam::Expansion::Property::not_made) {
    return "SAM makes it of a resource that asks for it, as by 'AutoPublishAlias'";
  }
  if (dot != std::string_view::npos && index_.find_resource(wrong.substr(0, dot)) != nullptr) {
    return "an attribute of a resource is read by 'Fn::GetAtt'";
  }
  if (referable_.empty()) {
    referable_.assign(pseudo_parameters.begin(), pseudo_parameters.end());
    add_resources(referable_, index_);
    for (const tmpl::ParameterEntry& each : index_.parameters()) referable_.push_back(each.name);
  }
  return support::did_you_mean(wrong, referable_);
}

std::string Names::hint_for_resource(std::string_view wrong) const {
  if (index_.find_parameter(wrong) != nullptr || is_pseudo_parameter(wrong)) {
    return "it is a parameter";
  }
  if (index_.find_condition(wrong) != nullptr) return "it is a condition";
  if (index_.find_mapping(wrong) != nullptr) return "it is a mapping";
  Candidates candidates;
  add_resources(candidates, index_);
  return support::did_you_mean(wrong, candidates);
}

std::string Names::hint_for_condition(std::string_view wrong) const {
  if (index_.find_parameter(wrong) != nullptr) {
    return "it is a parameter: make a condition that compares it";
  }
  Candidates candidates;
  add_keys(candidates, index_.conditions());
  return support::did_you_mean(wrong, candidates);
}

std::string Names::hint_for_mapping(std::string_view wrong) const {
  Candidates candidates;
  add_keys(candidates, index_.mappings());
  return support::did_you_mean(wrong, candidates);
}

}  // namespace omnitrack::meaning
