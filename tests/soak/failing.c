/* Fails the n-th change to files below a folder: the process is killed before it, or after half of
   it, or it and all that follow get an error; or the n-th read of them, with all that follow.
   Loaded by LD_PRELOAD, armed by the test through ctypes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char below[PATH_MAX];
static long at = -1, seen = 0;
static int how = 0; /* 0: kill, 1: kill after half of a write, else errno, below 0 that of reads */

void arm(const char *folder, long n, int what) {
    strncpy(below, folder, sizeof below - 1);
    at = n, how = what, seen = 0;
}

long counted(void) { return seen; }

static int ours(const char *path) { return below[0] && strncmp(path, below, strlen(below)) == 0; }

static int ours_by_number(int fd) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* Return 1 where the call must fail, 2 where half of it is done before the process dies. */
static int fails(int counts) {
    if (!counts || how < 0) return 0;
    seen++;
    if (at < 0 || seen < at) return 0;
    if (how == 1) return 2;
    if (how == 0) kill(getpid(), SIGKILL);
    errno = how;
    return 1;
}

/* Return whether a read must fail. */
static int unreadable(int counts) {
    if (!counts || how >= 0) return 0;
    seen++;
    if (at < 0 || seen < at) return 0;
    errno = -how;
    return 1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    int failing = fails(ours_by_number(fd));
    if (failing == 2) { real(fd, data, size / 2); kill(getpid(), SIGKILL); }
    return failing ? -1 : real(fd, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    int failing = fails(ours_by_number(fd));
    if (failing == 2) { real(fd, data, size / 2, place); kill(getpid(), SIGKILL); }
    return failing ? -1 : real(fd, data, size, place);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    REAL(pwrite);
    int failing = fails(ours_by_number(fd));
    if (failing == 2) { real(fd, data, size / 2, place); kill(getpid(), SIGKILL); }
    return failing ? -1 : real(fd, data, size, place);
}

#define SIMPLE(type, name, parameters, values, mine)                 \
    type name parameters {                                            \
        REAL(name);                                                   \
        int failing = fails(mine);                                    \
        if (failing == 2) kill(getpid(), SIGKILL);                    \
        return failing ? -1 : real values;                            \
    }

SIMPLE(int, fsync, (int fd), (fd), ours_by_number(fd))
SIMPLE(int, fdatasync, (int fd), (fd), ours_by_number(fd))
SIMPLE(int, ftruncate64, (int fd, off64_t size), (fd, size), ours_by_number(fd))
SIMPLE(int, ftruncate, (int fd, off_t size), (fd, size), ours_by_number(fd))
SIMPLE(int, rename, (const char *from, const char *to), (from, to), ours(to))
SIMPLE(int, unlink, (const char *path), (path), ours(path))

#define READING(name, parameters, values)                            \
    ssize_t name parameters {                                         \
        REAL(name);                                                   \
        return unreadable(ours_by_number(fd)) ? -1 : real values;     \
    }

READING(read, (int fd, void *data, size_t size), (fd, data, size))
READING(pread, (int fd, void *data, size_t size, off_t place), (fd, data, size, place))
READING(pread64, (int fd, void *data, size_t size, off64_t place), (fd, data, size, place))
