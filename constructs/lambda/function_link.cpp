#include "omnitrack/lambda/function_link.hpp"

#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

FunctionLink::FunctionLink(const Function& function) : arn_(function.arn()) {}
FunctionLink::FunctionLink(const FunctionAlias& alias) : arn_(alias.arn()) {}
FunctionLink::FunctionLink(const AnyFunction& function) : arn_(function.arn()) {}
FunctionLink::FunctionLink(const cfn::lambda::Function& function) : arn_(function.attr_arn()) {}
FunctionLink::FunctionLink(const cfn::lambda::Alias& alias) : arn_(alias.ref()) {}
FunctionLink::FunctionLink(const cfn::lambda::Version& version)
    : arn_(as<cfn::lambda::FunctionArn>(version.ref())) {}

}  // namespace omnitrack
