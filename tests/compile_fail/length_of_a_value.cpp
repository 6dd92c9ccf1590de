// says: 'const class omnitrack::Value<.*>' has no member named 'size'
#include <omnitrack/stack.hpp>

std::size_t length(const omnitrack::Value<std::string>& name) {
#ifdef MISTAKE
  return name.size();
#else
  return name.literal_text().size();
#endif
}
