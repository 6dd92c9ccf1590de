#include "import/live/linking.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

// A text that identifies a resource, and the function that gives it.
struct Identity {
  std::size_t resource = 0;
  Json reference;
  bool is_sure = false;  // whether the text can be nothing else
};

// `vpc-0a1b2c3d`, `sg-0123456789abcdef0`.
bool is_made_id(std::string_view text) {
  constexpr std::size_t shortest = 8;
  const std::size_t dash = text.rfind('-');
  if (dash == 0 || dash == std::string_view::npos || text.size() - dash - 1 < shortest)
    return false;
  const auto is_hexadecimal = [](char c) { return detail::is_digit(c) || (c >= 'a' && c <= 'f'); };
  return std::ranges::all_of(text.substr(dash + 1), is_hexadecimal);
}

bool is_sure(std::string_view text) {
  return text.starts_with("arn:") || text.starts_with("https://") || is_made_id(text);
}

Json call(std::string_view function, Json argument) {
  Json value = Json::of_map();
  value.at(function) = std::move(argument);
  return value;
}

Json get_att(const std::string& logical_id, std::string_view attribute) {
  Json names = Json::of_list();
  names.items = {Json::of_text(logical_id), Json::of_text(attribute)};
  return call("Fn::GetAtt", std::move(names));
}

class Linking {
 public:
  explicit Linking(std::vector<LiveResource>& resources)
      : resources_(resources), reached_(resources.size()) {
    for (std::size_t i = 0; i < resources_.size(); ++i) note(i);
  }

  // What a property says that it is goes before what only looks so, since a circle ends at the
  // last.
  void run() {
    for (const bool by_relation : {true, false}) {
      by_relation_ = by_relation;
      for (current_ = 0; current_ < resources_.size(); ++current_) {
        LiveResource& resource = resources_[current_];
        object(resource.type.shape(), resource.properties, true);
      }
    }
  }

 private:
  void note(std::size_t at) {
    const LiveResource& resource = resources_[at];
    if (resource.type.ref_part_count() == 1) {
      const std::string_view part = resource.type.ref_part(0);
      const auto attribute = resource.attributes.find(part);
      const Json* property = resource.properties.find(part);
      if (attribute != resource.attributes.end()) {
        note(attribute->second, at, call("Ref", Json::of_text(resource.logical_id)));
      } else if (property != nullptr && property->is_text()) {
        note(property->text, at, call("Ref", Json::of_text(resource.logical_id)));
      }
    }
    for (const auto& [name, text] : resource.attributes) {
      // What is set by the template identifies nothing, or is what Ref gives.
      if (resource.properties.find(name) == nullptr)
        note(text, at, get_att(resource.logical_id, name));
    }
  }

  void note(const std::string& text, std::size_t at, Json reference) {
    if (!text.empty()) identities_[text].push_back({at, std::move(reference), is_sure(text)});
  }

  void object(schema::Shape shape, Json& map, bool is_top) {
    for (JsonMember& each : map.members) {
      const auto property = shape.find(each.key);
      if (is_top && is_identifier(each.key)) continue;
      value(property, property ? std::optional(property->type()) : std::nullopt, each.value);
    }
  }

  // What identifies the resource itself must be said as it is.
  [[nodiscard]] bool is_identifier(std::string_view name) const {
    const schema::ResourceType type = resources_[current_].type;
    for (std::uint32_t i = 0; i < type.identifier_count(); ++i) {
      if (type.identifier(i) == name) return true;
    }
    return false;
  }

  void value(const std::optional<schema::Property>& property,
             const std::optional<schema::Type>& type, Json& here) {
    using schema::Accepts;
    if (here.is_text()) {
      text(property, here);
    } else if (here.is(Kind::list)) {
      const bool has_items = type && type->accepts() & Accepts::list;
      for (Json& each : here.items) {
        if (has_items) {
          value(property, type->item(), each);
        } else {
          value(std::nullopt, std::nullopt, each);
        }
      }
    } else if (type && type->shape_count() > 0) {
      object(shape_of(*type, here), here, false);
    } else {
      for (JsonMember& each : here.members) value(std::nullopt, std::nullopt, each.value);
    }
  }

  static schema::Shape shape_of(schema::Type type, const Json& map) {
    for (std::uint32_t i = 0; i < type.shape_count(); ++i) {
      const auto is_known = [shape = type.shape(i)](const JsonMember& each) {
        return shape.find(each.key).has_value();
      };
      if (std::ranges::all_of(map.members, is_known)) return type.shape(i);
    }
    return type.shape(0);
  }

  void text(const std::optional<schema::Property>& property, Json& here) {
    if (const Identity* found = find(property, here.text, by_relation_)) {
      refer(found->resource);
      here = Json(found->reference);
      return;
    }
    if (by_relation_) return;
    // What stands below another one: an ARN with `/*` or `:*`.
    for (std::size_t end = here.text.find_last_of("/:"); end != std::string::npos && end > 0;
         end = here.text.find_last_of("/:", end - 1)) {
      const std::string whole = here.text.substr(0, end);
      const Identity* found = whole.starts_with("arn:") ? find({}, whole, false) : nullptr;
      if (found == nullptr) continue;
      refer(found->resource);
      Json parts = Json::of_list();
      parts.items = {found->reference, Json::of_text(here.text.substr(end))};
      Json arguments = Json::of_list();
      arguments.items = {Json::of_text(""), std::move(parts)};
      here = call("Fn::Join", std::move(arguments));
      return;
    }
  }

  const Identity* find(const std::optional<schema::Property>& property, const std::string& text,
                       bool by_relation) const {
    const auto found = identities_.find(text);
    if (found == identities_.end()) return nullptr;
    for (const Identity& each : found->second) {
      const bool is_it =
          by_relation ? takes(property, resources_[each.resource].type.name()) : each.is_sure;
      const bool closes_circle =
          each.resource == current_ || reached_[each.resource].contains(current_);
      if (is_it && !closes_circle) return &each;
    }
    return nullptr;
  }

  static bool takes(const std::optional<schema::Property>& property, std::string_view type) {
    for (std::uint32_t i = 0; property && i < property->relation_count(); ++i) {
      if (property->relation(i).type == type) return true;
    }
    return false;
  }

  // Whoever reaches this one reaches what it refers to, and all that that reaches.
  void refer(std::size_t to) {
    std::set<std::size_t> more = reached_[to];
    more.insert(to);
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      if (i == current_ || reached_[i].contains(current_))
        reached_[i].insert(more.begin(), more.end());
    }
  }

  std::vector<LiveResource>& resources_;
  std::vector<std::set<std::size_t>> reached_;
  std::map<std::string, std::vector<Identity>, std::less<>> identities_;
  std::size_t current_ = 0;
  bool by_relation_ = false;
};

}  // namespace

void link(std::vector<LiveResource>& resources) { Linking(resources).run(); }

}  // namespace omnitrack::importing
