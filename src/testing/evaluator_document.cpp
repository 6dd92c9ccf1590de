#include <algorithm>

#include "support/edit_distance.hpp"
#include "testing/evaluator.hpp"

namespace omnitrack::assertions {

namespace {

/// `a, b, c`
std::string joined_texts(std::span<const tmpl::Node> items) {
  std::string text;
  for (const tmpl::Node& each : items) text.append(text.empty() ? "" : ", ").append(each.text());
  return text;
}

std::string problem_of_value(const tmpl::ParameterEntry& entry, std::string_view value) {
  if (entry.type_name == "Number" && !number_of(value)) {
    return "the parameter " + std::string(entry.name) + " takes a number, not '" +
           std::string(value) + "'";
  }
  const tmpl::Node* allowed = entry.member->value.find("AllowedValues");
  if (allowed == nullptr || entry.is_list()) return {};
  const bool is_allowed = std::ranges::any_of(
      allowed->items(), [&](const tmpl::Node& each) { return each.text() == value; });
  if (is_allowed) return {};
  return "the parameter " + std::string(entry.name) + " does not take '" + std::string(value) +
         "', but " + joined_texts(allowed->items());
}

}  // namespace

Datum Evaluator::document() const {
  Datum made = map_datum({});
  for (const tmpl::Member& each : unit_.document.root().members()) {
    made.members.push_back({std::string(each.key()), section(each)});
  }
  return made;
}

Datum Evaluator::section(const tmpl::Member& section) const {
  if (section.key() == "Resources" || section.key() == "Outputs") return entries(section.value);
  if (section.key() != "Conditions" || manner_ == Manner::written) return raw_datum(section.value);
  Datum made = map_datum({});
  for (const tmpl::Member& each : section.value.members()) {
    const auto is_true = holds(each.key());
    // A template has calls there.
    const bool is_told = is_true && manner_ == Manner::deployed;
    made.members.push_back(
        {std::string(each.key()),
         is_told ? Datum{.kind = DatumKind::boolean, .text = *is_true ? "true" : "false"}
                 : raw_datum(each.value)});
  }
  return made;
}

bool Evaluator::is_left_out(const tmpl::Node& entry) const {
  const tmpl::Node* condition = entry.find("Condition");
  return condition != nullptr && holds(condition->text()) == false;
}

Datum Evaluator::entries(const tmpl::Node& section) const {
  Datum made = map_datum({});
  for (const tmpl::Member& each : section.members()) {
    if (is_left_out(each.value)) continue;
    const bool is_loop = tmpl::is_function_key(each.key());
    made.members.push_back(
        {std::string(each.key()), is_loop ? raw_datum(each.value) : entry(each.value)});
  }
  return made;
}

Datum Evaluator::entry(const tmpl::Node& resource_or_output) const {
  Datum made = map_datum({});
  for (const tmpl::Member& each : resource_or_output.members()) {
    Datum value;
    if (each.key() == "Condition") {
      if (holds(each.value.text()) == true) continue;
      value = raw_datum(each.value);
    } else if (each.key() == "DependsOn") {
      value = depends_on(each.value);
    } else {
      value = evaluate(each.value);
    }
    if (!value.is(DatumKind::nothing)) {
      made.members.push_back({std::string(each.key()), std::move(value)});
    }
  }
  return made;
}

/// Without what is not made.
Datum Evaluator::depends_on(const tmpl::Node& value) const {
  const auto is_made = [this](const tmpl::Node& name) {
    const auto* entry = index().find_resource(name.text());
    return entry == nullptr || !is_left_out(entry->member->value);
  };
  if (!value.is(tmpl::Kind::list)) return is_made(value) ? raw_datum(value) : Datum();
  Datum made = list_datum({});
  for (const tmpl::Node& each : value.items()) {
    if (is_made(each)) made.items.push_back(raw_datum(each));
  }
  return made.items.empty() ? Datum() : made;
}

std::vector<std::string> Evaluator::problems() const {
  std::vector<std::string> found;
  const auto check_place = [&found](const std::string& fixed, const std::string& said) {
    if (fixed.empty() || said.empty() || fixed == said) return;
    found.push_back("the stack is in " + fixed + ", not in " + said);
  };
  check_place(unit_.region, deployment_.region);
  check_place(unit_.account, deployment_.account);
  std::vector<std::string_view> names;
  for (const tmpl::ParameterEntry& each : index().parameters()) names.push_back(each.name);
  for (const auto& [name, value] : deployment_.parameters) {
    const tmpl::ParameterEntry* entry = index().find_parameter(name);
    if (entry == nullptr) {
      const std::string hint = support::did_you_mean(name, names);
      found.push_back("there is no parameter " + name + (hint.empty() ? "" : "; " + hint));
    } else if (std::string problem = problem_of_value(*entry, value); !problem.empty()) {
      found.push_back(std::move(problem));
    }
  }
  return found;
}

}  // namespace omnitrack::assertions
