#include "every_construct.hpp"

namespace every_construct {

void add_config(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& recorder = stack.add(ConfigRecorderProps{.id = "ConfigRecorder"});
  stack
      .add(ConfigRuleProps{.id = "ConfigRule",
                           .source = ConfigRuleSource::managed("ACCESS_KEYS_ROTATED")})
      .depends_on(recorder);
}

}  // namespace every_construct
