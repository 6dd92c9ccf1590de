// says: what an app keeps is never destroyed: hold Text, Items, Value, List or Map
#include <omnitrack/construct.hpp>

struct Own {
#ifdef MISTAKE
  std::string name;
#else
  omnitrack::Text name;
#endif
};

omnitrack::Items<Own> all() { return {{.name = "a"}}; }
