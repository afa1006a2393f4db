/* Feeds each file of a corpus once to a fuzz target, without libFuzzer, so that `make check` can do it with any compiler:
 *
 *   replay PART-NAME DIRECTORY
 *
 * Each input runs in a child of its own, with a time limit: one that crashes or hangs fails by name and the others still
 * run. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_AN_INPUT = 20 };

/* The whole file in a block of exactly its size, so that a sanitizer sees any read past its end. NULL on failure. */
static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    struct stat info;
    if (!in || fstat(fileno(in), &info) != 0) {
        if (in)
            fclose(in);
        return NULL;
    }
    *size = (size_t)info.st_size;
    uint8_t *bytes = malloc(*size ? *size : 1);
    if (bytes && fread(bytes, 1, *size, in) != *size) {
        free(bytes);
        bytes = NULL;
    }
    fclose(in);
    return bytes;
}

/* The child's part. */
static int feed(const char *path)
{
    size_t size;
    uint8_t *bytes = read_file(path, &size);
    if (!bytes) {
        perror(path);
        return EXIT_FAILURE;
    }
    alarm(SECONDS_AN_INPUT);
    int result = LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int replay(const char *path)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        exit(feed(path));
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror(path);
        return EXIT_FAILURE;
    }
    if (WIFSIGNALED(status))
        printf("%s: %s\n", path, strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) != 0)
        printf("%s: exit status %d\n", path, WEXITSTATUS(status));
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s PART-NAME DIRECTORY\n", argv[0]);
        return 2;
    }
    struct dirent **entries;
    int count = scandir(argv[2], &entries, visible, alphasort);
    if (count < 0) {
        perror(argv[2]);
        return EXIT_FAILURE;
    }
    int failed = 0;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[2], entries[i]->d_name);
        failed += replay(path) != EXIT_SUCCESS;
        free(entries[i]);
    }
    free(entries);
    printf("wenze-part: %s passed=%d failed=%d\n", argv[1], count - failed, failed);
    return failed == 0 && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
