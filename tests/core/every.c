/* every.c - all tests in one program, where linking one takes long; the argument names the test. */
#include "check.h"

#define TEST(name) int main_##name(void);
TESTS
#undef TEST

int main(int count, char **words) {
    const char *wanted = count == 2 ? words[1] : "";
#define TEST(name)                                                                                 \
    if (strcmp(wanted, #name) == 0) return main_##name();
    TESTS
#undef TEST
    fprintf(stderr, "'%s': there is no such test\n", wanted);
    return 2;
}
