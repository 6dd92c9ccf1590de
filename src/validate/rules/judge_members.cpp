#include <optional>

#include "validate/rules/cases.hpp"
#include "validate/rules/judge.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using schema::Term;
using Op = schema::Term::Op;
using Kind = RuleValue::Kind;

// All that a way from the properties leads to is the same wherever in the resource it is asked for.
const Judge::Members& Judge::members_of(Term way, const Position& at) const {
  return members_.of(way, at.resource, [&] {
    Members members;
    walk_apart(way, at, [&](Reached reached, const Position& end) {
      if (reached == Reached::missing) return;
      const RuleValue value = reached == Reached::value && !end.is_in_case
                                  ? value_at(index_, *end.node)
                                  : unknown_value();
      members.are_plain = members.are_plain && is_plain(value);
      if (is_plain(value)) members.texts.insert(*sure_text(value));
    });
    return members;
  });
}

// Nothing where each member must be looked at.
std::optional<Truth> Judge::quick_membership(const RuleValue& value, Term way,
                                             const Position& at) const {
  if (!is_from_properties(way) || !is_plain(value)) return {};
  const Members& members = members_of(way, at);
  if (members.texts.contains(*sure_text(value))) return Truth::yes;
  return members.are_plain ? std::optional(Truth::no) : std::nullopt;
}

// What a list names is mostly literal, and then few characters tell it apart from the value.
Truth Judge::listed(const RuleValue& value, Term list, const Position& at) const {
  const bool is_text = value.is(Kind::text);
  const auto number = is_text ? number_in(value.text) : std::nullopt;
  const bool is_word = is_text && !number && !boolean_in(value.text);
  Truth truth = Truth::no;
  for (std::uint32_t i = 0; i < list.term_count() && truth != Truth::yes; ++i) {
    const Term member = list.term(i);
    if (is_word && member.op() == Op::text) {
      truth = any(truth, truth_of(value.text == member.text(0)));
    } else if (number && member.op() == Op::number) {
      truth = any(truth, truth_of(*number == member.number()));
    } else {
      truth = any(truth, are_equal(index_, value, this->value(member, at)));
    }
  }
  return truth;
}

Truth Judge::membership(Term term, const Position& at) const {
  const Term members = term.term(1);
  Cases cases;
  for_each_value(term.term(0), at, [&](const RuleValue& value) {
    if (const auto quick = quick_membership(value, members, at)) return cases.add(*quick);
    if (members.op() == Op::list) return cases.add(listed(value, members, at));
    Truth truth = Truth::no;
    walk_apart(members, at, [&](Reached reached, const Position& end) {
      if (reached == Reached::missing) return;
      const bool is_sure = reached == Reached::value && !end.is_in_case;
      const Truth same =
          is_sure ? are_equal(index_, value, value_at(index_, *end.node)) : Truth::unknown;
      truth = any(truth, same);
    });
    cases.add(truth);
  });
  return cases.truth();
}

}  // namespace omnitrack::validate
