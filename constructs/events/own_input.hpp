#pragma once

#include <omnitrack/codes.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::events {

/// Reports, at what sends events, an input for a target that brings its own.
inline void refuse_second_input(const Construct& at) {
  at.error(codes::OT3129, "a target is given an `input`, and has one of its own",
           "leave out `input`, or the target's own, such as the overrides of an EcsTaskTarget");
}

}  // namespace omnitrack::events
