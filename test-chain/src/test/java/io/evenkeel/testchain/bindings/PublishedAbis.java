package io.evenkeel.testchain.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.StructType;

/** The committed ABIs as they lie on the class path, each beside the wrapper that was generated from it. */
record PublishedAbis(List<PublishedAbi> all) {
    /** Any one of them says where the others are. */
    private static final String ONE_OF_THEM = "/abi/erc20/ERC20.json";

    record PublishedAbi(String protocol, String contract, String json) {
        String name() {
            return protocol + "/" + contract;
        }

        Class<?> wrapper() {
            String packageName = "io.evenkeel.bindings." + protocol.replaceAll("[^a-z0-9]", "");
            try {
                return Class.forName(packageName + "." + contract);
            } catch (ClassNotFoundException problem) {
                throw new IllegalStateException("no wrapper for " + name(), problem);
            }
        }

        /** What web3j believes this contract emits. */
        List<Event> wrappedEvents() {
            return Arrays.stream(wrapper().getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Event.class)
                    .map(PublishedAbi::read)
                    .toList();
        }

        /** The generated class of every struct, by the struct's bare name. */
        List<Class<?>> wrappedStructs() {
            return Arrays.stream(wrapper().getDeclaredClasses())
                    .filter(StructType.class::isAssignableFrom)
                    .sorted(Comparator.comparing(Class::getSimpleName))
                    .toList();
        }

        private static Event read(Field constant) {
            try {
                return (Event) constant.get(null);
            } catch (IllegalAccessException problem) {
                throw new IllegalStateException(constant.toString(), problem);
            }
        }
    }

    static PublishedAbis onTheClassPath() {
        try {
            URI one = PublishedAbis.class.getResource(ONE_OF_THEM).toURI();
            if (one.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(one, Map.of())) {
                    return readBelow(jar.getPath("/abi"));
                }
            }
            return readBelow(Path.of(one).getParent().getParent());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (URISyntaxException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static PublishedAbis readBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new PublishedAbis(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(PublishedAbis::read)
                    .toList());
        }
    }

    private static PublishedAbi read(Path file) {
        try {
            return new PublishedAbi(
                    file.getParent().getFileName().toString(),
                    file.getFileName().toString().replace(".json", ""),
                    Files.readString(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
