#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "schema/records.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

/// A part of an expression of a rule: a truth, a value or a way to one. src/schema/README.md tells
/// what each means.
class Term {
 public:
  /// In the order of tools/schema_pack/rule_terms.py.
  enum class Op : std::uint8_t {
    true_,
    false_,
    number,
    text,
    path,  ///< texts: the steps; `/` to the properties, `^` to the map around, `*` to the items
    list,
    and_,
    or_,
    not_,
    equal,
    unequal,
    less,
    at_most,
    more,
    at_least,
    in,
    coalesce,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    has,
    missing,
    one_of,
    at_most_one,
    any_of,
    all_or_none,
    every,
    some,
    unique,
    count,
    sum,
    smallest,
    largest,
    matches,
    starts,
    ends,
    contains,
    is,
    refers,
    target,
    length,
    bytes,
    size,
    lower,
    part,
    prefix,
    within,
    overlaps,
    occurrences,
    minutes,
    meet,
    alone,
    referrers,
    key,
    time,
    attribute,
    before,
    has_key,
  };

  explicit Term(const TermRecord* record) : record_(record) {}

  /// The same for the same expression, as long as the program runs.
  [[nodiscard]] const void* id() const { return record_; }
  [[nodiscard]] Op op() const { return static_cast<Op>(record_->op); }
  [[nodiscard]] std::uint32_t term_count() const { return record_->term_count; }
  [[nodiscard]] Term term(std::uint32_t index) const {
    return Term(record_at<TermRecord>(offset(index)));
  }
  [[nodiscard]] std::uint32_t text_count() const { return record_->text_count; }
  [[nodiscard]] std::string_view text(std::uint32_t index) const {
    return text_at(offset(record_->term_count + index));
  }
  /// Of a `number`.
  [[nodiscard]] double number() const;
  /// Of a `matches`.
  [[nodiscard]] Pattern pattern() const {
    return Pattern(record_at<PatternRecord>(offset(record_->term_count)));
  }

 private:
  [[nodiscard]] Offset offset(std::uint32_t index) const {
    return behind<NarrowOffset>(record_)[index];
  }

  const TermRecord* record_;
};

/// What a service refuses though every schema allows it, at one place of a type.
class ServiceRule {
 public:
  explicit ServiceRule(const ServiceRuleRecord* record) : record_(record) {}

  /// Stable, `s3/abort-after-a-day`: the file and the key in it.
  [[nodiscard]] std::string_view name() const { return text_at(record_->name); }
  /// The address of AWS's page that states it.
  [[nodiscard]] std::string_view source() const { return text_at(record_->source); }
  /// Whether what breaks it is deployed all the same.
  [[nodiscard]] bool is_warning() const { return record_->is_warning != 0; }
  /// The way from the properties to each value that it judges.
  [[nodiscard]] Term at() const { return term(record_->at); }
  /// The way from such a value to what is to blame.
  [[nodiscard]] Term blame() const { return term(record_->blame); }
  /// The truth that lets it judge.
  [[nodiscard]] Term when() const { return term(record_->when); }
  /// What it demands.
  [[nodiscard]] Term must() const { return term(record_->must); }
  /// The parts of the hint.
  [[nodiscard]] std::uint32_t hint_count() const { return list_count(record_->hint); }
  [[nodiscard]] Term hint(std::uint32_t index) const {
    return term(list_item(record_->hint, index));
  }
  /// The parts of what is said where it is broken.
  [[nodiscard]] std::uint32_t message_count() const { return list_count(record_->message); }
  [[nodiscard]] Term message(std::uint32_t index) const {
    return term(list_item(record_->message, index));
  }

 private:
  static Term term(Offset offset) { return Term(record_at<TermRecord>(offset)); }

  const ServiceRuleRecord* record_;
};

/// The rules of a type.
class ServiceRules {
 public:
  /// Keys that rules need or read, as bits.
  using Keys = std::uint64_t;
  /// What rules look at besides single properties: in `changed` always.
  static constexpr Keys whatever_else = Keys{1} << 63;
  static constexpr Keys all_keys = ~Keys{0};

  /// None.
  ServiceRules() = default;
  explicit ServiceRules(const ServiceRulesRecord* record) : record_(record) {}

  /// The same for the same type, as long as the program runs.
  [[nodiscard]] const void* id() const { return record_; }
  [[nodiscard]] std::uint32_t size() const {
    return record_ == nullptr ? 0 : list_count(record_->rules);
  }
  /// Calls `visit(ServiceRule)` with each rule that needs none but these keys, and reads one of
  /// those that changed since it let everything pass. Without each key that it needs, anywhere in
  /// the properties, a rule lets everything pass; it reads only properties of a resource's own.
  template <class Visit>
  void for_each(Keys keys, Keys changed, Visit visit) const;
  /// The bit of a key; none where no rule needs or reads it.
  [[nodiscard]] Keys bit_of(std::string_view key) const;

 private:
  const ServiceRulesRecord* record_ = nullptr;
};

template <class Visit>
void ServiceRules::for_each(Keys keys, Keys changed, Visit visit) const {
  const std::uint32_t count = size();
  const unsigned char* masks = count == 0 ? nullptr : record_at<unsigned char>(record_->masks);
  const auto mask_at = [masks](std::uint32_t index) {
    Keys mask;
    std::memcpy(&mask, masks + index * sizeof mask, sizeof mask);
    return mask;
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    if ((mask_at(i) & ~keys) != 0 || (mask_at(count + i) & changed) == 0) continue;
    visit(ServiceRule(record_at<ServiceRuleRecord>(list_item(record_->rules, i))));
  }
}

/// The rules of a type; none where it has none.
ServiceRules find_service_rules(std::string_view type);

}  // namespace omnitrack::schema
