#include "import/live/fitting.hpp"

#include <algorithm>
#include <optional>

#include "omnitrack/characters.hpp"
#include "support/letters.hpp"

namespace omnitrack::importing {

namespace {

using schema::Accepts;
using tmpl::Kind;

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, detail::is_digit);
}

bool is_number(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return is_whole_number(text);
  const std::string_view rest = text.substr(point + 1);
  return is_whole_number(text.substr(0, point)) && is_whole_number(rest) && rest[0] != '-';
}

std::optional<schema::Property> property_of(schema::Shape shape, std::string_view name) {
  if (const auto exact = shape.find(name)) return exact;
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    if (support::same_but_for_case(shape.property(i).name(), name)) return shape.property(i);
  }
  return std::nullopt;
}

class Fitting {
 public:
  Fitting(bool leaves_empty_out, LiveResource& resource)
      : leaves_empty_out_(leaves_empty_out), resource_(resource) {}

  void run(const Json& told) {
    for (const JsonMember& each : told.members) {
      note_attributes(each.key, each.value);
      const auto property = property_of(resource_.type.shape(), each.key);
      if (property && property->name() == resource_.type.tags()) {
        add(resource_.properties, *property, tags_of(each.value), each.key);
      } else if (property) {
        add(resource_.properties, *property, each.value, each.key);
      } else if (!is_attribute(each.key) && !is_unset(each.value)) {
        resource_.left_out.push_back(each.key);
      }
    }
  }

 private:
  [[nodiscard]] bool is_unset(const Json& value) const {
    return value.is(Kind::null) || (leaves_empty_out_ && value.is_empty());
  }

  void note_attributes(const std::string& name, const Json& value) {
    if (value.is(Kind::map)) {
      for (const JsonMember& each : value.members)
        note_attributes(name + '.' + each.key, each.value);
      return;
    }
    if (!value.is_scalar()) return;
    for (std::uint32_t i = 0; i < resource_.type.attribute_count(); ++i) {
      const std::string_view attribute = resource_.type.attribute(i).name();
      if (support::same_but_for_case(attribute, name)) {
        resource_.attributes[std::string(attribute)] = value.text;
      }
    }
  }

  [[nodiscard]] bool is_attribute(std::string_view name) const {
    for (std::uint32_t i = 0; i < resource_.type.attribute_count(); ++i) {
      const std::string_view attribute = resource_.type.attribute(i).name();
      if (support::same_but_for_case(attribute.substr(0, attribute.find('.')), name)) return true;
    }
    return false;
  }

  // Tags in whatever form they are told, in that of the type. Those of AWS are no one else's.
  [[nodiscard]] Json tags_of(const Json& told) const {
    std::vector<JsonMember> tags;
    for (const JsonMember& each : told.members) tags.push_back(each);
    for (const Json& each : told.items) {
      const auto part = [&each](std::string_view name, std::string_view other) -> const Json* {
        for (const JsonMember& member : each.members) {
          const bool is_it = support::same_but_for_case(member.key, name) ||
                             support::same_but_for_case(member.key, other);
          if (is_it) return &member.value;
        }
        return nullptr;
      };
      const Json* key = part("Key", "TagKey");
      const Json* value = part("Value", "TagValue");
      if (key != nullptr && value != nullptr) tags.push_back({key->text, *value});
    }
    std::erase_if(tags, [](const JsonMember& each) { return each.key.starts_with("aws:"); });
    if (resource_.type.tag_format() == schema::TagFormat::map) {
      Json map = Json::of_map();
      map.members = std::move(tags);
      return map;
    }
    Json list = Json::of_list();
    for (JsonMember& each : tags) {
      Json& tag = list.items.emplace_back(Json::of_map());
      tag.at("Key") = Json::of_text(each.key);
      tag.at("Value") = std::move(each.value);
      if (resource_.type.tag_format() == schema::TagFormat::asg) {
        tag.at("PropagateAtLaunch") = {.kind = Kind::boolean, .text = "true"};
      }
    }
    return list;
  }

  void add(Json& to, schema::Property property, const Json& value, const std::string& path) {
    if (property.is_read_only() || is_unset(value)) return;
    Json fitted = fitted_to(property.type(), value, path);
    const bool is_emptied = fitted.is_empty() && !value.is_empty();
    if (is_unset(fitted) || is_emptied) return;
    to.at(property.name()) = std::move(fitted);
  }

