#include "meaning/given_template.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/no_echo.hpp"
#include "meaning/same_condition.hpp"
#include "template/builder.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Builder;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ParameterEntry;

/// Whether a value may stand in place of the references to its parameter.
bool may_be_shown(const ParameterEntry& parameter) {
  return !is_no_echo(parameter.member->value) && !tmpl::is_kept_by_ssm(parameter.type_name);
}

Surroundings surroundings_of(const Index& written, const GivenTexts& values) {
  Surroundings surroundings;
  for (const auto& [name, value] : values) {
    const ParameterEntry* parameter = written.find_parameter(name);
    if (parameter == nullptr || !may_be_shown(*parameter)) continue;
    surroundings.parameters.emplace(name, value.text);
  }
  return surroundings;
}

/// The section with what each parameter is given.
Node with_values(const Node& section, const GivenTexts& values, Builder& builder) {
  std::vector<Member> parameters(section.members().begin(), section.members().end());
  for (Member& each : parameters) {
    const auto found = values.find(each.key());
    if (found == values.end() || !each.value.is(Kind::map)) continue;
    std::vector<Member> members(each.value.members().begin(), each.value.members().end());
    const std::uint32_t at = each.value.begin;
    members.push_back(
        Builder::member(given_key, at, Builder::scalar(Kind::string, found->second.text, at, at)));
    each.value = builder.map(members, at, each.value.end);
  }
  return builder.map(parameters, section.begin, section.end);
}

/// The conditions; those that are decided as they are written, since nothing asks for them.
Node undecided(const Index& written, const Node& section, const DecidedConditions& decided,
               Builder& builder) {
  std::vector<Member> conditions(section.members().begin(), section.members().end());
  for (Member& each : conditions) {
    if (!decided.contains(each.key())) continue;
    if (const Member* member = written.find_condition(each.key())) each.value = member->value;
  }
  return builder.map(conditions, section.begin, section.end);
}

}  // namespace

GivenTemplate::GivenTemplate(const Index& written, GivenTexts values)
    : values_(std::move(values)),
      filled_(std::make_unique<Filled>(written, surroundings_of(written, values_),
                                       Filling::parameters)) {
  const Index& filled = filled_->index();
  const ConditionTexts texts(filled);
  const DecidedConditions decided = decided_conditions(texts);
  const tmpl::Template& source = written.source();
  auto made = std::make_unique<tmpl::Template>(source.file(), std::string(source.text()));
  Builder builder(*made, source.format(), tmpl::Repeated::kept);
  const Node root = with_decided(filled.source().root(), decided, builder, &left_out_);
  std::vector<Member> sections(root.members().begin(), root.members().end());
  for (Member& each : sections) {
    if (each.key() == "Parameters") each.value = with_values(each.value, values_, builder);
    if (each.key() == "Rules") {
      rules_ = each.value;
      if (const Node* own = written.section("Rules")) each.value = *own;
    }
    if (each.key() == "Conditions") each.value = undecided(written, each.value, decided, builder);
  }
  builder.set_root(builder.map(sections, root.begin, root.end));
  made_ = std::make_unique<MadeTemplate>(std::move(made));
  decides_all_ = decided.size() == written.conditions().size();
  std::ranges::sort(left_out_, {}, &TextRange::begin);
}

bool GivenTemplate::leaves_out(std::uint32_t begin) const {
  // None of them lies in another one.
  const auto after = std::ranges::upper_bound(left_out_, begin, {}, &TextRange::begin);
  return after != left_out_.begin() && begin < std::prev(after)->end;
}

std::vector<std::string_view> GivenTemplate::parameters_in(std::uint32_t begin,
                                                           std::uint32_t end) const {
  return filled_->parameters_in(begin, end);
}

const GivenText* GivenTemplate::find(std::string_view parameter) const {
  const auto found = values_.find(parameter);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace omnitrack::meaning
