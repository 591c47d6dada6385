/*
 * launch PARENT PROGRAM ARGS…: become PROGRAM, tied to the life of process PARENT, which started us.
 *
 * A process of its own instead of code between fork and exec: it is safe in a threaded parent, and the tie is made by the
 * process that keeps it. SIGKILL of the parent ends the machine. Its own session keeps the terminal's Ctrl-C away, so that
 * the parent decides how the machine ends. Without address randomisation UML need not pad its memory ("exec-shield gap").
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rlimit core = { 0, 0 };

	if (argc < 3)
		return 2;
	setsid();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != atoi(argv[1]))
		return 1;
	setrlimit(RLIMIT_CORE, &core);
	personality(ADDR_NO_RANDOMIZE);
	execv(argv[2], argv + 2);
	return 127;
}
