#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <omnitrack/ec2/cidr.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {
namespace {

std::string text_of(const Cidr& cidr) { return std::string(cidr.value().literal_text()); }

TEST(Cidr, IsCheckedWhileCompiling) {
  constexpr Cidr block = "10.1.128.0/17";
  static_assert(block.address() == 0x0A018000);
  static_assert(block.prefix_length() == 17);
  static_assert(block.size() == 32768);
  static_assert(VpcCidr("10.0.0.0/16").prefix_length() == 16);
  static_assert(VpcCidr("10.0.0.16/28").prefix_length() == 28);
}

TEST(Cidr, WritesTheTextItWasReadFrom) {
  App app;
  for (const char* text : {"0.0.0.0/0", "10.0.0.0/8", "192.168.255.254/31", "255.255.255.255/32"}) {
    EXPECT_EQ(text_of(Cidr(std::string(text))), text);
  }
}

TEST(Cidr, RefusesWhatIsNoBlock) {
  for (const char* text :
       {"", "10.0.0.0", "10.0.0/16", "10.0.0.0.0/16", "10.0.0.256/32", "10.0.0.0/33", "10.0.0.0/",
        "10.0.0.0/16 ", " 10.0.0.0/16", "010.0.0.0/16", "10.0.0.0/016", "10.0.0.0/-1", "a.b.c.d/8",
        "10..0.0/16", "1000.0.0.0/8", "2001:db8::/32"}) {
    const Cidr cidr = Cidr(std::string(text));
    EXPECT_FALSE(cidr.is_valid()) << text;
    EXPECT_EQ(cidr.problem(),
              "'" + std::string(text) + "' is no block of IPv4 addresses such as 10.0.0.0/16");
  }
}

TEST(Cidr, RefusesBitsBeyondThePrefixLength) {
  const Cidr cidr = Cidr(std::string("10.0.0.1/24"));
  EXPECT_FALSE(cidr.is_valid());
  EXPECT_EQ(cidr.problem(), "'10.0.0.1/24' has bits set beyond its prefix length");
}

TEST(Cidr, OfAVpcHasAPrefixLengthOf16To28) {
  EXPECT_TRUE(VpcCidr(std::string("10.0.0.0/16")).is_valid());
  EXPECT_TRUE(VpcCidr(std::string("10.0.0.0/28")).is_valid());
  EXPECT_EQ(VpcCidr(std::string("10.0.0.0/15")).problem(),
            "'10.0.0.0/15' is no block of a VPC, whose prefix length is 16 to 28");
  EXPECT_FALSE(VpcCidr(std::string("10.0.0.0/29")).is_valid());
  EXPECT_EQ(VpcCidr(std::string("10.0.0.0/160")).problem(),
            "'10.0.0.0/160' is no block of IPv4 addresses such as 10.0.0.0/16");
}

TEST(Cidr, KnowsWhatItContainsAndOverlaps) {
  constexpr Cidr whole = "10.0.0.0/16";
  static_assert(whole.contains("10.0.255.0/24"));
  static_assert(whole.contains(whole));
  static_assert(!whole.contains("10.1.0.0/24"));
  static_assert(!whole.contains("10.0.0.0/8"));
  static_assert(whole.overlaps("10.0.0.0/8"));
  static_assert(whole.overlaps("10.0.4.0/24"));
  static_assert(!whole.overlaps("10.1.0.0/16"));
  static_assert(Cidr("0.0.0.0/0").overlaps("255.255.255.255/32"));
  static_assert(Cidr("0.0.0.0/0").size() == std::uint64_t{1} << 32);
}

TEST(CidrAllotter, CutsBlocksInOrder) {
  CidrAllotter allotter("10.0.0.0/16");
  App app;
  EXPECT_EQ(text_of(allotter.allot(24)), "10.0.0.0/24");
  EXPECT_EQ(text_of(allotter.allot(24)), "10.0.1.0/24");
  EXPECT_EQ(text_of(allotter.allot(28)), "10.0.2.0/28");
  EXPECT_EQ(text_of(allotter.allot(20)), "10.0.16.0/20");
  EXPECT_EQ(allotter.used(), 8192U);
  EXPECT_TRUE(allotter.fits());
}

TEST(CidrAllotter, SaysWhenTheBlockIsUsedUp) {
  CidrAllotter allotter("10.0.0.0/24");
  allotter.allot(25);
  allotter.allot(25);
  EXPECT_TRUE(allotter.fits());
  allotter.allot(28);
  EXPECT_FALSE(allotter.fits());
}

TEST(CidrAllotter, WorksUpToTheLastAddress) {
  CidrAllotter allotter("255.255.255.0/24");
  EXPECT_EQ(allotter.allot(25), Cidr("255.255.255.0/25"));
  EXPECT_EQ(allotter.allot(25), Cidr("255.255.255.128/25"));
  EXPECT_TRUE(allotter.fits());
  allotter.allot(32);
  EXPECT_FALSE(allotter.fits());
}

TEST(CidrAllotter, NeverOverlapsWhateverIsAskedFor) {
  std::mt19937 random(20241127);
  for (int round = 0; round < 2000; ++round) {
    const unsigned whole_length = 16 + random() % 13;
    const std::uint64_t size = std::uint64_t{1} << (32 - whole_length);
    const auto address = static_cast<std::uint32_t>(random() / size * size);
    const Cidr whole = Cidr::of(address, whole_length);
    CidrAllotter allotter(whole);
    std::vector<Cidr> blocks;
    while (true) {
      const Cidr block = allotter.allot(whole_length + random() % (33 - whole_length));
      if (!allotter.fits()) break;
      ASSERT_TRUE(whole.contains(block));
      ASSERT_EQ(block.address() % block.size(), 0U);
      if (!blocks.empty()) {
        ASSERT_LE(blocks.back().end(), block.address());
      }
      blocks.push_back(block);
      if (blocks.size() > 300) break;
    }
  }
}

}  // namespace
}  // namespace omnitrack
