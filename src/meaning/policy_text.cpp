#include "meaning/policy_text.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "meaning/known.hpp"
#include "meaning/surroundings.hpp"
#include "support/letters.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using Write = std::function<std::string(const Node&)>;

std::span<const Node> as_list(const Node& value) {
  return value.is(Kind::list) ? value.items() : std::span(&value, 1);
}

std::string joined(const std::set<std::string>& texts) {
  std::string text = "{";
  for (const std::string& each : texts) text.append(each).append(1, ',');
  return text + '}';
}

/// The texts of the members that have a value, each as `text_of` says.
template <class TextOf>
std::set<std::string> texts_of_members(const Node& map, const TextOf& text_of) {
  std::set<std::string> texts;
  for (const Member& each : map.members()) {
    if (!is_no_value(each.value)) texts.insert(text_of(each));
  }
  return texts;
}

std::string values_text(const Node& values, const Write& write) {
  std::set<std::string> texts;
  for (const Node& each : as_list(values)) {
    if (!is_no_value(each)) texts.insert(write(each));
  }
  return joined(texts);
}

std::string actions_text(const Node& actions, const Write& write) {
  return values_text(actions, [&](const Node& each) { return support::to_lower(write(each)); });
}

/// Each key with the set of its values.
std::string map_of_values(const Node& map, const Write& write) {
  return joined(texts_of_members(map, [&](const Member& each) {
    return std::string(each.key()) + '=' + values_text(each.value, write);
  }));
}

/// The account that a principal is, by its number or by the ARN of its root; empty for another one.
std::string_view account_of(std::string_view principal) {
  constexpr std::string_view service = ":iam::";
  constexpr std::string_view root = ":root";
  if (principal.starts_with("arn:aws") && principal.ends_with(root)) {
    const std::size_t begin = principal.find(service);
    if (begin == std::string_view::npos) return {};
    principal.remove_suffix(root.size());
    principal.remove_prefix(begin + service.size());
  }
  return is_account_number(principal) ? principal : std::string_view();
}

// `"*"` and `{"AWS": "*"}` are everybody.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
std::string principal_text(const Node& principal, const Write& write) {
  if (principal.is_scalar() && principal.text() == "*") return "everybody";
  const Node* accounts = principal.find("AWS");
  if (accounts != nullptr && principal.count == 1 && as_list(*accounts).size() == 1 &&
      as_list(*accounts).front().text() == "*") {
    return "everybody";
  }
  if (!principal.is(Kind::map) || principal.is_call()) return write(principal);
  return map_of_values(principal, [&write](const Node& each) {
    const std::string_view account = account_of(known_text(&each).value_or(""));
    return account.empty() ? write(each) : std::string(account);
  });
}

/// The case of a condition key says nothing.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
std::string tests_text(const Node& keys, const Write& write) {
  return joined(texts_of_members(keys, [&](const Member& each) {
    return support::to_lower(each.key()) + '=' + values_text(each.value, write);
  }));
}

std::string condition_text(const Node& condition, const Write& write) {
  if (!condition.is(Kind::map) || condition.is_call()) return write(condition);
  return joined(texts_of_members(condition, [&](const Member& each) {
    const bool is_map = each.value.is(Kind::map) && !each.value.is_call();
    return std::string(each.key()) + '=' +
           (is_map ? tests_text(each.value, write) : write(each.value));
  }));
}

std::string element_text(const Member& element, const Write& write) {
  const std::string_view key = element.key();
  if (key == "Action" || key == "NotAction") return actions_text(element.value, write);
  if (key == "Resource" || key == "NotResource") return values_text(element.value, write);
  if (key == "Principal" || key == "NotPrincipal") return principal_text(element.value, write);
  if (key == "Condition") return condition_text(element.value, write);
  return write(element.value);
}

}  // namespace

std::string statement_text(const Node& statement, const Write& write) {
  if (!statement.is(Kind::map) || (statement.is_call() && statement.find("Effect") == nullptr)) {
    return write(statement);
  }
  return joined(texts_of_members(statement, [&](const Member& each) {
    return std::string(each.key()) + ':' + element_text(each, write);
  }));
}

std::string policy_text(const Node& document, const Write& write) {
  return "policy" + joined(texts_of_members(document, [&](const Member& each) {
           if (each.key() != "Statement") return std::string(each.key()) + ':' + write(each.value);
           return "Statement:" + values_text(each.value, [&](const Node& statement) {
                    return statement_text(statement, write);
                  });
         }));
}

}  // namespace omnitrack::meaning
