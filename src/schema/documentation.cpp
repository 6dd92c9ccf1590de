#include <zlib.h>

#include <algorithm>

#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

struct Packed {
  const unsigned char* data;
  std::uint32_t packed_size;
  std::uint32_t size;
};

// A damaged block is not an error that a user could mend: it leaves the sentences empty.
std::string inflated(Packed packed, const std::string& dictionary) {
  std::string text(packed.size, '\0');
  z_stream stream{};
  constexpr int without_header = -MAX_WBITS;
  if (inflateInit2(&stream, without_header) != Z_OK) return {};
  inflateSetDictionary(&stream, reinterpret_cast<const unsigned char*>(dictionary.data()),
                       static_cast<uInt>(dictionary.size()));
  stream.next_in = const_cast<unsigned char*>(packed.data);  // zlib does not write to it
  stream.avail_in = packed.packed_size;
  stream.next_out = reinterpret_cast<unsigned char*>(text.data());
  stream.avail_out = packed.size;
  const int result = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? text : std::string{};
}

std::optional<std::uint32_t> index_of(Shape shape, std::string_view property) {
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    if (shape.property(i).name() == property) return i;
  }
  return std::nullopt;
}

// The group of types that one is packed with.
std::string group_at(Offset place) {
  const auto& header = *record_at<HeaderRecord>(0);
  const std::string dictionary = inflated(
      {omnitrack_documentation, header.packed_dictionary_size, header.dictionary_size}, {});
  const auto* group = reinterpret_cast<const DocumentationRecord*>(omnitrack_documentation + place);
  return inflated({behind<unsigned char>(group), group->packed_size, group->size}, dictionary);
}

}  // namespace

// The sentences stand in this order: the type's, its properties', its attributes', and for each
// definition its own and its properties'.
Documentation::Documentation(ResourceType type) : type_(type) {
  constexpr char end_of_type = '\1';
  text_ = group_at(type.record_->documentation);
  text_.erase(0, std::min<std::size_t>(type.record_->documentation_begin, text_.size()));
  text_.resize(std::min(text_.find(end_of_type), text_.size()));
  for (std::size_t begin = 0; begin <= text_.size();) {
    const std::size_t end = std::min(text_.find('\0', begin), text_.size());
    sentences_.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end + 1;
  }
}

std::string_view Documentation::sentence(std::size_t index) const {
  return index < sentences_.size() ? sentences_[index] : std::string_view{};
}

std::optional<Documentation::Place> Documentation::find(std::string_view definition) const {
  if (definition.empty()) return Place{type_.shape(), 0};
  std::size_t index = 1 + type_.shape().property_count() + type_.attribute_count();
  for (std::uint32_t i = 0; i < type_.definition_count(); ++i) {
    const Shape shape = type_.definition(i);
    if (shape.name() == definition) return Place{shape, index};
    index += 1 + shape.property_count();
  }
  return std::nullopt;
}

std::string_view Documentation::of_type() const { return sentence(0); }

std::string_view Documentation::of_definition(std::string_view definition) const {
  const auto place = find(definition);
  return place ? sentence(place->index) : std::string_view{};
}

std::string_view Documentation::of_property(std::string_view definition,
                                            std::string_view property) const {
  const auto place = find(definition);
  if (!place) return {};
  const auto index = index_of(place->shape, property);
  return index ? sentence(place->index + 1 + *index) : std::string_view{};
}

std::string_view Documentation::of_attribute(std::string_view attribute) const {
  for (std::uint32_t i = 0; i < type_.attribute_count(); ++i) {
    if (type_.attribute(i).name() != attribute) continue;
    return sentence(1 + type_.shape().property_count() + i);
  }
  return {};
}

}  // namespace omnitrack::schema
