#include "validate/services/event_patterns.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "meaning/cases.hpp"
#include "meaning/ip_network.hpp"
#include "omnitrack/codes.hpp"
#include "support/edit_distance.hpp"
#include "validate/inner_json.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::for_each_case;
using meaning::for_each_item;
using meaning::known_boolean;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr auto pattern_operators =
    std::to_array<std::string_view>({"anything-but", "cidr", "equals-ignore-case", "exactly",
                                     "exists", "numeric", "prefix", "suffix", "wildcard"});

// What `anything-but` can negate.
constexpr auto negated_operators =
    std::to_array<std::string_view>({"equals-ignore-case", "prefix", "suffix", "wildcard"});

constexpr auto comparisons = std::to_array<std::string_view>({"<", "<=", "=", ">", ">="});

// Numbers are matched up to this one, above and below zero.
constexpr double largest_number = 5e9;

bool is_below(std::string_view sign) { return sign == "<" || sign == "<="; }
bool is_above(std::string_view sign) { return sign == ">" || sign == ">="; }

bool is_structure(const Node& value) {
  return !value.is_call() && (value.is(Kind::map) || value.is(Kind::list));
}

bool is_known_map(const Node& value) {
  return value.is(Kind::map) && !value.is_call() && !may_have_more(value);
}

class PatternCheck {
 public:
  PatternCheck(Reporter& report, PatternPart part) : report_(report), part_(part) {}

  void check_fields(const Node& map, const Path& path) {
    if (!is_known_map(map)) return;
    for (const Member& member : map.members()) {
      const Path at(path, member.key());
      if (member.key() == "$or") {
        check_choices(member, at);
      } else {
        for_each_case(member.value, at, [&](const Node& value, const Path& place) {
          check_field(member, value, place);
        });
      }
    }
  }

 private:
  void refuse(const Node& value, const Path& path, std::string words, std::string hint) {
    report_.error(codes::OT4691, value, path, std::move(words), std::move(hint));
  }

