#include "diff/security/statements.hpp"

#include <algorithm>

#include "meaning/canonical.hpp"
#include "meaning/json_in_text.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

using meaning::any_text;
using meaning::canonical_text;
using meaning::Symbols;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

void make_lower(Symbols& symbols) {
  for (char32_t& each : symbols) {
    if (each < 0x80) each = static_cast<unsigned char>(support::to_lower(static_cast<char>(each)));
  }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
bool takes_wildcards(std::string_view operation) {
  return operation.find("like") != std::string_view::npos ||
         operation.find("arn") != std::string_view::npos;
}

// Whoever reaches a file system does so by its mount targets, as its default policy has it, too.
// https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
bool holds_anyway(std::string_view operation, const Member& key) {
  return operation.starts_with("bool") && meaning::known_boolean(&key.value) == true &&
         support::to_lower(key.key()) == "elasticfilesystem:accessedviamounttarget";
}

}  // namespace

Symbols symbols_of(std::string_view text) {
  Symbols symbols;
  for (const char c : text) symbols += static_cast<unsigned char>(c);
  return symbols;
}

Pattern everything() { return {.symbols = Symbols(1, any_text), .shown = "*"}; }

Pattern action_pattern(std::string_view action) {
  Pattern pattern{.symbols = symbols_of(action), .shown = std::string(action)};
  std::ranges::replace(pattern.symbols, U'*', any_text);
  make_lower(pattern.symbols);
  return pattern;
}

// `123456789012` and `arn:aws:iam::123456789012:root` are the account, with all that is in it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
Pattern principal_pattern(std::string_view kind, Pattern value) {
  if (kind == "AWS") {
    static const Symbols iam = symbols_of("arn:aws:iam::");
    static const Symbols root = symbols_of(":root");
    if (value.shown == "*") return everything();
    const bool is_account =
        (value.symbols.size() == 12 &&
         std::ranges::all_of(value.symbols, [](char32_t c) { return c >= U'0' && c <= U'9'; })) ||
        value.shown == "${AWS::AccountId}";
    if (is_account) {
      value.symbols = iam + value.symbols + Symbols{U':', any_text};
    } else if (value.symbols.starts_with(iam) && value.symbols.ends_with(root)) {
      value.symbols.resize(value.symbols.size() - root.size());
      value.symbols += Symbols{U':', any_text};
      value.shown = value.shown.substr(0, value.shown.size() - root.size());
      value.shown = value.shown.substr(value.shown.rfind(':') + 1);
      if (value.shown.ends_with("AccountId}")) value.shown = "${AWS::AccountId}";
    }
  }
  value.symbols = symbols_of(kind) + Symbols(1, U' ') + value.symbols;
  value.shown = std::string(kind) + ' ' + value.shown;
  return value;
}

void PolicyReader::read(const ResourceEntry& entry, const Node& document, Grants& grants) const {
  const Node* settled = reader_.settle(&document);
  if (settled == nullptr) return;
  if (settled->calls(Function::to_json_string)) settled = &settled->argument();
  if (settled->is(Kind::string) || meaning::is_text_expression(*settled)) {
    read_text(entry, *settled, grants);
  } else if (settled->is_call() || meaning::may_be_rewritten(*settled)) {
    add_unread_part(entry, *settled, grants);
  } else {
    read_statements(entry, *settled, nullptr, grants);
  }
}

void PolicyReader::read_text(const ResourceEntry& entry, const Node& text, Grants& grants) const {
  auto source = meaning::json_in_text(text);
  if (source == nullptr) return add_unread_part(entry, text, grants);
  read_statements(entry, source->root(), &text, grants);
  texts_.push_back(std::move(source));
}

void PolicyReader::read_statements(const ResourceEntry& entry, const Node& document, const Node* at,
                                   Grants& grants) const {
  const Node* statements = document.find("Statement");
  const std::size_t count = statements == nullptr ? 0 : statements->items().size();
  if (count > grants.statements.size()) grants.statements.reserve(grants.statements.size() + count);
  reader_.for_each_item(statements, [&](const Node& statement) {
    const std::size_t before = grants.statements.size();
    read_statement(entry, statement, at == nullptr ? statement : *at, grants);
    if (grants.statements.size() > before) grants.statements.back().document = &document;
  });
}

void PolicyReader::read_statement(const ResourceEntry& entry, const Node& statement, const Node& at,
                                  Grants& grants) const {
  const auto effect = reader_.text(reader_.find(&statement, "Effect"));
  if (!statement.is(Kind::map) || statement.is_call() || !effect) {
    return add_unread_part(entry, statement, grants);
  }
  Statement read{.allows = *effect == "Allow", .in = &entry, .at = &at};
  const auto element = [&](std::string_view name, std::string_view negation, const auto& names,
                           Names& into) {
    if (const Node* value = reader_.find(&statement, name)) {
      into = names(value);
    } else if (const Node* negated = reader_.find(&statement, negation)) {
      into = names(negated);
      into.is_negated = true;
    } else {
      into.patterns.push_back(everything());
    }
  };
  element(
      "Principal", "NotPrincipal", [this](const Node* v) { return principals(v); }, read.who);
  element(
      "Action", "NotAction", [this](const Node* v) { return actions(v); }, read.what);
  element(
      "Resource", "NotResource", [this](const Node* v) { return names(v, Wildcards::stars); },
      read.where);
  if (const Node* condition = reader_.find(&statement, "Condition")) {
    if (condition->is_call()) {
      const std::string words = reader_.unknown_part(*condition);
      read.tests.push_back({.operation = "?",
                            .key = words,
                            .shown = words,
                            .values = {reader_.pattern(*condition, Wildcards::none)}});
    } else {
      add_tests(*condition, read.tests);
    }
  }
  grants.statements.push_back(std::move(read));
}

