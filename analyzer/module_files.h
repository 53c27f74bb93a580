/* Modules in files: what `resilint extract` writes and `resilint link` reads. A file is modules one
 * after the other, each a block as ir/ir.h describes it, whose header says its size; files may be
 * put together by appending them. */
#ifndef MODULE_FILES_H
#define MODULE_FILES_H

#include "extract.h"

void module_files_write(const struct extraction *extraction, struct text *out);

/* Reads the modules of all files and links them; what is damaged ends in a DIAG_ERROR that names
 * the file. The modules live in the extraction's arena. */
bool module_files_read(struct extraction *extraction, const char *const *paths, uint32_t count);

#endif
