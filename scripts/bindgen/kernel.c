#include <linux/kcmp.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * System calls as the kernel answers them: the result, or -errno. Nothing is retried here: the caller retries EINTR in
 * Python, so that signal handlers get to run in between.
 */
static long pydri_ioctl(int fd, unsigned long request, void *arg) {
    int result = ioctl(fd, request, arg);
    return result < 0 ? -(long)errno : result;
}

static intptr_t pydri_mmap(size_t length, int prot, int flags, int fd, int64_t offset) {
    void *address = mmap(NULL, length, prot, flags, fd, (off_t)offset);
    return address == MAP_FAILED ? -(intptr_t)errno : (intptr_t)address;
}

static int pydri_munmap(void *address, size_t length) {
    return munmap(address, length) < 0 ? -errno : 0;
}

static int pydri_ppoll(int fd, short events, int64_t timeout_ns) {
    struct pollfd one = {.fd = fd, .events = events};
    struct timespec timeout = {.tv_sec = timeout_ns / 1000000000, .tv_nsec = timeout_ns % 1000000000};
    int result = ppoll(&one, 1, timeout_ns < 0 ? NULL : &timeout, NULL);
    return result < 0 ? -errno : result ? one.revents : 0;
}

static int pydri_kcmp_file(int fd1, int fd2) {
    long self = getpid();
    long result = syscall(SYS_kcmp, self, self, (long)KCMP_FILE, (long)fd1, (long)fd2);
    return result < 0 ? -errno : (int)result;
}
