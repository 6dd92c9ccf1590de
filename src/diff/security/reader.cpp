#include "diff/security/reader.hpp"

#include "meaning/canonical.hpp"
#include "meaning/ip_network.hpp"
#include "meaning/mappings.hpp"
#include "meaning/open_values.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

using meaning::any_character;
using meaning::any_text;
using meaning::canonical_text;
using meaning::covers;
using meaning::first_atom;
using meaning::is_own_arn;
using meaning::is_text_expression;
using meaning::ref_attribute;
using meaning::text_parts;
using meaning::TextPart;
using meaning::words_of_unknown;
using tmpl::Function;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view pseudo = "AWS::";

bool is_arn_name(std::string_view name) { return name == "Arn" || name.ends_with("Arn"); }

}  // namespace

bool value_covers(const Pattern& value, const Pattern& other) {
  if (covers(value.symbols, other.symbols)) return true;
  const auto network = meaning::IpNetwork::parse(value.shown);
  const auto inner = meaning::IpNetwork::parse(other.shown);
  return network && inner && network->contains(*inner);
}

const Node* Reader::settle(const Node* value) const {
  // A condition that names itself in a circle of branches cannot be written, so this ends.
  while (value != nullptr) {
    if (meaning::is_no_value(*value)) return nullptr;
    const auto branches = meaning::branches_of(*value);
    if (!branches.empty()) {
      value = &branches[scenario_.holds(side_, branches[0].text()) ? 1 : 2];
      continue;
    }
    const Node* found = found_for(*value);
    if (found == nullptr) return value;
    value = found;
  }
  return nullptr;
}

/// What somebody said that a parameter is, or what a mapping has; null where that is not known.
const Node* Reader::found_for(const Node& value) const {
  if (side_.index == nullptr) return nullptr;
  if (side_.given != nullptr && value.calls(Function::ref)) {
    return side_.given->find(value.argument().text());
  }
  if (!value.calls(Function::find_in_map)) return nullptr;
  if (const Node* found = meaning::looked_up(*side_.index, value)) return found;
  const Node* mapping = nullptr;
  for (const Node& each : value.argument().items()) {
    const auto key = side_.said_text(each);
    if (!key) return nullptr;
    if (&each == value.argument().items().data()) {
      const tmpl::Member* named = side_.index->find_mapping(*key);
      mapping = named == nullptr ? nullptr : &named->value;
    } else {
      mapping = mapping->find(*key);
    }
    if (mapping == nullptr) return nullptr;
  }
  return mapping == nullptr || mapping->is_call() ? nullptr : mapping;
}

bool Reader::exists(const ResourceEntry& entry) const {
  const Node* condition = entry.member->value.find("Condition");
  return condition == nullptr || !condition->is_scalar() ||
         scenario_.holds(side_, condition->text());
}

Pattern Reader::pattern(const Node& value, Wildcards wildcards) const {
  Pattern pattern;
  append(value, wildcards, pattern);
  return pattern;
}

void Reader::append(const Node& value, Wildcards wildcards, Pattern& pattern) const {
  const Node* settled = settle(&value);
  if (settled == nullptr) return;
  if (!settled->is_scalar() && !is_text_expression(*settled)) {
    return append_unknown(*settled, pattern);
  }
  for (const TextPart& part : text_parts(*settled)) {
    switch (part.kind) {
      case TextPart::Kind::literal:
        append_literal(part.text, wildcards, pattern);
        break;
      case TextPart::Kind::reference:
        append_reference(part, pattern);
        break;
      case TextPart::Kind::other: {
        const Node* inner = settle(part.value);
        if (inner == part.value) {
          append_unknown(*part.value, pattern);
        } else if (inner != nullptr) {
          append(*inner, wildcards, pattern);
        }
        break;
      }
    }
  }
}