  // Null where it does not fit, which is noted.
  Json fitted_to(schema::Type type, const Json& value, const std::string& path) {
    const std::uint16_t accepts = type.accepts();
    if (value.is_scalar()) return scalar(type, value, path);
    if (value.is(Kind::list) && accepts & Accepts::list) {
      Json list = Json::of_list();
      for (const Json& each : value.items) {
        Json item = fitted_to(type.item(), each, path + "/*");
        if (!item.is(Kind::null)) list.items.push_back(std::move(item));
      }
      return list;
    }
    if (value.is(Kind::map) && accepts & Accepts::object)
      return object(shape_for(type, value), value, path);
    if (value.is(Kind::map) && accepts & Accepts::map) {
      Json map = Json::of_map();
      for (const JsonMember& each : value.members) {
        map.at(each.key) = fitted_to(type.map_value(), each.value, path + '/' + each.key);
      }
      return map;
    }
    if (accepts & Accepts::json || accepts & Accepts::tag) return value;
    note(path);
    return {};
  }

  Json scalar(schema::Type type, Json value, const std::string& path) {
    const std::uint16_t accepts = type.accepts();
    constexpr auto structures =
        static_cast<std::uint16_t>(Accepts::json) | static_cast<std::uint16_t>(Accepts::object) |
        static_cast<std::uint16_t>(Accepts::map) | static_cast<std::uint16_t>(Accepts::list);
    if (value.is_text() && (accepts & structures) != 0) {
      Json inner = json_in(value.text);
      if (!inner.is(Kind::null)) return fitted_to(type, inner, path);
    }
    const bool takes_text = accepts & Accepts::string || accepts & Accepts::date_time;
    if (value.is_text() && !takes_text) {
      const bool is_flag = value.text == "true" || value.text == "false";
      if (accepts & Accepts::boolean && is_flag) {
        value.kind = Kind::boolean;
      } else if ((accepts & Accepts::integer && is_whole_number(value.text)) ||
                 (accepts & Accepts::number && is_number(value.text))) {
        value.kind = Kind::number;
      } else if (!(accepts & Accepts::json)) {
        note(path);
        return {};
      }
      return value;
    }
    const bool is_as_accepted =
        value.is_text() || accepts & Accepts::json ||
        (value.is(Kind::boolean) && accepts & Accepts::boolean) ||
        (value.is(Kind::number) && (accepts & Accepts::integer || accepts & Accepts::number));
    if (is_as_accepted) return value;
    if (takes_text && !value.is(Kind::null)) {
      value.kind = Kind::string;
      return value;
    }
    note(path);
    return {};
  }

  // Of several that are accepted the first that knows all that is told.
  static schema::Shape shape_for(schema::Type type, const Json& value) {
    for (std::uint32_t i = 0; i < type.shape_count(); ++i) {
      const auto is_known = [shape = type.shape(i)](const JsonMember& each) {
        return property_of(shape, each.key).has_value();
      };
      if (std::ranges::all_of(value.members, is_known)) return type.shape(i);
    }
    return type.shape(0);
  }

  Json object(schema::Shape shape, const Json& value, const std::string& path) {
    Json map = Json::of_map();
    for (const JsonMember& each : value.members) {
      const std::string inner = path + '/' + each.key;
      if (const auto property = property_of(shape, each.key)) {
        add(map, *property, each.value, inner);
      } else if (!is_unset(each.value)) {
        note(inner);
      }
    }
    return map;
  }

  void note(const std::string& path) {
    if (std::ranges::find(resource_.left_out, path) == resource_.left_out.end()) {
      resource_.left_out.push_back(path);
    }
  }

  bool leaves_empty_out_;
  LiveResource& resource_;
};

void collect_write_only(schema::Shape shape, const Json* there, const std::string& prefix,
                        int depth, std::vector<std::string>& found) {
  constexpr int deepest = 1;
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    const schema::Property property = shape.property(i);
    const std::string path = prefix + std::string(property.name());
    const Json* value = there == nullptr ? nullptr : there->find(property.name());
    if (property.is_write_only()) {
      if (value == nullptr) found.push_back(path);
    } else if (depth < deepest && property.type().shape_count() == 1 &&
               property.type().accepts() & Accepts::object) {
      collect_write_only(property.type().shape(0), value, path + '/', depth + 1, found);
    }
  }
}

}  // namespace

void fit(const Json& told, bool leaves_empty_out, LiveResource& resource) {
  Fitting(leaves_empty_out, resource).run(told);
}

std::vector<std::string> write_only_paths(schema::Shape shape, const Json& properties) {
  std::vector<std::string> found;
  collect_write_only(shape, &properties, {}, 0, found);
  return found;
}

}  // namespace omnitrack::importing
