#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::diff {

/// The name of an export, alike for whoever names the same.
struct ExportName {
  std::string text;        ///< with the stack's own name and the defaults of parameters filled in
  bool is_certain = true;  ///< false where such a default was
};

/// The name that a value gives in a stack; nothing where it is known at deployment only.
std::optional<ExportName> export_name(const tmpl::Node& value, const tmpl::Index& index,
                                      std::string_view stack);

/// An output that other stacks can import.
struct ExportedOutput {
  ExportName name;
  const tmpl::Member* output = nullptr;
};

/// The exports of a template; those whose names are not known are left out.
std::vector<ExportedOutput> exports_of(const tmpl::Index& index, std::string_view stack);

/// The names that a template imports, and whether each is certain.
using Imports = std::unordered_map<std::string, bool>;
Imports imports_of(const tmpl::Index& index, std::string_view stack);

}  // namespace omnitrack::diff
