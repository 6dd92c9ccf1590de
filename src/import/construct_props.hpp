#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether a value is a map without other keys.
bool has_only(const tmpl::Node& map, std::initializer_list<std::string_view> keys);

/// The props of a construct, as they are gathered from the properties of its resource.
class ConstructProps {
 public:
  ConstructProps(const Element& element, Values& values, Comments& comments);

  /// The comments of a property go above what is added next.
  void take_comments(std::string_view key);
  void add(std::string_view member, Code code);
  /// Adds a property as the typed resource has it, where it is there.
  void value(std::string_view key, std::string_view member);
  /// A property's value for a member that is checked, which takes a text and no identifier.
  Code checked_text(const tmpl::Node& value, const MemberNames& names);
  /// The whole of them.
  Code take(std::string name) { return braces(std::move(name), std::move(members_)); }

 private:
  const Element& element_;
  Values& values_;
  Comments& comments_;
  std::vector<Code> members_;
  std::vector<std::string> pending_;
};

}  // namespace omnitrack::importing
