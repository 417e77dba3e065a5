/**
 * Real PostgreSQL and Redis processes and a MongoDB-compatible server, for the one-command start
 * and for contract tests. Every server listens on 127.0.0.1 only.
 */
@NullMarked
package dev.linnet.embedded;

import org.jspecify.annotations.NullMarked;
