#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// The types whose names have a word in them, and then the paths of the properties that do, a line
/// each; without regard to case. Empty where there is none.
std::string search_schema(std::string_view word);

/// The services with how many types they have, a line each.
std::string schema_services();

/// The names of the types of a service, `SQS` or `AWS::SQS`, a line each, without regard to case;
/// empty where there is no such service.
std::string types_of_service(std::string_view service);

/// The names of all types, a line each.
std::string schema_types();

}  // namespace omnitrack::cli
