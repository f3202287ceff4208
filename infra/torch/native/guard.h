// No C++ exception may cross into .NET: every exported function runs its body in here.
#pragma once
#include <c10/util/Exception.h>
#include <exception>

#define RAMPART_API extern "C" __attribute__((visibility("default")))

// Keeps the text for rampart_error, of the calling thread.
void remember_error(const char* text) noexcept;

template <class Result, class Body>
Result guarded(Result failed, Body&& body) noexcept {
    try {
        return body();
    } catch (const c10::Error& error) {
        remember_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        remember_error(error.what());
    } catch (...) {
        remember_error("libtorch failed with an exception of an unknown type.");
    }
    return failed;
}

// For functions that only succeed or fail: 0 or -1.
template <class Body>
int guarded(Body&& body) noexcept {
    return guarded(-1, [&] { body(); return 0; });
}
