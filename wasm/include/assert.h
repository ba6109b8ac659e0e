/* assert.h - for modules that can print nothing: an assertion that does not hold traps. In place of
 * the C library's, whose texts and paths would be a twentieth of the module. */
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) ((condition) ? (void)0 : __builtin_trap())
#endif
#ifndef static_assert
#define static_assert _Static_assert
#endif
