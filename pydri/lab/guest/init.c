/*
 * The first process of a lab machine.
 *
 * On UML the machine's first root is the run's own control directory (hostfs, writable). It holds this program, the run's
 * specification and, at the end, its status. QEMU starts this program from an archive in memory, with the kernel's modules
 * in /modules: "order" lists them with their parameters; "control" has the tag and the options with which the control
 * directory is mounted, the options for the host's root, which is shown in /host, and perhaps a port on which it waits. What the command sees is set up below /root and entered with chroot, so the control directory is
 * out of the command's reach. Static and free of helpers: any root tree works, even an empty one.
 *
 * spec: NUL-terminated words; a key and then its values:
 *   mount SOURCE TARGET TYPE LETTERS DATA   letters: r read-only, m make the target, o may fail, e only if the one
 *                                           before failed, b show SOURCE, a directory, there; paths are those of the first root: /root is the command's /
 *   dir PATH MODE   link TEXT PATH   cwd DIR   arg WORD   env NAME=VALUE   size ROWS COLUMNS
 *   out DEVICE   err DEVICE   (names in /dev; a pipe is put between the command and the line, unless "terminal:DEVICE")
 *   terminal DEVICE                       (the command's controlling terminal, for a shell)
 *   warm 1                                (the command may be given to the program that waits for one)
 * status (written to a temporary name, then renamed): "exit N", "signal N", or "setup TEXT".
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define MAX_WORDS 65536
#define ROOT "/root"

static int control = -1;
static char *args[MAX_WORDS], *envs[MAX_WORDS];
static int n_args, n_envs;
static const char *cwd = "/", *out_name, *err_name, *terminal_name;
static struct winsize size;
static volatile sig_atomic_t asked;
static int wants_warm;

static void __attribute__((noreturn)) power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

/* Not dprintf: it seeks, and /dev/kmsg refuses that. */
static void say(const char *format, ...)
{
	char text[512];
	va_list list;
	int length;

	va_start(list, format);
	length = vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	if (write(2, text, length < (int)sizeof(text) ? length : (int)sizeof(text) - 1) < 0)
		return; /* nowhere left to say so */
}

static void report(const char *format, ...)
{
	char text[512];
	va_list list;
	int fd, length;

	va_start(list, format);
	length = vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	if (length >= (int)sizeof(text))
		length = sizeof(text) - 1;
	fd = openat(control, "status.new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, text, length) != length || close(fd) || renameat(control, "status.new", control, "status"))
		say("lab: cannot write the status: %s\n", strerror(errno));
}

#define fail(...) do { report("setup " __VA_ARGS__); power_off(); } while (0)

/* Make DIR and its parents, as far as the file systems there allow. */
static void make_dirs(char *dir)
{
	for (char *p = dir + 1; *p; p++)
		if (*p == '/') {
			*p = 0;
			mkdir(dir, 0755);
			*p = '/';
		}
	mkdir(dir, 0755);
}

static void do_mount(char *source, char *target, char *type, char *letters, char *data)
{
	static int previous_failed;
	unsigned long flags = (strchr(letters, 'r') ? MS_RDONLY : 0) | (strchr(letters, 'b') ? MS_BIND : 0);

	if (strchr(letters, 'e') && !previous_failed)
		return;
	if (strchr(letters, 'm'))
		make_dirs(target);
	previous_failed = mount(source, target, type, flags, *data ? data : NULL);
	if (previous_failed && !strchr(letters, 'o'))
		fail("cannot mount %s (%s) on %s: %s", !strcmp(type, "hostfs") ? data : source, type,
		     target + (strncmp(target, ROOT, strlen(ROOT)) ? 0 : strlen(ROOT)), strerror(errno));
}

static char *next, *end;

static char *word(void)
{
	char *this = next;

	if (next >= end)
		fail("the specification is cut short");
	next += strlen(next) + 1;
	return this;
}

static void read_spec(void)
{
	struct stat st;
	int fd = openat(control, "spec", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st))
		fail("cannot read the specification: %s", strerror(errno));
	next = end = malloc(st.st_size + 1);
	for (ssize_t n; next && (n = read(fd, end, next + st.st_size - end)) > 0;)
		end += n;
	if (!next || end != next + st.st_size)
		fail("cannot read the specification: %s", strerror(errno));
	*end = 0;
	close(fd);
}

