#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

// The parts of check_together, a file each.

/// An output that other stacks can import.
struct Export {
  const tmpl::Index* from = nullptr;
  const tmpl::Member* output = nullptr;
  const tmpl::Node* name = nullptr;
  bool is_conditional = false;
};

/// The exports of an app, by name.
class ExportTable {
 public:
  explicit ExportTable(std::span<const tmpl::Index* const> app);

  /// In the order of the app.
  [[nodiscard]] const std::vector<Export>& all() const { return all_; }
  /// The export that an import surely names: the same literal, or the same functions where these
  /// give the same in every stack. Null where there is none.
  [[nodiscard]] const Export* find(const tmpl::Node& name) const;
  /// Whether a literal name could be that of an export whose name is known at deployment only.
  [[nodiscard]] bool may_have(std::string_view name) const;

 private:
  std::vector<Export> all_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<const tmpl::Node*> unknown_names_;
  bool may_have_unseen_ = false;
};

/// Two templates that export one name.
void check_exports_twice(const ExportTable& exports, Findings& findings);

/// Imports that nobody exports, and stacks that import from each other in a circle.
void check_imports(std::span<const tmpl::Index* const> app, const ExportTable& exports,
                   Findings& findings);

/// Resources of two templates that claim one name.
void check_names_across(std::span<const tmpl::Index* const> app, Findings& findings);

/// Nested stacks whose template is one of the app's: their parameters and outputs.
void check_nested_stacks(std::span<const tmpl::Index* const> app, Findings& findings);

/// VPCs that are connected though their ranges overlap.
void check_peered_networks(std::span<const tmpl::Index* const> app, const ExportTable& exports,
                           Findings& findings);

}  // namespace omnitrack::validate
