#pragma once

#include <string>
#include <string_view>

#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// An error as the API takes it: a JSON object with errorType, errorMessage and stackTrace.
std::string error_body(const FunctionError& error);

/// The type of an error for the header that names it, in the recommended form `Category.Reason`:
/// with the category before it where it has none, and without what a header cannot hold.
std::string error_type_header(std::string_view category, const FunctionError& error);

}  // namespace omnitrack::lambda
