#include "graph/permissions/conditions.hpp"

#include <algorithm>
#include <array>

#include "diff/security/add_new.hpp"
#include "graph/permissions/api_calls.hpp"
#include "graph/permissions/caller_place.hpp"
#include "graph/permissions/units.hpp"
#include "schema/runtimes.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using diff::Test;
using tmpl::ResourceEntry;

namespace {

/// An operator without what is before and after it.
struct Operator {
  std::string_view name;
  bool is_negated = false;
  bool is_for_all = false;
  bool may_be_absent = false;
};

Operator operator_of(std::string_view written) {
  constexpr std::string_view for_all = "forallvalues:";
  constexpr std::string_view for_any = "foranyvalue:";
  constexpr std::string_view if_exists = "ifexists";
  Operator found;
  found.is_for_all = written.starts_with(for_all);
  if (found.is_for_all) written.remove_prefix(for_all.size());
  if (written.starts_with(for_any)) written.remove_prefix(for_any.size());
  found.may_be_absent = written.ends_with(if_exists);
  if (found.may_be_absent) written.remove_suffix(if_exists.size());
  found.is_negated = written.find("not") != std::string_view::npos;
  found.name = written;
  return found;
}

Verdict opposite(Verdict verdict) {
  return verdict == Verdict::perhaps ? verdict
         : verdict == Verdict::yes   ? Verdict::no
                                     : Verdict::yes;
}

bool is_number_of_account(const meaning::Symbols& symbols) {
  return symbols.size() == 12 &&
         std::ranges::all_of(symbols, [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

/// A literal beside a text that the deployment makes, such as a region, may be the same.
Verdict compared(const Pattern& written, const Pattern& value, const diff::Atoms& atoms) {
  if (meaning::covers(written.symbols, value.symbols)) return Verdict::yes;
  const auto is_open = [&atoms](char32_t symbol) {
    return symbol >= meaning::first_atom || atoms.is_unknown(symbol);
  };
  return meaning::may_overlap(written.symbols, value.symbols, is_open) ? Verdict::perhaps
                                                                       : Verdict::no;
}

Pattern in_lower_case(Pattern pattern) {
  for (char32_t& each : pattern.symbols) {
    if (each < 0x80) each = static_cast<unsigned char>(support::to_lower(static_cast<char>(each)));
  }
  return pattern;
}

/// The network of a text, or a single address.
std::optional<meaning::IpNetwork> network_of(std::string text) {
  if (text.find('/') == std::string::npos) {
    text += text.find(':') == std::string::npos ? "/32" : "/128";
  }
  return meaning::IpNetwork::parse(text);
}

// What a request has where it gives tags to a resource.
bool is_of_new_tags(std::string_view key) {
  return key == "aws:tagkeys" || key.starts_with("aws:requesttag/");
}

/// Whether one of some actions may give tags: those that are told by name are known not to.
bool may_tag(const diff::Names& actions) {
  return actions.is_negated || std::ranges::any_of(actions.patterns, [](const Pattern& each) {
           const std::string name = support::to_lower(each.shown);
           return name.find_first_of("*?$") != std::string::npos ||
                  name.find("tag") != std::string::npos ||
                  name.find("create") != std::string::npos ||
                  name.find("put") != std::string::npos ||
                  name.find("start") != std::string::npos ||
                  name.find("run") != std::string::npos || name.find("assume") != std::string::npos;
         });
}

/// What a test of the time comes to, where its day is past.
std::optional<Verdict> by_past(const Test& test) {
  if (test.key != "aws:currenttime" || !test.operation.starts_with("date")) return std::nullopt;
  const std::string_view today = schema::extracted_on();
  const bool is_past = std::ranges::all_of(test.values, [&](const Pattern& each) {
    const bool is_day = each.shown.size() >= today.size() && each.shown[4] == '-';
    return is_day && std::string_view(each.shown).substr(0, today.size()) < today;
  });
  if (!is_past || test.values.empty()) return std::nullopt;
  if (test.operation.starts_with("datelessthan")) return Verdict::no;
  if (test.operation.starts_with("dategreaterthan")) return Verdict::yes;
  return std::nullopt;
}

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
constexpr std::array<std::string_view, 6> private_ranges{"10.0.0.0/8",    "100.64.0.0/10",
                                                         "127.0.0.0/8",   "169.254.0.0/16",
                                                         "172.16.0.0/12", "192.168.0.0/16"};

/// Whether no address of a test is one on the internet.
bool is_never_public(const Test& test) {
  return std::ranges::all_of(test.values, [](const Pattern& written) {
    const auto range = network_of(written.shown);
    return range && std::ranges::any_of(private_ranges, [&range](std::string_view each) {
             return meaning::IpNetwork::parse(each)->contains(*range);
           });
  });
}

std::string condition_words(const std::vector<std::string>& keys) {
  std::string words;
  for (const std::string& each : keys) words += (words.empty() ? "" : " and ") + each;
  return (keys.size() == 1 ? "the condition on " : "the conditions on ") + words;
}

}  // namespace

Verdict Conditions::hold(const diff::Statement& statement,
                         std::vector<std::string>& unknowns) const {
  Verdict all = Verdict::yes;
  std::vector<std::string> keys;
  std::vector<std::string> others;
  for (const Test& each : statement.tests) {
    std::string unknown;
    const Verdict one = holds(each, statement, unknown);
    if (one == Verdict::no) return one;
    all = std::min(all, one);
    if (one == Verdict::yes) continue;
    if (unknown.empty()) {
      keys.push_back(each.shown);
    } else {
      others.push_back(std::move(unknown));
    }
  }
  if (!keys.empty()) others.push_back(condition_words(keys));
  for (std::string& each : others) diff::add_new(unknowns, std::move(each));
  return all;
}

Verdict Conditions::holds(const Test& test, const diff::Statement& statement,
                          std::string& unknown) const {
  const Operator how = operator_of(test.operation);
  if (test.key == "aws:sourceip" && !actor_.addresses.empty()) {
    const Verdict inside = is_inside(test);
    return how.is_negated ? opposite(inside) : inside;
  }
  if (const auto past = by_past(test)) return *past;
  if (test.key == "aws:vpcsourceip" && actor_.identity != nullptr) {
    const Verdict inside = is_from_subnets(test, how.may_be_absent);
    return how.is_negated ? opposite(inside) : inside;
  }
  KeyValue value = value_of_key(scene_, actor_, target_, test.key);
  if (is_of_new_tags(test.key) && !may_tag(statement.what)) value.state = KeyValue::State::absent;
  if (value.state == KeyValue::State::unknown) {
    const bool is_private =
        test.key == "aws:sourceip" && actor_.identity != nullptr && is_never_public(test) &&
        place_of_caller(scene_, actor_, *target_.entry).kind == CallerPlace::Kind::open;
    if (!is_private) return Verdict::perhaps;
    return how.is_negated ? Verdict::yes : Verdict::no;
  }
  const Verdict there = holds_with(test, value, unknown);
  if (!value.may_be_absent) return there;
  const Verdict gone = holds_with(test, {.state = KeyValue::State::absent}, unknown);
  return there == gone ? there : Verdict::perhaps;
}

Verdict Conditions::holds_with(const Test& test, const KeyValue& value,
                               std::string& unknown) const {
  const Operator how = operator_of(test.operation);
  const bool is_absent = value.state == KeyValue::State::absent;
  if (how.name == "null") {
    const bool wants_absent =
        !test.values.empty() && support::to_lower(test.values.front().shown) == "true";
    return is_absent == wants_absent ? Verdict::yes : Verdict::no;
  }
  if (is_absent) {
    return how.may_be_absent || how.is_for_all || how.is_negated ? Verdict::yes : Verdict::no;
  }
  const Verdict fits = matches(test, value, unknown);
  return how.is_negated ? opposite(fits) : fits;
}

Verdict Conditions::matches(const Test& test, const KeyValue& value, std::string& unknown) const {
  const bool ignores_case = test.operation.find("ignorecase") != std::string::npos ||
                            test.operation.find("bool") != std::string::npos;
  Verdict best = Verdict::no;
  for (const Pattern& written : test.values) {
    // No ARN has such a character, and the operator takes it for no wildcard.
    const bool is_literal = written.symbols.find(U'*') != meaning::Symbols::npos;
    if (value.arn_of != nullptr && is_literal) continue;
    if (value.arn_of != nullptr) {
      best = std::max(best, is_arn_of(*value.arn_of, written, unknown));
    } else if (value.is_account) {
      best = std::max(best, is_own_account(written));
    }
    for (const Pattern& each : value.values) {
      best = std::max(best, ignores_case ? compared(in_lower_case(written), in_lower_case(each),
                                                    scene_.reader().atoms())
                                         : compared(written, each, scene_.reader().atoms()));
    }
  }
  if (best != Verdict::perhaps) unknown.clear();
  return best;
}

/// The names under which a source calls: a bucket as itself, never as an object in it, and an API
/// as the methods that call the function.
std::vector<Named> Conditions::names_as_source(const Target& source) const {
  if (is_api(*source.entry) && target_.entry->type_name == "AWS::Lambda::Function") {
    std::vector<ApiMethod> methods = methods_of(scene_, *source.entry, target_.entry);
    std::erase_if(methods, [](const ApiMethod& each) { return !each.calls_function; });
    std::vector<Named> calls = call_names(scene_, *source.entry, methods, CallReader::function);
    if (!calls.empty()) return calls;
    // What calls it is none of the methods, such as an authorizer.
    Pattern all = call_base(scene_, *source.entry);
    all.symbols += meaning::any_text;
    return {{.name = std::move(all)}};
  }
  std::vector<Named> names = source.names;
  std::erase_if(names, [](const Named& each) { return each.kinds == "object"; });
  return names;
}

Verdict Conditions::is_arn_of(const ResourceEntry& entry, const Pattern& written,
                              std::string& unknown) const {
  Verdict best = Verdict::no;
  const Target source = target_of(scene_, entry);
  const bool has_path = written.symbols.find(U'/') != meaning::Symbols::npos ||
                        written.symbols.find(meaning::any_text) != meaning::Symbols::npos;
  for (const Named& own : names_as_source(source)) {
    if (own.kinds == kinds_of_calls && !has_path) continue;
    const auto common = common_place(scene_, source, written, own.name);
    if (!common) continue;
    if (common->unknown.empty()) return Verdict::yes;
    unknown = common->unknown;
    best = Verdict::perhaps;
  }
  return best;
}

// All is one account, so that a number that is written out is its own unless that is known.
Verdict Conditions::is_own_account(const Pattern& written) const {
  const Pattern own = scene_.reader().pseudo_parameter("AWS::AccountId");
  if (meaning::covers(written.symbols, own.symbols)) return Verdict::yes;
  const bool is_known = is_number_of_account(own.symbols);
  if (!is_known && is_number_of_account(written.symbols)) return Verdict::yes;
  return compared(written, own, scene_.reader().atoms()) == Verdict::no || is_known
             ? Verdict::no
             : Verdict::perhaps;
}

/// Whether the addresses that somebody calls from lie in the ranges of a test.
Verdict Conditions::is_inside(const Test& test) const {
  Verdict best = Verdict::no;
  for (const Pattern& written : test.values) {
    const auto range = network_of(written.shown);
    if (!range) return Verdict::perhaps;
    for (const Addresses& each : actor_.addresses) {
      if (!each.network) return Verdict::perhaps;
      if (range->contains(*each.network)) return Verdict::yes;
      if (range->overlaps(*each.network)) best = Verdict::perhaps;
    }
  }
  return best;
}

/// Whether the subnets that somebody calls an endpoint from lie in the ranges of a test.
Verdict Conditions::is_from_subnets(const Test& test, bool may_be_absent) const {
  const CallerPlace place = place_of_caller(scene_, actor_, *target_.entry);
  if (place.kind == CallerPlace::Kind::unknown) return Verdict::perhaps;
  if (place.kind == CallerPlace::Kind::open) return may_be_absent ? Verdict::yes : Verdict::no;
  Verdict all = Verdict::yes;
  for (const ResourceEntry* each : place.subnets) {
    const auto block = network_of(scene_.text(*each, "CidrBlock").value_or(""));
    Verdict one = Verdict::no;
    for (const Pattern& written : test.values) {
      const auto range = network_of(written.shown);
      if (!block || !range) return Verdict::perhaps;
      if (range->contains(*block)) one = Verdict::yes;
      if (range->overlaps(*block)) one = std::max(one, Verdict::perhaps);
    }
    all = each == place.subnets.front() ? one : all == one ? all : Verdict::perhaps;
  }
  return all;
}

}  // namespace omnitrack::graph
