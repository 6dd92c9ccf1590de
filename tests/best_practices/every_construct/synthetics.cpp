#include "every_construct.hpp"

namespace every_construct {

void add_synthetics(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(CanaryProps{.id = "Canary",
                        .code = CanaryCode::inline_text("exports.handler = async () => {};"),
                        .runtime = "syn-nodejs-puppeteer-13.0",
                        .artifacts = in.bucket});
}

}  // namespace every_construct
