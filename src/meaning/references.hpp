#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "template/index.hpp"
#include "template/sub_text.hpp"

namespace omnitrack::meaning {

// What values name. All that reads names of a template goes through here.

/// A name that a call takes, as it is written; nothing may bear it.
struct Name {
  enum class Of : std::uint8_t {
    entry,  ///< a resource, a parameter or a pseudo parameter
    condition,
    mapping,
  };
  Of of = Of::entry;
  std::string_view text = {};
  std::string_view attribute = {};  ///< what is read of a resource; empty for a Ref
};

/// The name `Resource.Attribute` of a GetAtt or of a variable of Fn::Sub.
inline Name dotted_name(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {.text = text};
  return {.text = text.substr(0, dot), .attribute = text.substr(dot + 1)};
}

/// Visits the names that a call itself takes, in order: those of the calls in its arguments, and
/// those that are computed, are left out. A variable that an Fn::Sub brings itself is not a name.
template <typename Visit>
void for_each_name(const tmpl::Node& call, const Visit& visit) {
  if (!call.is_call()) return;
  const tmpl::Node& argument = call.argument();
  const auto items = argument.items();
  switch (call.function) {
    case tmpl::Function::ref:
      if (argument.is_scalar()) visit(Name{.text = argument.text()});
      break;
    case tmpl::Function::get_att:
      if (argument.is(tmpl::Kind::string)) {
        const Name name = dotted_name(argument.text());
        if (!name.attribute.empty()) visit(name);
      } else if (items.size() == 2 && items[0].is_scalar() && items[1].is_scalar()) {
        visit(Name{.text = items[0].text(), .attribute = items[1].text()});
      }
      break;
    case tmpl::Function::sub: {
      const tmpl::Node& text = items.empty() ? argument : items[0];
      const tmpl::SubValues own(items.size() == 2 ? &items[1] : nullptr);
      tmpl::SubVariables variables(text.text());
      while (const auto variable = variables.next()) {
        if (own.find(variable->name) != nullptr) continue;
        visit(dotted_name(variable->name));
      }
      break;
    }
    case tmpl::Function::condition:
      visit(Name{.of = Name::Of::condition, .text = argument.text()});
      break;
    case tmpl::Function::if_:
      if (!items.empty()) visit(Name{.of = Name::Of::condition, .text = items[0].text()});
      break;
    case tmpl::Function::find_in_map:
      if (!items.empty()) visit(Name{.of = Name::Of::mapping, .text = items[0].text()});
      break;
    default:
      break;
  }
}

/// The name whose value a call gives as it is: of a Ref, a GetAtt, or an Fn::Sub of one variable
/// alone; empty for anything else.
Name sole_name(const tmpl::Node& call);

/// Visits the calls in a value, itself among them, from the outside in.
template <typename Visit>
void for_each_call(const tmpl::Node& value, const Visit& visit) {
  if (value.is_scalar()) return;
  if (value.is_call()) visit(value);
  for (const tmpl::Node& each : value.items()) for_each_call(each, visit);
  for (const tmpl::Member& each : value.members()) for_each_call(each.value, visit);
}

/// Visits all names that the calls in a value take.
template <typename Visit>
void for_each_name_in(const tmpl::Node& value, const Visit& visit) {
  for_each_call(value, [&visit](const tmpl::Node& call) { for_each_name(call, visit); });
}

/// One naming of a resource or a parameter by a resource or an output.
struct Reference {
  enum class How : std::uint8_t { ref, get_att, sub, depends_on };

  std::string_view user;           ///< the logical id of the resource, or the output's name
  std::string_view target;         ///< as it is written; may name nothing
  std::string_view attribute;      ///< of a GetAtt or of `${Resource.Attribute}`, else empty
  const tmpl::Node* at = nullptr;  ///< the call, or the text in DependsOn
  How how = How::ref;
  bool is_from_output = false;
  bool is_conditional = false;  ///< stands in a branch of an Fn::If
};

/// Appends the references of all resources and outputs, in the order of the template. Names that
/// are computed, and those of loops' bodies, are left out. Linear, without allocations but those of
/// the vector.
void collect_references(const tmpl::Index& index, std::vector<Reference>& references);

/// The logical id that a Ref, or the first part of a GetAtt, names; empty for anything else.
std::string_view referred_id(const tmpl::Node& value);

}  // namespace omnitrack::meaning
