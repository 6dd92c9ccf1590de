#include "import/live/answers.hpp"

#include <algorithm>

#include "import/live/live_template.hpp"
#include "import/live/renaming.hpp"

namespace omnitrack::importing {

using schema::DescribedBy;
using tmpl::Kind;

namespace {

void collect(const tmpl::Node& here, std::string_view path, std::vector<Found>& found) {
  if (path.empty()) {
    found.push_back({here.begin, Json::of_node(here)});
    return;
  }
  const std::size_t slash = path.find('/');
  const std::string_view step = path.substr(0, slash);
  const std::string_view rest = slash == std::string_view::npos ? "" : path.substr(slash + 1);
  if (step == "*") {
    for (const tmpl::Node& each : here.items()) collect(each, rest, found);
  } else if (const tmpl::Node* next = here.find(step)) {
    collect(*next, rest, found);
  }
}

std::vector<std::string_view> parts_of(std::string_view identifier) {
  std::vector<std::string_view> parts;
  for (std::size_t bar = 0; bar != std::string_view::npos;) {
    bar = identifier.find('|');
    parts.push_back(identifier.substr(0, bar));
    if (bar != std::string_view::npos) identifier.remove_prefix(bar + 1);
  }
  return parts;
}

}  // namespace

std::vector<Found> found_at(const tmpl::Node& root, std::string_view path) {
  std::vector<Found> found;
  collect(root, path, found);
  return found;
}

bool has_marks(const DescribedBy& described, const Json& value) {
  for (std::uint32_t i = 0; i < described.marks.size(); ++i) {
    if (value.find(described.marks[i]) == nullptr) return false;
  }
  return described.marks.size() > 0 && value.is(Kind::map);
}

std::string stack_of(const Json& told) {
  constexpr std::string_view tag = "aws:cloudformation:stack-name";
  if (const Json* found = told.find(tag); found != nullptr && found->is_text()) return found->text;
  const Json* key = told.find("Key");
  const Json* value = told.find("Value");
  if (key != nullptr && value != nullptr && key->text == tag) return value->text;
  for (const JsonMember& each : told.members) {
    if (std::string stack = stack_of(each.value); !stack.empty()) return stack;
  }
  for (const Json& each : told.items) {
    if (std::string stack = stack_of(each); !stack.empty()) return stack;
  }
  return {};
}

void note_identifier(LiveResource& resource) {
  if (resource.identifier.empty()) return;
  const std::vector<std::string_view> parts = parts_of(resource.identifier);
  if (parts.size() != resource.type.identifier_count()) return;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    const std::string name(resource.type.identifier(i));
    const auto property = resource.type.shape().find(name);
    if (property && !property->is_read_only()) {
      if (resource.properties.find(name) == nullptr) {
        resource.properties.members.insert(resource.properties.members.begin(),
                                           {name, Json::of_text(parts[i])});
      }
    } else {
      resource.attributes[name] = parts[i];
    }
  }
}

std::optional<std::vector<std::string>> words_of(std::string_view call,
                                                 const LiveResource& resource) {
  std::vector<std::string> words;
  while (!call.empty()) {
    const std::size_t space = std::min(call.find(' '), call.size());
    std::string word(call.substr(0, space));
    call.remove_prefix(std::min(space + 1, call.size()));
    if (word == "{}") {
      word = resource.identifier;
    } else if (word.starts_with('{')) {
      const auto found = resource.attributes.find(word.substr(1, word.size() - 2));
      if (found == resource.attributes.end()) return std::nullopt;
      word = found->second;
    }
    words.push_back(std::move(word));
  }
  return words;
}

void fit_into(const DescribedBy& described, const std::vector<Found>& found,
              LiveResource& resource) {
  if (found.empty()) return;
  const bool is_list = described.at.find('*') != std::string_view::npos;
  Json value = is_list ? Json::of_list() : found.front().value;
  for (std::size_t i = 0; is_list && i < found.size(); ++i) value.items.push_back(found[i].value);
  rename_as(described, value);
  Json told = Json::of_map();
  made_at(told, described.into) = std::move(value);
  fit(told, true, resource);
}

void fit_first(const DescribedBy& described, const std::vector<Found>& found,
               LiveResource& resource) {
  resource.beyond = described.beyond;
  const LiveResource empty = resource;
  for (const Found& each : found) {
    Json renamed = each.value;
    rename_as(described, renamed);
    resource = empty;
    fit(renamed, true, resource);
    const auto name = identifying_text(resource, resource.type.identifier(0));
    if (!name || *name == resource.identifier) return;
  }
}

}  // namespace omnitrack::importing
