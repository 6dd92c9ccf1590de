#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "fix/edit.hpp"
#include "template/model.hpp"

namespace omnitrack::fix {

/// The parts of a YAML text that stand for several values, by aliases and merges: what is right for
/// one of these may be wrong for another.
class SharedParts {
 public:
  explicit SharedParts(const tmpl::Template& source);

  /// Whether an edit changes such a part.
  [[nodiscard]] bool overlap(const Edit& edit) const;

 private:
  struct Span {
    std::uint32_t begin;
    std::uint32_t end;
  };

  void add(const tmpl::Node& node);

  std::set<std::pair<std::uint32_t, tmpl::Kind>> values_;
  std::set<std::uint32_t> keys_;
  std::vector<Span> spans_;
};

}  // namespace omnitrack::fix
