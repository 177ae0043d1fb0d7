#include "text/shared_library.h"

#include <dlfcn.h>

namespace eligo {

SharedLibrary::SharedLibrary(const std::string& file)
    : handle_(::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ != nullptr) return;
  const char* why = ::dlerror();
  why_ = why == nullptr ? "cannot be loaded" : why;
}

void* SharedLibrary::address_of(const char* name) const {
  return ::dlsym(handle_, name);
}

}  // namespace eligo