static void obey(const char *key)
{
	if (!strcmp(key, "mount")) {
		char *source = word(), *target = word(), *type = word(), *letters = word();

		do_mount(source, target, type, letters, word());
	} else if (!strcmp(key, "dir")) {
		char *path = word();

		make_dirs(path);
		chmod(path, strtol(word(), NULL, 8));
	} else if (!strcmp(key, "link")) {
		char *text = word(), *path = word();

		if (symlink(text, path) && errno != EEXIST)
			fail("cannot make the link %s: %s", path, strerror(errno));
	} else if (!strcmp(key, "cwd")) {
		cwd = word();
	} else if (!strcmp(key, "arg") && n_args < MAX_WORDS - 1) {
		args[n_args++] = word();
	} else if (!strcmp(key, "env") && n_envs < MAX_WORDS - 1) {
		envs[n_envs++] = word();
	} else if (!strcmp(key, "size")) {
		size.ws_row = atoi(word());
		size.ws_col = atoi(word());
	} else if (!strcmp(key, "out")) {
		out_name = word();
	} else if (!strcmp(key, "err")) {
		err_name = word();
	} else if (!strcmp(key, "terminal")) {
		terminal_name = word();
	} else if (!strcmp(key, "warm")) {
		wants_warm = atoi(word());
	} else {
		fail("unknown key in the specification, or too many words: %s", key);
	}
}

/* Open a UML console line as a transparent byte channel. */
static int open_line(const char *name, int raw)
{
	struct termios mode;
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/dev/%s", name);
	fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		fail("cannot open %s: %s", path, strerror(errno));
	if (raw && !tcgetattr(fd, &mode)) {
		cfmakeraw(&mode);
		tcsetattr(fd, TCSANOW, &mode);
	}
	if (size.ws_row)
		ioctl(fd, TIOCSWINSZ, &size);
	return fd;
}

/* One stream of the command: directly the line when it shall look like a terminal, else a pipe that is copied to it. */
struct stream {
	int line, reader, writer;
};

static struct stream open_stream(const char *name)
{
	struct stream stream = { -1, -1, -1 };
	int ends[2], tty = !strncmp(name, "terminal:", 9);

	stream.line = open_line(tty ? name + 9 : name, 1);
	if (tty) {
		stream.writer = fcntl(stream.line, F_DUPFD_CLOEXEC, 10);
	} else {
		if (pipe2(ends, O_CLOEXEC))
			fail("cannot make a pipe: %s", strerror(errno));
		fcntl(ends[0], F_SETFL, O_NONBLOCK);
		stream.reader = ends[0];
		stream.writer = ends[1];
	}
	return stream;
}

/* Copy what is there. Returns 0 at the end of the stream. */
static int copy(struct stream *stream)
{
	static char buffer[65536];
	ssize_t n = read(stream->reader, buffer, sizeof(buffer)), done = 0;

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 1 : 0;
	while (done < n) {
		ssize_t put = write(stream->line, buffer + done, n - done);

		if (put < 0 && errno != EINTR)
			return 0;
		if (put > 0)
			done += put;
	}
	return n > 0 ? 2 : 0;
}

