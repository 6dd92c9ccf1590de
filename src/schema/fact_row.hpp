#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "schema/records.hpp"

namespace omnitrack::schema {

/// The kinds of facts, in the order of tools/schema_pack/facts.py.
enum class FactKind : std::uint8_t {
  holds,
  named,
  unique,
  fixed,
  one_way,
  grows_only,
  version,
  must_be_empty,
  protection,
  retention,
  may_replace,
  item_protection,
  keeps_copies,
  kept_items,
  policy,
  policy_for,
  guard,
  snapshots,
  deployed_as,
  identifier,
  rollout,
  broad,
  setting,
  ref_gives,
  at_most,
  own_log_group,
  described,
  asked_for,
  picture,
};

/// Several texts of a fact.
class FactTexts {
 public:
  explicit FactTexts(Offset list) : list_(list) {}

  [[nodiscard]] std::uint32_t size() const { return list_count(list_); }
  [[nodiscard]] std::string_view operator[](std::uint32_t index) const {
    return text_at(list_item(list_, index));
  }

 private:
  Offset list_;
};

/// The columns of a fact.
class FactRow {
 public:
  explicit FactRow(const NarrowOffset* columns) : columns_(columns) {}

  /// Empty where it was left out.
  [[nodiscard]] std::string_view text(std::size_t column) const {
    return text_at(columns_[column]);
  }
  [[nodiscard]] FactTexts texts(std::size_t column) const { return FactTexts(columns_[column]); }
  [[nodiscard]] std::uint32_t number(std::size_t column) const { return columns_[column]; }
  [[nodiscard]] bool flag(std::size_t column) const { return number(column) != 0; }
  template <class Choice>
  [[nodiscard]] Choice choice(std::size_t column) const {
    return static_cast<Choice>(number(column));
  }
  /// A number, `forever`, or nothing where it is not known.
  [[nodiscard]] std::optional<std::int64_t> time(std::size_t column, std::int64_t forever) const {
    constexpr std::uint32_t not_known = 0xFFFFFF;
    constexpr std::uint32_t no_end = 0xFFFFFE;
    const std::uint32_t value = number(column);
    if (value == not_known) return std::nullopt;
    return value == no_end ? forever : static_cast<std::int64_t>(value);
  }

 private:
  const NarrowOffset* columns_;
};

/// Facts of one kind, side by side.
class FactList {
 public:
  FactList() = default;
  FactList(Offset list, std::uint32_t columns)
      : first_(list == 0 ? nullptr : behind<NarrowOffset>(record_at<ListRecord>(list))),
        columns_(columns),
        size_(list_count(list) / columns) {}

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] FactRow row(std::uint32_t index) const {
    return FactRow(first_ + std::size_t{index} * columns_);
  }

 private:
  const NarrowOffset* first_ = nullptr;
  std::uint32_t columns_ = 1;
  std::uint32_t size_ = 0;
};

/// The facts of a kind about a subject.
FactList find_facts(FactKind kind, std::string_view subject);

}  // namespace omnitrack::schema
