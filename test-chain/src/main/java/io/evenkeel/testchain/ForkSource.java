package io.evenkeel.testchain;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is forked. */
public sealed interface ForkSource {
    URI url();

    AddressBook addresses();

    /** The block to fork at; absent for the newest that is safe from reorganisation. */
    OptionalLong block();

    /** Our own chain. */
    record Origin(OriginChain chain) implements ForkSource {
        @Override
        public URI url() {
            return chain.url();
        }

        @Override
        public AddressBook addresses() {
            return chain.addresses();
        }

        @Override
        public OptionalLong block() {
            return OptionalLong.of(chain.headBlock());
        }
    }

    /** A network somebody else runs. */
    record Network(URI url, AddressBook addresses, OptionalLong block) implements ForkSource {}

    /**
     * The network named in the environment: {@code FORK_URL}, with {@code FORK_ADDRESSES}, a file, and optionally
     * {@code FORK_BLOCK}.
     *
     * @return empty when there is no {@code FORK_URL}
     * @throws IllegalArgumentException when there is one without {@code FORK_ADDRESSES}
     */
    static Optional<ForkSource> named(Map<String, String> environment) {
        String url = environment.get("FORK_URL");
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        String addresses = environment.get("FORK_ADDRESSES");
        if (addresses == null || addresses.isBlank()) {
            throw new IllegalArgumentException(
                    "FORK_URL is set but FORK_ADDRESSES is not: which contracts are where on " + url + "?");
        }
        String block = environment.get("FORK_BLOCK");
        return Optional.of(new Network(
                URI.create(url),
                AddressBook.read(Path.of(addresses)),
                block == null || block.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(block))));
    }
}
