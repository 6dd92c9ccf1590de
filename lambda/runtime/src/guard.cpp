#include "guard.hpp"

#include <cstdlib>
#include <memory>
#include <string>
#include <typeinfo>

namespace omnitrack::lambda {

namespace {

std::string type_name(const std::type_info* type) {
  if (type == nullptr) return "UnknownException";
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), &std::free);
  return name == nullptr ? type->name() : name.get();
}

}  // namespace

FunctionError thrown_error() {
  try {
    throw;
  } catch (const FunctionError& error) {
    return error;
  } catch (const std::exception& exception) {
    return {.type = type_name(&typeid(exception)), .message = exception.what()};
  } catch (...) {
    return {.type = type_name(abi::__cxa_current_exception_type()),
            .message = "the handler threw something that is no std::exception"};
  }
}

}  // namespace omnitrack::lambda
