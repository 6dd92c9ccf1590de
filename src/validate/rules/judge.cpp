#include "validate/rules/judge.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "meaning/ip_network.hpp"
#include "meaning/references.hpp"
#include "validate/rules/formats.hpp"
#include "validate/rules/json_size.hpp"
#include "validate/rules/windows.hpp"
#include "validate/values/pattern_match.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using schema::Term;
using Op = schema::Term::Op;
using Kind = RuleValue::Kind;

namespace {

/// Calls `visit(Reached, const Position&)` at each end of a way. Only an `Fn::If` on the way itself
/// makes what it reaches a case.
template <class Visit>
void go(Term way, const Position& at, Visit visit) {
  Position start = at;
  start.is_in_case = false;
  walk(start, way, 0, visit);
}

Truth compared(const tmpl::Index& index, Op op, const RuleValue& left, const RuleValue& right) {
  if (op == Op::equal) return are_equal(index, left, right);
  if (op == Op::unequal) return negation(are_equal(index, left, right));
  const RuleValue one = as_number(left);
  const RuleValue other = as_number(right);
  if (!one.is(Kind::number) || !other.is(Kind::number)) return Truth::unknown;
  switch (op) {
    case Op::less:
      return truth_of(one.number < other.number);
    case Op::at_most:
      return truth_of(one.number <= other.number);
    case Op::more:
      return truth_of(one.number > other.number);
    default:
      return truth_of(one.number >= other.number);
  }
}

/// The truths of several cases become one.
class Cases {
 public:
  void add(Truth truth) {
    truth_ = is_empty_ ? truth : same_or_unknown(truth_, truth);
    is_empty_ = false;
  }
  [[nodiscard]] Truth truth() const { return truth_; }

 private:
  Truth truth_ = Truth::unknown;
  bool is_empty_ = true;
};

RuleValue occurrences(std::string_view text, const RuleValue& part) {
  if (!part.is(Kind::text) || part.text.empty()) return unknown_value();
  double count = 0;
  for (std::size_t at = text.find(part.text); at != std::string_view::npos;
       at = text.find(part.text, at + part.text.size())) {
    ++count;
  }
  return number_value(count);
}

// The properties of another resource.
Position properties_of(const tmpl::ResourceEntry& entry, const meaning::Path& root,
                       const Position& from) {
  static const tmpl::Node no_properties = [] {
    tmpl::Node node;
    node.kind = tmpl::Kind::map;
    return node;
  }();
  const tmpl::Node* properties = entry.properties;
  return {properties == nullptr ? &no_properties : properties, &root, &entry, from.texts};
}

bool is_truth(Op op) {
  switch (op) {
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most:
    case Op::more:
    case Op::at_least:
    case Op::in:
    case Op::has:
    case Op::missing:
    case Op::one_of:
    case Op::at_most_one:
    case Op::any_of:
    case Op::all_or_none:
    case Op::every:
    case Op::some:
    case Op::unique:
    case Op::matches:
    case Op::starts:
    case Op::ends:
    case Op::contains:
    case Op::is:
    case Op::refers:
    case Op::within:
    case Op::overlaps:
    case Op::meet:
    case Op::alone:
      return true;
    default:
      return false;
  }
}

}  // namespace

template <class Visit>
void Judge::for_each_value(Term term, const Position& at, Visit visit) const {
  if (term.op() != Op::path) return visit(value(term, at));
  go(term, at, [&](Reached reached, const Position& end) {
    visit(reached == Reached::value     ? value_at(index_, *end.node)
          : reached == Reached::missing ? missing_value()
                                        : unknown_value());
  });
}

Truth Judge::truth(Term term, const Position& at) const {
  switch (term.op()) {
    case Op::true_:
      return Truth::yes;
    case Op::false_:
      return Truth::no;
    case Op::and_: {
      Truth truth = Truth::yes;
      for (std::uint32_t i = 0; i < term.term_count() && truth != Truth::no; ++i) {
        truth = all(truth, this->truth(term.term(i), at));
      }
      return truth;
    }
    case Op::or_: {
      Truth truth = Truth::no;
      for (std::uint32_t i = 0; i < term.term_count() && truth != Truth::yes; ++i) {
        truth = any(truth, this->truth(term.term(i), at));
      }
      return truth;
    }
    case Op::not_:
      return negation(truth(term.term(0), at));
    case Op::in:
      return membership(term, at);
    case Op::has:
    case Op::missing:
    case Op::one_of:
    case Op::at_most_one:
    case Op::any_of:
    case Op::all_or_none:
      return present_in_number(term, at);
    case Op::every:
    case Op::some:
      return quantity(term, at);
    case Op::unique:
      return uniqueness(term, at);
    case Op::matches:
    case Op::starts:
    case Op::ends:
    case Op::contains:
    case Op::is:
      return text_test(term, at);
    case Op::within:
    case Op::overlaps:
    case Op::meet:
      return range_test(term, at);
    case Op::alone:
      return loneliness(term, at);
    case Op::refers:
      return reference(term, at);
    default:
      break;
  }
  if (is_truth(term.op())) return comparison(term, at);
  Cases cases;
  for_each_value(term, at, [&cases](const RuleValue& value) { cases.add(is_true(value)); });
  return cases.truth();
}

