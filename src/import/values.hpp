#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/code.hpp"
#include "import/comments.hpp"
#include "import/cpp_names.hpp"
#include "import/plan.hpp"

namespace omnitrack::importing {

/// Code with the type that it has in C++.
struct Expression {
  Code code;
  CppType type;
  const Element* parameter =
      nullptr;  ///< where it is a parameter's value, which can be of any type
};

/// Code that is a text.
inline Expression text_expression(Code code) { return {std::move(code), text_type}; }
/// Code that is a list of texts.
inline Expression texts_expression(Code code) { return {std::move(code), texts_type}; }

/// Writes the values of a template as C++: literals, structures, references and functions. Where a
/// value does not fit its type, it is written as JSON and taken unchecked, so that its meaning
/// stays.
class Values {
 public:
  Values(Plan& plan, Comments& comments) : plan_(plan), comments_(comments) {}

  /// Looks up nested structures in a resource's type from now on; null for none.
  void set_type(const TypeNames* type) { type_ = type; }

  /// What initializes a property of a type; nothing where the value does not fit it.
  std::optional<Code> property(const tmpl::Node& value, const MemberNames& member);
  /// The same as JSON where it does not fit.
  Code forced_property(const tmpl::Node& value, const MemberNames& member);
  /// What initializes `Value<std::string>`.
  Code text(const tmpl::Node& value);
  /// Any value as an expression of the type `Json`.
  Code json(const tmpl::Node& value);
  /// Any value as what initializes `Value<Json>`, without the type's name where braces serve.
  Code json_property(const tmpl::Node& value);
  /// The entries of a map as items of a `Map<Json>`.
  std::vector<Code> json_entries(const tmpl::Node& map);
  /// One of them.
  Code json_entry(const tmpl::Member& member);
  /// A condition's expression.
  Code condition(const tmpl::Node& value);

 private:
  friend class Calls;

  std::optional<Code> typed(const tmpl::Node& value, const CppType& type,
                            const MemberNames* member);
  std::optional<Code> typed_literal(const tmpl::Node& value, const CppType& type,
                                    const MemberNames* member);
  Code forced(const tmpl::Node& value, const CppType& type);
  // As an argument, for which braces alone do not do.
  Code argument(const tmpl::Node& value, const CppType& type, const MemberNames* member);
  std::optional<Code> list_items(const tmpl::Node& value, const CppType& type,
                                 const MemberNames* member);
  std::optional<Code> structure(const tmpl::Node& value, const CppType& type);
  std::optional<Code> choice(const tmpl::Node& call, const CppType& type,
                             const MemberNames* member);
  Code fitted(const Expression& expression, const CppType& type);

  Plan& plan_;
  Comments& comments_;
  const TypeNames* type_ = nullptr;
};

}  // namespace omnitrack::importing
