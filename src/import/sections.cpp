#include "import/sections.hpp"

#include <algorithm>

#include "import/literals.hpp"
#include "import/parameter_names.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

// How a key of a parameter is given.
enum class Form { text, number, integer, json, list, flag, type };

struct ParameterKey {
  std::string_view key;
  std::string_view member;
  Form form;
};

// In the order of `ParameterProps`.
constexpr ParameterKey parameter_keys[] = {
    {"AllowedPattern", ".allowed_pattern = ", Form::text},
    {"AllowedValues", ".allowed_values = ", Form::list},
    {"ConstraintDescription", ".constraint_description = ", Form::text},
    {"Default", ".default_value = ", Form::json},
    {"Description", ".description = ", Form::text},
    {"MaxLength", ".max_length = ", Form::integer},
    {"MaxValue", ".max_value = ", Form::number},
    {"MinLength", ".min_length = ", Form::integer},
    {"MinValue", ".min_value = ", Form::number},
    {"NoEcho", ".no_echo = ", Form::flag},
    {"Type", ".type = ParameterType::", Form::type},
};

std::optional<Code> scalar_list(const tmpl::Node& value) {
  if (!value.is(Kind::list)) return std::nullopt;
  std::vector<Code> items;
  for (const tmpl::Node& each : value.items()) {
    if (!each.is_scalar()) return std::nullopt;
    items.push_back(json_literal(each));
  }
  return braces({}, std::move(items));
}

std::optional<Code> parameter_value(const tmpl::Node& value, Form form) {
  switch (form) {
    case Form::text:
      return scalar_literal(value, ElementKind::text);
    case Form::number:
      return scalar_literal(value, ElementKind::number);
    case Form::integer:
      return integer_literal(value);
    case Form::json:
      if (!value.is_scalar()) return std::nullopt;
      return json_literal(value);
    case Form::list:
      return scalar_list(value);
    case Form::flag:
      return scalar_literal(value, ElementKind::boolean);
    case Form::type: {
      const std::string_view type = parameter_type(value.text());
      if (type.empty()) return std::nullopt;
      return token(std::string(type));
    }
  }
  return std::nullopt;
}

// What does not have to be said.
bool is_default(const tmpl::Node& value, Form form) {
  return (form == Form::type && value.text() == "String") ||
         (form == Form::flag && value.text() == "false");
}

}  // namespace

void Sections::refuse(std::uint32_t begin, std::string path, std::string message,
                      std::string hint) {
  problems_.push_back({begin, std::move(path), std::move(message), std::move(hint)});
}

void Sections::check_keys(const tmpl::Node& value, const std::string& path,
                          std::initializer_list<std::string_view> known) {
  for (const tmpl::Member& each : value.members()) {
    if (std::ranges::find(known, each.key()) != known.end()) continue;
    refuse(each.key_begin, path, "no code says '" + std::string(each.key()) + "' here",
           "CloudFormation knows no such key; take it out");
  }
}

Statement Sections::begin(const tmpl::Member& member, const char* group) {
  return {.code = {}, .comments = comments_.take(member.key_begin), .group = group};
}

Statement Sections::statement(Element& element) {
  if (element.kind == Element::Kind::parameter) return parameter(element);
  return element.kind == Element::Kind::mapping ? mapping(element) : condition(element);
}

Statement Sections::parameter(Element& element) {
  const tmpl::Member& member = *element.member;
  Statement statement = begin(member, "Parameters");
  statement.element = &element;
  std::vector<Code> members{wrapped(".id = ", text_literal(element.id))};
  for (const ParameterKey& each : parameter_keys) {
    const tmpl::Node* value = member.value.find(each.key);
    if (value == nullptr || is_default(*value, each.form)) continue;
    std::optional<Code> code = parameter_value(*value, each.form);
    if (!code) {
      refuse(value->begin, "Parameters/" + std::string(element.id),
             "this is no " + std::string(each.key) + " of a parameter",
             "validate tells what it may be");
      continue;
    }
    members.push_back(wrapped(each.member, std::move(*code)));
  }
  check_keys(member.value, "Parameters/" + std::string(element.id),
             {"AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description",
              "MaxLength", "MaxValue", "MinLength", "MinValue", "NoEcho", "Type"});
  std::vector<std::string> rest = comments_.take_all(member.key_begin, member.value.end);
  statement.comments.insert(statement.comments.end(), rest.begin(), rest.end());
  statement.code = call("stack.add", {braces("ParameterProps", std::move(members))});
  element.is_defined = true;
  return statement;
}

Statement Sections::mapping(Element& element) {
  const tmpl::Member& member = *element.member;
  Statement statement = begin(member, "Mappings");
  statement.element = &element;
  if (!member.value.is(Kind::map) || tmpl::is_function_key(element.id)) {
    refuse(member.key_begin, "Mappings", "a mapping that a macro makes cannot be written as code",
           "write its keys and values out");
  }
  std::vector<Code> rows;
  for (const tmpl::Member& each : member.value.members()) {
    std::vector<std::string> comments = comments_.take(each.key_begin);
    rows.push_back(
        wrapped('{' + quoted(each.key()) + ", ", values_.json_property(each.value), "}"));
    rows.back().comments = std::move(comments);
  }
  Code table = rows.empty() ? token("Map<Json>::empty()") : braces({}, std::move(rows));
  statement.code =
      call("stack.add", {braces("MappingProps", {wrapped(".id = ", text_literal(element.id)),
                                                 wrapped(".table = ", std::move(table))})});
  element.is_defined = true;
  return statement;
}

