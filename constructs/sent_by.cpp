#include "sent_by.hpp"

#include "other_stack.hpp"
#include <omnitrack/stack.hpp>

namespace omnitrack {

Map<Json> sent_by(const Construct& receiver, std::string_view service,
                  const Value<std::string>& source_arn) {
  if (found_in_other_stack(receiver, source_arn.node()) == nullptr) {
    return {{"ArnEquals", Json::object({{"aws:SourceArn", source_arn}})}};
  }
  const Value<std::string> all = receiver.stack().arn(service.substr(0, service.find('.')), "*");
  return {{"ArnLike", Json::object({{"aws:SourceArn", all}})}};
}

}  // namespace omnitrack
