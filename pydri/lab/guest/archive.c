/*
 * The part of the first process (init.c includes it) that is QEMU's: out of the archive in memory to the control directory,
 * with a stop on the way where a snapshot of the machine can be taken.
 */

/* Load what /modules/order lists: "NAME PARAMETERS". */
static void load_modules(void)
{
	char line[256], path[300];
	FILE *order = fopen("/modules/order", "re");

	while (order && fgets(line, sizeof(line), order)) {
		char *parameters = line + strcspn(line, " \n");
		int fd;

		line[strcspn(line, "\n")] = 0;
		if (*parameters)
			*parameters++ = 0;
		snprintf(path, sizeof(path), "/modules/%s.ko", line);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || (syscall(SYS_finit_module, fd, parameters, 0) && errno != EEXIST))
			fail("cannot load the module %s: %s", line, strerror(errno));
		close(fd);
	}
	if (order)
		fclose(order);
}

/* A program that was started beforehand and waits for its command on a socket (guest/warm.py), or -1. */
static int warm = -1;
static pid_t warm_pid;

static void start_warm(void)
{
	static char words[65536];
	char *arguments[1024], *variables[1024], *at = words;
	int ends[2], fd = open("/warm/start", O_RDONLY | O_CLOEXEC), count = 0, more = 0;
	ssize_t length = fd < 0 ? -1 : read(fd, words, sizeof(words) - 1);

	close(fd);
	if (length <= 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return;
	while (at < words + length && count < 1023 && more < 1023) {
		char *key = at, *value = key + strlen(key) + 1;

		if (!strcmp(key, "arg"))
			arguments[count++] = value;
		else
			variables[more++] = value;
		at = value + strlen(value) + 1;
	}
	arguments[count] = variables[more] = NULL;
	warm_pid = fork();
	if (!warm_pid) {
		dup2(ends[1], 3);
		if (chroot("/warm") || chdir("/"))
			_exit(1);
		mkdir("/dev", 0755);
		mount("none", "/dev", "devtmpfs", 0, NULL); /* /dev/null and the random numbers */
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
		dup2(fd, 0);
		execve(arguments[0], arguments, variables);
		say("lab: cannot start %s: %s\n", arguments[0], strerror(errno));
		_exit(1);
	}
	close(ends[1]);
	warm = ends[0];
	if (read(warm, words, 1) != 1) {
		say("lab: the program that was to wait for its command has ended\n");
		close(warm);
		warm = -1;
	}
}

/* Give the waiting program its command; the descriptors are its standard streams and the command's root. */
static int hand_over(int in, int out, int err)
{
	char place[CMSG_SPACE(4 * sizeof(int))] = { 0 }, number[16];
	int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), fds[4] = { in, out, err, root };
	struct iovec start = { .iov_base = (void *)cwd, .iov_len = strlen(cwd) + 1 };
	struct msghdr message = { .msg_iov = &start, .msg_iovlen = 1, .msg_control = place, .msg_controllen = sizeof(place) };
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(fds));
	memcpy(CMSG_DATA(header), fds, sizeof(fds));
	if (sendmsg(warm, &message, MSG_NOSIGNAL) != (ssize_t)start.iov_len)
		return -1;
	close(root);
	snprintf(number, sizeof(number), "%d", n_args);
	if (send(warm, number, strlen(number) + 1, MSG_NOSIGNAL) < 0)
		return -1;
	for (int i = 0; i < n_args + n_envs; i++) {
		char *text = i < n_args ? args[i] : envs[i - n_args];

		for (size_t done = 0, all = strlen(text) + 1; done < all;) {
			ssize_t put = send(warm, text + done, all - done, MSG_NOSIGNAL);

			if (put < 0)
				return -1;
			done += put;
		}
	}
	close(warm);
	return 0;
}

/*
 * Where the machine may be stopped, written away, and started again later, many times. Then it is another time, and the
 * random numbers that it had would come again.
 */
static void wait_for_go(const char *port)
{
	struct { int entropy, size; unsigned char seed[32]; } pool = { 256, 32, { 0 } };
	struct timespec now = { 0 };
	char line[256] = "", path[64], seed[65] = "";
	int fd, length = 0, random;
	long long seconds = 0;

	snprintf(path, sizeof(path), "/dev/%s", port);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || write(fd, "ready\n", 6) != 6)
		say("lab: cannot use %s: %s\n", path, strerror(errno)), power_off();
	while (length < (int)sizeof(line) - 1 && !strchr(line, '\n')) {
		ssize_t n = read(fd, line + length, sizeof(line) - 1 - length);

		if (n > 0)
			length += n;
		else
			usleep(10000); /* nobody is at the other end yet */
	}
	close(fd);
	if (sscanf(line, "go %lld %ld %64s", &seconds, &now.tv_nsec, seed) != 3)
		say("lab: not told to go on: %s\n", line), power_off();
	now.tv_sec = seconds;
	clock_settime(CLOCK_REALTIME, &now);
	for (int i = 0; i < 32; i++)
		sscanf(seed + 2 * i, "%2hhx", &pool.seed[i]);
	random = open("/dev/urandom", O_RDWR | O_CLOEXEC);
	if (random >= 0) {
		ioctl(random, RNDADDENTROPY, &pool);
		ioctl(random, RNDRESEEDCRNG);
		close(random);
	}
}

/* In QEMU: what UML finds done, up to the control directory. Without it there is nobody to report to but the log. */
static void from_archive(void)
{
	char tag[64] = "", data[256] = "", root[256] = "", port[64] = "";
	FILE *how = fopen("/modules/control", "re");
	int log;

	if (!how)
		return;
	mount("none", "/dev", "devtmpfs", 0, NULL);
	log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	if (log >= 0 && log != 2) {
		dup2(log, 2);
		close(log);
	}
	if (!fgets(tag, sizeof(tag), how) || !fgets(data, sizeof(data), how))
		say("lab: /modules/control is cut short\n"), power_off();
	if (!fgets(root, sizeof(root), how))
		root[0] = 0;
	if (!fgets(port, sizeof(port), how))
		port[0] = 0;
	fclose(how);
	tag[strcspn(tag, "\n")] = data[strcspn(data, "\n")] = root[strcspn(root, "\n")] = port[strcspn(port, "\n")] = 0;
	load_modules();
	start_warm();
	if (*port)
		wait_for_go(port);
	if (mount(tag, "/control", "9p", 0, data) || mount("host", "/host", "9p", MS_RDONLY, root))
		say("lab: cannot mount the host's files: %s\n", strerror(errno)), power_off();
	close(control);
	control = open("/control", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}