Statement Sections::condition(Element& element) {
  const tmpl::Member& member = *element.member;
  Statement statement = begin(member, "Conditions");
  statement.element = &element;
  statement.code = call(
      "stack.add",
      {braces("ConditionProps", {wrapped(".id = ", text_literal(element.id)),
                                 wrapped(".expression = ", values_.condition(member.value))})});
  element.is_defined = true;
  return statement;
}

Statement Sections::rule(const tmpl::Member& rule) {
  const std::string path = "Rules/" + std::string(rule.key());
  Statement statement = begin(rule, "Rules");
  std::vector<Code> members{wrapped(".id = ", text_literal(rule.key()))};
  std::vector<Code> assertions;
  const tmpl::Node* given = rule.value.find("Assertions");
  if (given != nullptr) {
    for (const tmpl::Node& each : given->items()) {
      const tmpl::Node* asserted = each.find("Assert");
      check_keys(each, path, {"Assert", "AssertDescription"});
      if (asserted == nullptr) continue;
      std::vector<Code> assertion{wrapped(".expression = ", values_.condition(*asserted))};
      if (const tmpl::Node* text = each.find("AssertDescription")) {
        assertion.push_back(wrapped(".description = ", text_literal(text->text())));
      }
      assertions.push_back(braces({}, std::move(assertion)));
    }
  }
  if (assertions.empty()) {
    refuse(rule.key_begin, path, "the rule asserts nothing",
           "a rule has Assertions, each with an Assert");
  }
  members.push_back(wrapped(".assertions = ", braces({}, std::move(assertions))));
  if (const tmpl::Node* when = rule.value.find("RuleCondition")) {
    members.push_back(wrapped(".condition = ", values_.condition(*when)));
  }
  check_keys(rule.value, path, {"Assertions", "RuleCondition"});
  statement.code = call("stack.add", {braces("RuleProps", std::move(members))});
  return statement;
}

Statement Sections::output(const tmpl::Member& output) {
  const std::string path = "Outputs/" + std::string(output.key());
  Statement statement = begin(output, "Outputs");
  std::vector<Code> members{wrapped(".id = ", text_literal(output.key()))};
  if (const tmpl::Node* value = output.value.find("Value")) {
    members.push_back(wrapped(".value = ", values_.text(*value)));
  } else {
    refuse(output.key_begin, path, "the output has no Value");
  }
  if (const tmpl::Node* condition = output.value.find("Condition")) {
    const Element* named = plan_.use(meaning::Name::Of::condition, condition->text());
    if (named == nullptr) {
      refuse(condition->begin, path,
             "there is no condition '" + std::string(condition->text()) + "'");
    } else {
      members.push_back(wrapped(".condition = ", token(plan_.name(*named))));
    }
  }
  if (const tmpl::Node* description = output.value.find("Description")) {
    if (description->is_scalar()) {
      members.push_back(wrapped(".description = ", text_literal(description->text())));
    } else {
      refuse(description->begin, path, "the description is no text");
    }
  }
  if (const tmpl::Node* exported = output.value.find("Export")) {
    if (const tmpl::Node* name = exported->find("Name")) {
      members.push_back(wrapped(".export_name = ", values_.text(*name)));
    } else {
      refuse(exported->begin, path, "the export has no Name");
    }
  }
  check_keys(output.value, path, {"Condition", "Description", "Export", "Value"});
  std::vector<std::string> rest = comments_.take_all(output.key_begin, output.value.end);
  statement.comments.insert(statement.comments.end(), rest.begin(), rest.end());
  statement.code = call("stack.add", {braces("OutputProps", std::move(members))});
  return statement;
}

void Sections::transforms(const tmpl::Node& transform, std::vector<Statement>& statements) {
  const auto is_name = [](const tmpl::Node& each) { return each.is(Kind::string); };
  const bool are_names =
      transform.is(Kind::list)
          ? transform.count > 1 && std::ranges::all_of(transform.items(), is_name)
          : is_name(transform);
  if (!are_names) {
    statements.push_back(
        {.code = call("stack.set_section", {text_literal("Transform"), values_.json(transform)}),
         .group = "Transform"});
    return;
  }
  const auto add = [&](const tmpl::Node& each) {
    statements.push_back(
        {.code = call("stack.add_transform", {text_literal(each.text())}), .group = "Transform"});
  };
  if (is_name(transform)) add(transform);
  for (const tmpl::Node& each : transform.items()) add(each);
}

void Sections::version(const tmpl::Node* version, std::vector<Statement>& statements) {
  if (version != nullptr && version->text() == "2010-09-09") return;
  statements.push_back(
      {.code = call("stack.set_section",
                    {text_literal("AWSTemplateFormatVersion"),
                     version == nullptr ? token("no_value") : values_.json(*version)}),
       .group = "Transform"});
}

void Sections::metadata(const tmpl::Node& metadata, std::vector<Statement>& statements) {
  if (!metadata.is(Kind::map) || metadata.is_call()) {
    return refuse(metadata.begin, "Metadata", "this is no map of metadata");
  }
  for (const tmpl::Member& each : metadata.members()) {
    Statement statement = begin(each, "Metadata");
    statement.code =
        call("stack.add_metadata", {text_literal(each.key()), values_.json(each.value)});
    std::vector<std::string> rest = comments_.take_all(each.key_begin, each.value.end);
    statement.comments.insert(statement.comments.end(), rest.begin(), rest.end());
    statements.push_back(std::move(statement));
  }
}

Statement Sections::other(const tmpl::Member& section) {
  Statement statement = begin(section, "Sections");
  statement.code =
      call("stack.set_section", {text_literal(section.key()), values_.json(section.value)});
  return statement;
}

}  // namespace omnitrack::importing
