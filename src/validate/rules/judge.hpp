#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "template/index.hpp"
#include "validate/rules/answers.hpp"
#include "validate/rules/kept_texts.hpp"
#include "validate/rules/position.hpp"
#include "validate/rules/rule_value.hpp"

namespace omnitrack::validate {

/// Reads the expressions of rules in one template.
class Judge {
 public:
  /// Whether a parameter counts as unknown, or has its default.
  enum class Parameters : std::uint8_t { unknown, as_by_default };

  explicit Judge(const tmpl::Index& index, Parameters parameters = Parameters::unknown)
      : index_(index), parameters_(parameters) {}

  /// Whether an expression holds at a value.
  [[nodiscard]] Truth truth(schema::Term term, const Position& at) const;
  /// What an expression gives there; unknown where cases of an `Fn::If` differ.
  [[nodiscard]] RuleValue value(schema::Term term, const Position& at) const;
  /// The parameter whose default was read last; null where none was.
  [[nodiscard]] const tmpl::ParameterEntry* last_default() const { return last_default_; }
  void forget_defaults() const { last_default_ = nullptr; }

 private:
  /// The values that a way leads to.
  struct Members {
    std::unordered_set<std::string> texts;
    bool are_plain = true;  ///< all are texts and numbers that are known
  };
  using Repeated = std::unordered_set<const tmpl::ResourceEntry*>;
  /// How many resources refer to each logical id; none where that is not known of one of them.
  using Counts = std::optional<std::unordered_map<std::string_view, double>>;

  [[nodiscard]] const Members& members_of(schema::Term way, const Position& at) const;
  [[nodiscard]] std::optional<Truth> quick_membership(const RuleValue& value, schema::Term way,
                                                      const Position& at) const;
  [[nodiscard]] Truth counted_quantity(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue read(const Position& at) const;
  [[nodiscard]] Truth presence(schema::Term way, const Position& at) const;
  [[nodiscard]] Truth key_presence(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth present_in_number(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth comparison(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth listed(const RuleValue& value, schema::Term list, const Position& at) const;
  [[nodiscard]] Truth membership(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth quantity(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth uniqueness(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth text_test(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth range_test(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth loneliness(schema::Term term, const Position& at) const;
  [[nodiscard]] std::optional<std::string> shown_by(schema::Term term,
                                                    const Position& properties) const;
  [[nodiscard]] RuleValue number_of_referrers(schema::Term term, const Position& at) const;
  [[nodiscard]] Truth reference(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue attribute_read(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue at_target(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue arithmetic(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue number_of_matches(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue folded(schema::Term term, const Position& at) const;
  [[nodiscard]] RuleValue measure(schema::Term term, const Position& at) const;
  /// What is known of the text that a value is, which no text of the template is.
  [[nodiscard]] const std::optional<GappedText>& put_together(const RuleValue& value) const;
  /// The resource that the value at the end of a way refers to; null where that is not known.
  [[nodiscard]] const tmpl::ResourceEntry* referred(schema::Term way, const Position& at) const;
  /// Visits each value that an expression can give.
  template <class Visit>
  void for_each_value(schema::Term term, const Position& at, Visit visit) const;

  const tmpl::Index& index_;
  Parameters parameters_;
  mutable const tmpl::ParameterEntry* last_default_ = nullptr;
  mutable KeptTexts texts_;
  mutable std::unordered_map<const tmpl::Node*, std::optional<GappedText>> put_together_;
  // Of all resources of a type.
  mutable Answers<std::string_view, Repeated> repeated_;
  mutable Answers<std::string_view, Counts> referrers_;
  // Of one resource, wherever in it is asked.
  mutable Answers<const tmpl::ResourceEntry*, Members> members_;
  mutable Answers<const tmpl::ResourceEntry*, Truth> quantities_;
};

template <class Visit>
void Judge::for_each_value(schema::Term term, const Position& at, Visit visit) const {
  if (term.op() != schema::Term::Op::path) return visit(value(term, at));
  const bool is_here = term.text_count() == 0 && !at.node->is_call();
  if (is_here) return visit(value_at(index_, *at.node));
  walk_apart(term, at, [&](Reached reached, const Position& end) {
    visit(reached == Reached::value     ? read(end)
          : reached == Reached::missing ? missing_value()
                                        : unknown_value());
  });
}

/// Whether a way begins at the properties.
inline bool is_from_properties(schema::Term way) {
  return way.op() == schema::Term::Op::path && way.text_count() != 0 && way.text(0) == "/";
}

/// Whether a type is one of those that an expression names.
bool is_one_of(std::string_view type, schema::Term term);

}  // namespace omnitrack::validate
