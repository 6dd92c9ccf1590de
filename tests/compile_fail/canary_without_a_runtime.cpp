// says: a_required_property_is_left_out_or_comes_too_late.*required_runtime
#include <omnitrack/stack.hpp>
#include <omnitrack/synthetics/canary.hpp>

omnitrack::Canary& build(omnitrack::Stack& stack, const omnitrack::CanaryCode& code) {
  return stack.add(omnitrack::CanaryProps{
      .id = "Home",
      .code = code,
#ifndef MISTAKE
      .runtime = "syn-nodejs-puppeteer-13.0",
#endif
  });
}
