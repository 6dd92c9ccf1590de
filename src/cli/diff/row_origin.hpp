#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/templates/pairs.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

/// Where a row comes from.
struct RowOrigin {
  std::string_view construct;  ///< the construct's path; empty where it is not known
  std::string_view file;       ///< empty where it is not known
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< 0 where only the line is known
};

/// Finds where the rows of a stack come from: the code that made the new side, or else the place in
/// the new template, or in the old one of what is gone.
class RowOrigins {
 public:
  explicit RowOrigins(const SidePair& pair);

  [[nodiscard]] RowOrigin of(const diff::ResourceChange& change) const;
  [[nodiscard]] RowOrigin of(const diff::EntryChange& change) const;
  /// Of a loss or a refusal: the resource that a logical id names, or else the output.
  [[nodiscard]] RowOrigin of(std::string_view logical_id) const;

 private:
  [[nodiscard]] RowOrigin of(ConstructKind kind, std::string_view section,
                             std::string_view name) const;

  const SidePair& pair_;
  std::vector<const ElementOrigin*> origins_;  // by kind and logical id
};

/// The construct, the file and the line, as far as they are known.
std::string shown_origin(const RowOrigin& origin);

}  // namespace omnitrack::cli