RuleValue Judge::value(Term term, const Position& at) const {
  switch (term.op()) {
    case Op::true_:
    case Op::false_:
      return truth_value(truth(term, at));
    case Op::number:
      return number_value(term.number());
    case Op::text:
      return text_value(term.text(0));
    case Op::path: {
      std::vector<RuleValue> values;
      for_each_value(term, at, [&values](RuleValue value) { values.push_back(std::move(value)); });
      for (std::size_t i = 1; i < values.size(); ++i) {
        if (are_equal(index_, values[0], values[i]) != Truth::yes) return unknown_value();
      }
      return values.empty() ? missing_value() : std::move(values[0]);
    }
    case Op::coalesce: {
      RuleValue first = value(term.term(0), at);
      return first.is(Kind::missing) ? value(term.term(1), at) : first;
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::modulo:
      return arithmetic(term, at);
    case Op::count:
      return number_of_matches(term, at);
    case Op::sum:
    case Op::smallest:
    case Op::largest:
      return folded(term, at);
    case Op::target:
      return at_target(term, at);
    case Op::referrers:
      return number_of_referrers(term, at);
    case Op::key:
      return at.member == nullptr ? missing_value() : text_value(at.member->key());
    case Op::list:
      return unknown_value();
    default:
      return is_truth(term.op()) ? truth_value(truth(term, at)) : measure(term, at);
  }
}

Truth Judge::presence(Term way, const Position& at) const {
  Cases cases;
  go(way, at, [&cases](Reached reached, const Position&) {
    cases.add(reached == Reached::unknown ? Truth::unknown : truth_of(reached == Reached::value));
  });
  return cases.truth();
}

Truth Judge::present_in_number(Term term, const Position& at) const {
  std::uint32_t sure = 0;
  std::uint32_t possible = 0;
  for (std::uint32_t i = 0; i < term.term_count(); ++i) {
    const Truth truth = presence(term.term(i), at);
    if (truth == Truth::yes) ++sure;
    if (truth != Truth::no) ++possible;
  }
  const std::uint32_t count = term.term_count();
  // Whether so many are surely, or surely not, there.
  const auto lies = [&](std::uint32_t least, std::uint32_t most) {
    if (possible < least || sure > most) return Truth::no;
    return sure >= least && possible <= most ? Truth::yes : Truth::unknown;
  };
  switch (term.op()) {
    case Op::has:
      return lies(count, count);
    case Op::missing:
      return lies(0, 0);
    case Op::one_of:
      return lies(1, 1);
    case Op::at_most_one:
      return lies(0, 1);
    case Op::any_of:
      return lies(1, count);
    default:
      return any(lies(0, 0), lies(count, count));
  }
}

Truth Judge::comparison(Term term, const Position& at) const {
  Cases cases;
  for_each_value(term.term(0), at, [&](const RuleValue& left) {
    for_each_value(term.term(1), at, [&](const RuleValue& right) {
      cases.add(compared(index_, term.op(), left, right));
    });
  });
  return cases.truth();
}

Truth Judge::membership(Term term, const Position& at) const {
  const Term members = term.term(1);
  Cases cases;
  for_each_value(term.term(0), at, [&](const RuleValue& value) {
    Truth truth = Truth::no;
    const auto add = [&](const RuleValue& member) {
      truth = any(truth, are_equal(index_, value, member));
    };
    if (members.op() == Op::list) {
      for (std::uint32_t i = 0; i < members.term_count(); ++i)
        add(this->value(members.term(i), at));
    } else {
      go(members, at, [&](Reached reached, const Position& end) {
        if (reached == Reached::missing) return;
        const bool is_sure = reached == Reached::value && !end.is_in_case;
        const Truth same =
            is_sure ? are_equal(index_, value, value_at(index_, *end.node)) : Truth::unknown;
        truth = any(truth, same);
      });
    }
    cases.add(truth);
  });
  return cases.truth();
}

Truth Judge::quantity(Term term, const Position& at) const {
  const bool is_every = term.op() == Op::every;
  Truth truth = truth_of(is_every);
  go(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing) return;
    Truth one = reached == Reached::value ? this->truth(term.term(1), end) : Truth::unknown;
    if (end.is_in_case && one == truth_of(!is_every)) one = Truth::unknown;
    truth = is_every ? all(truth, one) : any(truth, one);
  });
  return truth;
}

