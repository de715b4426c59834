package io.evenkeel.testchain;

import io.evenkeel.chain.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where everything is on one chain: addresses by name, "protocol.contract". The origin chain writes its own; a
 * real network's is a file of the same form.
 */
public final class AddressBook {
    private static final JsonMapper JSON = new JsonMapper();

    private final String source;
    private final Map<String, Address> addresses;

    private AddressBook(String source, Map<String, Address> addresses) {
        this.source = source;
        this.addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }

    /**
     * Reads a JSON object of names and addresses.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static AddressBook read(Path file) {
        Map<String, String> entries;
        try {
            entries = JSON.readValue(Files.readString(file), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": not a JSON object of names and addresses", e);
        }
        Map<String, Address> addresses = new TreeMap<>();
        entries.forEach((name, hex) -> addresses.put(name, Address.of(hex)));
        return new AddressBook(file.toString(), addresses);
    }

    /** @throws IllegalArgumentException when the book does not have this name */
    public Address get(String name) {
        Address address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException(source + " has no address named " + name);
        }
        return address;
    }

    public boolean has(String name) {
        return addresses.containsKey(name);
    }

    public Set<String> names() {
        return addresses.keySet();
    }
}
