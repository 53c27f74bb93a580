"""Which locks are held during a network call, and the proof of it."""
import json
import unittest

from harness import CliTest

LOCK = """#include "lock.h"
static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;
void state_enter(void) { pthread_mutex_lock(&state_lock); }
void state_leave(void) { pthread_mutex_unlock(&state_lock); }
"""
HEADER = """#include <pthread.h>
#include <sys/socket.h>
struct link { pthread_mutex_t guard; int fd; char text[9]; };
void state_enter(void);
void state_leave(void);
"""
USE = """#include "lock.h"
static void ask(struct link *link)
{
    pthread_mutex_lock(&link->guard);
    recv(link->fd, link->text, 9, 0);
    pthread_mutex_unlock(&link->guard);
    send(link->fd, link->text, 9, 0);
}
void refresh(struct link *links)
{
    recv(links->fd, links->text, 9, 0);
    state_enter();
    ask(&links[0]);
    state_leave();
    recv(links->fd, links->text, 9, 0);
}
"""
# Taken through a function that is not here, and by a macro of the house around it.
HOUSE = """library: house
title: Locks of the house
headers: [house.h]
functions:
  house_lock: {on: 0, kind: posix.lock, source: house.h, configures: [{on: 0, set: held, to: 1}]}
  house_unlock: {on: 0, kind: posix.lock, source: house.h, configures: [{on: 0, set: held, to: 0}]}
"""
HOUSED = """#include <sys/socket.h>
void house_lock(void *), house_unlock(void *);
#define LOCK(what) house_lock(&(what)->lock)
struct peer { int lock, fd; };
long ask(struct peer *peer, char *out)
{
    LOCK(peer);
    long got = recv(peer->fd, out, 1, 0);
    house_unlock(&peer->lock);
    return got;
}
"""


class Locks(CliTest):
    def facts(self, *arguments):
        out = self.expect(0, "inventory", "--format", "jsonl", *arguments).out
        return {fact["line"]: fact for fact in map(json.loads, out.splitlines())}

    def test_taken_by_helpers_and_callers(self):
        for name, text in (("lock.h", HEADER), ("lock.c", LOCK), ("use.c", USE)):
            self.write(name, text)
        self.database(("lock.c", []), ("use.c", []))
        facts = self.facts()
        held = {line: fact["locks_held"] for line, fact in facts.items()}
        self.assertEqual(held, {5: ["state_lock", "link->guard"], 7: ["state_lock"], 11: [],
                                15: []})
        proof = [(step["line"], step["note"]) for step in facts[5]["evidence"][-3:]]
        self.assertEqual(proof, [(12, "state_lock is taken here"),
                                 (13, "state_lock is held while this is called"),
                                 (4, "link->guard is taken here")])

    def test_locks_of_the_house(self):
        self.write("house.yaml", HOUSE)
        self.write("a.c", HOUSED)
        self.write(".resilint.yaml", "models: [house.yaml]\n")
        self.assertEqual(self.facts("a.c")[8]["locks_held"], ["peer->lock"])
        told = self.expect(0, "models", "--check", "house.yaml").out
        self.assertIn("house_lock: takes a lock", told)
        self.assertIn("house_unlock: releases a lock", told)

    def test_mistakes(self):
        self.write("house.yaml", HOUSE.replace("to: 1}", "to: 1, on_success: yes}"))
        self.expect_mistake("models", "--check", "house.yaml", says=["on_success", "fails"])
        self.write("house.yaml", HOUSE.replace("to: 1}", "from: 0}"))
        self.expect_mistake("models", "--check", "house.yaml", says=["to: 1"])


if __name__ == "__main__":
    unittest.main()
