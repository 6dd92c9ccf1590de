#pragma once

/// Tests of what stacks deploy, for GoogleTest: matchers for `EXPECT_THAT` around the questions of
/// `omnitrack/testing/template.hpp`, which fit any other framework.

#include <omnitrack/codes.hpp>
#include <omnitrack/testing/matchers.hpp>
#include <omnitrack/testing/snapshots.hpp>
#include <omnitrack/testing/template.hpp>
