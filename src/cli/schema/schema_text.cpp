#include "cli/schema/schema_text.hpp"

#include <algorithm>

#include "cli/list/constructs.hpp"
#include "cli/page/wording.hpp"
#include "cli/page/wrap.hpp"
#include "cli/schema/schema_words.hpp"

namespace omnitrack::cli {

namespace {

using schema::Property;
using schema::ResourceType;
using schema::Shape;
using Words = std::vector<std::string>;

constexpr std::size_t few_values = 12;
constexpr std::size_t all_values = 100'000;

std::string_view tag_format_in_words(schema::TagFormat format) {
  switch (format) {
    case schema::TagFormat::none:
      return {};
    case schema::TagFormat::standard:
      return "a list of Key and Value";
    case schema::TagFormat::asg:
      return "a list of Key, Value and PropagateAtLaunch";
    case schema::TagFormat::map:
      return "a map from key to value";
  }
  return {};
}

std::string with_semicolons(const Words& facts) {
  std::string text;
  for (const std::string& fact : facts) text += (text.empty() ? "" : "; ") + fact;
  return text;
}

template <class Related>
void add_relations(Words& words, const Related& related) {
  std::vector<std::string> all;
  for (std::uint32_t i = 0; i < related.relation_count(); ++i) {
    const schema::Relation relation = related.relation(i);
    all.push_back(std::string(relation.attribute) + " of " + std::string(relation.type));
  }
  if (!all.empty()) words.push_back("the " + joined(all, " or "));
}

Words facts_of(const Property& property, std::size_t max_values) {
  Words words = limits_in_words(property.limits(), max_values);
  const Words of_items = limits_in_words(property.item_limits(), max_values);
  if (!of_items.empty()) words.push_back("each item: " + joined(of_items, ", "));
  if (!property.default_text().empty()) {
    words.push_back("default " + std::string(property.default_text()));
  }
  add_relations(words, property);
  if (property.update() == schema::Update::replaces) {
    words.emplace_back("a change replaces the resource");
  } else if (property.update() == schema::Update::may_replace) {
    words.emplace_back("a change may replace the resource");
  }
  if (property.is_read_only()) words.emplace_back("read-only: it cannot be set");
  if (property.is_write_only()) words.emplace_back("write-only: it cannot be read back");
  if (property.is_deprecated()) words.emplace_back("deprecated");
  return words;
}

class Writer {
 public:
  Writer(const SchemaTarget& target, std::size_t width, const Colors& colors)
      : target_(target), documentation_(target.type), width_(width), colors_(colors) {}

  std::string write() {
    if (target_.attribute) {
      write_attribute_alone();
    } else if (target_.property) {
      write_property_alone();
    } else {
      write_type();
    }
    return std::move(text_);
  }

 private:
  void write_type() {
    const ResourceType& type = target_.type;
    title(std::string(type.name()));
    paragraph(documentation_.of_type(), 2);
    write_facts();
    write_shape(type.shape(), "");
    write_attributes();
  }

  void write_property_alone() {
    const Property& property = *target_.property;
    title(name_of_target() + ": " + type_in_words(property.type()) +
          (property.is_required() ? ", required" : ""));
    paragraph(documentation_.of_property(target_.definition, property.name()), 2);
    paragraph(with_semicolons(facts_of(property, all_values)), 2);
    for (const Shape& shape : shapes_in(property.type())) {
      text_ += '\n';
      title(std::string(shape.name()));
      paragraph(documentation_.of_definition(shape.name()), 2);
      write_shape(shape, shape.name());
    }
  }

  void write_attribute_alone() {
    const schema::Attribute& attribute = *target_.attribute;
    title(name_of_target() + ": " + type_in_words(attribute.type()) + ", an attribute");
    paragraph(documentation_.of_attribute(attribute.name()), 2);
    Words facts;
    add_relations(facts, attribute);
    paragraph(with_semicolons(facts), 2);
  }

