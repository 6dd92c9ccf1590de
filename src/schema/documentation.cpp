#include <zlib.h>

#include <cstring>

#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

// A damaged block is no error that a user could mend: it leaves the sentences empty.
std::string inflated(const unsigned char* packed, std::uint32_t packed_size, std::uint32_t size) {
  std::string text(size, '\0');
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return {};
  stream.next_in = const_cast<unsigned char*>(packed);  // zlib does not write to it
  stream.avail_in = packed_size;
  stream.next_out = reinterpret_cast<unsigned char*>(text.data());
  stream.avail_out = size;
  int result = inflate(&stream, Z_FINISH);
  if (result == Z_NEED_DICT) {
    inflateSetDictionary(&stream, omnitrack_documentation,
                         record_at<HeaderRecord>(0)->dictionary_size);
    result = inflate(&stream, Z_FINISH);
  }
  inflateEnd(&stream);
  return result == Z_STREAM_END ? text : std::string{};
}

std::optional<std::uint32_t> index_of(Shape shape, std::string_view property) {
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    if (shape.property(i).name() == property) return i;
  }
  return std::nullopt;
}

}  // namespace

// The sentences stand in this order: the type's, its properties', its attributes', and for each
// definition its own and its properties'.
Documentation::Documentation(ResourceType type) : type_(type) {
  const unsigned char* at = omnitrack_documentation + type.record_->documentation;
  std::uint32_t sizes[2];
  std::memcpy(sizes, at, sizeof sizes);
  text_ = inflated(at + sizeof sizes, sizes[1], sizes[0]);
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
