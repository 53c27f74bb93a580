/* The steps of program_link, in order. */
#ifndef PROGRAM_BUILD_H
#define PROGRAM_BUILD_H

#include "program/program.h"

/* Gives functions, globals and fields their program-wide numbers. */
void link_symbols(struct program *program);

/* Finds all call sites and whom each may reach. */
void link_calls(struct program *program);

/* Callers, strongly connected components and the bottom-up order. */
void link_components(struct program *program);

#endif
