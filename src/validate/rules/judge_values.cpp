#include <algorithm>
#include <cmath>
#include <string>

#include "meaning/ip_network.hpp"
#include "meaning/references.hpp"
#include "support/letters.hpp"
#include "validate/rules/formats.hpp"
#include "validate/rules/json_size.hpp"
#include "validate/rules/judge.hpp"
#include "validate/rules/windows.hpp"
#include "validate/values/value_problem.hpp"

// The values that expressions give.

namespace omnitrack::validate {

using schema::Term;
using Op = schema::Term::Op;
using Kind = RuleValue::Kind;

namespace {

// The parameter that a Ref names, where its default is a value; null for anything else.
const tmpl::ParameterEntry* parameter_of(const tmpl::Index& index, const tmpl::Node& value) {
  if (!value.calls(tmpl::Function::ref)) return nullptr;
  const tmpl::ParameterEntry* parameter = index.find_parameter(value.argument().text());
  // The default of an SSM parameter is its name, and an empty one mostly means that there is none.
  if (parameter == nullptr || parameter->is_list() ||
      parameter->type_name.starts_with("AWS::SSM::")) {
    return nullptr;
  }
  const tmpl::Node* given = parameter->member->value.find("Default");
  const auto text = meaning::known_text(given);
  return text && !text->empty() ? parameter : nullptr;
}

RuleValue before_last(std::string_view text, const RuleValue& part) {
  if (!part.is(Kind::text)) return unknown_value();
  return text_value(text.substr(0, text.rfind(part.text)));
}

RuleValue occurrences(std::string_view text, const RuleValue& part) {
  if (!part.is(Kind::text) || part.text.empty()) return unknown_value();
  double count = 0;
  for (std::size_t at = text.find(part.text); at != std::string_view::npos;
       at = text.find(part.text, at + part.text.size())) {
    ++count;
  }
  return number_value(count);
}

}  // namespace

RuleValue Judge::read(const Position& at) const {
  if (parameters_ == Parameters::as_by_default && !at.is_in_case) {
    if (const auto* parameter = parameter_of(index_, *at.node)) {
      last_default_ = parameter;
      return value_at(index_, *parameter->member->value.find("Default"));
    }
  }
  return value_at(index_, *at.node);
}

RuleValue Judge::value(Term term, const Position& at) const {
  switch (term.op()) {
    case Op::number:
      return number_value(term.number());
    case Op::text:
      return text_value(term.text(0));
    case Op::path: {
      std::optional<RuleValue> first;
      bool are_same = true;
      for_each_value(term, at, [&](const RuleValue& value) {
        are_same = are_same && (!first || are_equal(index_, *first, value) == Truth::yes);
        if (!first) first = value;
      });
      if (!are_same) return unknown_value();
      return first.value_or(missing_value());
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
    case Op::attribute:
      return attribute_read(term, at);
    case Op::key:
      if (at.member == nullptr) return missing_value();
      return has_gap(at.member->key()) ? unknown_value() : text_value(at.member->key());
    case Op::list:
      return unknown_value();
    case Op::length:
    case Op::bytes:
    case Op::size:
    case Op::lower:
    case Op::part:
    case Op::prefix:
    case Op::occurrences:
    case Op::before:
    case Op::minutes:
    case Op::time:
      return measure(term, at);
    default:
      return truth_value(truth(term, at));
  }
}

const tmpl::ResourceEntry* Judge::referred(Term way, const Position& at) const {
  const tmpl::ResourceEntry* found = nullptr;
  bool is_sure = true;
  walk_apart(way, at, [&](Reached reached, const Position& end) {
    is_sure = is_sure && reached == Reached::value && !end.is_in_case;
    if (is_sure) found = index_.find_resource(meaning::sole_name(*end.node).text);
  });
  return is_sure ? found : nullptr;
}

RuleValue Judge::attribute_read(Term term, const Position& at) const {
  RuleValue read = unknown_value();
  bool is_first = true;
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
    const meaning::Name name =
        reached == Reached::value ? meaning::sole_name(*end.node) : meaning::Name{};
    const bool is_sure = is_first && !end.is_in_case && index_.find_resource(name.text) != nullptr;
    read = is_sure ? text_value(name.attribute.empty() ? "Ref" : name.attribute) : unknown_value();
    is_first = false;
  });
  return read;
}

RuleValue Judge::at_target(Term term, const Position& at) const {
  const tmpl::ResourceEntry* resource = referred(term.term(0), at);
  if (resource == nullptr || meaning::may_be_rewritten(*resource)) return unknown_value();
  if (!is_one_of(resource->type_name, term)) return unknown_value();
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
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
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

RuleValue Judge::number_of_referrers(Term term, const Position& at) const {
  const std::string_view type = term.text(0);
  const auto& counts = referrers_.of(term, type, [&]() -> Counts {
    std::unordered_map<std::string_view, double> found;
    bool is_known = index_.loops().empty();
    for (const tmpl::ResourceEntry& each : index_.resources()) {
      if (each.type_name != type) continue;
      const meaning::Path root;
      walk_apart(
          term.term(0), properties_of(each, root, at), [&](Reached reached, const Position& end) {
            if (reached == Reached::missing) return;
            const std::string_view name =
                reached == Reached::value ? meaning::sole_name(*end.node).text : std::string_view();
            if (!name.empty()) ++found[name];
            is_known = is_known && !end.is_in_case && (!name.empty() || end.node->is_scalar());
          });
    }
    if (!is_known) return std::nullopt;
    return found;
  });
  if (!counts) return unknown_value();
  const auto count = counts->find(at.resource->logical_id);
  return number_value(count == counts->end() ? 0 : count->second);
}

RuleValue Judge::folded(Term term, const Position& at) const {
  RuleValue result = missing_value();
  walk_apart(term.term(0), at, [&](Reached reached, const Position& end) {
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
  if (term.op() == Op::part) return arn_part(given, term.text(0), texts_);
  if (term.op() == Op::size) {
    if (given.node == nullptr) return given.is(Kind::missing) ? given : unknown_value();
    const auto size = json_size(*given.node);
    return size ? number_value(static_cast<double>(*size)) : unknown_value();
  }
  if (given.is(Kind::number)) given = text_value(texts_.keep(shown(given)));
  if (!given.is(Kind::text)) return given.is(Kind::missing) ? given : unknown_value();
  switch (term.op()) {
    case Op::length:
      return number_value(static_cast<double>(count_characters(given.text)));
    case Op::bytes:
      return number_value(static_cast<double>(given.text.size()));
    case Op::occurrences:
      return occurrences(given.text, value(term.term(1), at));
    case Op::before:
      return before_last(given.text, value(term.term(1), at));
    case Op::minutes: {
      const auto minutes = minutes_of_window(given.text);
      return minutes ? number_value(*minutes) : unknown_value();
    }
    case Op::time: {
      const auto seconds = seconds_of_time(given.text);
      return seconds ? number_value(*seconds) : unknown_value();
    }
    case Op::lower:
      return text_value(texts_.keep(support::to_lower(given.text)));
    default: {
      const auto network = meaning::IpNetwork::parse(given.text);
      return network ? number_value(network->prefix()) : unknown_value();
    }
  }
}

}  // namespace omnitrack::validate
