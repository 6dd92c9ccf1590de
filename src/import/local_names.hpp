#pragma once

#include <set>
#include <string>
#include <string_view>

#include "import/cpp_names.hpp"

namespace omnitrack::importing {

/// `DBInstanceClass` as `db_instance_class`, by the rules of `tools/cfn_gen`; not yet checked
/// against keywords.
std::string snake_case(std::string_view name, const CppNames& names);

/// The names of a function's variables, all different.
class LocalNames {
 public:
  explicit LocalNames(const CppNames& names);

  /// A name of a logical id's words, with `suffix` where another variable has it already.
  std::string take(std::string_view logical_id, std::string_view suffix);

 private:
  const CppNames& names_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace omnitrack::importing
