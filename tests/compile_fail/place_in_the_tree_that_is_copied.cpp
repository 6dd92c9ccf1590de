// says: cpp:\d+:\d+: error: use of deleted function .*hand_it_on_by_std_move
#include <omnitrack/construct.hpp>

class Own final : public omnitrack::Construct {
 public:
#ifdef MISTAKE
  explicit Own(omnitrack::Attach at) : Construct(at) {}
#else
  explicit Own(omnitrack::Attach at) : Construct(std::move(at)) {}
#endif
};
