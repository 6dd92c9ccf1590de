#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack::stepfunctions {

namespace {

constexpr std::string_view path_suffix = ".$";

/// Rewrites the values of one state for its language, and reports the first that does not fit.
class LanguageForm {
 public:
  LanguageForm(QueryLanguage language, const Construct& at)
      : is_jsonata_(language == QueryLanguage::jsonata), at_(at) {}

  Json form(const Node& node) {
    switch (node.kind) {
      case NodeKind::string:
        check_text(node.string());
        return Json::from_node(node);
      case NodeKind::list:
        return list(node);
      case NodeKind::object:
        return object(node);
      default:
        return Json::from_node(node);
    }
  }

 private:
  Json list(const Node& node) {
    Json items = Json::array({});
    for (std::uint32_t i = 0; i < node.size; ++i) {
      if (is_path_value(node.items[i])) {
        refuse("a path stands in a list", "make the list by a path, e.g. States.Array(…)");
      }
      items.add(form(node.items[i]));
    }
    return items;
  }

  Json object(const Node& node) {
    std::vector<Field> fields;
    for (std::uint32_t i = 0; i < node.size; ++i) {
      const Field& field = node.fields[i];
      if (!field.value.is_set()) continue;
      if (!is_path_value(field.value)) {
        fields.push_back({field.key, form(field.value).node()});
        continue;
      }
      const std::string_view path = path_of_value(field.value);
      if (is_jsonata_) {
        refuse("'" + std::string(path) + "' is a JSONPath, and the state's language is JSONata",
               "write an expression: \"{% $states.input… %}\"");
      }
      const std::string key = std::string(field.key) + std::string(path_suffix);
      fields.push_back({detail::copy_text(key), detail::make_string(path)});
    }
    return Json::from_node(detail::make_object(fields.data(), fields.size()));
  }

  // https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
  void check_text(std::string_view text) {
    const bool begins = text.starts_with("{%");
    if (!begins) return;
    if (!is_jsonata_) {
      refuse("'" + std::string(text) + "' is JSONata, and the state's language is JSONPath",
             "set `query_language` of the state or of the state machine to JSONata");
    } else if (!text.ends_with("%}")) {
      refuse("'" + std::string(text) + "' does not end with '%}'",
             "write expressions between '{%' and '%}'");
    }
  }

  void refuse(std::string_view message, std::string_view hint) {
    if (has_refused_) return;
    has_refused_ = true;
    at_.error(codes::OT3206, message, hint);
  }

  bool is_jsonata_;
  bool has_refused_ = false;
  const Construct& at_;
};

}  // namespace

bool is_path_value(const Node& node) {
  return node.kind == NodeKind::object && node.size == 1 && node.fields[0].key == path_suffix;
}

std::string_view path_of_value(const Node& node) { return node.fields[0].value.string(); }

bool has_field(const Json& body, std::string_view key) {
  const Node& node = body.node();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    if (node.fields[i].key == key && node.fields[i].value.is_set()) return true;
  }
  return false;
}

void put_set(Json& body, std::string_view key, const Value<Json>& value) {
  if (value.is_set()) body.set(key, value);
}

void put_or_path(Json& body, std::string_view key, const Node& value) {
  if (is_path_value(value)) {
    body.set(std::string(key) + "Path", path_of_value(value));
  } else if (value.is_set()) {
    body.set(key, Json::from_node(value));
  }
}

void put_path(Json& body, std::string_view key, const StatePath& path) {
  if (path.is_discarded()) {
    body.set(key, nullptr);
  } else if (path.is_set()) {
    body.set(key, path.path());
  }
}

Json in_language(const Json& value, QueryLanguage language, const Construct& at) {
  return LanguageForm(language, at).form(value.node());
}

}  // namespace omnitrack::stepfunctions
