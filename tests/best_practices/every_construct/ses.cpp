#include "every_construct.hpp"

namespace every_construct {

void add_ses(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& rules = stack.add(EmailConfigurationSetProps{.id = "EmailRules"});
  rules.tell("Failed", in.topic);
  stack.add(EmailIdentityProps{.id = "Emails",
                               .identity = "example.com",
                               .configuration_set = rules,
                               .hosted_zone = in.zone});
}

}  // namespace every_construct
