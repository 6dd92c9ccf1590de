#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "template/index.hpp"

namespace omnitrack::meaning {

// What is looked up in mappings.

/// As many keys as a mapping may have.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t most_mapping_keys = 200;

/// Where the name and the keys of an `Fn::FindInMap` lead.
struct LookUp {
  const tmpl::Member* mapping = nullptr;                 ///< null where none is known of the name
  std::optional<std::string_view> first = std::nullopt;  ///< the keys where they are known
  std::optional<std::string_view> second = std::nullopt;
  const tmpl::Node* row = nullptr;    ///< what stands below the first key; null where nothing does
  const tmpl::Node* value = nullptr;  ///< what stands below both
};

/// Follows the arguments of an `Fn::FindInMap`; nothing is found where they are too few.
LookUp look_up(const tmpl::Index& index, const tmpl::Node& arguments);

/// What an `Fn::FindInMap` of known keys gives; null for anything else, and where there is none.
const tmpl::Node* looked_up(const tmpl::Index& index, const tmpl::Node& call);

/// How the cells of two mappings compare that a look-up may read.
struct ComparedCells {
  bool any_differ = false;
  bool any_same = false;
};

/// A mapping before and after a change. Both nodes must outlive it.
class ComparedMapping {
 public:
  ComparedMapping(const tmpl::Node& before, const tmpl::Node& after)
      : before_(before), after_(after) {}

  /// Compares what the keys of an `Fn::FindInMap` may lead to; the same keys are looked up once.
  /// What is not there could not be looked up, unless the look-up has a default.
  [[nodiscard]] ComparedCells cells_at(const tmpl::Node& arguments) const;

 private:
  using Key = std::optional<std::string_view>;

  const tmpl::Node& before_;
  const tmpl::Node& after_;
  mutable std::map<std::tuple<Key, Key, bool>, ComparedCells> known_;
};

}  // namespace omnitrack::meaning
