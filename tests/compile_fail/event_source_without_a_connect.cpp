// says in a later line, as a note names the constraint: EventSource
#include <omnitrack/lambda/function.hpp>

struct Nothing {
#ifndef MISTAKE
  void connect(omnitrack::AnyFunction& /*function*/, omnitrack::Source /*at*/) const {}
#endif
};

void build(omnitrack::Function& function) { function.add_event_source(Nothing{}); }
