#include "meaning/filled.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "meaning/cidr_blocks.hpp"
#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "meaning/rebuilt.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Builder;
using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;
using TextParts = std::vector<TextPart>;

// A name that is made of another's is followed so far; more is a circle, or nobody's template.
constexpr int deepest_names = 8;

// Of all that is filled in somewhere, as much as anybody reads.
constexpr std::ptrdiff_t most_places = 64;

/// Whether a function's arguments are values like others, and not the body of a loop or a macro's.
bool is_looked_into(Function function) {
  return function != Function::for_each && function != Function::transform &&
         function != Function::unknown;
}

bool is_literal(const TextParts& parts) {
  return parts.empty() || (parts.size() == 1 && parts.front().kind == TextPart::Kind::literal);
}

/// Makes the values that differ from the written ones, each around its own.
class Filler {
 public:
  Filler(const Index& written, const Surroundings& surroundings, Filling filling, Builder& builder,
         CopiedNodes& origins, std::vector<Filled::ParameterPlace>& parameter_places)
      : index_(written),
        surroundings_(surroundings),
        fills_parameters_(filling == Filling::parameters),
        builder_(builder),
        origins_(origins),
        parameter_places_(parameter_places) {}

  /// The document; nothing where all of it is as it is written.
  std::optional<Node> fill_root() {
    const Node& root = index_.source().root();
    return rebuilt(root, [this](const Member& section) -> std::optional<Node> {
      if (section.key() == "Resources") {
        return rebuilt(section.value, [this](const Member& each) { return fill_resource(each); });
      }
      if (section.key() == "Outputs") {
        return rebuilt(section.value, [this](const Member& each) {
          return is_passed_over(each.key()) ? std::nullopt : fill(each.value);
        });
      }
      const bool is_computed =
          section.key() == "Conditions" || section.key() == "Globals" || section.key() == "Rules";
      if (fills_parameters_ && is_computed) return fill(section.value);
      return std::nullopt;
    });
  }

 private:
  std::optional<Node> fill_resource(const Member& resource) {
    if (is_passed_over(resource.key())) return std::nullopt;
    if (tmpl::is_loop_key(resource.key())) return fill(resource.value);
    return rebuilt(resource.value, [this](const Member& each) {
      const bool is_computed = each.key() == "Properties" || fills_parameters_;
      return is_computed ? fill(each.value) : std::nullopt;
    });
  }

  /// What a loop makes is not known by its place.
  [[nodiscard]] bool is_passed_over(std::string_view key) const {
    return key.starts_with("Fn::") && !(fills_parameters_ && tmpl::is_loop_key(key));
  }

  /// The value with what is known in it; nothing where that is as it is written.
  std::optional<Node> fill(const Node& value) {
    if (value.is_scalar() || is_no_value(value)) return std::nullopt;
    if (value.is(Kind::list)) return filled_list(value);
    if (!value.is_call()) {
      if (may_have_more(value)) return std::nullopt;
      return rebuilt(value, [this](const Member& each) { return fill(each.value); });
    }
    if (!is_looked_into(value.function)) return std::nullopt;
    if (value.calls(Function::ref)) {
      if (const auto given = given_value(value)) return given;
    }
    if (is_text_expression(value)) return fill_text(value);
    const std::optional<Node> inner =
        rebuilt(value, [this](const Member& each) { return fill(each.value); });
    const Node& call = inner ? *inner : value;
    if (inner && is_text_expression(call)) {
      if (const TextParts parts = text_parts(call); is_literal(parts)) {
        return text_node(parts.empty() ? std::string_view() : parts.front().text, value);
      }
    }
    if (auto result = result_of(call)) {
      result->begin = value.begin;
      result->end = value.end;
      return result;
    }
    return inner;
  }

  /// What a parameter is given; null where that is not known.
  [[nodiscard]] const std::string* given_text(std::string_view name) const {
    const auto found = surroundings_.parameters.find(name);
    return !fills_parameters_ || found == surroundings_.parameters.end() ? nullptr : &found->second;
  }

