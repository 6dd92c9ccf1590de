#include "split/value_names.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "meaning/references.hpp"
#include "support/hash.hpp"
#include "support/letters.hpp"

namespace omnitrack::split {

namespace {

// Of a parameter and of an output.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t longest_name = 255;

// Of a name that is too long, a hash of all of it tells the rest.
std::string shortened(std::string name) {
  if (name.size() <= longest_name) return name;
  const std::string hash = support::short_hex(support::fnv1a(name));
  name.resize(longest_name - hash.size());
  return name + hash;
}

// A variable that an Fn::Sub brings would hide a parameter of its name.
void add_variables(const tmpl::Node& value, std::set<std::string, std::less<>>& names) {
  meaning::for_each_call(value, [&](const tmpl::Node& call) {
    if (!call.calls(tmpl::Function::sub) || call.argument().items().size() != 2) return;
    for (const tmpl::Member& each : call.argument().items()[1].members()) {
      names.emplace(each.key());
    }
  });
}

std::set<std::string, std::less<>> names_in(const tmpl::Index& index) {
  std::set<std::string, std::less<>> names;
  for (const tmpl::ParameterEntry& each : index.parameters()) names.emplace(each.name);
  for (const tmpl::ResourceEntry& each : index.resources()) {
    names.emplace(each.logical_id);
    add_variables(each.member->value, names);
  }
  return names;
}

std::string wished(const Value& value) {
  std::string name(value.of == Value::Of::pseudo ? value.name.substr(value.name.find("::") + 2)
                                                 : value.name);
  std::ranges::copy_if(value.attribute, std::back_inserter(name), support::is_letter_or_digit);
  return name;
}

}  // namespace

std::vector<std::string> value_names(const ResourceGraph& graph) {
  std::set<std::string, std::less<>> taken = names_in(graph.index());
  std::vector<std::string> names;
  for (const Value& each : graph.values()) {
    const std::string first = wished(each);
    std::string name = shortened(first);
    if (each.of == Value::Of::pseudo || !each.attribute.empty()) {
      for (std::size_t i = 2; !taken.insert(name).second; ++i) {
        name = shortened(first + std::to_string(i));
      }
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace omnitrack::split
