#pragma once

#include <optional>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Writes calls of intrinsic functions. Nothing where one cannot be said by the library's
/// functions.
class Calls {
 public:
  explicit Calls(Values& values) : values_(values) {}

  /// A call that gives a value; not `Fn::If`, whose type is that of the place it stands in.
  std::optional<Expression> expression(const tmpl::Node& call);
  /// A call that is true or false.
  std::optional<Code> condition(const tmpl::Node& call);

 private:
  // What stands before a member of an element's resource.
  std::string of_resource(Element& element);
  std::optional<Expression> ref(std::string_view name);
  std::optional<Expression> attribute(std::string_view id, std::string_view name);
  std::optional<Expression> name_of(const meaning::Name& name);
  std::optional<Expression> get_att(const tmpl::Node& argument);
  std::optional<Expression> sub(const tmpl::Node& argument);
  std::optional<Expression> sub_as_written(const tmpl::Node& argument);
  std::optional<Expression> join(const tmpl::Node& argument);
  std::optional<Expression> select(const tmpl::Node& argument);
  std::optional<Expression> split(const tmpl::Node& argument);
  std::optional<Expression> cidr(const tmpl::Node& argument);
  std::optional<Expression> find_in_map(const tmpl::Node& argument);
  std::optional<Expression> get_azs(const tmpl::Node& argument);
  std::optional<Expression> get_stack_output(const tmpl::Node& argument);
  std::optional<Expression> rule_list(const tmpl::Node& call);
  std::optional<Expression> text_call(const char* function, const tmpl::Node& argument);
  // A list of texts, or of identifiers.
  std::optional<Expression> list(const tmpl::Node& value);
  std::optional<Code> texts(const tmpl::Node& value);
  // What `concat` joins; nothing where a part is no text.
  std::optional<Code> part(const tmpl::Node& value);
  std::optional<Code> condition_list(const char* function, const tmpl::Node& argument);

  Values& values_;
};

}  // namespace omnitrack::importing
