#include "validate/rules/judge.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "meaning/cases.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/ip_network.hpp"
#include "validate/rules/cases.hpp"
#include "validate/rules/formats.hpp"
#include "validate/rules/windows.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::validate {

using schema::Term;
using Op = schema::Term::Op;
using Kind = RuleValue::Kind;

namespace {

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

/// Whether a text starts or ends with another one, or contains it.
Truth has_part(Op op, const GappedText& text, const RuleValue& part) {
  if (!part.is(Kind::text)) return Truth::unknown;
  if (op == Op::starts) return text.starts_with(part.text);
  return op == Op::ends ? text.ends_with(part.text) : text.contains(part.text);
}

}  // namespace

bool is_one_of(std::string_view type, Term term) {
  for (std::uint32_t i = 0; i < term.text_count(); ++i) {
    if (term.text(i) == type) return true;
  }
  return false;
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
    case Op::has_key:
      return key_presence(term, at);
    case Op::alone:
      return loneliness(term, at);
    case Op::refers:
      return reference(term, at);
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most:
    case Op::more:
    case Op::at_least:
      return comparison(term, at);
    default:
      break;
  }
  Cases cases;
  for_each_value(term, at, [&cases](const RuleValue& value) { cases.add(is_true(value)); });
  return cases.truth();
}

Truth Judge::presence(Term way, const Position& at) const {
  Cases cases;
  walk_apart(way, at, [&cases](Reached reached, const Position&) {
    cases.add(reached == Reached::unknown ? Truth::unknown : truth_of(reached == Reached::value));
  });
  return cases.truth();
}

Truth Judge::key_presence(Term term, const Position& at) const {
  const RuleValue key = value(term.term(1), at);
  if (!key.is(Kind::text)) return Truth::unknown;
  Truth truth = Truth::no;
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing) return;
    const bool is_sure = reached == Reached::value && !end.is_in_case && !end.node->is_call() &&
                         !meaning::may_have_more(*end.node);
    const Truth has = truth_of(end.node != nullptr && end.node->find(key.text) != nullptr);
    truth = any(truth, is_sure ? has : Truth::unknown);
  });
  return truth;
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

Truth Judge::quantity(Term term, const Position& at) const {
  if (!is_from_properties(term.term(0))) return counted_quantity(term, at);
  return quantities_.of(term, at.resource, [&] { return counted_quantity(term, at); });
}

Truth Judge::counted_quantity(Term term, const Position& at) const {
  const bool is_every = term.op() == Op::every;
  Truth truth = truth_of(is_every);
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing) return;
    Truth one = reached == Reached::value ? this->truth(term.term(1), end) : Truth::unknown;
    if (end.is_in_case && one == truth_of(!is_every)) one = Truth::unknown;
    truth = is_every ? all(truth, one) : any(truth, one);
  });
  return truth;
}

Truth Judge::uniqueness(Term term, const Position& at) const {
  std::vector<std::string> all;
  Truth truth = Truth::yes;
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
    if (reached == Reached::missing) return;
    std::string all_keys;
    bool is_known = reached == Reached::value && !end.is_in_case;
    for (std::uint32_t i = term.term_count() == 1 ? 0 : 1; i < term.term_count(); ++i) {
      const RuleValue one = i == 0 ? value_at(index_, *end.node) : value(term.term(i), end);
      if (one.is(Kind::missing)) return;
      const auto text = sure_text(one);
      is_known = is_known && text;
      if (text) all_keys.append(*text).append(1, '\n');
    }
    if (is_known) {
      all.push_back(std::move(all_keys));
    } else {
      truth = Truth::unknown;
    }
  });
  std::ranges::sort(all);
  return std::ranges::adjacent_find(all) == all.end() ? truth : Truth::no;
}

// Several rules ask for the text that a function puts together.
const std::optional<GappedText>& Judge::put_together(const RuleValue& value) const {
  const auto [found, is_new] = put_together_.try_emplace(value.node);
  if (is_new) found->second = known_pieces(value);
  return found->second;
}

Truth Judge::text_test(Term term, const Position& at) const {
  const auto tested = [&](const GappedText& text) {
    if (term.op() == Op::matches) return text.matches(term.pattern());
    Truth has_any = Truth::no;
    for (std::uint32_t i = 1; i < term.term_count() && has_any != Truth::yes; ++i) {
      has_any = any(has_any, has_part(term.op(), text, value(term.term(i), at)));
    }
    return has_any;
  };
  Cases cases;
  for_each_value(term.term(0), at, [&](const RuleValue& value) {
    if (term.op() == Op::is) return cases.add(has_format(value, term.text(0)));
    if (value.is(Kind::text)) return cases.add(tested(GappedText(value.text)));
    const auto& text = put_together(value);
    cases.add(text ? tested(*text) : Truth::unknown);
  });
  return cases.truth();
}

Truth Judge::range_test(Term term, const Position& at) const {
  const std::string_view left = value(term.term(0), at).text;
  const std::string_view right = value(term.term(1), at).text;
  if (term.op() == Op::meet) {
    const auto answer = do_windows_meet(left, right);
    return answer ? truth_of(*answer) : Truth::unknown;
  }
  const auto inner = meaning::IpNetwork::parse(left);
  const auto outer = meaning::IpNetwork::parse(right);
  if (!inner || !outer) return Truth::unknown;
  return truth_of(term.op() == Op::within ? outer->contains(*inner) : outer->overlaps(*inner));
}

// What a resource shows by all values of an expression; nothing where one is missing or unknown.
std::optional<std::string> Judge::shown_by(Term term, const Position& properties) const {
  std::string all(meaning::condition_of(*properties.resource));
  for (std::uint32_t i = 0; i < term.term_count(); ++i) {
    const auto text = sure_text(value(term.term(i), properties));
    if (!text) return std::nullopt;
    all.append(1, '\n').append(*text);
  }
  return all;
}

// Of resources that are alike only the later ones are not alone, so that each is told once.
Truth Judge::loneliness(Term term, const Position& at) const {
  const std::string_view type = at.resource->type_name;
  const auto& repeated = repeated_.of(term, type, [&] {
    Repeated found;
    std::unordered_set<std::string> seen;
    for (const tmpl::ResourceEntry& each : index_.resources()) {
      if (each.type_name != type) continue;
      const meaning::Path root;
      auto text = shown_by(term, properties_of(each, root, at));
      if (text && !seen.insert(*std::move(text)).second) found.insert(&each);
    }
    return found;
  });
  return repeated.contains(at.resource) ? Truth::no : Truth::unknown;
}

Truth Judge::reference(Term term, const Position& at) const {
  const tmpl::ResourceEntry* resource = referred(term.term(0), at);
  if (resource == nullptr) return Truth::unknown;
  const bool is_of_type = is_one_of(resource->type_name, term);
  if (!is_of_type || term.term_count() == 1) return truth_of(is_of_type);
  const RuleValue value = at_target(term, at);
  return value.is(Kind::unknown) ? Truth::unknown : is_true(value);
}

}  // namespace omnitrack::validate
