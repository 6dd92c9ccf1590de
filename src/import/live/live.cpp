#include "import/live/live.hpp"

#include <algorithm>
#include <map>

#include "import/live/answers.hpp"
#include "import/live/linking.hpp"
#include "import/live/live_template.hpp"
#include "import/live/renaming.hpp"
#include "schema/facts.hpp"
#include "support/edit_distance.hpp"
#include "support/quoted.hpp"
#include "template/parse.hpp"

namespace omnitrack::importing {

using schema::DescribedBy;
using support::quoted;
using tmpl::Kind;

struct LiveReader::Source {
  const tmpl::Template* text = nullptr;  // null of a resource that was asked for
  std::string name;
  std::string type_name = {};
  std::string identifier = {};
};

void LiveReader::refuse(const Source& source, std::uint32_t begin, std::string path,
                        std::string message, std::string hint) {
  const tmpl::Place place = source.text == nullptr ? tmpl::Place() : source.text->place(begin);
  stack_.problems.push_back(
      {source.name, place, std::move(path), std::move(message), std::move(hint)});
}

std::optional<schema::ResourceType> LiveReader::type_of(const Source& source, std::uint32_t begin,
                                                        const std::string& name) {
  const auto type = schema::find_type(name);
  if (!type) {
    std::string hint = support::did_you_mean(name, schema::type_names());
    if (hint.empty()) hint = "custom resources and modules cannot be imported";
    refuse(source, begin, {}, "CloudFormation's specification has no type " + quoted(name),
           std::move(hint));
  } else if (type->identifier_count() == 0) {
    refuse(source, begin, {}, "CloudFormation cannot import an " + quoted(name),
           "no property of it identifies it");
    return std::nullopt;
  }
  return type;
}

void LiveReader::add(const Source& source, std::uint32_t begin, LiveResource resource,
                     const Json& told) {
  const std::string path(resource.type.name());
  if (const std::string stack = stack_of(told); !stack.empty()) {
    refuse(source, begin, path,
           "it is part of the stack " + quoted(stack) +
               ", and CloudFormation imports nothing that a stack has",
           "take it out of there first, kept by a DeletionPolicy of Retain");
    return;
  }
  note_identifier(resource);
  for (std::uint32_t i = 0; i < resource.type.identifier_count(); ++i) {
    const std::string name(resource.type.identifier(i));
    if (identifying_text(resource, name)) continue;
    refuse(source, begin, path, "the answer does not tell its " + name + ", which identifies it",
           "name it, so that AWS is asked: " + path + "=IDENTIFIER");
    return;
  }
  const auto is_same = [&resource](const LiveResource& other) {
    return other.type == resource.type && identifier_of(other) == identifier_of(resource);
  };
  if (std::ranges::none_of(stack_.resources, is_same)) {
    stack_.resources.push_back(std::move(resource));
  }
}

void LiveReader::read(const std::string& file, std::string text) {
  tmpl::Template source(file, std::move(text));
  const std::vector<tmpl::TextProblem> problems = tmpl::parse(source);
  const Source from{.text = &source, .name = file};
  for (const tmpl::TextProblem& each : problems) {
    refuse(from, each.begin, {}, each.message, each.hint);
  }
  if (!problems.empty()) return;
  const tmpl::Node& root = source.root();
  if (const tmpl::Node* description = root.find("ResourceDescription")) {
    read_cloud_control(from, *description);
  } else if (root.find("ResourceDescriptions") != nullptr) {
    refuse(from, root.begin, {}, "list-resources may tell only a part of the properties",
           "take what get-resource prints of each resource");
  } else if (!read_described(from)) {
    refuse(from, root.begin, {}, "no call of the AWS CLI that is known here prints this",
           "take what 'aws cloudcontrol get-resource' prints, or name the resource: "
           "TYPE=IDENTIFIER");
  }
}

void LiveReader::read_cloud_control(const Source& source, const tmpl::Node& description) {
  const tmpl::Node* type_name = source.text->root().find("TypeName");
  const tmpl::Node* identifier = description.find("Identifier");
  const tmpl::Node* properties = description.find("Properties");
  const Json told = properties == nullptr ? Json() : json_in(properties->text());
  if (!told.is(Kind::map)) {
    refuse(source, description.begin, "ResourceDescription",
           "it has no Properties that are a text of JSON",
           "take what 'aws cloudcontrol get-resource' prints as it is");
    return;
  }
  const std::string name(type_name == nullptr ? source.type_name : type_name->text());
  const std::uint32_t begin = type_name == nullptr ? description.begin : type_name->begin;
  const auto type = type_of(source, begin, name);
  if (!type) return;
  LiveResource resource{.type = *type,
                        .identifier = std::string(identifier == nullptr ? "" : identifier->text())};
  fit(told, false, resource);
  add(source, description.begin, std::move(resource), told);
}

bool LiveReader::read_described(const Source& source) {
  const tmpl::Node& root = source.text->root();
  for (std::uint32_t i = 0; i < schema::type_count(); ++i) {
    const schema::ResourceType type = schema::type(i);
    for (const DescribedBy described : schema::facts_of<DescribedBy>(type.name())) {
      if (!described.into.empty()) continue;
      const std::vector<Found> found = found_at(root, described.at);
      if (found.empty() || !has_marks(described, found.front().value)) continue;
      for (const Found& each : found) {
        LiveResource resource{.type = type, .beyond = std::string(described.beyond)};
        Json renamed = each.value;
        rename_as(described, renamed);
        fit(renamed, true, resource);
        for (const DescribedBy more : schema::facts_of<DescribedBy>(type.name())) {
          if (more.into.empty() || more.call != described.call) continue;
          fit_into(more, found_at(root, more.at), resource);
        }
        add(source, each.begin, std::move(resource), Json::of_node(root));
      }
      return true;
    }
  }
  return false;
}

void LiveReader::ask(const std::string& type_name, const std::string& identifier,
                     const AskAws& ask) {
  Source source{
      .name = type_name + '=' + identifier, .type_name = type_name, .identifier = identifier};
  const auto type = type_of(source, 0, type_name);
  if (!type) return;
  const bool is_described = !schema::facts_of<DescribedBy>(type_name).empty();
  const std::optional<std::string> answer =
      ask({"cloudcontrol", "get-resource", "--type-name", type_name, "--identifier", identifier},
          !is_described);
  if (!answer) {
    ask_described(source, ask);
    return;
  }
  tmpl::Template text(source.name, *answer);
  const bool is_read = tmpl::parse_json(text).empty();
  const tmpl::Node* description = is_read ? text.root().find("ResourceDescription") : nullptr;
  if (description == nullptr) {
    refuse(source, 0, {}, "the answer of the AWS CLI has no ResourceDescription", {});
    return;
  }
  source.text = &text;
  read_cloud_control(source, *description);
}

void LiveReader::ask_described(const Source& source, const AskAws& ask) {
  LiveResource resource{.type = *schema::find_type(source.type_name),
                        .identifier = source.identifier};
  Json all = Json::of_list();
  std::map<std::vector<std::string>, std::string> answers;  // several facts read one call
  bool is_first = true;
  for (const DescribedBy described : schema::facts_of<DescribedBy>(source.type_name)) {
    // A second call that tells of the resource itself tells nothing more.
    if (described.into.empty() != is_first) continue;
    const auto words = words_of(described.call, resource);
    if (!words) continue;
    if (!answers.contains(*words)) answers[*words] = ask(*words, is_first).value_or(std::string());
    const std::string& answer = answers[*words];
    tmpl::Template text(source.name, answer.empty() ? "{}" : answer);
    if (!tmpl::parse_json(text).empty()) continue;
    all.items.push_back(Json::of_node(text.root()));
    const std::vector<Found> found = found_at(text.root(), described.at);
    if (!is_first) {
      fit_into(described, found, resource);
      continue;
    }
    if (found.empty()) {
      refuse(source, 0, {}, "AWS has no such resource", {});
      return;
    }
    fit_first(described, found, resource);
    is_first = false;
  }
  add(source, 0, std::move(resource), all);
}

LiveStack LiveReader::take() {
  name_resources(stack_.resources);
  for (LiveResource& each : stack_.resources) {
    for (LiveParameter& parameter : ask_for(each))
      stack_.parameters.push_back(std::move(parameter));
  }
  link(stack_.resources);
  stack_.template_text = live_template(stack_);
  stack_.resources_to_import = resources_to_import(stack_.resources);
  return std::move(stack_);
}

}  // namespace omnitrack::importing
