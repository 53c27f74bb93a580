/* Of headers only what is used, of system headers no bodies. */
#include "project.h"
#include <system.h>

int main_file(HANDLE *handle)
{
    return used(limit) + of_the_system(1) + (handle != 0);
}
