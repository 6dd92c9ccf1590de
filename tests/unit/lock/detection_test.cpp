#include "lock/detection.hpp"

#include "lock/move_groups.hpp"
#include "lock/move_report.hpp"
#include "lock_test.hpp"

namespace omnitrack::lock {
namespace {

// What is found when an app of one form becomes one of another, as `old>new(by)` and `old|old?new`.
class Change {
 public:
  Change(const Made::Build& before, const Made::Build& after)
      : lock_(Made(before).lock()), after_(after, lock_) {
    detection_ = detect_moves(lock_, after_.present());
    const bool has_any = !detection_.moves.empty() || !detection_.twins.empty();
    EXPECT_TRUE(!has_any || may_have_moves(lock_, after_.synthesis().stacks));
  }

  [[nodiscard]] std::string found() const {
    constexpr std::string_view by[] = {"content", "place", "likeness"};
    std::string text;
    for (const DetectedMove& each : detection_.moves) {
      text += each.from->resource.path + '>' + each.to->origin->path + '(';
      text.append(by[static_cast<std::size_t>(each.by)]).append(") ");
    }
    for (const Twins& twins : detection_.twins) {
      for (const Entry* each : twins.from) text += each->resource.path + '|';
      for (const PresentResource* each : twins.to) text += '?' + each->origin->path;
      text += ' ';
    }
    return text;
  }
  [[nodiscard]] std::string groups() const {
    std::string text;
    for (const MoveGroup& each : group_moves(detection_)) {
      text += each.rewrite.old_prefix + '>' + each.rewrite.new_prefix + '*' +
              std::to_string(each.moves.size()) + ' ';
    }
    return text;
  }
  [[nodiscard]] const Detection& detection() const { return detection_; }

