/*
 * launch PARENT PROGRAM ARGS…   become PROGRAM, tied to the life of process PARENT, which started us
 * launch --probe                say whether UML can run here: it controls its programs with ptrace
 *
 * A process of its own instead of code between fork and exec: it is safe in a threaded parent, and the tie is made by the
 * process that keeps it. SIGKILL of the parent ends the machine. Its own session keeps the terminal's Ctrl-C away, so that
 * the parent decides how the machine ends. Without address randomisation UML need not pad its memory ("exec-shield gap").
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef PTRACE_SYSEMU
#define PTRACE_SYSEMU 31
#endif

static int probe(void)
{
	int status, error = 0;
	pid_t child = fork();

	if (!child) {
		if (ptrace(PTRACE_TRACEME, 0, 0, 0))
			_exit(errno);
		raise(SIGSTOP);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		error = errno;
	else if (WIFEXITED(status))
		error = WEXITSTATUS(status);
	else if (ptrace(PTRACE_SYSEMU, child, 0, 0))
		error = errno;
	if (child > 0)
		kill(child, SIGKILL);
	if (error)
		fprintf(stderr, "%s\n", strerror(error));
	return error != 0;
}

int main(int argc, char **argv)
{
	struct rlimit core = { 0, 0 };

	if (argc == 2 && !strcmp(argv[1], "--probe"))
		return probe();
	if (argc < 3)
		return 2;
	setsid();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != atoi(argv[1]))
		return 1;
	setrlimit(RLIMIT_CORE, &core);
	personality(ADDR_NO_RANDOMIZE);
	execv(argv[2], argv + 2);
	fprintf(stderr, "cannot start %s: %s\n", argv[2], strerror(errno));
	return 127;
}
