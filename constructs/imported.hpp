#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// Reports, at a construct that a `from_…` function made, that something was asked of it that only
/// the app which makes it can do.
void refuse_of_imported(const Construct& at, std::string_view what);

/// Reports, at a construct that a `from_…` function made, that the text which it was given names
/// nothing of its kind, e.g. an ARN in place of a name. What is known at the deployment only
/// passes.
void check_imported(const Construct& at, const Value<std::string>& given, bool fits,
                    std::string_view kind, std::string_view hint);

}  // namespace omnitrack
