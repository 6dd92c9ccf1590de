#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning {

// What a Ref or GetAtt of a resource gives, as far as the specification and the resource tell it.

/// A piece of what a reference gives.
struct ReferencePiece {
  enum class Kind : std::uint8_t {
    literal,  ///< `text` as it is
    pseudo,   ///< what the pseudo parameter `text` gives
    property  ///< what the resource's property `text` says
  };
  Kind kind = Kind::literal;
  std::string text = {};
};

/// The property or attribute whose value a Ref gives; empty where it is none alone.
std::string_view ref_attribute(const schema::ResourceType& type);

/// Whether an attribute is what a Ref gives.
bool is_ref_attribute(const tmpl::ResourceEntry& resource, std::string_view attribute);

/// Whether an attribute, or for an empty one a Ref, is the resource's own ARN and not one of its
/// stream or its version.
bool is_own_arn(const tmpl::ResourceEntry& resource, std::string_view attribute);

/// Whether anything is told of what a GetAtt, or for an empty attribute a Ref, gives: its pieces,
/// or that it is what a Ref gives.
bool may_be_told(const tmpl::ResourceEntry& resource, std::string_view attribute);

/// The pieces of what a GetAtt, or for an empty attribute a Ref, gives: a property, or the ARN that
/// is made of one. Empty where the service makes it up.
std::vector<ReferencePiece> reference_pieces(const tmpl::ResourceEntry& resource,
                                             std::string_view attribute);

}  // namespace omnitrack::meaning
