/* Colour profiles, as far as Qt asks: there are none. */
#include <windows.h>

#define EXPORT __declspec(dllexport)

EXPORT void *WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode) { return NULL; }
EXPORT void *WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD d, DWORD e, DWORD f, DWORD g) { return NULL; }
EXPORT void *WINAPI WcsCreateIccProfile(void *profile, DWORD options) { return NULL; }
EXPORT BOOL WINAPI CloseColorProfile(void *profile) { return TRUE; }
EXPORT BOOL WINAPI GetColorProfileFromHandle(void *profile, void *bytes, DWORD *size) { return FALSE; }
EXPORT BOOL WINAPI GetStandardColorSpaceProfileW(void *machine, DWORD space, void *name, DWORD *size) { return FALSE; }