  /// What a Ref to a parameter gives, by its type.
  std::optional<Node> given_value(const Node& ref) {
    const tmpl::ParameterEntry* parameter = index_.find_parameter(ref.argument().text());
    const std::string* text = parameter == nullptr ? nullptr : given_text(parameter->name);
    if (text == nullptr) return std::nullopt;
    parameter_places_.push_back({ref.begin, parameter->name});
    if (parameter->is_list()) return given_items(*text, ref);
    Node value = text_node(*text, ref);
    if (parameter->type_name == "Number") value.kind = Kind::number;
    return value;
  }

  Node given_items(std::string_view text, const Node& at) {
    std::vector<Node> items;
    while (true) {
      const std::size_t comma = text.find(',');
      std::string_view item = text.substr(0, comma);
      while (item.starts_with(' ')) item.remove_prefix(1);
      while (item.ends_with(' ')) item.remove_suffix(1);
      items.push_back(text_node(item, at));
      if (comma == std::string_view::npos) return builder_.list(items, at.begin, at.end);
      text.remove_prefix(comma + 1);
    }
  }

  /// The text of a parameter that a text has in it; a list cannot be there.
  const std::string* given_part(const TextPart& part) {
    const tmpl::ParameterEntry* parameter = index_.find_parameter(part.text);
    if (parameter == nullptr || parameter->is_list() || !part.attribute.empty()) return nullptr;
    const std::string* text = given_text(parameter->name);
    if (text != nullptr && part.value != nullptr) {
      parameter_places_.push_back({part.value->begin, parameter->name});
    }
    return text;
  }

  template <class FillMember>
  std::optional<Node> rebuilt(const Node& map, const FillMember& fill_member) {
    const std::optional<Node> made = rebuilt_map(builder_, map, fill_member);
    if (made) origins_.add(*made, map);
    return made;
  }

  std::optional<Node> filled_list(const Node& list) {
    const std::optional<Node> made =
        rebuilt_list(builder_, list, [this](const Node& each) { return fill(each); });
    if (made) origins_.add(*made, list);
    return made;
  }

  /// What a function whose arguments are filled in surely gives.
  std::optional<Node> result_of(const Node& call) {
    switch (call.function) {
      case Function::find_in_map: {
        const Node* found = looked_up(index_, call);
        return found == nullptr ? std::nullopt : std::optional(*found);
      }
      case Function::get_azs:
        return zones_of(call);
      case Function::cidr:
        return blocks_of(call);
      case Function::split:
        return split(call);
      case Function::select:
        return selected(call);
      default:
        return std::nullopt;
    }
  }

  std::optional<Node> zones_of(const Node& call) {
    const auto region = known_text(&call.argument());
    const bool is_own = call.argument().is(Kind::null) || region == "" ||
                        (region && *region == surroundings_.region.text);
    if (!is_own || surroundings_.zones.empty()) return std::nullopt;
    std::vector<Node> zones;
    for (const std::string& each : surroundings_.zones) zones.push_back(text_node(each, call));
    return builder_.list(zones, call.begin, call.end);
  }

  std::optional<Node> blocks_of(const Node& call) {
    std::vector<Node> blocks;
    for (const std::string& each : cidr_blocks(call)) blocks.push_back(text_node(each, call));
    if (blocks.empty()) return std::nullopt;
    return builder_.list(blocks, call.begin, call.end);
  }

  std::optional<Node> split(const Node& call) {
    const auto items = call.argument().items();
    const auto text = items.size() == 2 ? known_text(&items[1]) : std::nullopt;
    if (!text || !items[0].is(Kind::string) || items[0].text().empty()) return std::nullopt;
    std::vector<Node> pieces;
    std::string_view rest = *text;
    for (std::size_t at = 0; at != std::string_view::npos;) {
      at = rest.find(items[0].text());
      pieces.push_back(text_node(rest.substr(0, at), call));
      if (at != std::string_view::npos) rest.remove_prefix(at + items[0].text().size());
    }
    return builder_.list(pieces, call.begin, call.end);
  }

  static std::optional<Node> selected(const Node& call) {
    const auto items = call.argument().items();
    const auto place = items.size() == 2 ? known_integer(&items[0]) : std::nullopt;
    if (!place || *place < 0) return std::nullopt;
    const auto choices = items[1].items();
    // What is no value would move the places of the others.
    if (std::ranges::any_of(choices, [](const Node& each) { return each.is_call(); })) {
      return std::nullopt;
    }
    const auto at = static_cast<std::size_t>(*place);
    return at < choices.size() ? std::optional(choices[at]) : std::nullopt;
  }

