#pragma once

#include <string>
#include <string_view>

namespace omnitrack::tmpl {

/// A complaint of libyaml's in the words of this program.
struct YamlProblem {
  std::string reason;
  std::string hint;
  /// Whether it is better shown where the thing began that it is about, than where it was noticed.
  bool is_where_it_began = false;
};

/// What libyaml's complaint about a place in the text means.
YamlProblem explain_yaml_problem(std::string_view problem, std::string_view context,
                                 std::string_view text, std::size_t at);

}  // namespace omnitrack::tmpl
