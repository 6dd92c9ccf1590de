#pragma once

#include <cstdint>
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
  /// The properties without each of which it lets everything pass, as bits in the order of
  /// `ServiceRules::needed`.
  [[nodiscard]] std::uint64_t needs() const;
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
  /// None.
  ServiceRules() = default;
  explicit ServiceRules(const ServiceRulesRecord* record)
      : rules_(record->rules), needed_(record->needed) {}

  [[nodiscard]] std::uint32_t size() const { return list_count(rules_); }
  [[nodiscard]] ServiceRule operator[](std::uint32_t index) const {
    return ServiceRule(record_at<ServiceRuleRecord>(list_item(rules_, index)));
  }
  /// The properties that some of the rules need, 64 at most.
  [[nodiscard]] std::uint32_t needed_count() const { return list_count(needed_); }
  [[nodiscard]] std::string_view needed(std::uint32_t index) const {
    return text_at(list_item(needed_, index));
  }

 private:
  Offset rules_ = 0;
  Offset needed_ = 0;
};

/// The rules of a type; none where it has none.
ServiceRules find_service_rules(std::string_view type);

}  // namespace omnitrack::schema
