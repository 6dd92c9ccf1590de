#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/inner_json.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_case;
using meaning::for_each_item;
using meaning::known_text;
using meaning::may_be_rewritten;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::array<std::string_view, 3> document_keys{"Id", "Statement", "Version"};

/// Whether a text holds a policy variable such as `${aws:username}`. In an Fn::Sub it is written
/// `${!aws:username}`.
bool has_policy_variable(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at + 2)) {
    std::string_view name = text.substr(at + 2, text.find('}', at) - at - 2);
    if (name.starts_with('!')) name.remove_prefix(1);
    const std::size_t colon = name.find(':');
    if (colon != std::string_view::npos && !name.substr(colon).starts_with("::")) return true;
  }
  return false;
}

/// The first text below a value that holds a policy variable; null where there is none.
const Node* find_policy_variable(const Node& value) {
  if (value.is(Kind::string)) return has_policy_variable(value.text()) ? &value : nullptr;
  for (const Node& item : value.items()) {
    if (const Node* found = find_policy_variable(item)) return found;
  }
  for (const Member& member : value.members()) {
    if (const Node* found = find_policy_variable(member.value)) return found;
  }
  return nullptr;
}

void check_version(const PolicyScope& scope, const Node& document, const Path& path) {
  const Node* version = find_value(&document, "Version");
  if (version == nullptr && may_have_more(document)) return;
  const auto text = known_text(version);
  if (version != nullptr && !text) return;
  if (text == "2012-10-17") return;
  const Path at(path, "Version");
  if (text && *text != "2008-10-17") {
    scope.report.error(codes::OT4502, *version, at,
                       "'" + std::string(*text) + "' is not a version of the policy language",
                       "write '2012-10-17'");
    return;
  }
  const Node* statements = document.find("Statement");
  const Node* variable = statements == nullptr ? nullptr : find_policy_variable(*statements);
  if (variable != nullptr) {
    scope.report.warning(codes::OT4504, *variable, path,
                         "a policy variable is plain text in a policy of version 2008-10-17",
                         "write 'Version: \"2012-10-17\"' in this policy");
  } else if (text) {
    scope.report.info(codes::OT4503, *version, at, "'2008-10-17' is the old policy language",
                      "write '2012-10-17'");
  }
}

void check_statements(const PolicyScope& scope, const Node& statements, const Path& path) {
  Sids sids;
  for_each_case(statements, path, [&](const Node& one, const Path& at) {
    if (one.is_call() || one.is(Kind::null)) return;
    if (one.is_scalar()) {
      scope.report.error(codes::OT4501, one, at, "a statement is a map with 'Effect', not a text");
      return;
    }
    if (one.is(Kind::map)) {
      check_policy_statement(scope, one, at, sids);
      return;
    }
    if (one.items().empty()) {
      scope.report.warning(codes::OT4529, one, at, "a policy without a statement has no effect");
    }
    for_each_item(one, at, [&](const Node& item, const Path& item_path) {
      if (item.is_call() || item.is(Kind::null)) return;
      if (!item.is(Kind::map)) {
        scope.report.error(codes::OT4501, item, item_path, "a statement is a map with 'Effect'");
        return;
      }
      check_policy_statement(scope, item, item_path, sids);
    });
  });
}

void check_map(const PolicyScope& scope, const Node& document, const Path& path) {
  for (const Member& member : document.members()) {
    const std::string_view key = member.key();
    if (std::ranges::find(document_keys, key) != document_keys.end()) continue;
    if (key.starts_with("Fn::")) continue;
    const Path at(path, key);
    scope.report.error_at_key(codes::OT4505, member, at,
                              "a policy has no '" + std::string(key) + "'",
                              did_you_mean(key, document_keys));
  }
  check_version(scope, document, path);
  const Node* statements = find_value(&document, "Statement");
  if (statements != nullptr) {
    const Path at(path, "Statement");
    check_statements(scope, *statements, at);
  } else if (!may_have_more(document)) {
    scope.report.error(codes::OT4501, document, path, "a policy needs a 'Statement'");
  }
}

void check_text(const PolicyScope& scope, const Node& text_node, const Path& path) {
  const auto text = known_text(&text_node);
  // An empty text is no policy, which is what some tools write for none.
  if (text && (text->empty() || text->find("${") != std::string_view::npos)) return;
  const InnerJson inner = inner_json(text_node);
  if (!inner.problem.empty()) {
    scope.report.error(codes::OT4530, text_node, path,
                       "the policy is not JSON text: " + inner.problem);
  }
  if (inner.source == nullptr) return;
  check_inner_json(scope.report, *inner.source, text_node, path,
                   [&scope](Reporter& report, const Node& root, const Path& at) {
                     check_policy_document({scope.index, report, scope.rules}, root, at);
                   });
}

}  // namespace

void check_policy_document(const PolicyScope& scope, const Node& document, const Path& path) {
  if (document.calls(tmpl::Function::sub) || document.calls(tmpl::Function::join)) {
    return check_text(scope, document, path);
  }
  if (document.is_call() || document.is(Kind::null) || may_be_rewritten(document)) return;
  if (document.is(Kind::map)) {
    check_map(scope, document, path);
  } else if (document.is(Kind::string)) {
    check_text(scope, document, path);
  } else {
    scope.report.error(codes::OT4501, document, path, "a policy is a map with a 'Statement'");
  }
}

}  // namespace omnitrack::validate
