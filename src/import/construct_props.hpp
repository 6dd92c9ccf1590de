#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether a value is a map without other keys.
bool has_only(const tmpl::Node& map, std::initializer_list<std::string_view> keys);

/// Whether a value is known only when the stack is deployed. What a reference leaves out is not.
bool is_later(const tmpl::Node& value);

/// Whether a value is a whole number within bounds, as it is written or as a text.
bool is_number(const tmpl::Node& value, std::int64_t least, std::int64_t most);

/// A whole number, as it is written or as a text; nothing for any other value.
std::optional<std::int64_t> whole_number(const tmpl::Node& value);

/// Whether a value is a text, and not empty.
bool is_some_text(const tmpl::Node* value);

/// Whether a value is that text.
bool is_text(const tmpl::Node* value, std::string_view text);

/// Whether a value is `true`.
bool is_true(const tmpl::Node* value);

/// The name of the resource whose attribute a value is, and nothing more; empty of any other.
std::string_view owner_of_attribute(const tmpl::Node& value, std::string_view attribute);

/// An id for something that is made beside an element: none that the template has.
std::string id_beside(const Element& element, std::string_view what, Plan& plan);

/// What a property says, and the enumerator of a construct.
using Words = std::pair<std::string_view, std::string_view>;

/// The enumerator for a property's text; empty where there is none.
std::string_view word_for(const tmpl::Node* value, std::span<const Words> words);

inline constexpr std::int64_t last_port = 65535;

/// Whether a value is an id that begins so, or one that is known only once it is deployed.
bool is_id_or_later(const tmpl::Node& value, std::string_view prefix);

/// The VPC with an id, as a construct that is made elsewhere.
Code vpc_with_id(const Element& element, const tmpl::Node& id, Plan& plan, Values& values);

/// The props of a construct, as they are gathered from the properties of its resource.
class ConstructProps {
 public:
  ConstructProps(const Element& element, Values& values, Comments& comments);

  /// The comments of a property go above what is added next.
  void take_comments(std::string_view key);
  void add(std::string_view member, Code code);
  /// Adds a property as the typed resource has it, where it is there.
  void value(std::string_view key, std::string_view member);
  /// Adds both policies of the resource; where no word says them, they stand on the resource.
  void removal_policy();
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