void PolicyReader::add_tests(const Node& condition, std::vector<Test>& tests) const {
  for (const Member& operation : condition.members()) {
    const Node* keys = reader_.settle(&operation.value);
    if (keys == nullptr) continue;
    const std::string name = support::to_lower(operation.key());
    for (const Member& key : keys->members()) {
      if (holds_anyway(name, key)) continue;
      tests.push_back(
          {.operation = name,
           .key = support::to_lower(key.key()),
           .shown = std::string(key.key()),
           .values = names(&key.value, takes_wildcards(name) ? Wildcards::stars : Wildcards::none)
                         .patterns});
    }
  }
}

Names PolicyReader::names(const Node* value, Wildcards wildcards) const {
  Names names;
  reader_.for_each_item(
      value, [&](const Node& each) { names.patterns.push_back(reader_.pattern(each, wildcards)); });
  return names;
}

Names PolicyReader::actions(const Node* value) const {
  Names actions = names(value, Wildcards::stars);
  for (Pattern& each : actions.patterns) make_lower(each.symbols);
  return actions;
}

Names PolicyReader::principals(const Node* value) const {
  Names who;
  const Node* settled = reader_.settle(value);
  if (settled == nullptr) return who;
  if (!settled->is(Kind::map) || settled->is_call()) {
    Pattern pattern = reader_.pattern(*settled, Wildcards::none);
    who.patterns.push_back(principal_pattern("AWS", std::move(pattern)));
    return who;
  }
  for (const Member& kind : settled->members()) {
    for (Pattern& each : names(&kind.value, Wildcards::none).patterns) {
      who.patterns.push_back(principal_pattern(kind.key(), std::move(each)));
    }
  }
  return who;
}

void PolicyReader::add_unread_part(const ResourceEntry& entry, const Node& value,
                                   Grants& grants) const {
  std::string key = canonical_text(value, {});
  if (reader_.side().is_moved(value)) key += '\'';
  std::string words = reader_.unknown_part(value);
  if (words.empty()) words = "a text that is put together at deployment";
  grants.unread_parts.push_back(
      {.key = std::move(key), .words = std::move(words), .in = &entry, .at = &value});
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-permission.html
bool PolicyReader::read_permission(const ResourceEntry& entry, Grants& grants) const {
  const bool is_function = entry.type_name == "AWS::Lambda::Permission";
  const bool is_layer = entry.type_name == "AWS::Lambda::LayerVersionPermission";
  const bool is_bus = entry.type_name == "AWS::Events::EventBusPolicy";
  if ((!is_function && !is_layer && !is_bus) || entry.properties == nullptr) return false;
  const Node* statement = reader_.find(entry.properties, "Statement");
  if (is_bus && statement != nullptr) {
    read_statement(entry, *statement, *statement, grants);
    return true;
  }
  const Node* principal = reader_.find(entry.properties, "Principal");
  if (principal == nullptr) return true;
  Statement read{.in = &entry, .at = principal};
  Pattern who = reader_.pattern(*principal, Wildcards::none);
  const bool is_service = who.shown.find(".amazonaws.") != std::string::npos ||
                          who.shown.find("URLSuffix") != std::string::npos;
  read.who.patterns.push_back(principal_pattern(is_service ? "Service" : "AWS", std::move(who)));
  read.what = actions(reader_.find(entry.properties, "Action"));
  read.where.patterns.push_back(everything());
  const auto add_test = [&](std::string_view property, std::string_view operation,
                            std::string_view key) {
    const Node* value = reader_.find(entry.properties, property);
    if (value == nullptr) return;
    read.tests.push_back(
        {.operation = std::string(operation),
         .key = support::to_lower(key),
         .shown = std::string(key),
         .values = {reader_.pattern(
             *value, takes_wildcards(operation) ? Wildcards::stars : Wildcards::none)}});
  };
  add_test("SourceArn", "arnlike", "aws:SourceArn");
  add_test("SourceAccount", "stringequals", "aws:SourceAccount");
  add_test("PrincipalOrgID", "stringequals", "aws:PrincipalOrgID");
  add_test("OrganizationId", "stringequals", "aws:PrincipalOrgID");
  add_test("FunctionUrlAuthType", "stringequals", "lambda:FunctionUrlAuthType");
  add_test("InvokedViaFunctionUrl", "bool", "lambda:InvokedViaFunctionUrl");
  add_test("EventSourceToken", "stringequals", "lambda:EventSourceToken");
  if (is_bus) add_test("Condition", "?", "the condition");
  grants.statements.push_back(std::move(read));
  return true;
}

}  // namespace omnitrack::diff
