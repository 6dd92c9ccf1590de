#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "format/format.hpp"

namespace omnitrack::format {

/// The tidy form of a text, which must be its own tidy form.
inline std::string formatted(std::string_view text, const FormatOptions& options = {}) {
  const tmpl::Document document("test.template", std::string(text), tmpl::OtherTags::kept);
  EXPECT_TRUE(document.is_readable()) << text;
  if (!document.is_readable()) return document.problems().front().message;
  try {
    std::string once = format(document, options).text;
    const tmpl::Document again("test.template", once, tmpl::OtherTags::kept);
    EXPECT_EQ(format(again, {.is_sorted = options.is_sorted}).text, once);
    return once;
  } catch (const Refused& refused) {
    return "refused: " + refused.message;
  }
}

}  // namespace omnitrack::format