  void write_facts() {
    const ResourceType& type = target_.type;
    Words identifiers;
    for (std::uint32_t i = 0; i < type.identifier_count(); ++i) {
      identifiers.emplace_back(type.identifier(i));
    }
    Words ref_parts;
    for (std::uint32_t i = 0; i < type.ref_part_count(); ++i) {
      ref_parts.emplace_back(type.ref_part(i));
    }
    text_ += '\n';
    fact("identified by", joined(identifiers, " and "));
    fact("Ref returns", joined(ref_parts, "|"));
    fact("ARN", std::string(type.arn()));
    if (!type.tags().empty()) {
      fact("tags",
           std::string(type.tags()) + ": " + std::string(tag_format_in_words(type.tag_format())));
    }
    for (const ConstructEntry* maker : makers_of(type.name())) {
      fact("made by", std::string(maker->name) + ", <" + std::string(maker->header) + ">");
    }
    Words adders;
    for (const ConstructEntry* adder : adders_of(type.name())) adders.emplace_back(adder->name);
    fact("also through", joined(adders, ", "));
    if (type.is_stateful()) fact("stateful", "it holds data that is lost when it is deleted");
    if (type.is_deprecated()) fact("deprecated", "use another type");
    if (!type.transform().empty()) fact("needs", "the transform " + std::string(type.transform()));
    Words replacing;
    for (std::uint32_t i = 0; i < type.also_replaces_count(); ++i) {
      replacing.emplace_back(type.also_replaces(i));
    }
    fact("also replaces", joined(replacing, ", "));
  }

  // Required properties first, both parts by name.
  void write_shape(const Shape& shape, std::string_view definition) {
    for (const bool required : {true, false}) {
      bool is_first = true;
      for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
        const Property property = shape.property(i);
        if (property.is_required() != required) continue;
        if (is_first) heading(required ? "Required" : "Optional");
        is_first = false;
        entry(property.name(), type_in_words(property.type()));
        paragraph(documentation_.of_property(definition, property.name()), 6);
        paragraph(with_semicolons(facts_of(property, few_values)), 6);
      }
    }
    if (shape.rule_count() != 0) heading("Together");
    for (std::uint32_t i = 0; i < shape.rule_count(); ++i) {
      text_ += "  - " + wrapped(rule_in_words(shape.rule(i)), 4, width_) + '\n';
    }
  }

  void write_attributes() {
    const ResourceType& type = target_.type;
    if (type.attribute_count() != 0) heading("Attributes, for Fn::GetAtt");
    for (std::uint32_t i = 0; i < type.attribute_count(); ++i) {
      const schema::Attribute attribute = type.attribute(i);
      entry(attribute.name(), type_in_words(attribute.type()));
      paragraph(documentation_.of_attribute(attribute.name()), 6);
    }
  }

  [[nodiscard]] std::string name_of_target() const {
    return std::string(target_.type.name()) + '.' + target_.path;
  }
  void title(const std::string& words) { text_ += colors_.painted(words, Style::bold) + '\n'; }
  void heading(const std::string& words) {
    text_ += '\n' + colors_.painted(words, Style::bold) + ":\n";
  }
  void entry(std::string_view name, const std::string& type) {
    text_.append("  ").append(colors_.painted(name, Style::info)).append(": ");
    text_.append(wrapped(type, 6, width_)).append("\n");
  }
  void fact(std::string_view label, const std::string& words) {
    constexpr std::size_t column = 17;
    if (words.empty()) return;
    text_.append("  ").append(label).append(column - 2 - label.size(), ' ');
    text_.append(wrapped(words, column, width_)).append("\n");
  }
  void paragraph(std::string_view words, std::size_t indent) {
    if (words.empty()) return;
    text_.append(indent, ' ').append(wrapped(words, indent, width_)).append("\n");
  }

  const SchemaTarget& target_;
  schema::Documentation documentation_;
  std::size_t width_;
  const Colors& colors_;
  std::string text_;
};

}  // namespace

std::string schema_text(const SchemaTarget& target, std::size_t width, const Colors& colors) {
  return Writer(target, width, colors).write();
}

}  // namespace omnitrack::cli
