/*
 * System calls as the kernel answers them: the result, or -errno. Nothing is retried here: the caller retries EINTR in
 * Python, so that signal handlers get to run in between.
 */
static long pydri_ioctl(int fd, unsigned long request, void *arg) {
    int result = ioctl(fd, request, arg);
    return result < 0 ? -(long)errno : result;
}

static intptr_t pydri_mmap(size_t length, int prot, int flags, int fd, int64_t offset) {
    void *address = mmap64(NULL, length, prot, flags, fd, offset);
    return address == MAP_FAILED ? -(intptr_t)errno : (intptr_t)address;
}

static int pydri_munmap(void *address, size_t length) {
    return munmap(address, length) < 0 ? -errno : 0;
}
