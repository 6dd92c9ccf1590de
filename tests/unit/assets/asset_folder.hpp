#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "assets/asset_error.hpp"

namespace omnitrack::assets {

/// A folder of its own for each test, which is removed in the end.
class AssetFolderTest : public testing::Test {
 protected:
  AssetFolderTest() {
    std::string pattern = testing::TempDir() + "omnitrack-assets-XXXXXX";
    folder = std::filesystem::canonical(::mkdtemp(pattern.data()));
  }
  ~AssetFolderTest() override { std::filesystem::remove_all(folder); }

  void write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << content;
  }

  std::filesystem::path folder;
};

/// What an action that must fail says: `code: message`.
template <class Action>
std::string refusal_of(const Action& action) {
  try {
    action();
  } catch (const AssetError& error) {
    EXPECT_FALSE(error.hint().empty());
    return std::string(error.code().text()) + ": " + error.what();
  }
  return "nothing";
}

}  // namespace omnitrack::assets
