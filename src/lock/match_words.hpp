#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lock/likeness.hpp"

namespace omnitrack::lock {

// Why two resources are the same, in words.

/// `the same TableName 'orders'`: what identifies a resource, all of which it has.
std::string identity_words(const tmpl::ResourceEntry& resource);

/// `the same CidrBlock and VpcId`, of the names of properties.
std::string fixed_words(std::span<const std::string_view> names);

/// `87% of its properties, 1 of 2 connections, 100% of its name`.
std::string evidence_words(const Evidence& evidence);

}  // namespace omnitrack::lock