  std::optional<Node> fill_text(const Node& value) {
    if (!may_be_filled(value)) return std::nullopt;
    bool is_filled = false;
    const TextParts parts = resolved(text_parts(value), 0, is_filled);
    if (!is_filled) return std::nullopt;
    if (is_literal(parts)) {
      return text_node(parts.empty() ? std::string_view() : parts.front().text, value);
    }
    if (parts.size() == 1) return node_of(parts.front(), value);
    std::vector<Node> pieces;
    for (const TextPart& each : parts) pieces.push_back(node_of(each, value));
    const std::vector<Node> arguments{text_node({}, value),
                                      builder_.list(pieces, value.begin, value.end)};
    return call_node(Function::join, builder_.list(arguments, value.begin, value.end), value);
  }

  /// Whether something in a text is known, as far as that is told without taking it apart.
  [[nodiscard]] bool may_be_filled(const Node& value) const {
    bool may_be = false;
    for_each_call(value, [&](const Node& call) {
      may_be = may_be || !is_text_expression(call);
      for_each_name(call, [&](const Name& name) { may_be = may_be || may_be_known(name); });
    });
    return may_be;
  }

  [[nodiscard]] bool may_be_known(const Name& name) const {
    if (name.attribute.empty() && surroundings_.find(name.text) != nullptr) return true;
    if (fills_parameters_) return given_text(name.text) != nullptr;
    const ResourceEntry* resource = index_.find_resource(name.text);
    return resource != nullptr && may_be_told(*resource, name.attribute);
  }

  /// The pieces with what is known in place of the references to it; neighbouring literals as one.
  TextParts resolved(const TextParts& parts, int depth, bool& is_filled) {
    TextParts all;
    for (const TextPart& each : parts) {
      if (each.kind == TextPart::Kind::literal) {
        add_literal(each.text, all);
      } else if (each.kind == TextPart::Kind::other) {
        add_other(each, all, is_filled);
      } else if (!add_known(each, all, depth)) {
        all.push_back(each);
      } else {
        is_filled = true;
      }
    }
    return all;
  }

  static void add_literal(std::string_view text, TextParts& parts) {
    if (text.empty()) return;
    if (parts.empty() || parts.back().kind != TextPart::Kind::literal) parts.emplace_back();
    parts.back().text += text;
  }

  void add_other(const TextPart& part, TextParts& parts, bool& is_filled) {
    const auto filled = fill(*part.value);
    if (!filled) return parts.push_back(part);
    is_filled = true;
    if (const auto text = known_text(&*filled)) return add_literal(*text, parts);
    TextPart other = part;
    other.value = kept(*filled);
    parts.push_back(std::move(other));
  }

  /// Adds what a reference gives; false where it is not known.
  bool add_known(const TextPart& part, TextParts& parts, int depth) {
    if (part.attribute.empty()) {
      if (const KnownPlace* place = surroundings_.find(part.text)) {
        add_literal(place->text, parts);
        return true;
      }
    }
    if (fills_parameters_) {
      const std::string* text = given_part(part);
      if (text != nullptr) add_literal(*text, parts);
      return text != nullptr;
    }
    const ResourceEntry* resource = index_.find_resource(part.text);
    if (resource == nullptr || index_.may_rewrite_resources() || depth == deepest_names) {
      return false;
    }
    TextParts made;
    bool is_told = false;
    for (const ReferencePiece& each : reference_pieces(*resource, part.attribute)) {
      is_told = add_piece(*resource, each, made, depth);
      if (!is_told) break;
    }
    if (is_told) {
      for (TextPart& each : made) {
        if (each.kind == TextPart::Kind::literal) {
          add_literal(each.text, parts);
        } else {
          parts.push_back(std::move(each));
        }
      }
      return true;
    }
    if (!is_ref_attribute(*resource, part.attribute)) return false;
    TextPart ref = part;
    ref.attribute = {};
    parts.push_back(std::move(ref));
    return true;
  }

