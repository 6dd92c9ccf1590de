#include "meaning/open_values.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Node;

// What is longer is no name, and is not read character by character.
constexpr std::uint32_t longest = 20'000;

/// A character of a text, or something in it that is not read.
struct Symbol {
  std::string key;             ///< alike for what is alike
  std::string words = {};      ///< what is open; empty for what is a text of its own
  std::string otherwise = {};  ///< the text that a parameter gives by default
  bool has_default = false;
  std::vector<std::string> rests_on = {};  ///< the open names in what is chosen by a function

  [[nodiscard]] bool is_open() const { return !words.empty(); }
};
using OpenText = std::vector<Symbol>;

class SymbolReader {
 public:
  explicit SymbolReader(const Index& index) : index_(index) {}

  OpenText read(const Node& value) const {
    OpenText symbols;
    add(value, symbols);
    return symbols;
  }

  static void add_text(std::string_view text, OpenText& symbols) {
    for (const char each : text) symbols.push_back({.key = std::string(1, each)});
  }

 private:
  void add(const Node& value, OpenText& symbols) const {
    if (!value.is_scalar() && !is_text_expression(value)) return add_other(value, symbols);
    for (const TextPart& part : text_parts(value)) {
      switch (part.kind) {
        case TextPart::Kind::literal:
          add_literal(part.text, symbols);
          break;
        case TextPart::Kind::reference:
          add_reference(part, symbols);
          break;
        case TextPart::Kind::other:
          add_other(*part.value, symbols);
          break;
      }
    }
  }

  static void add_literal(const std::string& text, OpenText& symbols) {
    if (!is_dynamic(text)) return add_text(text, symbols);
    symbols.push_back({.key = "text " + text, .words = "a dynamic reference"});
  }

  void add_reference(const TextPart& part, OpenText& symbols) const {
    Symbol symbol{.key = key_of_name(part.text, part.attribute)};
    if (const auto* parameter = index_.find_parameter(part.text)) {
      open(*parameter, symbol);
    } else if (const auto words = words_of_stack(part.text); !words.empty()) {
      symbol.words = words;
    } else if (const auto* resource = index_.find_resource(part.text)) {
      // What the resource of a macro's or a person's own answers may be anything.
      const bool is_custom = resource->type_name.starts_with("Custom::") ||
                             resource->type_name == "AWS::CloudFormation::CustomResource";
      if (is_custom && !part.attribute.empty()) symbol.words = "what " + part.text + " answers";
    }
    symbols.push_back(std::move(symbol));
  }

  /// What only the deployment tells of the stack.
  static std::string_view words_of_stack(std::string_view name) {
    if (name == "AWS::StackName") return "the stack's name";
    if (name == "AWS::StackId") return "the stack's id";
    return {};
  }

  static std::string key_of_name(std::string_view name, std::string_view attribute) {
    return "name " + std::string(name) + '.' + std::string(attribute);
  }

  static void open(const tmpl::ParameterEntry& parameter, Symbol& symbol) {
    const Node* otherwise = parameter.member->value.find("Default");
    if (otherwise != nullptr && otherwise->is_scalar() &&
        !tmpl::is_kept_by_ssm(parameter.type_name)) {
      symbol.otherwise = otherwise->text();
      symbol.has_default = true;
    } else {
      symbol.words = "the parameter " + std::string(parameter.name);
    }
  }

  /// What is chosen from something open is open too.
  void add_other(const Node& value, OpenText& symbols) const {
    if (value.calls(Function::base64)) {
      symbols.push_back({.key = "base64"});
      return add(value.argument(), symbols);
    }
    Symbol symbol{.key = "value " + canonical_text(value, {})};
    if (is_read_elsewhere(value) || is_chosen(value)) {
      for_each_call(value, [&](const Node& call) {
        if (is_read_elsewhere(call) || call.calls(Function::get_azs)) {
          symbol.rests_on.push_back(canonical_text(call, {}));
        }
        for_each_name(call, [&](const Name& name) {
          if (name.of != Name::Of::entry || !name.attribute.empty()) return;
          if (is_open_name(name.text)) symbol.rests_on.push_back(key_of_name(name.text, {}));
        });
      });
      if (!symbol.rests_on.empty()) symbol.words = words_of_unknown(value);
    }
    symbols.push_back(std::move(symbol));
  }

  static bool is_read_elsewhere(const Node& call) {
    return call.calls(Function::import_value) || call.calls(Function::get_stack_output) ||
           call.calls(Function::find_in_map);
  }