 private:
  Lock lock_;
  Made after_;
  Detection detection_;
};

const Made::Build one_bucket = [](App&, Stack& stack) {
  add_bucket(stack, "Logs", {{"BucketName", "logs"}});
};

TEST(Detection, NothingIsFoundWhereNothingMoved) {
  EXPECT_EQ(Change(one_bucket, one_bucket).found(), "");
  const Lock lock = Made(one_bucket).lock();
  EXPECT_FALSE(may_have_moves(lock, Made(one_bucket, lock).synthesis().stacks));
}

TEST(Detection, WhatIsOnlyNewOrOnlyGoneIsNoMove) {
  const Made::Build two = [](App& app, Stack& stack) {
    one_bucket(app, stack);
    add_bucket(stack, "More");
  };
  EXPECT_EQ(Change(one_bucket, two).found(), "");
  EXPECT_EQ(Change(two, one_bucket).found(), "");
}

TEST(Detection, ARenamedResourceIsFoundByItsContent) {
  EXPECT_EQ(Change(one_bucket,
                   [](App&, Stack& stack) {
                     add_bucket(stack, "Records", {{"BucketName", "logs"}});
                   })
                .found(),
            "App/Logs>App/Records(content) ");
}

TEST(Detection, TheSameIdAtAnotherPathIsTheSameResource) {
  const Change change([](App&, Stack& stack) { add_bucket(add_group(stack, "Data"), "Logs"); },
                      [](App&, Stack& stack) { add_bucket(stack, "DataLogs"); });
  EXPECT_EQ(change.found(), "");
  EXPECT_EQ(change.detection().kept.size(), 1U);
}

TEST(Detection, AnotherTypeIsAnotherResource) {
  EXPECT_EQ(Change([](App&, Stack& stack) { add(stack, "A", "AWS::SNS::Topic"); },
                   [](App&, Stack& stack) { add(stack, "B", "AWS::SQS::Queue"); })
                .found(),
            "");
}

TEST(Detection, TwinsUnderOtherNamesAreNeverGuessed) {
  EXPECT_EQ(Change(
                [](App&, Stack& stack) {
                  add_bucket(stack, "A");
                  add_bucket(stack, "B");
                },
                [](App&, Stack& stack) {
                  add_bucket(stack, "C");
                  add_bucket(stack, "D");
                })
                .found(),
            "App/A|App/B|?App/C?App/D ");
}

TEST(Detection, OneOfTwoTwinsIsNotGuessedEither) {
  EXPECT_EQ(Change(
                [](App&, Stack& stack) {
                  add_bucket(stack, "A");
                  add_bucket(stack, "B");
                },
                [](App&, Stack& stack) { add_bucket(stack, "C"); })
                .found(),
            "App/A|App/B|?App/C ");
}

TEST(Detection, TwinsThatKeptTheirNamesAreToldApart) {
  const Change change(
      [](App&, Stack& stack) {
        add_bucket(stack, "A");
        add_bucket(stack, "B");
      },
      [](App&, Stack& stack) {
        Group& data = add_group(stack, "Data");
        add_bucket(data, "B");
        add_bucket(data, "A");
      });
  EXPECT_EQ(change.found(), "App/A>App/Data/A(content) App/B>App/Data/B(content) ");
}

TEST(Detection, TwinsAreToldApartByWhatTheyAreConnectedTo) {
  const auto build = [](const char* one, const char* two) {
    return [=](App&, Stack& stack) {
      auto& first = add_bucket(stack, one);
      auto& second = add_bucket(stack, two);
      add(stack, "PolicyA", "AWS::S3::BucketPolicy", {{"Bucket", first.ref()}, {"X", 1}});
      add(stack, "PolicyB", "AWS::S3::BucketPolicy", {{"Bucket", second.ref()}, {"X", 2}});
    };
  };
  EXPECT_EQ(Change(build("A", "B"), build("Z", "Y")).found(),
            "App/A>App/Z(content) App/B>App/Y(content) ");
}

TEST(Detection, AChangedResourceIsFoundByItsPlaceAmongWhatMoved) {
  const auto build = [](Construct& in, const char* description) {
    add(in, "Topic", "AWS::SNS::Topic", {{"DisplayName", "events"}});
    add(in, "Group", "AWS::EC2::SecurityGroup", {{"GroupDescription", description}});
  };
  EXPECT_EQ(Change([&](App&, Stack& stack) { build(add_group(stack, "Old"), "of Old"); },
                   [&](App&, Stack& stack) { build(add_group(stack, "New"), "of New"); })
                .found(),
            "App/Old/Group>App/New/Group(place) App/Old/Topic>App/New/Topic(content) ");
}

TEST(Detection, AChangedStatefulResourceIsFoundByLikeness) {
  EXPECT_EQ(Change(one_bucket,
                   [](App&, Stack& stack) {
                     add_bucket(stack, "Records",
                                {{"BucketName", "logs"}, {"AccelerateConfiguration", true}});
                   })
                .found(),
            "App/Logs>App/Records(likeness) ");
}

TEST(Detection, AnotherNameOfABucketIsAnotherBucket) {
  EXPECT_EQ(Change(
                [](App&, Stack& stack) {
                  add_bucket(stack, "A", {{"BucketName", "a"}, {"ObjectLockEnabled", true}});
                },
                [](App&, Stack& stack) {
                  add_bucket(stack, "B", {{"BucketName", "b"}, {"ObjectLockEnabled", true}});
                })
                .found(),
            "");
}

TEST(Detection, AMoveToAnotherStackIsFound) {
  const Made::Build before = [](App& app, Stack& stack) {
    add(stack, "Topic", "AWS::SNS::Topic");
    one_bucket(app, stack);
    add(app.add(StackProps{.id = "Data"}), "Queue", "AWS::SQS::Queue");
  };
  const Made::Build after = [](App& app, Stack& stack) {
    add(stack, "Topic", "AWS::SNS::Topic");
    Stack& data = app.add(StackProps{.id = "Data"});
    add(data, "Queue", "AWS::SQS::Queue");
    one_bucket(app, data);
  };
  EXPECT_EQ(Change(before, after).found(), "App/Logs>Data/Logs(content) ");
}

TEST(Detection, AMoveWithinAStackComesBeforeOneToAnother) {
  const auto build = [](const char* name) {
    return [=](App& app, Stack& stack) {
      add_bucket(stack, name);
      add_bucket(app.add(StackProps{.id = "Second"}), name);
    };
  };
  EXPECT_EQ(Change(build("Old"), build("New")).found(),
            "App/Old>App/New(content) Second/Old>Second/New(content) ");
}

TEST(Detection, WhatAStackHadThatIsNotMadeNowIsLeftAlone) {
  const Made::Build of_test = [](App& app, Stack& stack) {
    add(stack, "Topic", "AWS::SNS::Topic");
    one_bucket(app, app.add(StackProps{.id = "Data-test"}));
  };
  const Made::Build of_production = [](App& app, Stack& stack) {
    add(stack, "Topic", "AWS::SNS::Topic");
    one_bucket(app, app.add(StackProps{.id = "Data-production"}));
  };
  EXPECT_EQ(Change(of_test, of_production).found(), "");
}

// A network of twins in a construct, and something beside it.
void add_network(Construct& parent, int zones) {
  Group& vpc = add_group(parent, "Vpc");
  for (int i = 0; i < zones; ++i) {
    const std::string id = "Zone" + std::to_string(i);
    Group& zone = add_group(vpc, id);
    add(zone, "Address", "AWS::EC2::EIP", {{"Domain", "vpc"}});
    add(zone, "Gateway", "AWS::EC2::InternetGateway");
  }
}

TEST(Detection, AllThatMovedWithAConstructIsToldAsOne) {
  const Change change(
      [](App& app, Stack& stack) {
        one_bucket(app, stack);
        add_network(stack, 3);
      },
      [](App& app, Stack& stack) {
        one_bucket(app, stack);
        add_network(add_group(stack, "Net"), 3);
      });
  EXPECT_EQ(change.detection().moves.size(), 6U);
  EXPECT_EQ(change.groups(), "App/Vpc>App/Net/Vpc*6 ");
}

TEST(Detection, WhatWasDroppedOnTheWaySplitsNoGroup) {
  const Change change([](App&, Stack& stack) { add_network(stack, 3); },
                      [](App&, Stack& stack) { add_network(add_group(stack, "Net"), 2); });
  EXPECT_EQ(change.groups(), "App/Vpc>App/Net/Vpc*4 ");
}

TEST(Detection, WhatStayedIsNotInAGroupThatMoved) {
  const auto build = [](bool moved) {
    return [=](App&, Stack& stack) {
      Group& vpc = add_group(stack, "Vpc");
      add_bucket(vpc, "Logs");
      Construct& parent = moved ? add_group(stack, "Net").add(GroupProps{.id = "Vpc"}) : vpc;
      add(parent, "A", "AWS::EC2::EIP", {{"Domain", "vpc"}});
      add(parent, "B", "AWS::SNS::Topic");
    };
  };
  EXPECT_EQ(Change(build(false), build(true)).groups(),
            "App/Vpc/A>App/Net/Vpc/A*1 App/Vpc/B>App/Net/Vpc/B*1 ");
}

TEST(Detection, AnIdThatTheCodeChoseOtherwiseIsNoticed) {
  const Made::Build chosen = [](App&, Stack& stack) {
    add_bucket(stack, "Logs", {{"BucketName", "logs"}}).set_logical_id("Other");
  };
  const Change change(one_bucket, chosen);
  ASSERT_EQ(change.detection().kept.size(), 1U);
  EXPECT_TRUE(change.detection().kept.front().is_renamed());
  const Lock lock = Made(one_bucket).lock();
  EXPECT_TRUE(may_have_moves(lock, Made(chosen, lock).synthesis().stacks));
  std::vector<Diagnostic> told;
  report_renamed(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "OT1725");
  EXPECT_EQ(told.front().severity, Severity::error);
}

TEST(MoveReport, AnErrorSaysWhatWouldBeLostAndBothWaysOut) {
  const Change change(one_bucket, [](App&, Stack& stack) {
    add_bucket(stack, "Records", {{"BucketName", "logs"}});
  });
  std::vector<Diagnostic> told;
  report_moves(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "OT1721");
  EXPECT_EQ(told.front().path, "App/Records");
  EXPECT_EQ(told.front().message,
            "this is 'App/Logs' of the lock file, by its content; CloudFormation would make a new "
            "AWS::S3::Bucket under the logical id 'Records' and delete the old one, and with it "
            "the objects in the bucket 'logs'");
  EXPECT_EQ(told.front().hint,
            "keep its id by app.moved(\"App/Logs\", \"App/Records\"); or by lock --accept-moves; "
            "where it is not the same, lock --forget \"App/Logs\"");
}

TEST(MoveReport, WhatIsRetainedIsLeftBehind) {
  const Change change(one_bucket, [](App&, Stack& stack) {
    add_bucket(stack, "Records", {{"BucketName", "logs"}})
        .set_removal_policy(RemovalPolicy::retain);
  });
  std::vector<Diagnostic> told;
  report_moves(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().severity, Severity::error);
  EXPECT_NE(told.front().message.find("leave the old one behind, outside of the stack, with "),
            std::string::npos);
}

TEST(MoveReport, WhatHoldsNoDataIsAWarning) {
  const Change change([](App&, Stack& stack) { add(stack, "A", "AWS::SNS::Topic"); },
                      [](App&, Stack& stack) { add(stack, "B", "AWS::SNS::Topic"); });
  std::vector<Diagnostic> told;
  report_moves(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "OT1722");
  EXPECT_EQ(told.front().severity, Severity::warning);
}

TEST(MoveReport, AGroupWithDataIsAnErrorThatNamesIt) {
  const auto build = [](Construct& in) {
    add_bucket(in, "Logs");
    add(in, "Topic", "AWS::SNS::Topic");
  };
  const Change change([&](App&, Stack& stack) { build(add_group(stack, "Old")); },
                      [&](App&, Stack& stack) { build(add_group(stack, "New")); });
  std::vector<Diagnostic> told;
  report_moves(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "OT1721");
  EXPECT_EQ(told.front().path, "App/New");
  EXPECT_NE(told.front().message.find("of 'App/New/Logs' it would delete the old one"),
            std::string::npos)
      << told.front().message;
}

TEST(MoveReport, TwinsWithDataAreAnError) {
  const Change change(
      [](App&, Stack& stack) {
        add_bucket(stack, "A");
        add_bucket(stack, "B");
      },
      [](App&, Stack& stack) { add_bucket(stack, "C"); });
  std::vector<Diagnostic> told;
  report_twins(change.detection(), told);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "OT1723");
  EXPECT_EQ(told.front().message,
            "'App/A' and 'App/B' of the lock file are gone, and 'App/C' is new and alike: "
            "AWS::S3::Bucket of the same content, so it cannot be told which is which");
}

}  // namespace
}  // namespace omnitrack::lock
