package io.evenkeel.keeper.adapter.jdbc;

import java.nio.file.Path;

/**
 * A PostgreSQL database and how to get in.
 *
 * @param url {@code jdbc:postgresql://host/database}, with the driver's own settings for TLS; never with a password
 * @param passwordFile read anew for every connection, so that a changed password needs no new start
 */
public record PostgresPlace(String url, String user, Path passwordFile) {}
