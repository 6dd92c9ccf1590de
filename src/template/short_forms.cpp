#include "template/short_forms.hpp"

#include <vector>

#include "support/edit_distance.hpp"

namespace omnitrack::tmpl {

namespace {

// `Fn::ForEach` has no short form, as its key carries a name of its own.
std::string_view short_name(Function function) {
  if (function == Function::ref || function == Function::condition) return name_of(function);
  if (function == Function::none || function == Function::unknown ||
      function == Function::for_each) {
    return {};
  }
  return name_of(function).substr(4);
}

template <class Take>
void for_each_function(Take&& take) {
  for (int i = 0; i <= static_cast<int>(Function::value_of_all); ++i) {
    const auto function = static_cast<Function>(i);
    if (!short_name(function).empty()) take(function);
  }
}

}  // namespace

Function function_of_tag(std::string_view tag) {
  Function found = Function::none;
  if (!tag.starts_with('!')) return found;
  for_each_function([&](Function function) {
    if (short_name(function) == tag.substr(1)) found = function;
  });
  return found;
}

std::string hint_for_tag(std::string_view wrong) {
  if (wrong.starts_with("!Rain::")) return "'rain pkg' turns it into what CloudFormation takes";
  std::string_view name = wrong.substr(wrong.starts_with('!') ? 1 : 0);
  if (name.starts_with("Fn::")) name.remove_prefix(4);
  std::vector<std::string_view> names;
  for_each_function([&](Function function) { names.push_back(short_name(function)); });
  const std::string_view near = support::nearest(name, names);
  if (near.empty()) return "put the value in quotes if it is a text that begins with '!'";
  return "did you mean '!" + std::string(near) + "'?";
}

}  // namespace omnitrack::tmpl
