#include "cli/watch/command_words.hpp"

#include <string_view>

#include "cli/failure.hpp"

namespace omnitrack::cli {

namespace {

class WordReader {
 public:
  WordReader(const std::string& option, const std::string& command)
      : option_(option), command_(command) {}

  std::vector<std::string> read() {
    for (const char letter : command_) take(letter);
    if (quote_ != 0 || is_escaped_) {
      throw UsageError(option_ + " ends within a quote: " + command_);
    }
    end_word();
    if (words_.empty()) throw UsageError(option_ + " names no program");
    return std::move(words_);
  }

 private:
  void take(char letter) {
    if (is_escaped_) {
      word_ += letter;
      is_escaped_ = false;
    } else if (letter == '\\' && quote_ != '\'') {
      is_escaped_ = true;
      is_word_ = true;
    } else if (quote_ != 0) {
      take_quoted(letter);
    } else {
      take_plain(letter);
    }
  }

  void take_quoted(char letter) {
    if (letter == quote_) {
      quote_ = 0;
    } else {
      word_ += letter;
    }
  }

  void take_plain(char letter) {
    if (letter == ' ' || letter == '\t' || letter == '\n') {
      end_word();
      return;
    }
    is_word_ = true;
    if (letter == '\'' || letter == '"') {
      quote_ = letter;
    } else if (std::string_view("|&;<>()$`").find(letter) != std::string_view::npos) {
      throw UsageError(option_ + " is run without a shell, which '" + letter + "' is for",
                       "quote it, name a script, or say: " + option_ + " \"sh -c '…'\"");
    } else {
      word_ += letter;
    }
  }

  void end_word() {
    if (is_word_) words_.push_back(std::move(word_));
    word_.clear();
    is_word_ = false;
  }

  const std::string& option_;
  const std::string& command_;
  std::vector<std::string> words_;
  std::string word_;
  bool is_word_ = false;  // a word may be empty, between quotes
  bool is_escaped_ = false;
  char quote_ = 0;
};

}  // namespace

std::vector<std::string> command_words(const std::string& option, const std::string& command) {
  return WordReader(option, command).read();
}

}  // namespace omnitrack::cli
