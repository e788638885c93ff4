/* A disk that fails when it is told to: preloaded into a program, it lets writes to some files go wrong.

   fail_at(n, error, part) lets the n-th write, sync, truncation, rename or removal from now on fail with `error`, and
   all after it, where the file's path holds `part`; n = 0 only counts. touched() gives the count. Linux only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long at, count;
static int with;
static char wanted[512];

void fail_at(long n, int error, const char *part) {
    count = 0;
    with = error;
    strncpy(wanted, part, sizeof wanted - 1);
    at = n;
}

long touched(void) { return count; }

static int fails(const char *path) {
    if (!wanted[0] || !strstr(path, wanted)) return 0;
    count++;
    if (at > 0 && count >= at) { errno = with; return 1; }
    return 0;
}

static int fails_fd(int fd) {
    char link[64], path[4096];
    if (!wanted[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);

ssize_t write(int fd, const void *from, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t)
    return fd > 2 && fails_fd(fd) ? -1 : real(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t place) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
    return fails_fd(fd) ? -1 : real(fd, from, size, place);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t place) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
    return fails_fd(fd) ? -1 : real(fd, from, size, place);
}
int fsync(int fd) { REAL(int, fsync, int) return fails_fd(fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, fdatasync, int) return fails_fd(fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) { REAL(int, ftruncate, int, off_t) return fails_fd(fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(int, ftruncate64, int, off64_t) return fails_fd(fd) ? -1 : real(fd, size); }
int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *)
    return fails(to) ? -1 : real(from, to);
}