  static bool is_chosen(const Node& call) {
    return call.calls(Function::select) || call.calls(Function::split);
  }

  [[nodiscard]] bool is_open_name(std::string_view name) const {
    if (!words_of_stack(name).empty()) return true;
    const auto* parameter = index_.find_parameter(name);
    Symbol symbol;
    if (parameter != nullptr) open(*parameter, symbol);
    return symbol.is_open();
  }

  const Index& index_;
};

bool are_alike(const Symbol& one, const Symbol& other) { return one.key == other.key; }

/// Takes away what both begin and end with.
void strip(OpenText& one, OpenText& other) {
  const auto [left, right] = std::ranges::mismatch(one, other, are_alike);
  other.erase(other.begin(), right);
  one.erase(one.begin(), left);
  while (!one.empty() && !other.empty() && are_alike(one.back(), other.back())) {
    one.pop_back();
    other.pop_back();
  }
}

void fill_in_defaults(OpenText& symbols) {
  OpenText filled;
  for (Symbol& each : symbols) {
    if (each.has_default) {
      SymbolReader::add_text(each.otherwise, filled);
    } else {
      filled.push_back(std::move(each));
    }
  }
  symbols = std::move(filled);
}

bool has_open(const OpenText& symbols) { return std::ranges::any_of(symbols, &Symbol::is_open); }

/// Whether a text without anything open is what symbols give where each open one is some text.
bool may_give(const OpenText& open, const OpenText& text) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t star = open.size();
  std::size_t mark = 0;
  while (in_text < text.size()) {
    if (at < open.size() && open[at].is_open()) {
      star = at++;
      mark = in_text;
    } else if (at < open.size() && are_alike(open[at], text[in_text])) {
      ++at;
      ++in_text;
    } else if (star != open.size()) {
      at = star + 1;
      in_text = ++mark;
    } else {
      return false;
    }
  }
  while (at < open.size() && open[at].is_open()) ++at;
  return at == open.size();
}

/// Whether a name of a resource, or a function of one, stands in symbols: what a parameter or
/// another stack gives is not what this stack makes.
bool names_own(const OpenText& symbols) {
  return std::ranges::any_of(symbols, [](const Symbol& each) {
    return !each.is_open() && !each.has_default && each.key.size() > 1;
  });
}

std::vector<std::string> open_keys(const OpenText& symbols) {
  std::vector<std::string> keys;
  for (const Symbol& each : symbols) {
    if (!each.is_open()) continue;
    if (each.rests_on.empty()) keys.push_back(each.key);
    keys.insert(keys.end(), each.rests_on.begin(), each.rests_on.end());
  }
  std::ranges::sort(keys);
  return keys;
}

bool is_long(const Node& value) { return value.end - value.begin > longest; }

/// Whether two texts without a common beginning or end may be one, where each open symbol is some
/// text.
bool may_be_one(const OpenText& one, const OpenText& other) {
  if (!has_open(other)) return may_give(one, other);
  if (!has_open(one)) return may_give(other, one);
  // What rests on the same and is put together otherwise hardly is.
  return open_keys(one) != open_keys(other) && (one.front().is_open() || other.front().is_open()) &&
         (one.back().is_open() || other.back().is_open());
}

}  // namespace

std::string words_of_unknown(const Node& value) {
  switch (value.function) {
    case Function::import_value:
      return "what another stack exports";
    case Function::get_stack_output:
      return "an output of another stack";
    case Function::find_in_map: {
      const auto items = value.argument().items();
      if (items.empty() || !items.front().is_scalar()) return "a mapping";
      return "the mapping " + std::string(items.front().text());
    }
    case Function::none:
      return "what is resolved at deployment";
    case Function::unknown:
      return "what a function returns";
    default:
      return "what " + std::string(tmpl::name_of(value.function)) + " returns";
  }
}

std::string undecided_part(const Index& old_index, const Node& before, const Index& new_index,
                           const Node& after) {
  if (is_long(before) || is_long(after)) return {};
  OpenText was = SymbolReader(old_index).read(before);
  OpenText is = SymbolReader(new_index).read(after);
  strip(was, is);
  fill_in_defaults(was);
  fill_in_defaults(is);
  strip(was, is);
  if (!has_open(was) && !has_open(is)) return {};
  if (names_own(was) || names_own(is) || !may_be_one(was, is)) return {};
  const OpenText& undecided = has_open(is) ? is : was;
  return std::ranges::find_if(undecided, &Symbol::is_open)->words;
}

}  // namespace omnitrack::meaning
