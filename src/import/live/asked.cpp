#include "import/live/asked.hpp"

#include <algorithm>
#include <array>

#include "import/live/renaming.hpp"
#include "omnitrack/characters.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_secret_name(std::string_view name) {
  constexpr std::array<std::string_view, 10> words = {
      "password", "passwd",    "secret",     "token",      "apikey",
      "authkey",  "accesskey", "privatekey", "credential", "passphrase"};
  constexpr std::array<std::string_view, 9> harmless = {"arn", "id",   "name", "ttl", "url",
                                                        "uri", "path", "type", "file"};
  std::string plain;
  for (const char c : name) {
    if (detail::is_letter_or_digit(c)) plain += support::to_lower(c);
  }
  const auto ends_it = [&plain](std::string_view each) { return plain.ends_with(each); };
  const auto is_in_it = [&plain](std::string_view each) { return has(plain, each); };
  return std::ranges::any_of(words, is_in_it) && !std::ranges::any_of(harmless, ends_it);
}

// `AKIA` and sixteen more, or what stands before an `@` in an address.
bool is_secret_value(std::string_view text) {
  constexpr std::size_t key_length = 20;
  if (text.size() == key_length && (text.starts_with("AKIA") || text.starts_with("ASIA")))
    return true;
  if (has(text, "-----BEGIN ") && has(text, "PRIVATE KEY-----")) return true;
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view host = text.substr(scheme + 3, text.find('/', scheme + 3) - scheme - 3);
  const std::size_t at = host.find('@');
  return at != std::string_view::npos && has(host.substr(0, at), ":");
}

bool is_told_elsewhere(std::string_view text) {
  return text.empty() || text.starts_with("arn:") || has(text, "{{resolve:");
}

class Asking {
 public:
  explicit Asking(LiveResource& resource) : resource_(resource) {}

  std::vector<LiveParameter> run() {
    hide(resource_.properties, {});
    ask_for_known();
    ask_for_required();
    return std::move(parameters_);
  }

 private:
  void hide(Json& here, const std::string& path) {
    const Json* name = here.find("Name");
    const bool is_named = name != nullptr && name->is_text() && is_secret_name(name->text);
    for (JsonMember& each : here.members) {
      Json& value = each.value;
      const bool is_value_of = is_named && each.key == "Value";
      const std::string inner = path + '/' + (is_value_of ? name->text : each.key);
      if (value.is_text() && !is_told_elsewhere(value.text) &&
          (is_value_of || is_secret_name(each.key) || is_secret_value(value.text))) {
        value = parameter(inner, true);
      } else {
        hide(value, inner);
      }
    }
    for (Json& each : here.items) hide(each, path);
  }

  void ask_for_known() {
    for (const schema::AskedFor each : schema::facts_of<schema::AskedFor>(resource_.type.name())) {
      const Json* where = each.where.empty() ? nullptr : resource_.properties.find(each.where);
      if (!each.where.empty() && (where == nullptr || where->text != each.is)) continue;
      const std::string_view first = each.paths[0];
      if (resource_.properties.find(first.substr(0, first.find('/'))) != nullptr) return;
      for (std::uint32_t i = 0; i < each.paths.size(); ++i) {
        made_at(resource_.properties, each.paths[i]) = parameter(each.paths[i], false);
      }
      return;
    }
  }

  void ask_for_required() {
    const schema::Shape shape = resource_.type.shape();
    for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
      const schema::Property property = shape.property(i);
      const bool is_missing = property.is_required() && !property.is_read_only() &&
                              resource_.properties.find(property.name()) == nullptr;
      if (!is_missing || !(property.type().accepts() & schema::Accepts::string)) continue;
      resource_.properties.at(property.name()) =
          parameter(property.name(), property.is_write_only() || is_secret_name(property.name()));
    }
  }

  Json parameter(std::string_view path, bool is_secret) {
    std::string name = resource_.logical_id;
    bool is_begin = true;
    for (const char c : path) {
      if (!detail::is_letter_or_digit(c)) {
        is_begin = true;
      } else {
        name += is_begin && detail::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        is_begin = false;
      }
    }
    const std::string stem = name;
    for (int i = 2; std::ranges::find(parameters_, name, &LiveParameter::name) != parameters_.end();
         ++i) {
      name = stem + std::to_string(i);
    }
    parameters_.push_back({name, is_secret});
    Json reference = Json::of_map();
    reference.at("Ref") = Json::of_text(name);
    return reference;
  }

  LiveResource& resource_;
  std::vector<LiveParameter> parameters_;
};

}  // namespace

std::vector<LiveParameter> ask_for(LiveResource& resource) { return Asking(resource).run(); }

}  // namespace omnitrack::importing
