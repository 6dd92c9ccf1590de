#pragma once

#include <omnitrack/config.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace detail {

// A build function with its configuration, type-erased so that the command line is compiled once.
struct Program {
  void* context;
  void (*describe)(void* context, ConfigSchema& schema);
  void (*build)(void* context, App& app);
};

int run_program(int argc, char** argv, const Program& program);

}  // namespace detail

/// The whole command line of an app without configuration: a user's `main` is
/// `return omnitrack::run(argc, argv, build);`. Returns the exit code.
inline int run(int argc, char** argv, void (*build)(App&)) {
  const detail::Program program{
      static_cast<void*>(&build), [](void*, ConfigSchema&) {},
      [](void* context, App& app) { (*static_cast<void (**)(App&)>(context))(app); }};
  return detail::run_program(argc, argv, program);
}

/// The whole command line of an app whose configuration is a struct with a member function
/// `void describe(ConfigSchema&)`, filled from `--config FILE` and `--set key=value`.
template <class Config>
int run(int argc, char** argv, void (*build)(App&, const Config&)) {
  struct Context {
    Config config;
    void (*build)(App&, const Config&);
  } context{{}, build};
  const detail::Program program{
      &context,
      [](void* c, ConfigSchema& schema) { static_cast<Context*>(c)->config.describe(schema); },
      [](void* c, App& app) {
        auto& typed = *static_cast<Context*>(c);
        typed.build(app, typed.config);
      }};
  return detail::run_program(argc, argv, program);
}

}  // namespace omnitrack
