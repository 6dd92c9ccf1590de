#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// An output that other stacks can import.
struct Export {
  const tmpl::Index* from = nullptr;
  const tmpl::Member* output = nullptr;
  const tmpl::Node* name = nullptr;

  /// The condition of its output; empty where it has none.
  [[nodiscard]] std::string_view condition() const;
};

/// The exports of a template, in order.
std::vector<Export> exports_of(const tmpl::Index& index);

/// The name of an export, alike for whoever names the same.
struct ExportName {
  std::string text;        ///< with the stack's own name and the defaults of parameters filled in
  bool is_certain = true;  ///< false where such a default was, or a parameter stands as `${P}`
};

/// How a name shows a parameter without a default.
enum class OpenParameter : std::uint8_t { hides_name, is_shown };

/// The name that a value gives in a stack; nothing where it is known at deployment only. A stack
/// without a name is one of which none is known.
std::optional<ExportName> export_name(const tmpl::Node& value, const tmpl::Index& index,
                                      std::optional<std::string_view> stack,
                                      OpenParameter open = OpenParameter::hides_name);

/// An export whose name is known, but for parameters without a default.
struct NamedExport {
  ExportName name;
  const tmpl::Member* output = nullptr;
};

/// The exports of a stack; those whose names are not known are left out.
std::vector<NamedExport> exports_of(const tmpl::Index& index, std::string_view stack);

/// The names that a stack imports, as those of its exports are, and whether each is certain.
using Imports = std::unordered_map<std::string, bool>;
Imports imports_of(const tmpl::Index& index, std::string_view stack);

/// An output of another stack that a template reads by `Fn::GetStackOutput`.
struct OutputRead {
  std::string stack;
  std::string output;
  std::string region;          ///< where the stack is; empty for the one of the stack that reads
  bool is_any_region = false;  ///< whether the region is not known
  std::string account;         ///< of the role that is assumed; empty for none, and unknown ones
  bool is_certain = true;      ///< false where a parameter's default is filled in
};

/// Whether a stack in its surroundings may be the one that another reads.
bool reads_from(const OutputRead& read, const Surroundings& reader, const Surroundings& source);

/// Whether a template may read an output of another stack: most do not, as their text tells without
/// a walk.
bool names_outputs(const tmpl::Index& index);

/// What a call of `Fn::GetStackOutput` reads; nothing for another call, and where it is not known.
std::optional<OutputRead> output_read(const tmpl::Node& call, const tmpl::Index& index,
                                      std::string_view stack);

/// The outputs that a stack reads, in order; those whose names are not known are left out.
std::vector<OutputRead> outputs_read(const tmpl::Index& index, std::string_view stack);

/// Whether a value, or anything in it, reads an output of another stack.
bool reads_outputs(const tmpl::Node& value);

/// The exports of several templates whose stacks' names are not known, by name.
class ExportTable {
 public:
  explicit ExportTable(std::span<const tmpl::Index* const> app);

  /// In the order of the app.
  [[nodiscard]] const std::vector<Export>& all() const { return all_; }
  /// The export that an import of a template surely names. Null where there is none.
  [[nodiscard]] const Export* find(const tmpl::Index& importing, const tmpl::Node& name) const;
  /// Whether a literal name could be that of an export whose name is known at deployment only.
  [[nodiscard]] bool may_have(std::string_view name) const;

 private:
  std::vector<Export> all_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<const tmpl::Node*> unknown_names_;
  bool may_have_unseen_ = false;
};

}  // namespace omnitrack::meaning