  void check_choices(const Member& member, const Path& path) {
    if (member.value.is_call()) return;
    const auto choices = member.value.items();
    if (choices.size() < 2) {
      refuse(member.value, path, "'$or' takes a list of two patterns or more",
             "list the patterns of which one must fit");
    }
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Path at(path, i);
      if (!choices[i].is(Kind::map)) {
        refuse(choices[i], at, "'$or' chooses between patterns", "write each as a map");
      }
      check_fields(choices[i], at);
    }
  }

  void check_field(const Member& member, const Node& value, const Path& path) {
    const bool is_text = value.calls(tmpl::Function::sub) || value.calls(tmpl::Function::join);
    if (value.is_call() && !is_text) return;
    const bool is_whole = part_ == PatternPart::whole;
    if (value.is(Kind::map) && !is_text) {
      if (is_whole && value.members().empty()) {
        refuse(value, path, "a pattern has no empty maps", "say what to match, or leave it out");
      }
      return check_fields(value, path);
    }
    if (!value.is(Kind::list)) {
      if (is_whole) {
        refuse(value, path,
               "a pattern has lists of values, unlike '" + std::string(member.key()) + "'",
               "put the value into a list");
      }
      return;
    }
    const auto items = value.items();
    if (is_whole && items.empty()) {
      refuse(value, path, "a list in a pattern needs a value", "add a value, or leave it out");
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path at(path, i);
      for_each_case(items[i], at,
                    [this](const Node& item, const Path& place) { check_item(item, place); });
    }
  }

  void check_item(const Node& item, const Path& path) {
    if (item.is(Kind::list) && !item.is_call()) {
      return refuse(item, path, "a list in a pattern has no lists in it",
                    "write values or operators");
    }
    if (!is_known_map(item)) return;
    if (item.members().size() != 1) {
      return refuse(item, path, "an operator stands alone in its map",
                    "give each operator an item of its own");
    }
    const Member& member = item.members()[0];
    const Path at(path, member.key());
    if (is_operator(member, pattern_operators, at)) check_operand(member, at);
  }

  template <std::size_t n>
  bool is_operator(const Member& member, const std::array<std::string_view, n>& known,
                   const Path& path) {
    if (std::ranges::find(known, member.key()) != known.end()) return true;
    report_.error_at_key(codes::OT4691, member, path,
                         "a pattern has no operator '" + std::string(member.key()) + "' here",
                         did_you_mean(member.key(), known));
    return false;
  }

  void check_operand(const Member& member, const Path& path) {
    const Node& operand = member.value;
    if (operand.is_call()) return;
    const std::string_view name = member.key();
    if (name == "anything-but") {
      check_negation(operand, path);
    } else if (name == "numeric") {
      check_comparison(operand, path);
    } else if (name == "exists") {
      if (is_structure(operand) || (known_text(&operand) && !known_boolean(&operand))) {
        refuse(operand, path, "'exists' takes true or false", "");
      }
    } else if (name == "cidr") {
      const auto text = known_text(&operand);
      if (is_structure(operand) ||
          (text && !meaning::is_ip_network(*text, false) && !meaning::is_ip_network(*text, true))) {
        refuse(operand, path, "'cidr' takes a block of addresses", "write one such as 10.0.0.0/8");
      }
    } else {
      check_text_operand(name, operand, path);
    }
  }

  void check_text_operand(std::string_view name, const Node& operand, const Path& path) {
    const bool may_ignore_case = name == "prefix" || name == "suffix";
    if (may_ignore_case && operand.is(Kind::map) && operand.members().size() == 1 &&
        operand.members()[0].key() == "equals-ignore-case") {
      const Path at(path, "equals-ignore-case");
      return check_text_operand("equals-ignore-case", operand.members()[0].value, at);
    }
    if (is_structure(operand)) {
      return refuse(operand, path, "'" + std::string(name) + "' takes a text", "");
    }
    if (name == "wildcard") check_wildcard(operand, path);
  }

  /// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
  void check_wildcard(const Node& operand, const Path& path) {
    const auto text = known_text(&operand);
    if (!text) return;
    for (std::size_t i = 0; i < text->size(); ++i) {
      const std::string_view pair = text->substr(i, 2);
      if (pair == "**") {
        return refuse(operand, path, "a wildcard does not stand beside another", "write one '*'");
      }
      if (pair.front() != '\\') continue;
      if (pair != "\\*" && pair != "\\\\") {
        return refuse(operand, path, "a backslash stands before '*' or another backslash",
                      "double the backslash");
      }
      ++i;
    }
  }

  void check_negation(const Node& operand, const Path& path) {
    if (operand.is(Kind::list)) return check_negated_values(operand, path);
    if (operand.is(Kind::boolean) || operand.is(Kind::null)) {
      return refuse(operand, path, "'anything-but' takes texts or numbers",
                    "name the value that fits instead");
    }
    if (!is_known_map(operand)) return;
    for (const Member& member : operand.members()) {
      const Path at(path, member.key());
      if (is_operator(member, negated_operators, at)) check_negated_operand(member, at);
    }
  }

  void check_negated_values(const Node& values, const Path& path) {
    const auto items = values.items();
    if (items.empty()) refuse(values, path, "'anything-but' needs a value", "");
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool is_value = items[i].is(Kind::string) || items[i].is(Kind::number);
      if (is_value || items[i].is_call()) continue;
      const Path at(path, i);
      refuse(items[i], at, "'anything-but' takes a list of texts or of numbers",
             "write an operator without the list, such as {anything-but: {prefix: a}}");
    }
  }

  /// A text or a list of texts.
  void check_negated_operand(const Member& member, const Path& path) {
    const std::string_view name = member.key();
    for_each_item(member.value, path, [&](const Node& text, const Path& at) {
      if (is_structure(text)) {
        return refuse(text, at, "'" + std::string(name) + "' takes a text, or a list of texts", "");
      }
      if (name == "wildcard") return check_wildcard(text, at);
      if (name != "equals-ignore-case" && known_text(&text) == "") {
        refuse(text, at, "'" + std::string(name) + "' needs a text that is not empty", "");
      }
    });
  }

  void check_comparison(const Node& operand, const Path& path) {
    const auto items = operand.items();
    if (!operand.is(Kind::list) || items.empty() || items.size() > 4 || items.size() % 2 != 0) {
      return refuse(operand, path,
                    "'numeric' takes a list of one comparison or two, each with its number",
                    "write one such as [\">\", 0, \"<=\", 5]");
    }
    bool are_right = true;
    for (std::size_t i = 0; i < items.size(); i += 2) {
      const bool is_right =
          is_sign(items[i], Path(path, i)) && is_comparable(items[i + 1], Path(path, i + 1));
      are_right = are_right && is_right;
    }
    if (are_right && items.size() == 4) check_range(operand, path);
  }

  bool is_sign(const Node& item, const Path& path) {
    const auto sign = known_text(&item);
    if (!sign || std::ranges::find(comparisons, *sign) != comparisons.end()) return true;
    refuse(item, path,
           "numbers are compared by =, <, <=, > and >=, not by '" + std::string(*sign) + "'", "");
    return false;
  }

  bool is_comparable(const Node& item, const Path& path) {
    const auto text = known_text(&item);
    const auto number = text ? number_in(*text) : std::nullopt;
    if (is_structure(item) || (text && !number)) {
      refuse(item, path, "a number is compared with a number", "");
      return false;
    }
    if (!number || (*number >= -largest_number && *number <= largest_number)) return true;
    refuse(item, path, "numbers are compared from -5000000000 to 5000000000", "");
    return false;
  }

  /// Two comparisons are a range, which is said from its lower end.
  void check_range(const Node& operand, const Path& path) {
    const auto items = operand.items();
    const auto from = known_text(&items[0]);
    const auto to = known_text(&items[2]);
    if ((from && !is_above(*from)) || (to && !is_below(*to))) {
      return refuse(operand, path, "a range of numbers begins with > or >=, then comes < or <=",
                    "write it as [\">\", 0, \"<=\", 5]");
    }
    const auto low = known_text(&items[1]);
    const auto high = known_text(&items[3]);
    if (low && high && *number_in(*low) >= *number_in(*high)) {
      refuse(operand, path, "the range of numbers has nothing in it",
             "write the smaller number first");
    }
  }

  Reporter& report_;
  PatternPart part_;
};

