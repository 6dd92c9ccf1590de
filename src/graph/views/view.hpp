#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/model/graph.hpp"

namespace omnitrack::graph {

struct Point {
  double x = 0;
  double y = 0;
};

struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] Point center() const { return {x + width / 2, y + height / 2}; }
};

/// What a deployment does with a thing, in the view of a change.
struct Fate {
  enum class Action : std::uint8_t { none, added, changed, replaced, removed };
  Action action = Action::none;
  bool is_lost = false;    ///< whether it loses data, surely or possibly
  bool is_opened = false;  ///< whether it becomes more open, or may
};

/// What a box stands for.
enum class BoxKind : std::uint8_t {
  account,
  region,
  stack,
  given_vpc,  ///< of subnets that parameters give
  vpc,
  zone,
  subnet,
  group
};

/// A frame around nodes and other boxes.
struct ViewBox {
  BoxKind kind = BoxKind::group;
  std::string title = {};
  std::string note = {};  ///< below the title, e.g. the network; may be empty
  std::string key = {};   ///< of the resource that it is; empty where it is none
  std::size_t parent = nowhere;
  std::vector<std::string> folded = {};  ///< the keys of what is drawn with it
  Fate fate = {};
  Rect place = {};
  double title_shift = 0;  ///< of its title, to the right
  /// Of a subnet: its row in the VPC, the ones that reach the internet above.
  std::size_t row = 0;
};

/// A resource, or several that stand as one.
struct ViewNode {
  std::string name;
  std::string kind;  ///< the second line, e.g. `Lambda function`
  schema::Family family = schema::Family::other;
  std::string_view icon = {};            ///< its name; empty for the family's
  std::vector<std::string> keys = {};    ///< of all that it stands for
  std::vector<std::string> names = {};   ///< of a fold: those of its members
  std::vector<std::string> folded = {};  ///< the keys of what is drawn with it
  std::size_t box = nowhere;
  std::vector<std::size_t> spans = {};  ///< the boxes of the subnets that it stands across
  Fate fate = {};
  bool is_pale = false;
  Rect place = {};
  /// The key in pictures of what is no resource; empty where it is one, or a fold.
  std::string own_key = {};

  [[nodiscard]] bool is_fold() const { return !names.empty(); }
};

/// Something that goes from a node to another one.
struct ViewEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  EdgeKind kind = EdgeKind::reference;
  std::string words = {};
  std::string ports = {};  ///< of connections, such as `80, 443`; empty for any or none
  bool is_pale = false;
  bool is_perhaps = false;         ///< whether nothing surely goes there
  std::vector<Point> points = {};  ///< a start, and then three for each Bézier curve
};

/// How the things of a view are arranged.
enum class Arrangement : std::uint8_t {
  flow,  ///< along the edges, in their boxes
  tree,  ///< each right of what it is a part of
};

/// A picture: what is drawn, and after the layout, where.
struct View {
  std::string name;        ///< of the view: `architecture`
  std::string title;       ///< for people
  std::string about = {};  ///< one sentence
  Arrangement arrangement = Arrangement::flow;
  std::string empty = "Nothing to draw";  ///< what is said where there is nothing
  std::vector<ViewBox> boxes = {};
  std::vector<ViewNode> nodes = {};
  std::vector<ViewEdge> edges = {};
  std::vector<std::string> undecided = {};  ///< what it cannot show, a sentence each
  std::vector<std::string> told = {};  ///< said below it where it stands alone, a sentence each
  double width = 0;
  double height = 0;
};

}  // namespace omnitrack::graph
