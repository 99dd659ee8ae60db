/* Makes each sync take 4 ms more, as on a slow disk. Loaded with LD_PRELOAD by `cargo xtask bench`. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_4_ms(void) {
    struct timespec time = {0, 4000000};
    nanosleep(&time, 0);
}

int fsync(int fd) { wait_4_ms(); return (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { wait_4_ms(); return (int)syscall(SYS_fdatasync, fd); }