void Reader::append_literal(std::string_view text, Wildcards wildcards, Pattern& pattern) const {
  const std::size_t dynamic = text.find("{{resolve:");
  const std::string_view plain = text.substr(0, dynamic);
  pattern.shown += text;
  for (const char c : plain) {
    if (wildcards == Wildcards::stars && c == '*') {
      pattern.symbols += any_text;
    } else if (wildcards == Wildcards::stars && c == '?') {
      pattern.symbols += any_character;
    } else {
      pattern.symbols += static_cast<unsigned char>(c);
    }
  }
  if (dynamic == std::string_view::npos) return;
  const std::string rest(text.substr(dynamic));
  pattern.symbols += atoms_.add(rest, {.shown = rest, .unknown = "a dynamic reference"});
}

std::optional<std::string_view> Reader::known_place(std::string_view pseudo_parameter) const {
  const meaning::KnownPlace* place =
      side_.surroundings == nullptr ? nullptr : side_.surroundings->find(pseudo_parameter);
  return place == nullptr ? std::nullopt : std::optional<std::string_view>(place->text);
}

void Reader::append_reference(const TextPart& part, Pattern& pattern) const {
  const std::string_view name = part.text;
  const Node* given = side_.given == nullptr ? nullptr : side_.given->find(name);
  if (given != nullptr && given->is_scalar()) {
    return append_literal(given->text(), Wildcards::none, pattern);
  }
  if (name == "AWS::Partition") {
    // Other partitions have stacks of their own, so that a literal one is the stack's.
    return append_literal(known_place(name).value_or("aws"), Wildcards::none, pattern);
  }
  if (name == "AWS::URLSuffix") {
    return append_literal(known_place(name).value_or("amazonaws.com"), Wildcards::none, pattern);
  }
  if (const auto place = known_place(name)) {
    const std::size_t size = pattern.shown.size();
    append_literal(*place, Wildcards::none, pattern);
    pattern.shown.replace(size, std::string::npos, "${" + std::string(name) + "}");
    return;
  }
  const ResourceEntry* entry = side_.index == nullptr ? nullptr : side_.index->find_resource(name);
  if (entry != nullptr) return append_resource(*entry, part.attribute, pattern);
  std::string shown = "${" + std::string(name) +
                      (part.attribute.empty() ? "" : "." + std::string(part.attribute)) + "}";
  Atom atom{.shown = shown};
  std::string key = shown;
  if (!name.starts_with(pseudo)) {
    atom.unknown = "the parameter " + std::string(name);
    if (side_.is_new && side_.changed->has(name)) {
      atom.unknown += ", whose default changes";
      key += '\'';
    }
  }
  pattern.shown += shown;
  pattern.symbols += atoms_.add(std::move(key), std::move(atom));
}

void Reader::append_resource(const ResourceEntry& entry, std::string_view attribute,
                             Pattern& pattern) const {
  const std::string id(entry.logical_id);
  pattern.resource = entry.logical_id;
  if (entry.type && is_own_arn(entry, attribute) && append_arn(entry, pattern)) {
    pattern.shown += id;
    return;
  }
  if (meaning::is_ref_attribute(entry, attribute)) attribute = {};
  const std::string_view named =
      entry.type && attribute.empty() ? ref_attribute(*entry.type) : attribute;
  const std::string_view literal = atoms_.lasting_literal(id, named);
  pattern.shown += id;
  if (!literal.empty()) {
    const std::size_t size = pattern.shown.size();
    append_literal(literal, Wildcards::none, pattern);
    pattern.shown.resize(size);
    return;
  }
  if (!attribute.empty() && !is_arn_name(attribute)) {
    pattern.shown += "." + std::string(attribute);
  }
  std::string key = id + '.' + std::string(attribute);
  pattern.symbols += atoms_.add(std::move(key), {.shown = id});
}

Pattern Reader::own_arn(const ResourceEntry& entry) const {
  Pattern pattern;
  append_resource(entry, is_own_arn(entry, {}) ? std::string_view() : "Arn", pattern);
  return pattern;
}

