#pragma once

#include <istream>
#include <memory>
#include <streambuf>
#include <string>

namespace eligo {

// A stream whose beginning was read already: that is read again, then the rest of it.
class ReplayedStream : public std::istream {
 public:
  ReplayedStream(std::string beginning, std::unique_ptr<std::istream> rest);

 private:
  class Buffer : public std::streambuf {
   public:
    Buffer(std::string beginning, std::unique_ptr<std::istream> rest);

   protected:
    int_type underflow() override;

   private:
    std::string piece_;
    std::unique_ptr<std::istream> rest_;
  };

  Buffer buffer_;
};

}  // namespace eligo
