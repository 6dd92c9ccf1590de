#include "import/live/renaming.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

struct Halves {
  std::string_view first;
  std::string_view second;
  bool is_split = false;
};

// A text before and behind a mark.
Halves split_at(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, at), text.substr(at + mark.size()), true};
}

void collect(const Json& here, std::string_view path, std::vector<const Json*>& found) {
  if (path.empty()) {
    found.push_back(&here);
    return;
  }
  const Halves step = split_at(path, "/");
  if (step.first == "*") {
    for (const Json& each : here.items) collect(each, step.second, found);
  } else if (const Json* next = here.find(step.first)) {
    collect(*next, step.second, found);
  }
}

void erase_at(Json& here, std::string_view path) {
  const Halves step = split_at(path, "/");
  if (step.first == "*") {
    for (Json& each : here.items) erase_at(each, step.second);
  } else if (!step.is_split) {
    here.erase(path);
  } else if (Json* next = here.find(step.first)) {
    erase_at(*next, step.second);
  }
}

Json literal(std::string_view text) {
  const bool is_word = text == "true" || text == "false";
  return {.kind = is_word ? Kind::boolean : Kind::string, .text = std::string(text)};
}

void add_scalars(const Json& of, Json& to) {
  for (const JsonMember& each : of.members) {
    if (each.value.is_scalar()) to.at(each.key) = each.value;
  }
}

// Each value at a path, with the scalars of the items around it.
void spread(const Json& here, std::string_view path, const Json& around, Json& into) {
  if (path.empty()) {
    into.items.push_back(around);
    for (const JsonMember& each : here.members) into.items.back().at(each.key) = each.value;
    return;
  }
  const Halves step = split_at(path, "/");
  if (step.first != "*") {
    if (const Json* next = here.find(step.first)) spread(*next, step.second, around, into);
    return;
  }
  for (const Json& each : here.items) {
    Json with_this = around;
    if (step.is_split) add_scalars(each, with_this);
    spread(each, step.second, with_this, into);
  }
}

// `FROM>TO`; FROM may end with `=VALUE`, which it must be, or with `~MARK`, behind the last of
// which the value is; TO with `=VALUE`, which it becomes.
void rename(Json& resource, std::string_view from, std::string_view to) {
  if (to.ends_with("/+")) {
    Json& list = made_at(resource, to.substr(0, to.size() - 2));
    list.kind = Kind::list;
    spread(Json(resource), from, Json::of_map(), list);
    return;
  }
  if (const Halves items = split_at(from, "/*/"), other = split_at(to, "/*/"); other.is_split) {
    Json* list = resource.find(items.first);
    if (list == nullptr) return;
    for (Json& each : list->items) rename(each, items.second, other.second);
    return;
  }
  const Halves wanted = split_at(from, "=");
  const Halves marked = split_at(wanted.first, "~");
  if (marked.first.find('*') != std::string_view::npos) {
    Json list = Json::of_list();
    for (const Json* each : values_at(resource, marked.first)) list.items.push_back(*each);
    if (!list.items.empty()) made_at(resource, to) = std::move(list);
    return;
  }
  const Json* found = value_at(resource, marked.first);
  if (found == nullptr || (wanted.is_split && found->text != wanted.second)) return;
  Json value = *found;
  if (marked.is_split) value.text.erase(0, value.text.rfind(marked.second) + 1);
  const Halves given = split_at(to, "=");
  if (!wanted.is_split && !marked.is_split) erase_at(resource, from);
  made_at(resource, given.first) = given.is_split ? literal(given.second) : std::move(value);
}

// `PATH`, or `PATH?NAME=VALUE` where it is none only under that condition.
void take_out(Json& resource, std::string_view state) {
  const Halves parts = split_at(state, "?");
  if (parts.is_split) {
    const Halves wanted = split_at(parts.second, "=");
    const Json* found = resource.find(wanted.first);
    if ((found == nullptr ? std::string_view() : std::string_view(found->text)) != wanted.second) {
      return;
    }
  }
  erase_at(resource, parts.first);
}

}  // namespace

const Json* value_at(const Json& from, std::string_view path) {
  const std::vector<const Json*> found = values_at(from, path);
  return found.empty() ? nullptr : found.front();
}

Json& made_at(Json& from, std::string_view path) {
  const Halves step = split_at(path, "/");
  Json& next = from.at(step.first);
  return step.is_split ? made_at(next, step.second) : next;
}

std::vector<const Json*> values_at(const Json& from, std::string_view path) {
  std::vector<const Json*> found;
  collect(from, path, found);
  return found;
}

void rename_as(const schema::DescribedBy& described, Json& resource) {
  for (std::uint32_t i = 0; i < described.names.size(); ++i) {
    const Halves name = split_at(described.names[i], ">");
    rename(resource, name.first, name.second);
  }
  for (std::uint32_t i = 0; i < described.states.size(); ++i) {
    take_out(resource, described.states[i]);
  }
}

}  // namespace omnitrack::importing