Pattern Reader::own_attribute(const ResourceEntry& entry, std::string_view attribute) const {
  Pattern pattern;
  append_resource(entry, attribute, pattern);
  return pattern;
}

Pattern Reader::pseudo_parameter(std::string_view name) const {
  Pattern pattern;
  append_reference({.kind = TextPart::Kind::reference, .text = std::string(name)}, pattern);
  return pattern;
}

// The ARN is put together as a person would write it, so that both are known as the same.
bool Reader::append_arn(const ResourceEntry& entry, Pattern& pattern) const {
  const std::string_view form = entry.type->arn();
  Pattern arn;
  int names = 0;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = form.find("${", at);
    append_literal(form.substr(at, begin - at), Wildcards::none, arn);
    if (begin == std::string_view::npos) break;
    const std::size_t end = form.find('}', begin);
    if (end == std::string_view::npos) return false;
    const std::string_view variable = form.substr(begin + 2, end - begin - 2);
    at = end + 1;
    if (variable == "Partition" || variable == "Region" || variable == "Account") {
      append_reference(
          {.kind = TextPart::Kind::reference,
           .text = "AWS::" + std::string(variable == "Account" ? "AccountId" : variable)},
          arn);
    } else if (++names == 1) {
      const std::string id(entry.logical_id);
      const std::string_view literal = atoms_.lasting_literal(id, variable);
      const bool is_ref =
          variable == ref_attribute(*entry.type) || !entry.type->find_attribute(variable);
      if (!literal.empty()) {
        append_literal(literal, Wildcards::none, arn);
      } else {
        arn.symbols +=
            atoms_.add(id + '.' + (is_ref ? std::string() : std::string(variable)), {.shown = id});
      }
    }
  }
  if (names != 1) return false;
  // The ARN of a log group ends so: it stands for its streams.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html
  if (entry.type_name == "AWS::Logs::LogGroup") arn.symbols += {U':', any_text};
  pattern.symbols += arn.symbols;
  return true;
}

void Reader::append_unknown(const Node& value, Pattern& pattern) const {
  std::string key = canonical_text(value, {});
  std::string words = words_of_unknown(value);
  if (side_.is_moved(value)) {
    key += '\'';
    words += ", which changes";
  }
  pattern.shown += "${" + words + "}";
  std::string shown = words;
  pattern.symbols += atoms_.add(std::move(key), {.shown = std::move(shown), .unknown = words});
}

std::optional<std::string> Reader::text(const Node* value) const {
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar()) {
    const auto known = meaning::known_text(value);
    return known ? std::optional<std::string>(*known) : std::nullopt;
  }
  const Pattern read = pattern(*value, Wildcards::none);
  std::string text;
  for (const char32_t symbol : read.symbols) {
    if (symbol >= first_atom) return std::nullopt;
    text += static_cast<char>(symbol);
  }
  return text;
}

std::string_view Reader::named_resource(const Node& value) const {
  const Node* settled = settle(&value);
  if (settled == nullptr || side_.index == nullptr) return {};
  std::string_view id = meaning::referred_id(*settled);
  if (id.empty() && is_text_expression(*settled)) {
    for (const TextPart& part : text_parts(*settled)) {
      if (part.kind != TextPart::Kind::reference || part.text.starts_with(pseudo)) continue;
      if (!id.empty()) return {};
      const auto* entry = side_.index->find_resource(part.text);
      if (entry != nullptr) id = entry->logical_id;
    }
  }
  return side_.index->find_resource(id) == nullptr ? std::string_view() : id;
}

std::string Reader::unknown_part(const Node& value) const {
  for (const char32_t symbol : pattern(value, Wildcards::none).symbols) {
    if (atoms_.is_unknown(symbol)) return atoms_.at(symbol).unknown;
  }
  return {};
}

}  // namespace omnitrack::diff