static void __attribute__((noreturn)) become_command(int in, int out, int err)
{
	struct rlimit files = { 1024, 524288 }, core = { 0, 0 };
	sigset_t none;

	setsid();
	if (terminal_name)
		ioctl(in, TIOCSCTTY, 0);
	setrlimit(RLIMIT_NOFILE, &files);
	setrlimit(RLIMIT_CORE, &core);
	dup2(in, 0);
	dup2(out, 1);
	dup2(err, 2);
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (chdir(cwd))
		say("lab: cannot enter %s: %s\n", cwd, strerror(errno)), _exit(126);
	environ = envs;
	execvp(args[0], args);
	say("lab: cannot run %s: %s\n", args[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

/* Reap everything; returns 1 when the command itself has ended and stores its wait status. */
static int reap(pid_t command, int *status)
{
	int ended = 0, each;
	pid_t pid;

	while ((pid = waitpid(-1, &each, WNOHANG)) > 0)
		if (pid == command) {
			*status = each;
			ended = 1;
		}
	return ended;
}

static void read_line(const char *pid, const char *name, char *text, size_t length)
{
	char path[300];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%s/%s", pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? 0 : read(fd, text, length - 1);
	close(fd);
	text[n > 0 ? n : 0] = 0;
	for (ssize_t i = 0; i + 1 < n; i++)
		if (!text[i] || text[i] == '\n')
			text[i] = ' ';
}

/*
 * The host asks (Ctrl-Alt-Del on the management console, which is SIGINT here) when the time is up: who is there, in what
 * state, waiting where? Kernel threads, which have no command line, are left out.
 */
static void list_tasks(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	asked = 0;
	while (proc && (entry = readdir(proc))) {
		char line[200], stat[512], wait[64], *state;

		if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
			continue;
		read_line(entry->d_name, "cmdline", line, sizeof(line));
		if (!*line)
			continue;
		read_line(entry->d_name, "stat", stat, sizeof(stat));
		read_line(entry->d_name, "wchan", wait, sizeof(wait));
		state = strrchr(stat, ')');
		say("lab: task %s %c in %s: %s\n", entry->d_name, state ? state[2] : '?', *wait ? wait : "?", line);
	}
	if (proc)
		closedir(proc);
	say("lab: end of tasks\n");
}

/* Copy the command's output until it has ended and everything it had written is copied. */
static int attend(pid_t command, struct stream *streams, int count, const sigset_t *waiting)
{
	struct pollfd polls[2];
	int status = 0, ended = 0, busy = 1;

	while (!ended || busy) {
		struct timespec now = { 0, 0 };

		for (int i = 0; i < count; i++)
			polls[i] = (struct pollfd){ .fd = streams[i].reader, .events = POLLIN };
		ppoll(polls, count, ended ? &now : NULL, waiting);
		ended |= reap(command, &status);
		if (asked)
			list_tasks();
		busy = 0;
		for (int i = 0; i < count; i++) {
			int got = streams[i].reader < 0 ? 0 : copy(&streams[i]);

			busy |= got == 2;
			if (!got && streams[i].reader >= 0) {
				close(streams[i].reader);
				streams[i].reader = -1;
			}
		}
	}
	return status;
}

static void wake(int number)
{
	if (number == SIGINT)
		asked = 1;
	/* else only there to end ppoll */
}

#include "archive.c"

static int run_command(void)
{
	struct stream streams[2];
	sigset_t child, waiting;
	int in = 0, out, err, count = 0, status;
	pid_t command;

	if (terminal_name) {
		in = out = err = open_line(terminal_name, 0);
	} else {
		streams[count++] = open_stream(out_name);
		if (strcmp(out_name, err_name))
			streams[count++] = open_stream(err_name);
		out = streams[0].writer;
		err = streams[count - 1].writer;
	}
	signal(SIGCHLD, wake);
	signal(SIGINT, wake);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &waiting);
	if (warm >= 0 && wants_warm && !hand_over(in, out, err)) {
		command = warm_pid;
	} else {
		close(warm);
		command = fork();
		if (command < 0)
			fail("cannot fork: %s", strerror(errno));
		if (!command)
			become_command(in, out, err);
	}
	for (int i = 0; i < count; i++)
		close(streams[i].writer);
	status = attend(command, streams, count, &waiting);
	kill(-1, SIGKILL);
	for (int i = 0; i < count; i++)
		tcdrain(streams[i].line);
	if (terminal_name)
		tcdrain(in);
	return status;
}

/* For programs that insist on TCP; only a kernel with the fragment net has it. */
static void loopback_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd >= 0) {
		ioctl(fd, SIOCSIFFLAGS, &request);
		close(fd);
	}
}

int main(void)
{
	int status, null, log, first = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	control = fcntl(first, F_DUPFD_CLOEXEC, 10);
	close(first);
	from_archive();
	read_spec();
	while (next < end)
		obey(word());
	if (chroot(ROOT) || chdir("/"))
		fail("cannot enter the root: %s", strerror(errno));
	if (!n_args || (!terminal_name && (!out_name || !err_name)))
		fail("the specification names no command or no output");
	null = open("/dev/null", O_RDWR);
	if (null < 0)
		fail("cannot open /dev/null: %s", strerror(errno));
	log = open("/dev/kmsg", O_WRONLY);
	dup2(log < 0 ? null : log, 1);
	dup2(1, 2);
	dup2(null, 0);
	if (null > 2)
		close(null);
	if (log > 2)
		close(log);
	reboot(RB_DISABLE_CAD);
	sethostname("pydri-lab", 9);
	loopback_up();
	status = run_command();
	if (WIFSIGNALED(status))
		report("signal %d", WTERMSIG(status));
	else
		report("exit %d", WEXITSTATUS(status));
	power_off();
}
