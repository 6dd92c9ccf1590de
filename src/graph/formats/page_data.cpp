#include "graph/formats/page_data.hpp"

#include "graph/formats/svg_parts.hpp"
#include "graph/model/kinds.hpp"
#include "meaning/cases.hpp"
#include "schema/facts.hpp"
#include "support/json_writer.hpp"
#include "support/printable.hpp"
#include "template/write_json.hpp"

namespace omnitrack::graph {

namespace {

using support::JsonWriter;

std::string how_of(const Naming& naming) {
  using How = meaning::Reference::How;
  if (naming.is_of_other_stack) return "other stack";
  const std::string attribute(naming.attribute);
  switch (naming.how) {
    case How::ref:
      return "Ref";
    case How::get_att:
      return "GetAtt " + attribute;
    case How::sub:
      return attribute.empty() ? "Sub" : "Sub " + attribute;
    default:
      return "DependsOn";
  }
}

std::string place_of(const Graph& graph, const Resource& resource) {
  const tmpl::Template& source = graph.stacks[resource.stack].index->source();
  const tmpl::Place place = source.place(resource.entry->member->key_begin);
  return source.file() + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

// The pointers of the properties that are there and whose change replaces the resource.
std::vector<std::string> replacing_properties(const tmpl::ResourceEntry& entry) {
  std::vector<std::string> pointers;
  if (!entry.type || entry.properties == nullptr) return pointers;
  for (const tmpl::Member& each : entry.properties->members()) {
    const auto property = entry.type->shape().find(each.key());
    if (property && property->update() == schema::Update::replaces) {
      pointers.push_back("/Properties/" + std::string(each.key()));
    }
  }
  return pointers;
}

// With what the view does not decide.
std::string about_of(const View& view) {
  std::string words = view.about;
  for (const std::string& each : view.undecided) words.append(" ").append(each);
  return words;
}

class PageJson {
 public:
  PageJson(const PageData& data, JsonWriter& json) : data_(data), json_(json) {}

  void write(const std::vector<View>& views) {
    json_.begin_object();
    json_.member("title", data_.title);
    json_.list("views", views, [&](const View& each) {
      json_.begin_object();
      json_.member("name", each.name);
      json_.member("title", each.title);
      json_.member("about", about_of(each));
      json_.end_object();
    });
    json_.plain_key("resources");
    json_.begin_list();
    write_resources(*data_.graph, false);
    if (data_.old != nullptr) write_resources(*data_.old, true);
    json_.end_list();
    json_.list("requirements", data_.requirements, [&](const PageRequirement& each) {
      json_.begin_object();
      json_.member("id", each.id);
      json_.member("text", each.text);
      json_.end_object();
    });
    json_.list("statements", data_.statements, [&](const Statement& each) {
      json_.begin_object();
      json_.member("view", each.view);
      json_.member("title", each.title);
      write_texts("lines", each.lines);
      json_.end_object();
    });
    json_.end_object();
  }

 private:
  void write_texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.list(name, texts, [&](const std::string& each) { json_.any_string(each); });
  }

  [[nodiscard]] std::vector<std::string> requirements_of(const Graph& graph,
                                                         const Resource& resource) const {
    std::vector<std::string> ids;
    if (data_.requirements.empty()) return ids;
    const StackSource& stack = graph.stacks[resource.stack];
    const std::string& whole = stack.part_of.empty() ? stack.name : stack.part_of;
    const std::string name = whole + '/' + std::string(resource.id());
    for (const PageRequirement& each : data_.requirements) {
      if (each.shown_by.contains(name)) ids.push_back(each.id);
    }
    return ids;
  }

  void write_or_null(std::string_view name, std::string_view text) {
    if (!text.empty()) return json_.member(name, text);
    json_.plain_key(name);
    json_.word("null");
  }

  void write_resources(const Graph& graph, bool only_leaving) {
    to_.assign(graph.resources.size(), {});
    from_.assign(graph.resources.size(), {});
    for (const Naming& each : graph.namings) {
      to_[each.user].push_back(&each);
      from_[each.target].push_back(&each);
    }
    for (std::size_t i = 0; i < graph.resources.size(); ++i) {
      const auto change = data_.changes.find(graph.resources[i].key);
      const bool leaves =
          change != data_.changes.end() && change->second.fate.action == Fate::Action::removed;
      if (leaves != only_leaving) continue;
      json_.begin_item();
      write_resource(graph, i);
    }
  }

  void write_resource(const Graph& graph, std::size_t at) {
    const Resource& resource = graph.resources[at];
    const tmpl::Node& body = resource.entry->member->value;
    json_.begin_object();
    json_.member("key", shown_key(resource.key));
    json_.member("stack", graph.stacks[resource.stack].name);
    json_.member("id", resource.id());
    json_.member("type", resource.type());
    json_.member("kind", resource.kind);
    json_.member("family", name_of(resource.family));
    json_.member("icon", icon_of(resource.type()));
    write_or_null("construct", resource.origin.construct);
    json_.member("place", place_of(graph, resource));
    write_or_null("line", resource.origin.line);
    const tmpl::Node* condition = body.find("Condition");
    write_or_null("condition", condition == nullptr ? std::string_view() : condition->text());
    json_.plain_key("properties");
    if (resource.entry->properties == nullptr) {
      json_.begin_object();
      json_.end_object();
    } else {
      tmpl::write_json(*resource.entry->properties, json_);
    }
    write_namings(graph, "to", to_[at], true);
    write_namings(graph, "from", from_[at], false);
    write_texts("replaced_by", replacing_properties(*resource.entry));
    const auto holds = schema::fact_of<schema::Holds>(resource.type());
    write_or_null("holds", holds ? holds->data : std::string_view());
    write_findings(resource);
    write_texts("requirements", requirements_of(graph, resource));
    write_change(resource);
    json_.end_object();
  }

  void write_namings(const Graph& graph, std::string_view name,
                     const std::vector<const Naming*>& namings, bool is_to) {
    json_.list(name, namings, [&](const Naming* each) {
      const Resource& user = graph.resources[each->user];
      const auto location = meaning::locate(user.entry->member->value, *each->at);
      json_.begin_object();
      json_.member("key", shown_key(graph.resources[is_to ? each->target : each->user].key));
      json_.member("at", location ? '/' + location->path : "");
      json_.member("how", how_of(*each));
      json_.end_object();
    });
  }

  void write_findings(const Resource& resource) {
    json_.plain_key("findings");
    json_.begin_list();
    const auto found = data_.findings.find(resource.key);
    if (found != data_.findings.end()) {
      for (const PageFinding& each : found->second) {
        json_.begin_item();
        json_.begin_object();
        json_.member("code", each.code);
        json_.member("severity", each.severity);
        json_.member("message", each.message);
        json_.member("place", each.place);
        json_.end_object();
      }
    }
    json_.end_list();
  }

  void write_change(const Resource& resource) {
    json_.plain_key("change");
    const auto found = data_.changes.find(resource.key);
    if (found == data_.changes.end()) return json_.word("null");
    json_.begin_object();
    json_.member("action", found->second.action);
    write_texts("rows", found->second.rows);
    write_texts("losses", found->second.losses);
    write_texts("opened", found->second.opened);
    json_.end_object();
  }

  const PageData& data_;
  JsonWriter& json_;
  std::vector<std::vector<const Naming*>> to_;
  std::vector<std::vector<const Naming*>> from_;
};

// JSON as a page may hold and show it: without `<`, and with spaces for what `printable` has them
// for, which JSON writes in part as `\u001b`.
std::string as_in_page(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  const std::string shown = support::printable(json);
  std::size_t copied = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i] != '<' && shown[i] != '\\') continue;
    const bool is_control = shown.compare(i, 4, "\\u00") == 0;
    if (shown[i] == '\\' && !is_control) {
      ++i;
      continue;
    }
    text.append(shown, copied, i - copied).append(is_control ? " " : "\\u003c");
    if (is_control) i += 5;
    copied = i + 1;
  }
  return text.append(shown, copied);
}

}  // namespace

std::string page_json(const std::vector<View>& views, const PageData& data) {
  const std::string json =
      support::json_text(support::JsonLayout::compact,
                         [&](JsonWriter& writer) { PageJson(data, writer).write(views); });
  return as_in_page(json);
}

}  // namespace omnitrack::graph
