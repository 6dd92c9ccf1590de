// says: 'OT9999' is not a member of 'omnitrack::codes'
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.error(omnitrack::codes::OT9999, "too many indexes");
#else
  stack.error(omnitrack::codes::OT2305, "too many indexes");
#endif
}
