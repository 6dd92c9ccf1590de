#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// A name for what CloudFormation makes none up for: of a construct's path, with a part of the
/// stack's id that no other stack has, so that a template can be deployed more than once; a small
/// letter, then small letters, digits and single hyphens, `longest` characters at most, which must
/// be more than 20.
Value<std::string> unique_name(const Construct& of, std::size_t longest);

}  // namespace omnitrack