Truth Judge::uniqueness(Term term, const Position& at) const {
  std::vector<RuleValue> seen;
  Truth truth = Truth::yes;
  go(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing) return;
    RuleValue one = reached == Reached::unknown ? unknown_value()
                    : term.term_count() == 1    ? value_at(index_, *end.node)
                                                : value(term.term(1), end);
    if (one.is(Kind::missing)) return;
    if (end.is_in_case) one = unknown_value();
    for (const RuleValue& other : seen) truth = all(truth, negation(are_equal(index_, other, one)));
    seen.push_back(std::move(one));
  });
  return truth;
}

Truth Judge::text_test(Term term, const Position& at) const {
  Cases cases;
  for_each_value(term.term(0), at, [&](const RuleValue& value) {
    if (term.op() == Op::is) return cases.add(has_format(value, term.text(0)));
    if (!value.is(Kind::text)) return cases.add(Truth::unknown);
    if (term.op() == Op::matches) return cases.add(truth_of(matches(term.pattern(), value.text)));
    const RuleValue part = this->value(term.term(1), at);
    if (!part.is(Kind::text)) return cases.add(Truth::unknown);
    cases.add(truth_of(term.op() == Op::starts ? value.text.starts_with(part.text)
                       : term.op() == Op::ends ? value.text.ends_with(part.text)
                                               : value.text.find(part.text) != std::string::npos));
  });
  return cases.truth();
}

Truth Judge::range_test(Term term, const Position& at) const {
  const std::string left = value(term.term(0), at).text;
  const std::string right = value(term.term(1), at).text;
  if (term.op() == Op::meet) {
    const auto answer = do_windows_meet(left, right);
    return answer ? truth_of(*answer) : Truth::unknown;
  }
  const auto inner = meaning::IpNetwork::parse(left);
  const auto outer = meaning::IpNetwork::parse(right);
  if (!inner || !outer) return Truth::unknown;
  return truth_of(term.op() == Op::within ? outer->contains(*inner) : outer->overlaps(*inner));
}

// Of resources that are alike only the later ones are not alone, so that each is told once.
Truth Judge::loneliness(Term term, const Position& at) const {
  const tmpl::ResourceEntry& own = *at.resource;
  const auto condition_of = [](const tmpl::ResourceEntry& entry) {
    const tmpl::Node* condition = entry.member->value.find("Condition");
    return condition == nullptr ? std::string_view() : condition->text();
  };
  Truth truth = Truth::yes;
  for (const tmpl::ResourceEntry& other : index_.resources()) {
    if (&other == &own) break;
    if (other.type_name != own.type_name) continue;
    const meaning::Path root;
    const Position there = properties_of(other, root, at);
    Truth is_alike = truth_of(condition_of(other) == condition_of(own));
    if (is_alike == Truth::no) is_alike = Truth::unknown;
    for (std::uint32_t i = 0; i < term.term_count() && is_alike != Truth::no; ++i) {
      is_alike =
          all(is_alike, are_equal(index_, value(term.term(i), at), value(term.term(i), there)));
    }
    truth = all(truth, negation(is_alike));
  }
  return truth;
}

RuleValue Judge::number_of_referrers(Term term, const Position& at) const {
  double count = 0;
  for (const tmpl::ResourceEntry& other : index_.resources()) {
    if (other.type_name != term.text(0)) continue;
    const meaning::Path root;
    const Position there = properties_of(other, root, at);
    bool is_known = true;
    go(term.term(0), there, [&](Reached reached, const Position& end) {
      if (reached == Reached::missing) return;
      const std::string_view name =
          reached == Reached::value ? meaning::sole_name(*end.node).text : std::string_view();
      if (name == at.resource->logical_id && !end.is_in_case) ++count;
      is_known = is_known && !end.is_in_case && (!name.empty() || end.node->is_scalar());
    });
    if (!is_known) return unknown_value();
  }
  return index_.loops().empty() ? number_value(count) : unknown_value();
}

const tmpl::ResourceEntry* Judge::referred(Term way, const Position& at) const {
  const tmpl::ResourceEntry* found = nullptr;
  bool is_sure = true;
  go(way, at, [&](Reached reached, const Position& end) {
    is_sure = is_sure && reached == Reached::value && !end.is_in_case;
    if (is_sure) found = index_.find_resource(meaning::sole_name(*end.node).text);
  });
  return is_sure ? found : nullptr;
}

