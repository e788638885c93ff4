/* The one call that libraries in Rust make here and that wine 8 does not know: random bytes. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(void *bytes, ULONG count); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *bytes, size_t count)
{
    const size_t most = 1 << 20;
    for (size_t part; count > 0; bytes += part, count -= part) {
        part = count < most ? count : most;
        if (!SystemFunction036(bytes, (ULONG)part))
            return FALSE;
    }
    return TRUE;
}
