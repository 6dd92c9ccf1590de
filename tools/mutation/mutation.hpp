#pragma once

// What instrumented sources call. The environment says which mutant is on, MUTANT=17, and where the
// numbers of those that were reached go, MUTANTS_REACHED=FILE.

#include <cstdlib>
#include <fstream>
#include <vector>

namespace mutation {

class State {
 public:
  State() {
    if (const char* chosen = std::getenv("MUTANT")) chosen_ = std::atoi(chosen);
  }

  bool on(int number) {
    reached_[static_cast<std::size_t>(number)] = 1;
    return number == chosen_;
  }

  void tell_reached() const {
    const char* path = std::getenv("MUTANTS_REACHED");
    if (path == nullptr) return;
    std::ofstream file(path, std::ios::app);
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      if (reached_[i] != 0) file << i << '\n';
    }
  }

 private:
  static constexpr std::size_t most = 1'000'000;
  int chosen_ = -1;
  std::vector<char> reached_ = std::vector<char>(most);
};

inline bool on(int number) {
  static State* const state = [] {
    auto* const made = new State;  // as long as the process: what ends it may ask too
    std::atexit([] { on(-1); });
    return made;
  }();
  if (number < 0) state->tell_reached();
  return number >= 0 && state->on(number);
}

template <class A, class B>
bool at_most(int number, A a, B b) {
  return on(number) ? a <= b : a < b;
}
template <class A, class B>
bool below(int number, A a, B b) {
  return on(number) ? a < b : a <= b;
}
template <class A, class B>
bool at_least(int number, A a, B b) {
  return on(number) ? a >= b : a > b;
}
template <class A, class B>
bool above(int number, A a, B b) {
  return on(number) ? a > b : a >= b;
}
template <class A, class B>
auto sum(int number, A a, B b) {
  return on(number) ? a - b : a + b;
}

}  // namespace mutation