Truth Judge::reference(Term term, const Position& at) const {
  const tmpl::ResourceEntry* resource = referred(term.term(0), at);
  if (resource == nullptr) return Truth::unknown;
  bool is_of_type = false;
  for (std::uint32_t i = 0; i < term.text_count(); ++i) {
    is_of_type = is_of_type || term.text(i) == resource->type_name;
  }
  if (!is_of_type || term.term_count() == 1) return truth_of(is_of_type);
  const RuleValue value = at_target(term, at);
  return value.is(Kind::unknown) ? Truth::unknown : is_true(value);
}

RuleValue Judge::at_target(Term term, const Position& at) const {
  const tmpl::ResourceEntry* resource = referred(term.term(0), at);
  if (resource == nullptr || meaning::may_be_rewritten(*resource)) return unknown_value();
  bool is_of_type = false;
  for (std::uint32_t i = 0; i < term.text_count(); ++i) {
    is_of_type = is_of_type || term.text(i) == resource->type_name;
  }
  if (!is_of_type) return unknown_value();
  const meaning::Path root;
  const Position target = properties_of(*resource, root, at);
  return value(term.term(1), target);
}

RuleValue Judge::arithmetic(Term term, const Position& at) const {
  RuleValue left = as_number(value(term.term(0), at));
  RuleValue right = as_number(value(term.term(1), at));
  if (!left.is(Kind::number)) return left;
  if (!right.is(Kind::number)) return right;
  const double a = left.number;
  const double b = right.number;
  switch (term.op()) {
    case Op::add:
      return number_value(a + b);
    case Op::subtract:
      return number_value(a - b);
    case Op::multiply:
      return number_value(a * b);
    default:
      if (b == 0) return unknown_value();
      return number_value(term.op() == Op::divide ? a / b : std::fmod(a, b));
  }
}

RuleValue Judge::number_of_matches(Term term, const Position& at) const {
  double count = 0;
  bool is_known = true;
  go(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing && !end.is_in_case) return;
    if (reached != Reached::value || end.is_in_case) {
      is_known = false;
      return;
    }
    const Truth counts = term.term_count() == 1 ? Truth::yes : truth(term.term(1), end);
    is_known = is_known && counts != Truth::unknown;
    if (counts == Truth::yes) ++count;
  });
  return is_known ? number_value(count) : unknown_value();
}

RuleValue Judge::folded(Term term, const Position& at) const {
  RuleValue result = missing_value();
  go(term.term(0), at, [&](Reached reached, const Position& end) {
    if ((reached == Reached::missing && !end.is_in_case) || result.is(Kind::unknown)) return;
    const bool is_sure = reached == Reached::value && !end.is_in_case;
    const RuleValue one = is_sure ? as_number(value_at(index_, *end.node)) : unknown_value();
    if (!one.is(Kind::number) || result.is(Kind::missing)) {
      result = one;
      return;
    }
    result.number = term.op() == Op::sum        ? result.number + one.number
                    : term.op() == Op::smallest ? std::min(result.number, one.number)
                                                : std::max(result.number, one.number);
  });
  return result;
}

RuleValue Judge::measure(Term term, const Position& at) const {
  RuleValue given = value(term.term(0), at);
  if (term.op() == Op::part) return arn_part(given, term.text(0));
  if (term.op() == Op::size) {
    if (given.node == nullptr) return given.is(Kind::missing) ? given : unknown_value();
    const auto size = json_size(*given.node);
    return size ? number_value(static_cast<double>(*size)) : unknown_value();
  }
  if (given.is(Kind::number)) given = text_value(shown(given));
  if (!given.is(Kind::text)) return given.is(Kind::missing) ? given : unknown_value();
  switch (term.op()) {
    case Op::length:
      return number_value(static_cast<double>(count_characters(given.text)));
    case Op::bytes:
      return number_value(static_cast<double>(given.text.size()));
    case Op::occurrences:
      return occurrences(given.text, value(term.term(1), at));
    case Op::minutes: {
      const auto minutes = minutes_of_window(given.text);
      return minutes ? number_value(*minutes) : unknown_value();
    }
    case Op::lower:
      std::ranges::transform(given.text, given.text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      return text_value(given.text);
    default: {
      const auto network = meaning::IpNetwork::parse(given.text);
      return network ? number_value(network->prefix()) : unknown_value();
    }
  }
}

}  // namespace omnitrack::validate