void check_pattern_text(const ServiceResource& resource, const Node& value, const Path& path,
                        PatternPart part) {
  const InnerJson inner = inner_json(value);
  if (!inner.problem.empty() && part != PatternPart::operators) {
    resource.context.report.error(
        codes::OT4691, value, path,
        part == PatternPart::whole ? "the pattern is not JSON" : "the filter is not JSON",
        "write it as a map");
  }
  if (inner.source == nullptr) return;
  check_inner_json(resource.context.report, *inner.source, value, path,
                   [part](Reporter& report, const Node& root, const Path& at) {
                     PatternCheck(report, part).check_fields(root, at);
                   });
}

/// The filters of a mapping or a pipe, whose fields rules judge.
void check_filters(const ServiceResource& resource, std::string_view way) {
  for_each_at(resource.properties, way, resource.path, [&](const Node& value, const Path& at) {
    check_event_pattern(resource, value, at, PatternPart::operators);
  });
}

}  // namespace

void check_event_pattern(const ServiceResource& resource, const Node& pattern, const Path& path,
                         PatternPart part) {
  for_each_case(pattern, path, [&](const Node& value, const Path& at) {
    if (value.is(Kind::map) && !value.is_call()) {
      PatternCheck(resource.context.report, part).check_fields(value, at);
    } else {
      check_pattern_text(resource, value, at, part);
    }
  });
}

void check_archive(const ServiceResource& resource) {
  const Node* pattern = find_value(&resource.properties, "EventPattern");
  if (pattern == nullptr) return;
  const Path path(resource.path, "EventPattern");
  check_event_pattern(resource, *pattern, path, PatternPart::whole);
}

void check_pipe(const ServiceResource& resource) {
  check_filters(resource, "SourceParameters/FilterCriteria/Filters/*/Pattern");
}

void check_filters_of_mapping(const ServiceResource& resource) {
  check_filters(resource, "FilterCriteria/Filters/*/Pattern");
}

void check_subscription(const ServiceResource& resource) {
  const Node* policy = find_value(&resource.properties, "FilterPolicy");
  if (policy == nullptr) return;
  const Path path(resource.path, "FilterPolicy");
  check_event_pattern(resource, *policy, path, PatternPart::policy);
}

}  // namespace omnitrack::validate
