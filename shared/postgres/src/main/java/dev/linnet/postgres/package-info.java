/**
 * The key pool in PostgreSQL, reached through PgBouncer in transaction mode: nothing here keeps
 * state in a session (no SET outside a transaction, no session locks, no named statements).
 */
@NullMarked
package dev.linnet.postgres;

import org.jspecify.annotations.NullMarked;