  bool add_piece(const ResourceEntry& resource, const ReferencePiece& piece, TextParts& parts,
                 int depth) {
    if (piece.kind == ReferencePiece::Kind::literal) {
      add_literal(piece.text, parts);
      return true;
    }
    if (piece.kind == ReferencePiece::Kind::pseudo) {
      if (const KnownPlace* place = surroundings_.find(piece.text)) {
        add_literal(place->text, parts);
      } else {
        parts.push_back({.kind = TextPart::Kind::reference, .text = piece.text});
      }
      return true;
    }
    const Node& value = *find_value(resource.properties, piece.text);
    if (!value.is_scalar() && !is_text_expression(value)) {
      const auto filled = value.is_call() ? fill(value) : std::nullopt;
      const auto text = filled ? known_text(&*filled) : std::nullopt;
      if (!text) return false;
      add_literal(*text, parts);
      return true;
    }
    if (value.is_scalar() && !known_text(&value)) return false;
    bool is_filled = false;
    for (TextPart& each : resolved(text_parts(value), depth + 1, is_filled)) {
      if (each.kind == TextPart::Kind::literal) {
        add_literal(each.text, parts);
      } else if (is_same_in_stack(each)) {
        parts.push_back(std::move(each));
      } else {
        return false;
      }
    }
    return true;
  }

  /// Whether a piece gives one text all over a stack, as parameters do.
  [[nodiscard]] bool is_same_in_stack(const TextPart& part) const {
    return part.kind == TextPart::Kind::reference && part.attribute.empty() &&
           (part.text.starts_with("AWS::") || index_.find_parameter(part.text) != nullptr);
  }

  Node text_node(std::string_view text, const Node& at) {
    return Builder::scalar(Kind::string, builder_.keep(text), at.begin, at.end);
  }

  Node call_node(Function function, const Node& argument, const Node& at) {
    const Member member = Builder::member(tmpl::name_of(function), at.begin, argument);
    return builder_.map({&member, 1}, at.begin, at.end);
  }

  Node node_of(const TextPart& part, const Node& at) {
    switch (part.kind) {
      case TextPart::Kind::literal:
        return text_node(part.text, at);
      case TextPart::Kind::other:
        return *part.value;
      case TextPart::Kind::reference:
        break;
    }
    if (part.attribute.empty()) return call_node(Function::ref, text_node(part.text, at), at);
    return call_node(Function::get_att,
                     text_node(part.text + '.' + std::string(part.attribute), at), at);
  }

  /// A value that lasts as long as what is made.
  const Node* kept(const Node& value) {
    return &builder_.list({&value, 1}, value.begin, value.end).items().front();
  }

  const Index& index_;
  const Surroundings& surroundings_;
  bool fills_parameters_;
  Builder& builder_;
  CopiedNodes& origins_;
  std::vector<Filled::ParameterPlace>& parameter_places_;
};

}  // namespace

Filled::Filled(const Index& written, const Surroundings& surroundings, Filling filling)
    : written_(&written) {
  const tmpl::Template& source = written.source();
  auto made = std::make_unique<tmpl::Template>(source.file(), std::string(source.text()));
  Builder builder(*made, source.format(), tmpl::Repeated::kept);
  const auto root =
      Filler(written, surroundings, filling, builder, origins_, parameter_places_).fill_root();
  std::ranges::sort(parameter_places_, {}, &ParameterPlace::begin);
  if (!root) return;
  origins_.sort();
  builder.set_root(*root);
  made_ = std::make_unique<MadeTemplate>(std::move(made));
}

const Node& Filled::written(const Node& value) const {
  const Node* const origin = origins_.find(value);
  return origin == nullptr ? value : *origin;
}

bool Filled::is_filled(const Node& value) const {
  const Node& origin = written(value);
  return &origin != &value && (origin.kind != value.kind || origin.first_item != value.first_item);
}

std::vector<std::string_view> Filled::parameters_in(std::uint32_t begin, std::uint32_t end) const {
  std::vector<std::string_view> found;
  auto at = std::ranges::lower_bound(parameter_places_, begin, {}, &ParameterPlace::begin);
  const auto last = at + std::min(parameter_places_.end() - at, most_places);
  for (; at != last && at->begin < end; ++at) {
    if (std::ranges::find(found, at->parameter) == found.end()) found.push_back(at->parameter);
  }
  return found;
}

}  // namespace omnitrack::meaning
