/* test_sha256.c - the hash against FIPS 180-4's examples, however the message is cut. */
#include "check.h"
#include "lab.h"

static void check_digest(lab_sha256 hash, const char *expected) {
    uint8_t digest[32];
    char text[65];
    lab_sha256_finish(&hash, digest);
    for (int i = 0; i < 32; i++) snprintf(text + 2 * i, 3, "%02x", digest[i]);
    if (strcmp(text, expected) == 0) return;
    fprintf(stderr, "the digest is %s, not %s\n", text, expected);
    exit(1);
}

static void check_message(const char *message, const char *expected) {
    lab_sha256 hash = lab_sha256_start();
    lab_sha256_update(&hash, message, strlen(message));
    check_digest(hash, expected);
}

static void check_examples(void) {
    check_message("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_message("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_message("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check_message("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                  "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

/* A million a's in pieces of `piece`, the last one shorter. */
static void check_million(size_t piece) {
    static char letters[100000];
    memset(letters, 'a', sizeof letters);
    lab_sha256 hash = lab_sha256_start();
    for (size_t left = 1000000; left > 0;) {
        size_t size = piece < left ? piece : left;
        lab_sha256_update(&hash, letters, size);
        left -= size;
    }
    check_digest(hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Every length around the block's borders, cut in two at every place. */
static void check_splits(void) {
    uint8_t message[200], whole[32], split[32];
    for (size_t i = 0; i < sizeof message; i++) message[i] = (uint8_t)(i * 37);
    for (size_t size = 0; size <= sizeof message; size++) {
        lab_sha256 hash = lab_sha256_start();
        lab_sha256_update(&hash, message, size);
        lab_sha256_finish(&hash, whole);
        for (size_t cut = 0; cut <= size; cut++) {
            hash = lab_sha256_start();
            lab_sha256_update(&hash, message, cut);
            lab_sha256_update(&hash, message + cut, size - cut);
            lab_sha256_finish(&hash, split);
            CHECK(memcmp(whole, split, 32) == 0);
        }
    }
}

int main(void) {
    check_examples();
    check_million(1);
    check_million(63);
    check_million(65);
    check_million(100000);
    check_splits();
    return 0;
}
