#include <algorithm>
#include <unordered_set>
#include <vector>

#include "meaning/asset_parameters.hpp"
#include "omnitrack/codes.hpp"
#include "template/sub_text.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

using NameSet = std::unordered_set<std::string_view>;

/// The names that a template uses, however wrong the way.
class Usage {
 public:
  /// Collects from a value; conditions' own names of others go to `conditions`.
  void add(const Node& value, NameSet& conditions) {
    for (const Node& item : value.items()) add(item, conditions);
    for (const Member& member : value.members()) {
      const std::string_view key = member.key();
      // Only a condition's name is a text there; SAM has the key in more places.
      if (key == "Condition" && member.value.is(Kind::string)) {
        add_condition(member.value.text(), conditions);
      } else if (key == "Condition" && member.value.calls(Function::sub)) {
        add_condition(member.value.argument().text(), conditions);  // of a loop's resource
      } else if (key == "Fn::Transform") {
        has_transform_ = true;
      }
      add(member.value, conditions);
    }
    if (value.is_call() && !value.calls(Function::unknown)) add_call(value, conditions);
  }

  [[nodiscard]] bool has_parameter(const tmpl::ParameterEntry& parameter) const {
    return all_parameters_ || names_.contains(parameter.name) ||
           types_.contains(parameter.type_name);
  }
  [[nodiscard]] bool has_mapping(std::string_view name) const {
    return all_mappings_ || mappings_.contains(name);
  }
  [[nodiscard]] bool all_conditions() const { return all_conditions_; }
  /// Whether a macro is called somewhere: it is given all parameters and may make any text.
  [[nodiscard]] bool has_transform() const { return has_transform_; }

 private:
  void add_call(const Node& call, NameSet& conditions) {
    const Node& argument = call.argument();
    const auto items = argument.items();
    switch (call.function) {
      case Function::ref:
        add_name(argument);
        break;
      case Function::sub:
        add_variables(items.empty() ? argument.text() : items[0].text());
        break;
      case Function::if_:
        if (!items.empty()) add_condition(items[0].text(), conditions);
        break;
      case Function::find_in_map:
        if (!items.empty()) add_mapping(items[0]);
        break;
      case Function::value_of:
        if (!items.empty()) add_name(items[0]);
        break;
      case Function::ref_all:
        types_.insert(argument.text());
        break;
      case Function::value_of_all:
        if (!items.empty()) types_.insert(items[0].text());
        break;
      default:
        break;
    }
  }

  static bool is_computed(std::string_view text) {
    return text.find("${") != std::string_view::npos || text.find("&{") != std::string_view::npos;
  }

  void add_name(const Node& name) {
    if (!name.is_scalar() || is_computed(name.text())) {
      all_parameters_ = true;
    } else {
      names_.insert(name.text());
    }
  }

  void add_variables(std::string_view text) {
    tmpl::SubVariables variables(text);
    while (const auto variable = variables.next()) {
      if (is_computed(variable->name)) all_parameters_ = true;
      names_.insert(variable->name);
    }
  }

  void add_mapping(const Node& name) {
    if (!name.is_scalar() || is_computed(name.text())) {
      all_mappings_ = true;
    } else {
      mappings_.insert(name.text());
    }
  }

  void add_condition(std::string_view name, NameSet& conditions) {
    if (is_computed(name)) all_conditions_ = true;
    conditions.insert(name);
  }

  NameSet names_;
  NameSet mappings_;
  NameSet types_;  // rules take all parameters of a type
  bool all_parameters_ = false;
  bool all_mappings_ = false;
  bool all_conditions_ = false;
  bool has_transform_ = false;
};

class UnusedCheck {
 public:
  explicit UnusedCheck(const Context& context) : context_(context) {
    for (const Member& section : context.index.source().root().members()) {
      const std::string_view key = section.key();
      if (key == "Parameters" || key == "Mappings" || key == "Metadata") {
        // Mappings can call functions under the language extensions.
        NameSet ignored;
        if (key == "Mappings") usage_.add(section.value, ignored);
      } else if (key != "Conditions") {
        usage_.add(section.value, used_conditions_);
      }
    }
    follow_conditions();
  }

  void report() const {
    if (usage_.has_transform()) return;
    const Path root;
    const Path parameters(root, "Parameters");
    for (const tmpl::ParameterEntry& each : context_.index.parameters()) {
      if (usage_.has_parameter(each) || meaning::is_asset_parameter(each.name)) continue;
      report(*each.member, parameters, codes::OT4380, "parameter");
    }
    const Path mappings(root, "Mappings");
    for (const Member& each : context_.index.mappings()) {
      if (!usage_.has_mapping(each.key())) report(each, mappings, codes::OT4381, "mapping");
    }
    if (usage_.all_conditions()) return;
    const Path conditions(root, "Conditions");
    for (const Member& each : context_.index.conditions()) {
      if (!used_conditions_.contains(each.key()))
        report(each, conditions, codes::OT4382, "condition");
    }
  }

 private:
  /// A condition is used where a used one calls it; parameters are used by any condition.
  void follow_conditions() {
    std::vector<std::pair<const Member*, NameSet>> calls;
    for (const Member& each : context_.index.conditions()) {
      usage_.add(each.value, calls.emplace_back(&each, NameSet()).second);
    }
    std::vector<std::string_view> open(used_conditions_.begin(), used_conditions_.end());
    while (!open.empty()) {
      const Member* used = context_.index.find_condition(open.back());
      open.pop_back();
      if (used == nullptr) continue;
      const auto place = static_cast<std::size_t>(used - context_.index.conditions().data());
      for (const std::string_view called : calls[place].second) {
        if (used_conditions_.insert(called).second) open.push_back(called);
      }
    }
  }

  void report(const Member& member, const Path& section, FindingCode<Severity::warning> code,
              std::string_view what) const {
    if (member.key().starts_with("Fn::")) return;
    const Path path(section, member.key());
    context_.report.warning_at_key(
        code, member, path,
        "nothing uses the " + std::string(what) + " '" + std::string(member.key()) + "'");
  }

  const Context& context_;
  Usage usage_;
  NameSet used_conditions_;
};

}  // namespace

void check_unused(const Context& context) {
  const tmpl::Index& index = context.index;
  if (index.may_have_unseen()) return;
  if (index.parameters().empty() && index.mappings().empty() && index.conditions().empty()) return;
  UnusedCheck(context).report();
}

}  // namespace omnitrack::validate
