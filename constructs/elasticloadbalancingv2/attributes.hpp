#pragma once

#include <string>

#include <omnitrack/list.hpp>

namespace omnitrack::elb {

/// Adds one of the attributes that load balancers, listeners and target groups have, which are
/// texts all.
template <class Attribute>
void add_attribute(List<Attribute>& attributes, std::string_view key,
                   const Value<std::string>& value) {
  attributes.add(Attribute{.key = key, .value = value});
}

/// The text of a switch.
inline std::string_view switch_text(bool is_on) { return is_on ? "true" : "false"; }

/// The text of a number, or a reference to one.
inline Value<std::string> number_text(const Value<std::int64_t>& number) {
  return number.node().kind == NodeKind::integer
             ? Value<std::string>(std::to_string(number.node().integer))
             : as<std::string>(number);
}

}  // namespace omnitrack::elb
