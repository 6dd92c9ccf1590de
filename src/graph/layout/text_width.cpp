#include "graph/layout/text_width.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "support/utf8.hpp"

namespace omnitrack::graph {

namespace {

// The advances of the printable characters of ASCII in DejaVu Sans, one of the widest of the
// usual fonts, in thousandths of the size.
using Advances = std::array<std::uint16_t, 95>;
constexpr Advances advances{
    318,  401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,  // space to /
    636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,  // 0 to ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,  // @ to O
    603,  787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,  // P to _
    500,  613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,  // ` to o
    635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838};      // p to ~

// The same in DejaVu Sans Bold.
constexpr Advances bold_advances{348,  456, 521, 838, 696, 1002, 872, 306,
                                 457,  457, 523, 838, 380, 415,  380, 365,  // space to /
                                 696,  696, 696, 696, 696, 696,  696, 696,
                                 696,  696, 400, 400, 838, 838,  838, 580,  // 0 to ?
                                 1000, 774, 762, 734, 830, 683,  683, 821,
                                 837,  372, 372, 775, 637, 995,  837, 850,  // @ to O
                                 733,  850, 770, 720, 682, 812,  774, 1103,
                                 771,  724, 725, 457, 365, 457,  838, 500,  // P to _
                                 500,  675, 716, 593, 716, 678,  435, 716,
                                 712,  343, 343, 665, 343, 1042, 712, 687,  // ` to o
                                 716,  716, 493, 595, 478, 712,  652, 924,
                                 645,  652, 582, 712, 365, 712,  838};  // p to ~

// The same in Liberation Sans Bold, and so in Arial and Helvetica.
constexpr Advances usual_bold_advances{
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,  // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,  // 0 to ?
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,  // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,  // P to _
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,  // ` to o
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};      // p to ~

// Where each character begins, and its width; the first bytes tell how wide those of a script are.
struct Character {
  std::size_t begin = 0;
  double width = 0;
};

std::vector<Character> characters_of(std::string_view text, const Advances& of = advances) {
  std::vector<Character> characters;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    double width = 1.0;
    if (byte >= 0x20 && byte < 0x7F) width = of[byte - 0x20U] / 1000.0;
    if (size == 2) width = 0.8;
    if (size == 4) width = 1.4;
    characters.push_back({.begin = i, .width = width});
    i += size;
  }
  return characters;
}

double width_of(std::string_view text, const Advances& of) {
  double width = 0;
  for (const Character& each : characters_of(text, of)) width += each.width;
  return width;
}

}  // namespace

double text_width(std::string_view text, double font_size) {
  return width_of(text, advances) * font_size;
}

double bold_text_width(std::string_view text, double font_size) {
  return width_of(text, bold_advances) * font_size;
}

double usual_bold_width(std::string_view text, double font_size) {
  return width_of(text, usual_bold_advances) * font_size;
}

std::string fitted(std::string_view text, double width, double font_size) {
  std::string shown = support::well_formed(text);
  if (text_width(shown, font_size) <= width) return shown;
  const std::vector<Character> characters = characters_of(shown);
  double left = width / font_size - 1.0;
  std::size_t front = 0;
  std::size_t back = characters.size();
  while (front < back) {
    if (left < characters[front].width) break;
    left -= characters[front++].width;
    if (front == back || left < characters[back - 1].width) break;
    left -= characters[--back].width;
  }
  const std::size_t end = front == characters.size() ? shown.size() : characters[front].begin;
  const std::size_t begin = back == characters.size() ? shown.size() : characters[back].begin;
  return shown.substr(0, end) + "…" + shown.substr(begin);
}

}  // namespace omnitrack::graph
