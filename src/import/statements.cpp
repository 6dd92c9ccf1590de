#include "import/statements.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "import/construct_props.hpp"
#include "meaning/canonical.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr std::string_view policy_version = "2012-10-17";

bool is_word_of_policy(const tmpl::Node& value) { return is_some_text(&value) || is_later(value); }

// One text or several, of which each is written as it is.
bool are_words_of_policy(const tmpl::Node& value) {
  if (!value.is(Kind::list)) return is_word_of_policy(value);
  return value.count > 0 && std::ranges::all_of(value.items(), is_word_of_policy);
}

bool is_who(const tmpl::Node& principal) {
  if (is_text(&principal, "*")) return true;
  return principal.count > 0 && !principal.is_call() &&
         has_only(principal, {"AWS", "Federated", "Service"}) &&
         std::ranges::all_of(principal.members(), [](const tmpl::Member& each) {
           return are_words_of_policy(each.value);
         });
}

bool is_statement(const tmpl::Node& statement) {
  if (statement.is_call() ||
      !has_only(statement, {"Action", "Condition", "Effect", "NotAction", "NotResource",
                            "Principal", "Resource", "Sid"})) {
    return false;
  }
  const tmpl::Node* action = statement.find("Action");
  const tmpl::Node* no_action = statement.find("NotAction");
  const tmpl::Node* resource = statement.find("Resource");
  const tmpl::Node* no_resource = statement.find("NotResource");
  const tmpl::Node* condition = statement.find("Condition");
  const tmpl::Node* effect = statement.find("Effect");
  const tmpl::Node* principal = statement.find("Principal");
  const tmpl::Node* sid = statement.find("Sid");
  const auto is_one_of = [](const tmpl::Node* these, const tmpl::Node* others) {
    return (these == nullptr) != (others == nullptr) &&
           are_words_of_policy(these != nullptr ? *these : *others);
  };
  return is_one_of(action, no_action) && is_one_of(resource, no_resource) &&
         (is_text(effect, "Allow") || is_text(effect, "Deny")) &&
         (principal == nullptr || is_who(*principal)) &&
         (condition == nullptr ||
          (condition->is(Kind::map) && !condition->is_call() && condition->count > 0)) &&
         (sid == nullptr || is_some_text(sid));
}

std::span<const tmpl::Node> statements_in(const tmpl::Node& document) {
  const tmpl::Node& statements = *document.find("Statement");
  return statements.is(Kind::list) ? statements.items() : std::span(&statements, 1);
}

// What is alike in statements that the library makes one of: all but what they are about to do.
std::string all_but_actions(const tmpl::Node& statement) {
  std::string text;
  for (const std::string_view key :
       {"Condition", "Effect", "NotResource", "Principal", "Resource", "Sid"}) {
    if (const tmpl::Node* value = statement.find(key)) text += meaning::canonical_text(*value, {});
    text += '\n';
  }
  return text;
}

Code words_of_policy(const tmpl::Node& value, Values& values) {
  if (!value.is(Kind::list)) return braces({}, {values.text(value)});
  std::vector<Code> all;
  for (const tmpl::Node& each : value.items()) all.push_back(values.text(each));
  return braces({}, std::move(all));
}

Code these_or_all_but(const tmpl::Node* these, const tmpl::Node* others, Values& values) {
  if (these != nullptr) return words_of_policy(*these, values);
  return call("PolicyElement::all_but", {words_of_policy(*others, values)});
}

Code who(const tmpl::Node& principal, Values& values) {
  if (principal.is(Kind::string)) return token("PolicyPrincipal::anyone()");
  std::vector<Code> all;
  for (const tmpl::Member& each : principal.members()) {
    const std::string function = each.key() == "AWS"       ? "PolicyPrincipal::aws"
                                 : each.key() == "Service" ? "PolicyPrincipal::service"
                                                           : "PolicyPrincipal::federated";
    if (!each.value.is(Kind::list)) {
      all.push_back(call(function, {values.text(each.value)}));
      continue;
    }
    for (const tmpl::Node& name : each.value.items())
      all.push_back(call(function, {values.text(name)}));
  }
  return all.size() == 1 ? std::move(all[0]) : braces({}, std::move(all));
}

Code statement_code(const tmpl::Node& statement, Values& values, Comments& comments) {
  std::vector<Code> members;
  std::vector<std::string> above = comments.take(statement.begin);
  members.push_back(wrapped(".actions = ", these_or_all_but(statement.find("Action"),
                                                            statement.find("NotAction"), values)));
  if (const tmpl::Node* condition = statement.find("Condition")) {
    members.push_back(wrapped(".conditions = ", braces({}, values.json_entries(*condition))));
  }
  if (statement.find("Effect")->text() == "Deny")
    members.push_back(token(".effect = Effect::deny"));
  if (const tmpl::Node* principal = statement.find("Principal")) {
    members.push_back(wrapped(".principals = ", who(*principal, values)));
  }
  members.push_back(
      wrapped(".resources = ",
              these_or_all_but(statement.find("Resource"), statement.find("NotResource"), values)));
  if (const tmpl::Node* sid = statement.find("Sid")) {
    members.push_back(wrapped(".sid = ", text_literal(sid->text())));
  }
  Code code = braces({}, std::move(members));
  code.comments = std::move(above);
  return code;
}

}  // namespace

bool is_policy_document(const tmpl::Node* document) {
  if (document == nullptr || document->is_call() ||
      !has_only(*document, {"Statement", "Version"}) || document->find("Statement") == nullptr ||
      !is_text(document->find("Version"), policy_version)) {
    return false;
  }
  const auto statements = statements_in(*document);
  if (statements.empty() || !std::ranges::all_of(statements, is_statement)) return false;
  std::unordered_set<std::string> seen;
  return std::ranges::all_of(statements, [&seen](const tmpl::Node& each) {
    return each.find("Action") == nullptr || seen.insert(all_but_actions(each)).second;
  });
}

std::vector<Code> policy_statements(const tmpl::Node& document, Values& values,
                                    Comments& comments) {
  std::vector<Code> all;
  for (const tmpl::Node& each : statements_in(document)) {
    all.push_back(statement_code(each, values, comments));
  }
  return all;
}

}  // namespace omnitrack::importing
