// says: no_page_in_docs_codes_has_this_code
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.acknowledge("OT9999", "it is fine");
#else
  stack.acknowledge("OT4380", "it is fine");
  stack.acknowledge(omnitrack::codes::OT4380, "it is fine");
  stack.acknowledge("MY0001", "it is fine");
#endif
}
