#include <filesystem>
#include <fstream>
#include <iterator>

#include "format/formatting.hpp"
#include "format/same_model.hpp"

namespace omnitrack::format {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST(TidyForm, OfWhatAppsWriteIsThatItself) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(OMNITRACK_TEMPLATES)) {
    if (!entry.path().string().ends_with(".template.json")) continue;
    const std::string text = content_of(entry.path());
    EXPECT_EQ(formatted(text), text) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 3U);
}

TEST(TidyForm, GoesToYamlAndBack) {
  for (const auto& entry : fs::recursive_directory_iterator(OMNITRACK_TEMPLATES)) {
    if (!entry.path().string().ends_with(".template.json")) continue;
    const std::string text = content_of(entry.path());
    const std::string yaml = formatted(text, {.to = tmpl::Format::yaml});
    EXPECT_EQ(formatted(yaml, {.to = tmpl::Format::json}), text) << entry.path();
  }
}

}  // namespace omnitrack::format
