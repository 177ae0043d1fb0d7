#pragma once

// A library that is loaded while the program runs, so that nobody needs it, or waits for it, who
// does not use it.

#include <string>

namespace eligo {

// Stays loaded to the end of the program.
class SharedLibrary {
 public:
  // `file` is a path, or a name that the system's loader looks for.
  explicit SharedLibrary(const std::string& file);

  explicit operator bool() const { return handle_ != nullptr; }
  // Why it could not be loaded.
  const std::string& why() const { return why_; }

  // Sets `function` to the library's function of that name; null, with the name noted, where there
  // is none.
  template <typename Function>
  void bind(Function*& function, const char* name) {
    function = reinterpret_cast<Function*>(address_of(name));
    if (function == nullptr && missing_.empty()) missing_ = name;
  }
  // The same where the function need not be there.
  template <typename Function>
  void bind_if_there(Function*& function, const char* name) {
    function = reinterpret_cast<Function*>(address_of(name));
  }
  // The first function that is not there; empty where all are.
  const std::string& missing() const { return missing_; }

 private:
  void* address_of(const char* name) const;

  void* handle_ = nullptr;
  std::string why_;
  std::string missing_;
};

}  // namespace eligo
